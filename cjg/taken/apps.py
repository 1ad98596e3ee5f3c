from django.apps import AppConfig


class TakenConfig(AppConfig):
    name = "cjg.taken"
    label = "taken"
    default_auto_field = "django.db.models.BigAutoField"
