"""What comes after and beside: eindevragenlijsten, accounts of clients, temporary and break-glass access."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cjg.werkplek.voorbeelddata.gezinnen import Gezin, Mens
from cjg.werkplek.voorbeelddata.organisatie import DOMEIN, ONBRUIKBAAR, Staf
from cjg.werkplek.voorbeelddata.trajecten import Traject
from cjg.werkplek.voorbeelddata.wereld import DAG, Rij, Wereld

_STELLINGEN = (
    ("zelf-verder", "Ik heb voldoende aan de hulp gehad om zelf verder te kunnen.", "eens"),
    ("eigen-plan", "Wij hebben met ons gezin ons eigen plan kunnen maken en uitvoeren.", "eens"),
    ("belangrijke-mensen", "De mensen die belangrijk voor ons zijn, waren betrokken.", "eens"),
    ("samenwerking", "De betrokken beroepskrachten werkten goed samen.", "eens"),
    ("gaat-beter", "Het gaat beter met de kinderen / met mij.", "eens"),
    ("gehoord", "Ik voelde mij gehoord en serieus genomen.", "eens"),
    ("problemen-minder", "De problemen zijn verminderd of beter hanteerbaar.", "eens"),
    ("rapportcijfer", "Welk cijfer geeft u voor het nut van de hulp?", "cijfer"),
    ("zonder-hulp", "Kunt u zonder hulp verder?", "zonder-hulp"),
)
_KERNTAAK = {"dak-en-thuisloos": "dak-en-thuisloos", "poh-jeugd": "poh-jeugd"}
_MENING = {1: 4, 2: 8, 3: 16, 4: 46, 5: 26}


@dataclass(frozen=True, slots=True)
class Lijst:
    """A questionnaire: its questions with code, scale and key."""

    id: UUID
    informant: str
    kerntaak: str
    vragen: tuple[tuple[UUID, str], ...]  # key, scale


def make_lijsten(wereld: Wereld) -> list[Lijst]:
    """Make the eindevragenlijsten, for when there are none yet."""
    lijsten = []
    soorten = [("coaching", informant) for informant in ("kind", "jeugdige", "ouder")]
    for kerntaak, informant in [*soorten, ("dak-en-thuisloos", "jeugdige")]:
        code = "eindevragenlijst" if kerntaak == "coaching" else f"eindevragenlijst-{kerntaak}"
        velden: Rij = {"titel": "Hoe vond u de hulp?", "informant": informant, "kerntaak": kerntaak, "nummer": 1}
        lijst = wereld.add("vragenlijsten.Vragenlijst", wereld.begin, code=code, **velden)
        vragen = []
        for volgorde, (naam, tekst, schaal) in enumerate(_STELLINGEN):
            velden = {"code": naam, "tekst": tekst, "schaal": schaal, "volgorde": volgorde, "verplicht": True}
            vragen.append((wereld.add("vragenlijsten.Vraag", wereld.begin, vragenlijst_id=lijst, **velden), schaal))
        lijsten.append(Lijst(lijst, informant, kerntaak, tuple(vragen)))
    return lijsten


class Nazorg:
    """Makes what people answer after closing."""

    def __init__(self, wereld: Wereld, lijsten: list[Lijst]) -> None:
        self.wereld = wereld
        self.lijsten = {(lijst.kerntaak, lijst.informant): lijst for lijst in lijsten}

    def ask(self, traject: Traject) -> None:
        """Send the eindevragenlijst of a closed traject; somewhat under half is answered."""
        if traject.einde is None:
            return
        kerntaak = _KERNTAAK.get(traject.soort, "coaching")
        for mens, informant in self._informants(traject, traject.einde):
            lijst = self.lijsten.get((kerntaak, informant)) or self.lijsten.get(("coaching", informant))
            if lijst is not None:
                self._send(lijst, traject, mens, kerntaak, traject.einde)

    def _informants(self, traject: Traject, dag: dt.date) -> list[tuple[Mens, str]]:
        asked = [(kind, "jeugdige") for kind in traject.deelnemers if kind.age(dag) >= 12]
        asked += [(kind, "kind") for kind in traject.deelnemers if 8 <= kind.age(dag) < 12 and self.wereld.chance(0.4)]
        if traject.soort in ("gezinscoaching", "jongerencoaching"):
            asked += [(ouder, "ouder") for ouder in traject.gezin.ouders[:2]]
        return asked

    def _send(self, lijst: Lijst, traject: Traject, mens: Mens, kerntaak: str, dag: dt.date) -> None:
        wereld = self.wereld
        terug = wereld.workday(dag + (1 + wereld.spread(6, 0.8, hoogste=27)) * DAG)
        received = wereld.chance(0.44) and terug <= wereld.peildatum
        token = hashlib.sha256(f"voorbeeld {mens.id} {traject.id} {lijst.id}".encode()).digest()
        uitnodiging = wereld.add(
            "vragenlijsten.Uitnodiging",
            dag,
            vragenlijst_id=lijst.id,
            onderwerp_soort="traject",
            onderwerp_id=traject.id,
            persoon_id=mens.id,
            gemeente_id=traject.gezin.gebied.gemeente,
            kerntaak=kerntaak,
            token_hash=token,
            verstuurd_op=dag,
            verloopt_op=dag + 42 * DAG,
            ontvangen_op=terug if received else None,
        )
        if received:
            mood = wereld.rng.choice((-1, 0, 0, 0, 1))
            for vraag, schaal in lijst.vragen:
                velden = self._answer(schaal, mood)
                wereld.add("vragenlijsten.Antwoord", terug, uitnodiging_id=uitnodiging, vraag_id=vraag, **velden)

    def _answer(self, schaal: str, mood: int) -> Rij:
        wereld = self.wereld
        if schaal == "tekst":
            goed = ("Fijn dat er één vast gezicht was.", "Er werd echt geluisterd.", "Wij kunnen nu zelf verder.")
            return {"tekst": wereld.pick(goed) if wereld.chance(0.6) else ""}
        if schaal == "cijfer":
            cijfer = wereld.weigh({5: 4, 6: 10, 7: 30, 8: 36, 9: 15, 10: 5})
            return {"waarde": max(1, min(10, cijfer + mood))}
        if schaal == "zonder-hulp":
            return {"waarde": wereld.weigh({1: 55, 2: 25, 3: 14, 4: 6})}
        return {"waarde": max(1, min(5, wereld.weigh(_MENING) + mood))}


class Toegangen:
    """Makes accounts of clients and access beside betrokkenheid: temporary, expired, break-glass."""

    def __init__(self, wereld: Wereld, staf: Staf, rechten: dict[str, int]) -> None:
        self.wereld = wereld
        self.staf = staf
        self.rechten = rechten

    def clients(self, gezinnen: list[Gezin], voorbeeld: tuple[Mens, Mens] | None) -> None:
        """Give one in thirty families accounts, and the example accounts to a parent and a youth."""
        wereld = self.wereld
        done: set[UUID] = set()
        for adres, mens in zip(("ouder", "jongere"), voorbeeld or (), strict=False):
            self._client(mens, f"{adres}@{DOMEIN}", done)
        for gezin in gezinnen:
            if wereld.chance(0.033):
                for mens in [*gezin.ouders[:1], *(k for k in gezin.jeugdigen if k.age(wereld.peildatum) >= 16)]:
                    self._client(mens, f"{mens.id.hex[-12:]}@client.example", done)

    def _client(self, mens: Mens, email: str, done: set[UUID]) -> None:
        wereld = self.wereld
        if mens.id in done:
            return
        done.add(mens.id)
        dag = wereld.peildatum - wereld.rng.randrange(5, 300) * DAG
        moment = wereld.moment(dag)
        sleutel = wereld.key(moment)
        naam = f"{mens.roepnaam} {mens.achternaam}"
        rij: Rij = {"id": sleutel, "email": email, "naam": naam, "soort": "client", "password": ONBRUIKBAAR}
        wereld.add_all("organisatie.Gebruiker", [{**rij, "is_active": True, "aangemaakt_op": moment}])
        wereld.add("dossier.Clientaccount", dag, gebruiker_id=sleutel, persoon_id=mens.id)
        if email.endswith(DOMEIN):
            self.staf.accounts[email] = sleutel

    def grants(self, gezinnen: list[Gezin]) -> None:
        """Make temporary grants, half of them over by now, and two break-glass: one judged, one of this morning."""
        wereld = self.wereld
        coaches = self.staf.with_role("coach")
        leiders = self.staf.with_role("teamleider")
        dossiers = wereld.rng.sample(gezinnen, min(26, len(gezinnen)))
        for gezin in dossiers[2:]:
            begin = wereld.moment(wereld.peildatum - wereld.rng.randrange(2, 60) * DAG)
            velden = {"soort": "tijdelijk", "reden": "Denkt mee over het plan tijdens een casusoverleg."}
            self._grant(
                gezin,
                wereld.pick(coaches).gebruiker,
                wereld.pick(leiders).gebruiker,
                begin,
                begin + 28 * DAG,
                velden=velden,
            )
        fg = self.staf.with_role("functionaris-gegevensbescherming")[0].gebruiker
        for gezin, dagen in zip(dossiers[:2], (12, 0), strict=True):
            self._break_glass(
                gezin, wereld.pick(coaches).gebruiker, wereld.peildatum - dagen * DAG, fg, judged=dagen > 0
            )

    def _grant(
        self, gezin: Gezin, wie: UUID, door: UUID, begin: dt.datetime, einde: dt.datetime, *, velden: dict[str, str]
    ) -> None:
        rijen: list[dict[str, Any]] = [
            {
                "id": self.wereld.key(begin),
                "content_object_id": gezin.id,
                "user_id": wie,
                "permission_id": self.rechten["inzien"],
                "begin": begin,
                "einde": einde,
                "door_id": door,
                **velden,
            }
        ]
        self.wereld.add_all("dossier.Toegangsverlening", rijen)

    def _break_glass(self, gezin: Gezin, wie: UUID, dag: dt.date, fg: UUID, *, judged: bool) -> None:
        wereld = self.wereld
        begin = dt.datetime.combine(dag, dt.time(6, 30), tzinfo=dt.UTC)
        einde = begin + dt.timedelta(hours=4)
        reden = "De politie belt over dit gezin. Ik moet nu weten of er een veiligheidsplan is."
        self._grant(gezin, wie, wie, begin, einde, velden={"soort": "nood", "reden": reden})
        velden: Rij = {"reden": reden, "begin": begin, "einde": einde}
        if judged:
            velden |= {
                "oordeel": "terecht",
                "beoordeeld_door_id": fg,
                "beoordeeld_op": begin + 7 * dt.timedelta(hours=1),
                "toelichting": "Er was een acute vraag en de coach was niet bereikbaar.",
            }
        wereld.add("dossier.Noodtoegang", dag, gezin_id=gezin.id, gebruiker_id=wie, **velden)
