"""CSV files for the tests of the import, written line by line."""

from pathlib import Path

KOP = (
    "bron_id;datum;kanaal;vraagsteller;gemeente;wijk;leeftijdsgroep;themas;resultaten;"
    "duur_minuten;aantal_bereikt;signaal;toelichting"
)
GOED = {
    "bron_id": "B-1",
    "datum": "2026-02-27",
    "kanaal": "centraal-nummer",
    "vraagsteller": "ouder",
    "gemeente": "0392",
    "wijk": "Noord 2",
    "leeftijdsgroep": "12-17",
    "themas": "opvoeden|scheiding",
    "resultaten": "informatie|advies",
    "duur_minuten": "60",
    "aantal_bereikt": "",
    "signaal": "",
    "toelichting": "vraag over grenzen stellen thuis",
}


def regel(**anders: str) -> str:
    """Return a line that is right, except for what is given."""
    return ";".join((GOED | anders).values())


def write(map_: Path, *regels: str, kop: str = KOP, encoding: str = "utf-8") -> Path:
    """Write a file with a header and these lines."""
    pad = map_ / "contacten.csv"
    pad.write_text("\n".join([kop, *regels]) + "\n", encoding=encoding)
    return pad
