"""Finding a person: fuzzy on the name, exact on birth date or BSN, and only what one may see (architecture §4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from cjg.basis.api import bsn_hash, search_key
from cjg.dossier.models import Gezin, Gezinslid, Persoon
from cjg.dossier.rechten import Recht, role_gives
from cjg.dossier.toegang import visible_to

MEEST_GEVONDEN = 20
BEKEND_ELDERS = "Deze persoon is bekend bij een ander team. Vraag toegang of gebruik noodtoegang."


@dataclass(frozen=True, slots=True)
class Zoekresultaat:
    """The persons one may see, best first, and who was meant exactly but is in a dossier one may not see.

    `elders` are (person, dossier) pairs: for the log and for break-glass, never for a page.
    """

    personen: list[Persoon]
    elders: tuple[tuple[UUID, UUID], ...] = ()

    @property
    def bekend_elders(self) -> bool:
        return bool(self.elders)


def find_personen(
    user: Any, *, naam: str = "", geboortedatum: datetime.date | None = None, bsn: str = ""
) -> Zoekresultaat:
    """Search persons by BSN, or by name (with typing errors) and birth date.

    Only an exact BSN, or an exact name with birth date, of somebody in a dossier that one may not see gives the
    one permitted hint. The caller logs the search.
    """
    if bsn:
        return _by_bsn(user, bsn)
    sleutel = search_key(naam)
    if not sleutel and geboortedatum is None:
        return Zoekresultaat([])
    gevonden = _ranked(visible_to(user, Persoon.objects.all()), sleutel, geboortedatum)
    if not sleutel or geboortedatum is None or any(_is_exact(persoon, sleutel) for persoon in gevonden):
        return Zoekresultaat(gevonden)
    zelfde_dag = Persoon.objects.filter(geboortedatum=geboortedatum)
    bedoeld = [persoon.pk for persoon in zelfde_dag if _is_exact(persoon, sleutel)]
    return Zoekresultaat(gevonden, _dossiers_of(user, bedoeld))


def find_gezinnen(user: Any, naam: str, *, limit: int = 10) -> list[Gezin]:
    """Search the gezinnen that one may see by name (with typing errors), best first. The caller logs the search."""
    sleutel = search_key(naam)
    if not sleutel:
        return []
    gezinnen = visible_to(user, Gezin.objects.filter(zoeksleutel__trigram_word_similar=sleutel))
    score = TrigramWordSimilarity(sleutel, "zoeksleutel")
    return list(gezinnen.annotate(score=score).order_by("-score", "sorteersleutel", "pk")[:limit])


def _by_bsn(user: Any, bsn: str) -> Zoekresultaat:
    try:
        exact = Persoon.objects.filter(bsn_hash=bsn_hash(bsn))
    except ValueError:
        return Zoekresultaat([])
    gevonden = list(visible_to(user, exact))
    elders = () if gevonden else _dossiers_of(user, exact.values_list("pk", flat=True))
    return Zoekresultaat(gevonden, elders)


def _dossiers_of(user: Any, persoon_ids: Iterable[UUID]) -> tuple[tuple[UUID, UUID], ...]:
    """Return the dossiers that these persons are in; nothing for who does not work in dossiers."""
    if not role_gives(user.rollen, Recht.INZIEN):
        return ()
    leden = Gezinslid.objects.filter(persoon__in=list(persoon_ids)).order_by("persoon_id", "gezin_id")
    return tuple(leden.values_list("persoon_id", "gezin_id").distinct())


def _ranked(personen: Any, sleutel: str, geboortedatum: datetime.date | None) -> list[Persoon]:
    if not sleutel:
        return list(personen.filter(geboortedatum=geboortedatum).order_by("sorteersleutel", "pk")[:MEEST_GEVONDEN])
    lijkt = Q(zoeksleutel__trigram_word_similar=sleutel)
    if geboortedatum is not None:
        lijkt |= Q(geboortedatum=geboortedatum)
    score = Greatest(
        TrigramWordSimilarity(sleutel, "zoeksleutel"),
        TrigramWordSimilarity(F("zoeksleutel"), Value(sleutel)),  # type: ignore[arg-type]  # any expression will do
    )
    volgorde = ["-score", "sorteersleutel", "pk"]
    gevonden = personen.filter(lijkt).annotate(score=score)
    if geboortedatum is not None:
        return sorted(
            gevonden.order_by(*volgorde)[: 5 * MEEST_GEVONDEN],
            key=lambda persoon: -persoon.score - (0.5 if persoon.geboortedatum == geboortedatum else 0.0),
        )[:MEEST_GEVONDEN]
    return list(gevonden.order_by(*volgorde)[:MEEST_GEVONDEN])


def _is_exact(persoon: Persoon, sleutel: str) -> bool:
    namen = (
        search_key(persoon.roepnaam or persoon.voornamen, persoon.voorvoegsel, persoon.achternaam),
        search_key(persoon.voornamen, persoon.voorvoegsel, persoon.achternaam),
    )
    return sleutel in namen
