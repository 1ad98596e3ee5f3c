from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "cjg.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cjg.basis.api import NavItem, register_nav
        from cjg.dossier.api import register_overzicht
        from cjg.intake.inlezen.contactmomenten import CONTACTMOMENTEN
        from cjg.intake.inlezen.soorten import register_import
        from cjg.intake.overzicht import aanmeldingen_of_gezin
        from cjg.intake.rules import INTAKERS, LOGGERS

        register_import(CONTACTMOMENTEN)
        register_overzicht("aanmeldingen", aanmeldingen_of_gezin, volgorde=20)
        register_nav(
            NavItem(
                "Contact",
                "intake:contactmoment-nieuw",
                roles=frozenset(LOGGERS),
                icon="phone-plus",
                order=30,
                phone=True,
                prefix="/contactmomenten/",
                key="n",
            ),
            NavItem(
                "Aanmeldingen", "intake:aanmeldingen", roles=frozenset(INTAKERS), icon="user-plus", order=40, key="g a"
            ),
        )
