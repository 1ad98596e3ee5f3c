"""`manage.py maak_kwartaalrapporten [--kwartaal 2026-K3] --uitvoer MAP`: writes the reports of a quarter as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cjg.basis.api import Kwartaal, today
from rapportage.beeld import make_beeld
from rapportage.bestanden import file_name, render_kinds
from rapportage.inhoud import report_content
from rapportage.models import Kwartaalrapport
from rapportage.services import open_rapporten, opname_content


class Command(BaseCommand):
    """Writes the reports of each gemeente and of the region: as adopted, or else as a concept."""

    help = "Maakt de kwartaalrapporten van Haarlem, Zandvoort en de regio als bestanden."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the quarter and the directory."""
        parser.add_argument("--kwartaal", default="", help="Zoals 2026-K3. Standaard het laatste hele kwartaal.")
        parser.add_argument("--uitvoer", type=Path, required=True, help="Map waarin de bestanden komen.")
        parser.add_argument("--soorten", nargs="+", default=["pdf"], choices=["pdf", "xlsx", "csv", "json"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and name them."""
        try:
            kwartaal = Kwartaal.parse(options["kwartaal"]) if options["kwartaal"] else Kwartaal.last_finished(today())
        except ValueError as fout:
            raise CommandError(str(fout)) from None
        rapporten = open_rapporten(kwartaal)
        opname = None if all(rapport.is_vastgesteld for rapport in rapporten) else opname_content(kwartaal)
        options["uitvoer"].mkdir(parents=True, exist_ok=True)
        for rapport in rapporten:
            for soort, inhoud in self._files(rapport, opname, options["soorten"]).items():
                path = options["uitvoer"] / file_name(rapport, soort)
                path.write_bytes(inhoud)
                self.stdout.write(f"  {path} ({rapport.get_status_display().lower()})")

    @staticmethod
    def _files(rapport: Kwartaalrapport, opname: dict[str, Any] | None, soorten: list[str]) -> dict[str, bytes]:
        if rapport.is_vastgesteld or opname is None:
            stored = rapport.bestanden.filter(soort__in=soorten)
            return {bestand.soort: bytes(bestand.inhoud) for bestand in stored}
        inhoud = report_content(opname, rapport.gebied, toelichting=rapport.toelichting)
        return render_kinds(rapport, make_beeld(inhoud, exact=False), soorten)
