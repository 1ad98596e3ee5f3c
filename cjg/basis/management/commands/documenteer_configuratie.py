"""Write docs/configuratie.md: every setting from the environment, with its default and meaning."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cjg.config import BASE_DIR, Config

PAGE = BASE_DIR / "docs" / "configuratie.md"

_INTRODUCTION = """\
# Configuratie

Alles wat per installatie verschilt, komt uit omgevingsvariabelen. Zonder configuratie draait de toepassing op
ingebouwde servers met voorbeeldgegevens. Een verkeerde waarde stopt het starten, met een zin die zegt welke en waarom.

Deze pagina is gemaakt met `python manage.py documenteer_configuratie` uit `cjg/config.py`. Verander hem daar.

| Variabele | Standaard | Betekenis |
|---|---|---|
"""


def render_page() -> str:
    """Return the text of docs/configuratie.md."""
    rows = []
    for name, field in Config.model_fields.items():
        rows.append(f"| `{name.upper()}` | {_default(field.default)} | {field.description} |\n")
    return _INTRODUCTION + "".join(rows)


def _default(value: Any) -> str:
    if value is None or value in ("", []):
        return "leeg"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    if isinstance(value, Path):
        return f"`{value.relative_to(BASE_DIR)}`"
    if isinstance(value, list):
        return f"`{','.join(value)}`"
    return f"`{value}`"


class Command(BaseCommand):
    """Write the page with all settings."""

    help = "Schrijft docs/configuratie.md: alle instellingen uit de omgeving."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(render_page(), encoding="utf-8")
        self.stdout.write(f"{PAGE.relative_to(BASE_DIR)} is bijgewerkt.")
