from django.apps import AppConfig


class InzageConfig(AppConfig):
    name = "cjg.inzage"
    label = "inzage"
    default_auto_field = "django.db.models.BigAutoField"
