"""The states of an aanmelding as a table: what may follow what, and which reason has to be given."""

from __future__ import annotations

from dataclasses import dataclass

from cjg.intake.models import Aanmelding, Wachtlijstplaats

Status = Aanmelding.Status
Einde = Wachtlijstplaats.Einde


@dataclass(frozen=True, slots=True)
class Overgang:
    """One allowed step. `reden` is the question that has to be answered (empty: none); `einde` ends the wait."""

    naam: str
    reden: str = ""
    einde: str = ""


OVERGANGEN: dict[tuple[str, str], Overgang] = {
    (Status.NIEUW, Status.WACHTLIJST): Overgang("Op de wachtlijst zetten"),
    (Status.NIEUW, Status.DOORVERWEZEN): Overgang("Doorverwijzen", "Waarheen verwijst u, en waarom?"),
    (Status.NIEUW, Status.GESLOTEN): Overgang("Sluiten", "Waarom sluit u deze aanmelding?"),
    (Status.WACHTLIJST, Status.GESTART): Overgang("Traject starten", einde=Einde.GESTART),
    (Status.WACHTLIJST, Status.DOORVERWEZEN): Overgang(
        "Doorverwijzen", "Waarheen verwijst u, en waarom?", Einde.DOORVERWEZEN
    ),
    (Status.WACHTLIJST, Status.GESLOTEN): Overgang("Sluiten", "Waarom sluit u deze aanmelding?", Einde.INGETROKKEN),
    (Status.DOORVERWEZEN, Status.NIEUW): Overgang("Heropenen", "Waarom opent u deze aanmelding weer?"),
    (Status.GESLOTEN, Status.NIEUW): Overgang("Heropenen", "Waarom opent u deze aanmelding weer?"),
}


def is_allowed_transition(van: str, naar: str) -> bool:
    """Tell whether an aanmelding may go from one state to another."""
    return (van, naar) in OVERGANGEN


def transitions_from(van: str) -> dict[str, Overgang]:
    """Return the steps that are possible now, by the state that they lead to."""
    return {naar: overgang for (begin, naar), overgang in OVERGANGEN.items() if begin == van}
