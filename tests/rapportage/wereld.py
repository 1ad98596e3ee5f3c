"""Short ways to put one thing in the database that an indicator counts, on exactly the days of a case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cjg.dossier.api import Gezin, Persoon, VerantwoordelijkeGemeente
from cjg.intake.api import Aanmelding, Contactmoment, Wachtlijstplaats
from cjg.intake.models import Aangemelde
from cjg.organisatie.api import Gebied, Medewerker, Rol, Team, create_medewerker
from cjg.vragenlijsten.api import Uitnodiging
from cjg.vragenlijsten.models import Antwoord, Vragenlijst
from gezinsplan.models import Evaluatie, Traject, TrajectDeelname
from toegang.models import Aanbieder, Besluit, Contract, Mandaat, Product

HAARLEM, ZANDVOORT, HEEMSTEDE = "0392", "0473", "0397"
DAG = dt.timedelta(days=1)
Dag = dt.date | str | None


def day(value: Dag) -> Any:
    """Read a day as `2026-07-01`."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


class Wereld:
    """Makes rows; every jeugdige lives in Haarlem and is 10 years old unless a case says otherwise."""

    def __init__(self) -> None:
        self.nummer = 0
        self.team = Team.objects.get(naam="Oost")

    def _next(self) -> int:
        self.nummer += 1
        return self.nummer

    def jeugdige(self, *gemeenten: tuple[str, Dag, Dag], geboren: Dag = "2016-03-01") -> Persoon:
        """Make a person; without `gemeenten` (code, first and last day) of Haarlem, with `()` of none that is known."""
        naam = f"Kind{self._next()}"
        persoon: Persoon = Persoon.objects.create(
            achternaam=naam, sorteersleutel=naam, zoeksleutel=naam, geboortedatum=day(geboren)
        )
        for code, begin, einde in gemeenten or ((HAARLEM, "2010-01-01", None),):
            if code:
                VerantwoordelijkeGemeente.objects.create(
                    persoon=persoon, gemeente_id=code, begindatum=day(begin), einddatum=day(einde)
                )
        return persoon

    def gezin(self) -> Gezin:
        """Make a gezin without members: indicators look at who takes part."""
        naam = f"Gezin{self._next()}"
        gezin: Gezin = Gezin.objects.create(naam=naam, gemeente_id=HAARLEM, sorteersleutel=naam, zoeksleutel=naam)
        return gezin

    def traject(
        self,
        begin: Dag,
        einde: Dag = None,
        *wie: Persoon,
        soort: str = "gezinscoaching",
        aangemeld: Dag = None,
        deelname: tuple[Dag, Dag] | None = None,
        **velden: Any,
    ) -> Traject:
        """Make a traject of its own gezin; who takes part does so from begin to end unless `deelname` says otherwise."""
        gezin = self.gezin()
        wie = wie or (self.jeugdige(),)
        if einde:
            velden = {"status": "afgesloten", "reden_beeindiging": "01"} | velden
        aanmelding = self.aanmelding(gezin, aangemeld, wie[0], status="gestart") if aangemeld else None
        traject: Traject = Traject.objects.create(
            gezin=gezin, soort=soort, team=self.team, begindatum=day(begin), einddatum=day(einde),
            aanmelding=aanmelding, **velden,
        )  # fmt: skip
        eerste, laatste = deelname or (begin, einde)
        for volgorde, persoon in enumerate(wie):
            TrajectDeelname.objects.create(
                traject=traject, persoon=persoon, volgorde=volgorde, begindatum=day(eerste), einddatum=day(laatste)
            )
        return traject

    def aanmelding(self, gezin: Gezin, datum: Dag, persoon: Persoon, **velden: Any) -> Aanmelding:
        """Make an aanmelding for coaching."""
        waarden = {"verwijzer": "zelf", "kerntaak": "coaching", "vraag": "Hulp?", "urgentie": "gewoon", **velden}
        aanmelding: Aanmelding = Aanmelding.objects.create(
            datum=day(datum), gezin=gezin, veiligheid="geen-zorgen", team=self.team, **waarden
        )
        Aangemelde.objects.create(aanmelding=aanmelding, persoon=persoon)
        return aanmelding

    def wacht(self, aangemeld: Dag, sinds: Dag, tot: Dag = None, **velden: Any) -> Wachtlijstplaats:
        """Let somebody wait."""
        persoon = velden.pop("persoon", None) or self.jeugdige()
        aanmelding = self.aanmelding(self.gezin(), aangemeld, persoon, status="wachtlijst", **velden)
        plaats: Wachtlijstplaats = Wachtlijstplaats.objects.create(
            aanmelding=aanmelding, team=self.team, sinds=day(sinds), tot=day(tot), reden_einde="gestart" if tot else ""
        )
        return plaats

    def evaluatie(self, traject: Traject, uiterlijk: Dag, gehouden: Dag = None, soort: str = "3-maanden") -> Evaluatie:
        """Make an evaluation of a traject, held or not."""
        held = {"status": "gehouden", "gehouden_op": day(gehouden), "vervolg": "ongewijzigd"} if gehouden else {}
        evaluatie: Evaluatie = Evaluatie.objects.create(traject=traject, soort=soort, uiterlijk=day(uiterlijk), **held)
        return evaluatie

    def lijst(
        self,
        traject: Traject,
        ontvangen: Dag,
        waarde: int | None,
        *,
        informant: str = "ouder",
        code: str = "eindevragenlijst",
        kerntaak: str = "coaching",
    ) -> Uitnodiging:
        """Make an eindevragenlijst that came in, with this answer to the statement of GC-4 (None: left open)."""
        lijst = Vragenlijst.objects.get(code=code, informant=informant)
        nummer = self._next()
        uitnodiging: Uitnodiging = Uitnodiging.objects.create(
            vragenlijst=lijst, onderwerp_soort="traject", onderwerp_id=traject.pk, persoon_id=self.jeugdige().pk,
            kerntaak=kerntaak, token_hash=nummer.to_bytes(32, "big"), verstuurd_op=day("2026-01-01"),
            verloopt_op=day("2027-01-01"), ontvangen_op=day(ontvangen),
        )  # fmt: skip
        vraag = lijst.vragen.get(code="zelf-verder")
        Antwoord.objects.create(uitnodiging=uitnodiging, vraag=vraag, waarde=waarde)
        return uitnodiging

    def besluit(
        self,
        bekend: Dag,
        uitkomst: str = "toegekend",
        vorm: str = "zin",
        *,
        genomen: Dag = None,
        jeugdige: Persoon | None = None,
        is_maatwerk: bool = False,
        **velden: Any,
    ) -> Besluit:
        """Make a besluit that was made known (or, without `bekend`, only taken)."""
        persoon = jeugdige or self.jeugdige()
        taken = day(genomen) or day(bekend)
        granted = uitkomst in Besluit.TOEKENNEND
        waarden: dict[str, Any] = {"leveringsvorm": "", "contract": None}
        if granted:
            aanbieder, contract = self._register(is_maatwerk=is_maatwerk)
            waarden = {"leveringsvorm": vorm, "productcategorie": "45", "ingangsdatum": taken}
            waarden |= {"aanbieder": aanbieder, "contract": contract} if vorm == "zin" else {"budget_cent": 100_00}
        known = {"status": "bekendgemaakt", "bekendmaking": day(bekend), "bezwaar_tot": taken + 42 * DAG}
        besluit: Besluit = Besluit.objects.create(
            gezin=self.gezin(), jeugdige=persoon, gemeente_id=HAARLEM, nummer=f"T-{self._next()}",
            ontvangstdatum=taken - 30 * DAG, uiterlijk=taken + 30 * DAG, uitkomst=uitkomst, motivering="Omdat.",
            mandaat=self._mandaat(), voorbereid_door=self._medewerker(), genomen_door=self._medewerker(),
            genomen_op=taken, **(known if bekend else {"status": "genomen"}), **{**waarden, **velden},
        )  # fmt: skip
        return besluit

    def _register(self, *, is_maatwerk: bool) -> tuple[Aanbieder, Contract]:
        aanbieder = Aanbieder.objects.create(agb_code=f"{self._next():08}", naam="De Linde")
        product, _ = Product.objects.get_or_create(categorie="45", code="45A01", defaults={"naam": "Ambulant"})
        contract = Contract.objects.create(
            aanbieder=aanbieder, product=product, gemeente_id=HAARLEM, is_maatwerk=is_maatwerk, tarief_cent=1,
            begindatum=day("2020-01-01"),
        )  # fmt: skip
        return aanbieder, contract

    def _mandaat(self) -> Mandaat:
        mandaat: Mandaat = Mandaat.objects.get_or_create(
            gemeente_id=HAARLEM, rol="teamleider", begindatum=day("2020-01-01"),
            defaults={"max_dagen": 999, "max_bedrag_cent": 10**9, "grondslag": "Mandaatbesluit"},
        )[0]  # fmt: skip
        return mandaat

    def _medewerker(self) -> Medewerker:
        return Medewerker.objects.filter(gebruiker__email="teller@cjg.example").first() or create_medewerker(
            email="teller@cjg.example", naam="Tess Teller", functie="Teamleider", rollen=[Rol.TEAMLEIDER], teams=[],
            begindatum=dt.date(2020, 1, 1),
        )  # fmt: skip

    def contact(self, datum: Dag, gemeente: str | None = HAARLEM, **velden: Any) -> Contactmoment:
        """Make a contact: a call to the central number in which advice was given."""
        basis = {"kanaal": "centraal-nummer", "vraagsteller": "ouder", "themas": ["opvoeden"], "resultaten": ["advies"]}
        contact: Contactmoment = Contactmoment.objects.create(
            datum=day(datum), gemeente_id=gemeente, wijk=Gebied.objects.get(naam="Oost"), **{**basis, **velden}
        )
        return contact
