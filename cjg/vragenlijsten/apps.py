from django.apps import AppConfig


class VragenlijstenConfig(AppConfig):
    name = "cjg.vragenlijsten"
    label = "vragenlijsten"
    default_auto_field = "django.db.models.BigAutoField"
