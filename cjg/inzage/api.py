"""The door of `inzage`: writing lines (for the gate alone) and reading them back."""

from cjg.inzage.models import Inzageregel
from cjg.inzage.services import Actor, Handeling, Regel, Resultaat, record

__all__ = ["Actor", "Handeling", "Inzageregel", "Regel", "Resultaat", "record"]
