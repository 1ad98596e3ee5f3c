from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "cjg.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the work of this room known to the work list."""
        from django.urls import reverse

        from cjg.dossier.services.verlening import NOODTOEGANG_TAAK
        from cjg.taken.api import Taaksoort, register_taaksoort

        register_taaksoort(
            Taaksoort(
                NOODTOEGANG_TAAK,
                "Noodtoegang beoordelen",
                lambda pk: reverse("dossier:noodtoegang-beoordelen", args=[pk]),
            )
        )
