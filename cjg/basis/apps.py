from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BasisConfig(AppConfig):
    name = "cjg.basis"
    label = "basis"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand out the rights of the database role after each `migrate`; say in our own words what a field misses."""
        from cjg.basis.databaserol import grant_rights
        from cjg.basis.forms import install_messages

        install_messages()
        post_migrate.connect(grant_rights, sender=self, dispatch_uid="basis.databaserol")
