from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "cjg.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the pages and the work of this room known to the menu, the identity bar and the work list."""
        from django.urls import reverse

        from cjg.basis.api import NavItem, register_nav
        from cjg.dossier.identiteit import DossierTab, register_dossier_tab
        from cjg.dossier.rechten import RECHTEN_PER_ROL
        from cjg.dossier.services.verlening import NOODTOEGANG_TAAK
        from cjg.organisatie.api import Rol
        from cjg.taken.api import Taaksoort, register_taaksoort

        roles = frozenset(RECHTEN_PER_ROL)
        register_nav(NavItem("Gezinnen", "dossier:gezinnen", roles=roles, icon="home-heart", order=25, key="g g"))
        toezicht = frozenset({str(Rol.FUNCTIONARIS_GEGEVENSBESCHERMING)})
        register_nav(
            NavItem("Noodtoegang", "dossier:noodtoegangen", roles=toezicht, icon="lock-open", order=20, phone=True)
        )
        register_dossier_tab(DossierTab("Overzicht", "dossier:gezin", 10))
        register_dossier_tab(DossierTab("Wie mag meekijken?", "dossier:toegang", 90))
        register_taaksoort(
            Taaksoort(
                NOODTOEGANG_TAAK,
                "Noodtoegang beoordelen",
                lambda pk: reverse("dossier:noodtoegang-beoordelen", args=[pk]),
            )
        )
