from django.apps import AppConfig


class GezinsplanConfig(AppConfig):
    name = "gezinsplan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cjg.taken.api import register_provider, register_taaksoort
        from gezinsplan import bronnen

        register_provider(bronnen.EVALUATIES)
        register_taaksoort(bronnen.AKKOORD)
