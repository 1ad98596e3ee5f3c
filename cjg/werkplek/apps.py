from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    name = "cjg.werkplek"
    label = "werkplek"
    default_auto_field = "django.db.models.BigAutoField"
