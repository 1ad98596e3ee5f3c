from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "cjg.portaal"
    label = "portaal"
    default_auto_field = "django.db.models.BigAutoField"
