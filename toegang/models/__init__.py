"""Mandated access decisions: aanbieders, mandaten, besluiten with their onderzoek and beschikking."""

from toegang.models.besluit import Beschikking, Besluit, Onderzoek
from toegang.models.register import Aanbieder, Contract, Mandaat, Product

__all__ = ["Aanbieder", "Beschikking", "Besluit", "Contract", "Mandaat", "Onderzoek", "Product"]
