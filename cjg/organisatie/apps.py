from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "cjg.organisatie"
    label = "organisatie"
    default_auto_field = "django.db.models.BigAutoField"
