"""The kinds of files that can be read: each room registers its own in `AppConfig.ready`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cjg.intake.gegevens import Fout


@dataclass(frozen=True, slots=True)
class Gelezen:
    """One line after reading: the values for the temporary table (None when wrong), faults and warnings."""

    waarden: tuple[Any, ...] | None
    fouten: Sequence[Fout] = ()
    waarschuwingen: Sequence[Fout] = ()


ReadLine = Callable[[Mapping[str, str]], Gelezen]


@dataclass(frozen=True, slots=True)
class Inleessoort:
    """What is needed to read one kind of file set-based.

    `start` makes the reader of lines: it fetches its look-ups once. `tijdelijk` are the columns of the temporary
    table `inlezen` with their types, in the order of `Gelezen.waarden`; the columns `regel` and `bron_id` stand
    before them. `invoegen` is the INSERT … SELECT … FROM inlezen … ON CONFLICT DO NOTHING, with the parameter
    `%(nu)s`; it says by its row count how many were new. Every file has the column `bron_id`.
    """

    naam: str
    verplicht: tuple[str, ...]
    optioneel: tuple[str, ...]
    tijdelijk: tuple[str, ...]
    invoegen: str
    start: Callable[[datetime.date], ReadLine] = field(repr=False)

    @property
    def kolommen(self) -> tuple[str, ...]:
        """The names of the temporary columns."""
        return tuple(kolom.split()[0] for kolom in self.tijdelijk)


_soorten: dict[str, Inleessoort] = {}


def register_import(soort: Inleessoort) -> None:
    """Make a kind of file known to `manage.py importeer`; raises `ValueError` when the name is taken."""
    if _soorten.setdefault(soort.naam, soort) is not soort:
        raise ValueError(f"{soort.naam} kan al worden ingelezen")


def import_kinds() -> dict[str, Inleessoort]:
    """Return the kinds of files by name."""
    return dict(sorted(_soorten.items()))
