from django.apps import AppConfig


class GezinsplanConfig(AppConfig):
    name = "gezinsplan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cjg.basis.api import NavItem, register_nav
        from cjg.dossier.api import DossierTab, register_dossier_tab, register_overzicht
        from cjg.taken.api import register_provider, register_taaksoort
        from gezinsplan import bronnen, overzicht

        register_provider(bronnen.EVALUATIES)
        register_taaksoort(bronnen.AKKOORD)
        register_dossier_tab(DossierTab("Gezinsplan", "gezinsplan:gezin-plan", 20))
        register_overzicht("trajecten", overzicht.trajecten_of, volgorde=20)
        rollen = frozenset({"coach", "poh-jeugd", "teamleider"})
        register_nav(NavItem("Evaluaties", "gezinsplan:evaluaties", roles=rollen, icon="list-check", order=50))
