from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "cjg.organisatie"
    label = "organisatie"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the screens of the beheerder and the teamleider in the menu."""
        from cjg.basis.api import NavItem, register_nav
        from cjg.organisatie.models import Rol

        wie = frozenset({Rol.BEHEERDER, Rol.TEAMLEIDER})
        register_nav(NavItem("Medewerkers", "organisatie:medewerkers", wie, icon="users", order=70))
