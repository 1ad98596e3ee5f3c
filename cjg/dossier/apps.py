from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "cjg.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"
