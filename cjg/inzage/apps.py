from django.apps import AppConfig, apps


class InzageConfig(AppConfig):
    name = "cjg.inzage"
    label = "inzage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Close the log, its seals and the row history: the application adds to them and reads, nothing else."""
        from pghistory.models import Event

        from cjg.basis.api import NavItem, append_only, register_health_check, register_nav
        from cjg.inzage.partities import check_partitions
        from cjg.inzage.services import COLUMNS

        register_health_check("logpartities", check_partitions)
        toezicht = frozenset({"functionaris-gegevensbescherming"})
        register_nav(NavItem("Inzage", "inzage:regels", roles=toezicht, icon="eye", order=10, phone=True, key="g i"))
        append_only("inzage_inzageregel", COLUMNS)  # `tijdstip` and `transactie` are the database's own
        append_only("inzage_uurzegel")
        append_only("inzage_uurgrens")
        for model in apps.get_models():
            if issubclass(model, Event):
                append_only(model._meta.db_table)
