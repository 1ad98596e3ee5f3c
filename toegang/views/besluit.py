"""The page of one besluit with its four steps, and each step's form in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cjg.basis.api import Action, StaleVersion, Step, quiet, render_page, restored, today
from cjg.dossier.api import Recht, may
from cjg.organisatie.api import allowed
from toegang.brief import volume_text
from toegang.forms.stappen import FORMULIEREN, StapForm
from toegang.kosten import euro
from toegang.models import Besluit, Onderzoek
from toegang.rules import BEKENDMAKEN, NEMEN, RULES, TERMIJN, VASTLEGGEN, VOORBEREIDEN, is_possible
from toegang.services import missing_steps, record_stap
from toegang.services.onderzoek import DATUMVELD, TITEL
from toegang.views.basis import (
    ONGELDIG,
    VEROUDERD,
    BesluitView,
    add_errors,
    as_date,
    as_text,
    crumbs_of,
    renew_versie,
    show_identity,
    stale_rows,
    status_badge,
)


class BesluitDetail(BesluitView):
    """One besluit: how far it is, what was recorded, and what can be done now. `?stap=2` opens a step."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show the besluit."""
        besluit = self.get_besluit()
        asked = request.GET.get("stap", "")
        form = None
        if self.may_record(besluit):
            nummer = int(asked) if asked in {"1", "2", "3", "4"} else _next_step(besluit.onderzoek)
            if nummer:
                typed = restored(request, _page_of(besluit, nummer))
                form = FORMULIEREN[nummer](typed, onderzoek=besluit.onderzoek, day=today())
                quiet(form)
        return self.page(besluit, form)

    def may_record(self, besluit: Besluit) -> bool:
        """Tell whether this user may record steps now."""
        return (
            is_possible(besluit, VASTLEGGEN)
            and allowed(RULES, self.request.user, VASTLEGGEN, besluit)
            and may(self.request.user, Recht.BESLUITEN, besluit.gezin_id)
        )

    def page(
        self,
        besluit: Besluit,
        form: StapForm | None,
        *,
        stale: list[tuple[str, str, str]] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Draw the page, with one step open when there is a form."""
        self.show(besluit)
        onderzoek = besluit.onderzoek
        may_record = self.may_record(besluit)
        context = {
            "besluit": besluit,
            "identity": show_identity(self, besluit.gezin_id, besluit),
            "crumbs": crumbs_of(besluit, ""),
            "status": status_badge(besluit),
            "voortgang": progress(besluit),
            "stappen": [_panel(onderzoek, nummer, form, may_record=may_record) for nummer in FORMULIEREN],
            "form": form,
            "verouderd": stale or [],
            "acties": self._actions(besluit),
            "gegevens": facts(besluit),
            "voorziening": granted_facts(besluit),
            "wijzigingen": list(besluit.termijnwijzigingen.all()),
            "brieven": list(besluit.beschikkingen.select_related("geadresseerde").defer("pdf")),
            "mag_termijn": self._may(besluit, TERMIJN),
        }
        draft = _page_of(besluit, form.nummer) if form is not None else False
        return render_page(self.request, "toegang/besluit.html", context, status=status, draft=draft)

    def _may(self, besluit: Besluit, actie: str) -> bool:
        return is_possible(besluit, actie) and allowed(RULES, self.request.user, actie, besluit)

    def _actions(self, besluit: Besluit) -> list[Action]:
        """Return what can be done next, the most likely first."""
        found: list[Action] = []
        for actie, label, route, icon in (
            (BEKENDMAKEN, "Bekendmaken", "toegang:bekendmaken", "send"),
            (NEMEN, "Besluit nemen", "toegang:nemen", "gavel"),
            (VOORBEREIDEN, "Voorstel invullen", "toegang:voorstel", "pencil"),
        ):
            if self._may(besluit, actie) and not (actie == NEMEN and missing_steps(besluit.onderzoek)):
                kind = "secondary" if found or actie == VOORBEREIDEN else "primary"
                found.append(Action(label, reverse(route, args=[besluit.pk]), kind, icon))  # type: ignore[arg-type]
        return found


class StapVastleggen(BesluitDetail):
    """Save one of the four steps; what is wrong is shown in the same page, with everything still typed in."""

    actie = VASTLEGGEN
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: Any, nummer: int) -> HttpResponse:
        """Record the step and go on with the next."""
        if nummer not in FORMULIEREN:
            raise Http404
        besluit = self.get_besluit()
        form = FORMULIEREN[nummer](request.POST, onderzoek=besluit.onderzoek, day=today())
        if not form.is_valid():
            return self.page(besluit, form, status=ONGELDIG)
        try:
            onderzoek = record_stap(
                besluit=besluit, stap=form.to_stap(), expected_versie=form.cleaned_data["versie"], today=today()
            )
        except StaleVersion as stale:
            rows = stale_rows(form, besluit.onderzoek)
            renew_versie(form, stale)
            return self.page(besluit, form, stale=rows, status=VEROUDERD)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self.page(besluit, form, status=ONGELDIG)
        self.record_change(onderzoek)
        messages.success(request, f"Stap {nummer} is vastgelegd.")
        return redirect("toegang:besluit", pk=besluit.pk)


def _page_of(besluit: Besluit, nummer: int) -> str:
    """Return the address of a step: each has a draft of its own, whichever address opened it."""
    return f"{reverse('toegang:besluit', args=[besluit.pk])}?stap={nummer}"


def _next_step(onderzoek: Onderzoek) -> int | None:
    missing = missing_steps(onderzoek)
    return missing[0] if missing else None


def progress(besluit: Besluit) -> list[Step]:
    """Return the four steps, the besluit and the bekendmaking, and how far they are."""
    onderzoek = besluit.onderzoek
    done = [getattr(onderzoek, DATUMVELD[nummer]) for nummer in TITEL]
    if onderzoek.specialistisch_nodig is False:
        done[3] = done[2]
    done += [besluit.genomen_op, besluit.bekendmaking]
    labels = [*TITEL.values(), "Besluit", "Bekendmaking"]
    current = next((n for n, day in enumerate(done) if day is None), len(done))
    return [
        Step(label, "done" if day else "current" if n == current else "todo", f"{day:%d-%m-%Y}" if day else "")
        for n, (label, day) in enumerate(zip(labels, done, strict=True))
    ]


def _panel(onderzoek: Onderzoek, nummer: int, form: StapForm | None, *, may_record: bool) -> dict[str, Any]:
    """Return one step as the page draws it: its form when open, else what was recorded."""
    day = getattr(onderzoek, DATUMVELD[nummer])
    skipped = nummer == 4 and onderzoek.specialistisch_nodig is False
    earlier_missing = any(n < nummer for n in missing_steps(onderzoek))
    return {
        "nummer": nummer,
        "titel": TITEL[nummer],
        "datum": day,
        "vervalt": skipped,
        "form": form if form is not None and form.nummer == nummer else None,
        "gegevens": _recorded(onderzoek, nummer) if day else [],
        "kan_open": may_record and not earlier_missing and not skipped,
    }


def _recorded(onderzoek: Onderzoek, nummer: int) -> list[tuple[str, str]]:
    fields = {name: field for name, field in FORMULIEREN[nummer].base_fields.items() if name != "versie"}
    rows = []
    for name, field in fields.items():
        value = as_text(field, getattr(onderzoek, name))
        if name == "deskundige" and value:
            value = f"{value} (registratie {onderzoek.deskundige_registratie})"
        if value:
            rows.append((str(field.label), value))
    return rows


def facts(besluit: Besluit) -> list[tuple[str, str]]:
    """Return what the application is about."""
    rows = [
        ("Nummer", besluit.nummer),
        ("Aanvraag ontvangen", as_date(besluit.ontvangstdatum)),
        ("Kenmerk aanvraag", besluit.kenmerk),
        ("Gemeente", str(besluit.gemeente)),
        ("Soort", f"{besluit.get_soort_display()}, {besluit.get_afgiftesoort_display().lower()}"),
        ("Onderzoek door", str(besluit.voorbereid_door)),
    ]
    if besluit.planversie:
        rows.append(("Gezinsplan", f"versie {besluit.planversie.nummer}"))
    return rows


def granted_facts(besluit: Besluit) -> list[tuple[str, str]]:
    """Return the proposal, or what was decided, as far as it is filled in."""
    rows = [
        ("Uitkomst", besluit.get_uitkomst_display()),
        ("Hulp", str(besluit.product or besluit.get_productcategorie_display())),
        ("Vorm", besluit.get_leveringsvorm_display()),
        ("Hoeveel", volume_text(besluit)),
        ("Van", as_date(besluit.ingangsdatum)),
        ("Tot en met", as_date(besluit.einddatum)),
        ("Aanbieder", str(besluit.aanbieder or "")),
        ("Bedrag", euro(besluit.budget_cent) if besluit.budget_cent else ""),
        ("Hoogste kosten", euro(besluit.kosten_cent) if besluit.kosten_cent and not besluit.budget_cent else ""),
        ("Besloten door", str(besluit.genomen_door or "")),
        ("Mandaat", besluit.mandaat.grondslag if besluit.mandaat else ""),
        ("Motivering", besluit.motivering),
    ]
    return [(label, value) for label, value in rows if value]
