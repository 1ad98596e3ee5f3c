from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the application only add letters, never change them."""
        from cjg.basis.api import append_only

        append_only("toegang_beschikking")
