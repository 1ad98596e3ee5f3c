from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "cjg.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cjg.intake.inlezen.contactmomenten import CONTACTMOMENTEN
        from cjg.intake.inlezen.soorten import register_import

        register_import(CONTACTMOMENTEN)
