"""Starting, preparing and taking a toegangsbesluit."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from cjg.basis.api import bump_versie, now, open_on
from cjg.dossier.api import JEUGDIGE_ROLLEN, Betrokkenheid, Gezin, Persoon, add_betrokkenheid
from cjg.organisatie.api import Gebruiker, Gemeente, Medewerker, Rol, Team
from cjg.taken.api import finish_taken
from toegang.mandaat import Omvang, find_mandaat, roles_that_may
from toegang.models import Besluit, Leveringsvorm, Mandaat, Onderzoek, Termijnwijziging
from toegang.rules import NEMEN, VOORBEREIDEN, check_state
from toegang.services.controle import too_long
from toegang.services.invoer import Voorziening
from toegang.services.onderzoek import TITEL, missing_steps
from toegang.services.termijn import COMPLETION_WEEKS, compute_uiterlijk
from toegang.services.voorziening import as_fields, check_grant, check_shape, contract_of, cost_of

JEUGDHULP_TOT = 23  # Jeugdwet 1.1: up to 18, and on to 23 for help that was needed before
AL_BEZIG = "Er loopt al een onderzoek voor deze aanvraag. Ga verder met dat onderzoek."


class NoMandateError(PermissionDenied):
    """Somebody may not take this besluit; the message says who may."""


@transaction.atomic
def start_besluit(
    *,
    gezin: Gezin,
    jeugdige: Persoon,
    ontvangstdatum: datetime.date,
    soort: str,
    aanvraag: str,
    medewerker: Medewerker,
    today: datetime.date,
    afgiftesoort: str = Besluit.Afgiftesoort.IV,
    kenmerk_aanvraag: str = "",
    traject: Any = None,
) -> Besluit:
    """Start the onderzoek on an application for a jeugdige, with its number, its last day and the team passende hulp.

    Raises `ValidationError` (per field): the jeugdige is not of this gezin, 23 or older, or of a gemeente that the
    CJG doesn't decide for; a day of receipt that lies ahead; or an onderzoek on the same application.
    Source: Awb 4:13 (eight weeks); iJw UP037 (unique number); woonplaatsbeginsel, Jeugdwet 1.1.
    """
    errors: dict[str, Any] = too_long(Besluit, {"aanvraag": aanvraag})
    if ontvangstdatum > today:
        errors["ontvangstdatum"] = "Deze dag ligt nog voor ons. Vul in wanneer de aanvraag is ontvangen."
    errors |= _check_jeugdige(gezin, jeugdige, min(ontvangstdatum, today))
    gemeente = _gemeente_of(jeugdige, gezin, min(ontvangstdatum, today))
    if not gemeente.is_opdrachtgever:
        sentence = f"Over deze jeugdige beslist gemeente {gemeente.naam}. Verwijs het gezin daarheen."
        errors.setdefault("jeugdige", sentence)
    if traject is not None and traject.gezin_id != gezin.pk:
        errors["traject"] = "Dit traject is van een ander gezin. Kies een traject van dit gezin."
    if errors:
        raise ValidationError(errors)
    besluit = Besluit(
        gezin=gezin,
        jeugdige=jeugdige,
        gemeente=gemeente,
        traject=traject,
        nummer=next_nummer(gemeente, today),
        ontvangstdatum=ontvangstdatum,
        uiterlijk=compute_uiterlijk(ontvangstdatum, []),
        soort=soort,
        afgiftesoort=afgiftesoort,
        kenmerk_aanvraag=kenmerk_aanvraag.strip(),
        aanvraag=aanvraag.strip(),
        voorbereid_door=medewerker,
    )
    besluit.clean_fields()
    try:
        with transaction.atomic():
            besluit.save(force_insert=True)
    except IntegrityError as fout:
        raise ValidationError(AL_BEZIG, code="dubbel") from fout
    Onderzoek.objects.create(besluit=besluit)
    _involve_passende_hulp(besluit, today)
    return besluit


def next_nummer(gemeente: Gemeente, today: datetime.date) -> str:
    """Return a number that no other besluit has or will have; numbers of starts that failed are skipped (UP037)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('toegang_besluitnummer')")
        (volgnummer,) = cursor.fetchone()
    return f"{today.year}-{gemeente.pk}-{volgnummer:06d}"


@transaction.atomic
def prepare_voorziening(*, besluit: Besluit, voorziening: Voorziening, expected_versie: int) -> Besluit:
    """Write down the proposal for the decider: which help, how much, by whom. It may still be incomplete.

    Raises `ValidationError` (per field) for what cannot be, `StaleVersion` when somebody changed the besluit.
    """
    besluit = Besluit.objects.select_for_update(of=["self"]).get(pk=besluit.pk)
    check_state(besluit, VOORBEREIDEN)
    bump_versie(besluit, expected_versie)
    errors = check_shape(voorziening)
    if errors:
        raise ValidationError(errors)
    return _write(besluit, as_fields(voorziening))


@transaction.atomic
def take_besluit(
    *,
    besluit: Besluit,
    beslisser: Gebruiker,
    uitkomst: str,
    motivering: str,
    voorziening: Voorziening,
    expected_versie: int,
    today: datetime.date,
) -> Besluit:
    """Take a besluit in name of the college, under a mandate of one of the decider's roles.

    Raises `ValidationError` (per field, all at once) when it or the four steps are not complete; `NoMandateError` when
    another role decides on this, or when the decider was the reflection partner; `StaleVersion`.
    Source: Awb 3:46, 10:1-10:5; Jeugdwet 2.3, 8.1.1; werkproces §6.
    """
    besluit = Besluit.objects.select_for_update(of=["self"]).select_related("gemeente").get(pk=besluit.pk)
    check_state(besluit, NEMEN)
    bump_versie(besluit, expected_versie)
    onderzoek = Onderzoek.objects.get(besluit=besluit)
    grants = uitkomst in Besluit.TOEKENNEND
    if not grants:
        voorziening = Voorziening(voorziening.leveringsvorm, voorziening.productcategorie)
    contract = contract_of(voorziening, besluit, onderzoek) if grants else None
    errors = _check_decision(besluit, onderzoek, uitkomst, motivering, today)
    if voorziening.leveringsvorm not in ("", onderzoek.leveringsvorm):
        errors["leveringsvorm"] = "In stap 4 is een andere vorm gekozen. Pas stap 4 aan, of laat dit leeg."
    if grants:
        errors |= check_grant(voorziening, onderzoek, contract, besluit) | check_shape(voorziening)
    if errors:
        raise ValidationError(errors)
    kosten = cost_of(voorziening, onderzoek, contract) if grants else None
    medewerker = _decider(beslisser, onderzoek)
    mandaat = _mandate_of(beslisser, _omvang(besluit, onderzoek, voorziening, kosten or 0, today))
    finish_taken(onderwerp_id=besluit.pk, now=now())
    return _write(
        besluit,
        as_fields(voorziening)
        | {
            "status": Besluit.Status.GENOMEN,
            "uitkomst": uitkomst,
            "motivering": motivering.strip(),
            "leveringsvorm": onderzoek.leveringsvorm,
            "afgiftesoort": _afgiftesoort(besluit, onderzoek),
            "contract": contract,
            "kosten_cent": kosten,
            "planversie_id": besluit.planversie_id or _current_planversie_id(besluit.gezin_id),
            "mandaat": mandaat,
            "genomen_door": medewerker,
            "genomen_op": today,
        },
    )


def _check_jeugdige(gezin: Gezin, jeugdige: Persoon, day: datetime.date) -> dict[str, str]:
    if not gezin.leden.filter(open_on(day), persoon=jeugdige, rol__in=JEUGDIGE_ROLLEN).exists():
        return {"jeugdige": "Kies een jeugdige van dit gezin."}
    age = jeugdige.age_on(day)
    if age is not None and age >= JEUGDHULP_TOT:
        return {"jeugdige": "Deze jeugdige is 23 jaar of ouder. De Jeugdwet geldt niet meer."}
    return {}


def _gemeente_of(jeugdige: Persoon, gezin: Gezin, day: datetime.date) -> Gemeente:
    verantwoordelijk = jeugdige.verantwoordelijke_gemeenten.filter(open_on(day)).select_related("gemeente").first()
    return verantwoordelijk.gemeente if verantwoordelijk else gezin.gemeente


def _involve_passende_hulp(besluit: Besluit, today: datetime.date) -> None:
    teams = Team.objects.filter(soort=Team.Soort.PASSENDE_HULP)
    for team in teams.filter(gemeente=None) | teams.filter(gemeente_id=besluit.gemeente_id):
        add_betrokkenheid(
            gezin=besluit.gezin,
            grond=Betrokkenheid.Grond.BESLUIT,
            bron_id=besluit.pk,
            begindatum=today,
            team=team,
        )


def _check_decision(
    besluit: Besluit, onderzoek: Onderzoek, uitkomst: str, motivering: str, today: datetime.date
) -> dict[str, Any]:
    errors = too_long(Besluit, {"motivering": motivering})
    if uitkomst not in Besluit.Uitkomst.values:
        errors["uitkomst"] = "Kies wat u besluit."
    if not motivering.strip():
        errors["motivering"] = "Schrijf op waarom u dit besluit. Het gezin leest dit in de brief."
    if uitkomst == Besluit.Uitkomst.BUITEN_BEHANDELING:
        sentence = _check_not_handled(besluit, today)
    else:
        missing = [f"stap {nummer} ({TITEL[nummer].lower()})" for nummer in missing_steps(onderzoek)]
        sentence = f"Leg eerst deze stappen vast: {', '.join(missing)}." if missing else ""
    if sentence:
        errors["__all__"] = sentence
    return errors


def _check_not_handled(besluit: Besluit, today: datetime.date) -> str:
    """Return why an application can't be set aside yet, or no longer (Awb 4:5, first and fourth paragraph)."""
    asked = Termijnwijziging.objects.filter(besluit=besluit, soort=Termijnwijziging.Soort.AANVULLING).last()
    if asked is None or asked.gegeven_tot is None:
        return "Vraag het gezin eerst om een aanvulling en geef daar tijd voor. Pas daarna kan dit besluit (Awb 4:5)."
    if asked.ontvangen_op is not None:
        return "De aanvulling is ontvangen. Neem een besluit over de aanvraag zelf."
    if asked.gegeven_tot >= today:
        return f"Het gezin kan nog aanvullen tot en met {asked.gegeven_tot:%d-%m-%Y}. Wacht tot daarna."
    if today > asked.gegeven_tot + datetime.timedelta(weeks=COMPLETION_WEEKS):
        return "Dit kon tot vier weken na de termijn voor de aanvulling. Neem een besluit over de aanvraag zelf."
    return ""


def _decider(beslisser: Gebruiker, onderzoek: Onderzoek) -> Medewerker:
    medewerker_id = beslisser.profiel.medewerker_id
    if medewerker_id is None:
        raise NoMandateError("Een besluit wordt genomen door een medewerker met mandaat.")
    if medewerker_id == onderzoek.reflectie_door_id:
        raise NoMandateError("U dacht mee in stap 2. Daarom neemt een ander het besluit.")
    return Medewerker.objects.get(pk=medewerker_id)


def _omvang(
    besluit: Besluit, onderzoek: Onderzoek, voorziening: Voorziening, kosten: int, today: datetime.date
) -> Omvang:
    omvang = Omvang(besluit.gemeente_id, today, onderzoek.leveringsvorm, voorziening.productcategorie)
    if voorziening.ingangsdatum is None or voorziening.einddatum is None:
        return omvang
    return replace(omvang, dagen=(voorziening.einddatum - voorziening.ingangsdatum).days + 1, bedrag_cent=kosten)


def _mandate_of(beslisser: Gebruiker, omvang: Omvang) -> Mandaat:
    mandaten = list(Mandaat.objects.filter(gemeente=omvang.gemeente).open_on(omvang.dag))
    mandaat = find_mandaat(mandaten, beslisser.rollen, omvang)
    if mandaat is not None:
        return mandaat
    rollen = [Rol(rol).label.lower() for rol in roles_that_may(mandaten, omvang)]
    if not rollen:
        raise NoMandateError("Niemand bij het CJG heeft hiervoor een mandaat. Leg dit besluit voor aan de gemeente.")
    raise NoMandateError(
        f"Dit besluit valt buiten uw mandaat. Wie het wel mag nemen: {' of '.join(rollen)}. Vraag een van hen dit besluit te nemen."
    )


def _afgiftesoort(besluit: Besluit, onderzoek: Onderzoek) -> str:
    """Return the kind that fits step 4: a PGB is always of its own kind, care in kind never."""
    if onderzoek.leveringsvorm == Leveringsvorm.PGB:
        return Besluit.Afgiftesoort.PGB
    return Besluit.Afgiftesoort.IV if besluit.afgiftesoort == Besluit.Afgiftesoort.PGB else besluit.afgiftesoort


def _current_planversie_id(gezin_id: Any) -> Any:
    gezin = Gezin.objects.get(pk=gezin_id)
    return (
        gezin.plannen.filter(status="actief", versies__status="vastgesteld")
        .order_by("-versies__nummer")
        .values_list("versies__pk", flat=True)
        .first()
    )


def _write(besluit: Besluit, values: dict[str, Any]) -> Besluit:
    for name, value in values.items():
        setattr(besluit, name, value)
    besluit.clean_fields()
    besluit.validate_constraints()
    besluit.save(update_fields=list(values))
    return besluit
