"""Where people live, from–until."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from cjg.dossier.models import Adres, Persoon

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AdresInvoer:
    """An address as somebody types it."""

    straat: str
    huisnummer: int
    postcode: str
    woonplaats: str
    toevoeging: str = ""
    is_geheim: bool = False


@transaction.atomic
def set_adres(*, personen: Sequence[Persoon], invoer: AdresInvoer, begindatum: datetime.date) -> list[Adres]:
    """Record where these persons live from a day on; an address that still ran ends the day before.

    An address that began on that day or later is replaced: it was a mistake. Raises `ValidationError` per field.
    """
    earlier = Adres.objects.select_for_update().filter(
        persoon__in=personen, soort=Adres.Soort.BRP, einddatum__isnull=True
    )
    for row in earlier:
        if row.begindatum >= begindatum:
            row.delete()
        else:
            row.einddatum = begindatum - _DAY
            row.save(update_fields=["einddatum"])
    return [_make(persoon, invoer, begindatum) for persoon in personen]


def _make(persoon: Persoon, invoer: AdresInvoer, begindatum: datetime.date) -> Adres:
    values = asdict(invoer) | {"postcode": write_postcode(invoer.postcode)}
    adres = Adres(persoon=persoon, begindatum=begindatum, **values)
    adres.full_clean()
    adres.save(force_insert=True)
    return adres


def write_postcode(text: str) -> str:
    """Return a postcode as on an envelope (2011 AB), however it was typed; anything else stays for the check."""
    bare = "".join(text.split()).upper()
    return f"{bare[:4]} {bare[4:]}" if len(bare) == 6 else bare
