"""The door of `dossier`: gezinnen and personen, and THE gate to them."""

from cjg.dossier.clientpoort import ClientEntry, ClientView, ClientViewSetMixin, gezinnen_of, persoon_of_client
from cjg.dossier.clienttoegang import client_may_see, hidden_objects, jeugdigen_of_client
from cjg.dossier.forms.personen import BsnField, GezinForm, LidFormSet, ZoekForm, change_rows
from cjg.dossier.gate import DossierView, DossierViewSetMixin, LoggedView
from cjg.dossier.identiteit import DossierTab, identity_bar, register_dossier_tab
from cjg.dossier.instemming import consent_needed, consent_needed_for
from cjg.dossier.leeftijd import Rubriek, consent_for_age, may_see_by_age
from cjg.dossier.models import (
    Adres,
    Afscherming,
    Betrokkenheid,
    Clientaccount,
    Gezag,
    Gezin,
    Gezinslid,
    Noodtoegang,
    Persoon,
    Toegangsverlening,
    VerantwoordelijkeGemeente,
)
from cjg.dossier.models.gezin import GEZAG_BEVOEGD, JEUGDIGE_ROLLEN, Gezinsrol
from cjg.dossier.models.persoon import Geslacht
from cjg.dossier.noodtoegang import make_pass
from cjg.dossier.overzicht import OverzichtDeel, overzicht_of, register_overzicht
from cjg.dossier.populaties import gemeente_at
from cjg.dossier.rechten import RECHTEN_PER_ROL, Recht
from cjg.dossier.rules import works_in_dossiers
from cjg.dossier.services import (
    LidInvoer,
    PersoonInvoer,
    add_betrokkenheid,
    add_gezinslid,
    break_glass,
    create_gezin,
    create_persoon,
    end_access,
    end_betrokkenheid,
    end_gezinslid,
    grant_access,
    judge_noodtoegang,
    set_gezag,
    set_verantwoordelijke_gemeente,
    update_persoon,
)
from cjg.dossier.toegang import may, visible_to
from cjg.dossier.zoeken import BEKEND_ELDERS, Zoekresultaat, find_gezinnen, find_personen

__all__ = [
    "BEKEND_ELDERS",
    "GEZAG_BEVOEGD",
    "JEUGDIGE_ROLLEN",
    "RECHTEN_PER_ROL",
    "Adres",
    "Afscherming",
    "Betrokkenheid",
    "BsnField",
    "ClientEntry",
    "ClientView",
    "ClientViewSetMixin",
    "Clientaccount",
    "DossierTab",
    "DossierView",
    "DossierViewSetMixin",
    "Geslacht",
    "Gezag",
    "Gezin",
    "GezinForm",
    "Gezinslid",
    "Gezinsrol",
    "LidFormSet",
    "LidInvoer",
    "LoggedView",
    "Noodtoegang",
    "OverzichtDeel",
    "Persoon",
    "PersoonInvoer",
    "Recht",
    "Rubriek",
    "Toegangsverlening",
    "VerantwoordelijkeGemeente",
    "ZoekForm",
    "Zoekresultaat",
    "add_betrokkenheid",
    "add_gezinslid",
    "break_glass",
    "change_rows",
    "client_may_see",
    "consent_for_age",
    "consent_needed",
    "consent_needed_for",
    "create_gezin",
    "create_persoon",
    "end_access",
    "end_betrokkenheid",
    "end_gezinslid",
    "find_gezinnen",
    "find_personen",
    "gemeente_at",
    "gezinnen_of",
    "grant_access",
    "hidden_objects",
    "identity_bar",
    "jeugdigen_of_client",
    "judge_noodtoegang",
    "make_pass",
    "may",
    "may_see_by_age",
    "overzicht_of",
    "persoon_of_client",
    "register_dossier_tab",
    "register_overzicht",
    "set_gezag",
    "set_verantwoordelijke_gemeente",
    "update_persoon",
    "visible_to",
    "works_in_dossiers",
]
