"""What tests give to the services of the intake: right, unless said otherwise."""

from __future__ import annotations

from typing import Any

from cjg.basis.api import today
from cjg.intake.gegevens import Contactgegevens
from cjg.intake.services.aanmelding import Aanmeldgegevens


def contact(**anders: Any) -> Contactgegevens:
    """Return the content of a contactmoment."""
    velden: dict[str, Any] = {
        "datum": today(),
        "kanaal": "centraal-nummer",
        "vraagsteller": "ouder",
        "themas": ("opvoeden",),
        "resultaten": ("advies",),
        "gemeente": "0392",
        "wijk": "Noord 1",
    }
    return Contactgegevens(**(velden | anders))


def aanvraag(**anders: Any) -> Aanmeldgegevens:
    """Return the content of an aanmelding."""
    velden: dict[str, Any] = {
        "datum": today(),
        "verwijzer": "zelf",
        "kerntaak": "coaching",
        "vraag": "Wij willen weer rust aan tafel.",
        "urgentie": "gewoon",
        "veiligheid": "geen-zorgen",
    }
    return Aanmeldgegevens(**(velden | anders))
