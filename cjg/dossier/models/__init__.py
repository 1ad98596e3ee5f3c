"""The dossier: gezinnen, personen, gezag and who may see them."""

from cjg.dossier.models.betrokkenheid import Afscherming, Betrokkenheid, Clientaccount, Noodtoegang, Toegangsverlening
from cjg.dossier.models.gezin import Gezag, Gezin, Gezinslid
from cjg.dossier.models.persoon import Adres, Persoon, VerantwoordelijkeGemeente

__all__ = [
    "Adres",
    "Afscherming",
    "Betrokkenheid",
    "Clientaccount",
    "Gezag",
    "Gezin",
    "Gezinslid",
    "Noodtoegang",
    "Persoon",
    "Toegangsverlening",
    "VerantwoordelijkeGemeente",
]
