"""Mandated access decisions: aanbieders, mandaten, besluiten with their onderzoek and beschikkingen."""

from toegang.models.besluit import Besluit, Termijnwijziging
from toegang.models.brief import Beschikking, Briefgegevens
from toegang.models.onderzoek import Onderzoek
from toegang.models.register import Aanbieder, Contract, Eenheid, Leveringsvorm, Mandaat, Product, Productcategorie

__all__ = [
    "Aanbieder",
    "Beschikking",
    "Besluit",
    "Briefgegevens",
    "Contract",
    "Eenheid",
    "Leveringsvorm",
    "Mandaat",
    "Onderzoek",
    "Product",
    "Productcategorie",
    "Termijnwijziging",
]
