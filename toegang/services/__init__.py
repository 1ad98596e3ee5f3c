"""Writes of toegang, one function per use case."""

from toegang.services.bekendmaking import publish_besluit
from toegang.services.besluit import NoMandateError, next_nummer, prepare_voorziening, start_besluit, take_besluit
from toegang.services.invoer import STAPPEN, Opties, Situatie, Specialistisch, Stap, Voorziening, Vorm
from toegang.services.onderzoek import missing_steps, record_stap
from toegang.services.termijn import change_term, compute_uiterlijk, record_aanvulling

__all__ = [
    "STAPPEN",
    "NoMandateError",
    "Opties",
    "Situatie",
    "Specialistisch",
    "Stap",
    "Voorziening",
    "Vorm",
    "change_term",
    "compute_uiterlijk",
    "missing_steps",
    "next_nummer",
    "prepare_voorziening",
    "publish_besluit",
    "record_aanvulling",
    "record_stap",
    "start_besluit",
    "take_besluit",
]
