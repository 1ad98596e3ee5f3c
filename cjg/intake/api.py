"""The door of `intake`: what higher rooms may use of contactmomenten, aanmeldingen, the wachtlijst and imports."""

from cjg.intake.codes import (
    Kanaal,
    Kerntaak,
    Leeftijdsgroep,
    Medewerkersrol,
    Resultaat,
    Signaal,
    Thema,
    Urgentie,
    Veiligheid,
    Verwijzer,
    Vraagsteller,
)
from cjg.intake.gegevens import Contactgegevens, Fout
from cjg.intake.inlezen.soorten import Gelezen, Inleessoort, ReadLine, import_kinds, register_import
from cjg.intake.models import Aangemelde, Aanmelding, Contactmoment, Wachtlijstplaats
from cjg.intake.populaties import aanmeldingen_of, contactmomenten_in, wachtlijst_on
from cjg.intake.querysets import BEANTWOORD, URGENTIE_VOLGORDE, urgency_order
from cjg.intake.services.aanmelding import (
    Aanmeldgegevens,
    BestaandGezin,
    NieuwGezin,
    derive_team,
    register_aanmelding,
)
from cjg.intake.services.contactmoment import log_contactmoment
from cjg.intake.services.overgang import accept_aanmelding, end_aanmelding, start_from_wachtlijst

__all__ = [
    "BEANTWOORD",
    "URGENTIE_VOLGORDE",
    "Aangemelde",
    "Aanmeldgegevens",
    "Aanmelding",
    "BestaandGezin",
    "Contactgegevens",
    "Contactmoment",
    "Fout",
    "Gelezen",
    "Inleessoort",
    "Kanaal",
    "Kerntaak",
    "Leeftijdsgroep",
    "Medewerkersrol",
    "NieuwGezin",
    "ReadLine",
    "Resultaat",
    "Signaal",
    "Thema",
    "Urgentie",
    "Veiligheid",
    "Verwijzer",
    "Vraagsteller",
    "Wachtlijstplaats",
    "aanmeldingen_of",
    "accept_aanmelding",
    "contactmomenten_in",
    "derive_team",
    "end_aanmelding",
    "import_kinds",
    "log_contactmoment",
    "register_aanmelding",
    "register_import",
    "start_from_wachtlijst",
    "urgency_order",
    "wachtlijst_on",
]
