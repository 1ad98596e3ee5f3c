"""The frame of the REST API; other apps import it through `cjg.basis.rest_api`."""
