from django.apps import AppConfig


class GezinsplanConfig(AppConfig):
    name = "gezinsplan"
    default_auto_field = "django.db.models.BigAutoField"
