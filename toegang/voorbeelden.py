"""Registers for the example data: invented aanbieders, products, tariffs and mandates, in a believable shape.

Nothing here exists: AGB codes, product codes, tariffs, verordeningen and addresses are made up.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from cjg.organisatie.api import Gemeente, Rol
from toegang.models import Aanbieder, Briefgegevens, Contract, Eenheid, Mandaat, Product

VANAF = datetime.date(2020, 1, 1)

# categorie, code, naam, eenheid, tarief in eurocent
PRODUCTEN = (
    ("40", "40A01", "Persoonlijke verzorging", Eenheid.UUR, 6150),
    ("41", "41A03", "Dagbehandeling", Eenheid.DAGDEEL, 9840),
    ("42", "42V01", "Vervoer naar jeugdhulp", Eenheid.STUKS, 2475),
    ("43", "43A12", "Verblijf met behandeling", Eenheid.ETMAAL, 24890),
    ("44", "44A09", "Logeren", Eenheid.ETMAAL, 16320),
    ("45", "45A04", "Begeleiding van jeugdige en gezin", Eenheid.UUR, 8460),
    ("45", "45A48", "Behandeling aan huis", Eenheid.UUR, 11240),
    ("46", "46C05", "Crisishulp aan huis", Eenheid.UUR, 13975),
    ("50", "50M01", "Maatwerk voor één jeugdige", Eenheid.STUKS, 495000),
    ("51", "51B02", "Basis-ggz", Eenheid.MINUUT, 178),
    ("54", "54G01", "Jeugd-ggz", Eenheid.MINUUT, 205),
)

# AGB-code, naam, telefoon, productcodes, wachttijd in weken
AANBIEDERS = (
    ("22990101", "Jeugdhulp De Linde", "023-000 01 01", ("45A04", "45A48", "41A03"), 4),
    ("22990102", "Stichting Zonnewijzer", "023-000 01 02", ("45A04", "44A09", "40A01"), 6),
    ("22990103", "Praktijk Het Kompas", "023-000 01 03", ("51B02", "54G01"), 12),
    ("22990104", "Duinrand Behandelcentrum", "023-000 01 04", ("54G01", "43A12", "45A48"), 20),
    ("22990105", "Gezinshuis De Vuurtoren", "023-000 01 05", ("43A12", "44A09"), 9),
    ("22990106", "Spaarnestroom Jeugd", "023-000 01 06", ("46C05", "45A04"), 1),
    ("22990107", "Vervoersdienst Kennemerweg", "023-000 01 07", ("42V01",), 2),
    ("22990108", "Maatwerk Jeugd Kust", "023-000 01 08", ("50M01",), None),
)

# rol, leveringsvorm, productcategorie, langste duur in dagen, hoogste bedrag in eurocent, artikel
MANDATEN = (
    (Rol.GEDRAGSWETENSCHAPPER, "zin", "45", 366, 2_500_000, "2"),
    (Rol.GEDRAGSWETENSCHAPPER, "zin", "51", 366, 1_000_000, "2"),
    (Rol.GEDRAGSWETENSCHAPPER, "zin", "41", 183, 1_500_000, "2"),
    (Rol.TEAMLEIDER, "", "", 731, 10_000_000, "3"),
    (Rol.MANAGER, "", "", 1461, 50_000_000, "4"),
)


@transaction.atomic
def load_example_registers(gemeenten: Iterable[Gemeente]) -> None:
    """Make the example registers for these gemeenten; what is there already stays as it is."""
    producten = _load_producten()
    aanbieders = _load_aanbieders()
    for gemeente in gemeenten:
        _load_contracten(gemeente, aanbieders, producten)
        _load_mandaten(gemeente)
        _load_briefgegevens(gemeente)


def _load_producten() -> dict[str, Product]:
    Product.objects.bulk_create(
        [
            Product(categorie=categorie, code=code, naam=naam, eenheid=eenheid)
            for categorie, code, naam, eenheid, _ in PRODUCTEN
        ],
        ignore_conflicts=True,
    )
    return {product.code: product for product in Product.objects.filter(code__in=[rij[1] for rij in PRODUCTEN])}


def _load_aanbieders() -> dict[str, Aanbieder]:
    Aanbieder.objects.bulk_create(
        [Aanbieder(agb_code=agb, naam=naam, telefoon=telefoon) for agb, naam, telefoon, _, _ in AANBIEDERS],
        ignore_conflicts=True,
    )
    codes = [rij[0] for rij in AANBIEDERS]
    return {aanbieder.agb_code: aanbieder for aanbieder in Aanbieder.objects.filter(agb_code__in=codes)}


def _load_contracten(gemeente: Gemeente, aanbieders: dict[str, Aanbieder], producten: dict[str, Product]) -> None:
    tarieven = {code: tarief for _, code, _, _, tarief in PRODUCTEN}
    Contract.objects.bulk_create(
        [
            Contract(
                aanbieder=aanbieders[agb],
                product=producten[code],
                gemeente=gemeente,
                is_maatwerk=code.startswith("50"),
                tarief_cent=tarieven[code],
                wachttijd_weken=wachttijd,
                begindatum=VANAF,
            )
            for agb, _, _, codes, wachttijd in AANBIEDERS
            for code in codes
        ],
        ignore_conflicts=True,
    )


def _load_mandaten(gemeente: Gemeente) -> None:
    Mandaat.objects.bulk_create(
        [
            Mandaat(
                gemeente=gemeente,
                rol=rol,
                leveringsvorm=leveringsvorm,
                productcategorie=categorie,
                max_dagen=dagen,
                max_bedrag_cent=bedrag,
                grondslag=f"artikel {artikel} van het Mandaatbesluit jeugdhulp {gemeente.naam} (voorbeeld)",
                begindatum=VANAF,
            )
            for rol, leveringsvorm, categorie, dagen, bedrag, artikel in MANDATEN
        ],
        ignore_conflicts=True,
    )


def _load_briefgegevens(gemeente: Gemeente) -> None:
    Briefgegevens.objects.get_or_create(gemeente=gemeente, defaults=example_letter_data(gemeente.naam))


def example_letter_data(plaats: str) -> dict[str, str]:
    """Return the invented data for letters of a gemeente: the fields of `Briefgegevens`."""
    site = f"www.{plaats.lower()}.example"
    return {
        "afzender": "Centrum voor Jeugd en Gezin",
        "adres": f"Voorbeeldstraat 1, 2000 AA {plaats}",
        "telefoon": "023-000 00 00",
        "email": "cjg@example.nl",
        "plaats": plaats,
        "verordening": f"Verordening jeugdhulp gemeente {plaats} (voorbeeld)",
        "artikelen": "2.1 tot en met 2.6",
        "bezwaar_adres": f"College van B en W van {plaats}, Bezwaarschriften, Postbus 1, 2000 AA {plaats}",
        "bezwaar_online": f"{site}/bezwaar",
        "rechtbank": "Rechtbank Voorbeeld, Postbus 2, 2000 AB Haarlem",
        "vertrouwenspersoon": "Vertrouwenspersoon Jeugd, telefoon 088-000 00 01",
        "clientondersteuning": f"Cliëntondersteuning {plaats}, telefoon 023-000 00 02",
        "privacy": f"{site}/privacy-jeugd",
    }
