from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the application only add letters, and offer what other rooms show: menu, overview."""
        from cjg.basis.api import NavItem, append_only, register_nav
        from cjg.dossier.api import register_overzicht
        from toegang.overzicht import besluiten_of_gezin

        append_only("toegang_beschikking")
        register_overzicht("besluiten", besluiten_of_gezin, volgorde=50)
        werkers = frozenset({"coach", "poh-jeugd", "gedragswetenschapper", "teamleider", "administratie"})
        beheer = frozenset({"contractmanager", "manager"})
        register_nav(
            NavItem("Besluiten", "toegang:besluiten", werkers, icon="gavel", order=50, key="g b"),
            NavItem("Aanbieders", "toegang:aanbieders", beheer, icon="building-community", order=60),
            NavItem("Mandaten", "toegang:mandaten", beheer, icon="certificate", order=61),
        )
