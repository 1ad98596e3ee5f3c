from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    name = "cjg.werkplek"
    label = "werkplek"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the desk in the main menu."""
        from cjg.basis.api import NavItem, register_nav, register_search
        from cjg.organisatie.api import Rol
        from cjg.werkplek.rules import WERKT_IN_DOSSIERS

        register_nav(
            NavItem(
                "Vandaag",
                "werkplek:vandaag",
                roles=frozenset(WERKT_IN_DOSSIERS),
                icon="calendar-check",
                order=10,
                phone=True,
                key="g v",
            ),
            NavItem(
                "Caseload",
                "werkplek:caseload",
                roles=frozenset({Rol.COACH, Rol.POH_JEUGD, Rol.GEDRAGSWETENSCHAPPER, Rol.TEAMLEIDER}),
                icon="users",
                order=20,
                phone=True,
                key="g c",
            ),
        )
        register_search(NavItem("Zoeken", "werkplek:zoeken", roles=frozenset(WERKT_IN_DOSSIERS), icon="search"))
