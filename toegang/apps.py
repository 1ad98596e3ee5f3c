from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "toegang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the application only add letters, and offer what other rooms show: menu, overview."""
        from cjg.basis.api import NavItem, append_only, register_nav
        from cjg.dossier.api import DossierTab, register_dossier_tab, register_overzicht
        from cjg.taken.api import register_provider
        from toegang.bronnen import BESLUITEN
        from toegang.overzicht import besluiten_of_gezin

        append_only("toegang_beschikking")
        register_provider(BESLUITEN)
        register_dossier_tab(DossierTab("Besluiten", "toegang:gezin-besluiten", 30))
        register_overzicht("besluiten", besluiten_of_gezin, volgorde=50)
        werkers = frozenset({"coach", "poh-jeugd", "gedragswetenschapper", "teamleider", "administratie"})
        beheer = frozenset({"contractmanager", "manager"})
        register_nav(
            NavItem("Besluiten", "toegang:besluiten", werkers, icon="gavel", order=50, key="g b"),
            NavItem("Aanbieders", "toegang:aanbieders", beheer, icon="building-community", order=60),
            NavItem("Mandaten", "toegang:mandaten", beheer, icon="certificate", order=61),
        )
