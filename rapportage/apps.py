from django.apps import AppConfig


class RapportageConfig(AppConfig):
    """Indicators, quarterly reports, dashboards, CBS delivery."""

    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self) -> None:
        """Say what may only be added, and what stands in the menu."""
        from cjg.basis.api import NavItem, append_only, register_nav

        append_only("rapportage_kwartaalopname")
        append_only("rapportage_rapportbestand")
        roles = frozenset({"manager", "data-medewerker", "contractmanager", "accountmanager"})
        register_nav(NavItem("Rapporten", "rapportage:rapporten", roles=roles, icon="chart-bar", order=70, phone=True))
