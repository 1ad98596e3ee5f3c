"""The work list of besluiten, and starting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from cjg.basis.api import (
    Chip,
    Column,
    EmptyState,
    InvalidCursorError,
    KeysetPage,
    StaleVersion,
    Table,
    keyset_page,
    render_page,
    today,
)
from cjg.dossier.api import DossierView, Gezin, Recht
from cjg.organisatie.api import allowed, medewerker_of, require
from toegang.forms.besluit import AanvullingForm, StartForm, TermijnForm
from toegang.models import Besluit
from toegang.rules import LIJST, RULES, STARTEN, TERMIJN
from toegang.services import change_term, record_aanvulling, start_besluit
from toegang.views.basis import (
    ONGELDIG,
    VEROUDERD,
    BesluitView,
    add_errors,
    crumbs_of,
    renew_versie,
    show_identity,
)

_STATUS = Besluit.Status
LEEG = EmptyState(
    "Geen besluiten in deze lijst",
    "Een nieuw besluit begint u bij het gezin. Het staat daarna hier, met de dag waarop het klaar moet zijn.",
    icon="gavel",
)


class BesluitLijst(DossierView, View):
    """The besluiten of one's dossiers, by the day on which they must be taken."""

    objectsoort = "besluit"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show one page of the list."""
        require(RULES, request.user, LIJST)
        gekozen = request.GET.get("toon", "open")
        gekozen = gekozen if gekozen in _FILTERS else "open"
        label, order = _FILTERS[gekozen]
        besluiten = self.visible(_with_step(Besluit.objects.with_names())).filter(_condition(gekozen, request.user))
        page = self._cut(besluiten, order)
        self.show(*page.rows)
        chips = [Chip(tekst, f"?toon={code}", on=code == gekozen) for code, (tekst, _) in _FILTERS.items()]
        table = Table(
            id="besluiten",
            caption=f"Besluiten: {label.lower()}",
            columns=_COLUMNS,
            rows=page.rows,
            page=page,
            chips=chips,
            empty=LEEG,
            notice="U ziet de besluiten van de gezinnen waar u bij betrokken bent.",
            hide_caption=True,
        )
        return render_page(request, "toegang/besluiten.html", {"table": table})

    def _cut(self, besluiten: QuerySet[Besluit], order: tuple[str, ...]) -> KeysetPage[Besluit]:
        try:
            return keyset_page(besluiten, order=order, cursor=self.request.GET.get("cursor", ""))
        except InvalidCursorError:
            return keyset_page(besluiten, order=order)


_FILTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": ("Open", ("uiterlijk",)),
    "te-laat": ("Te laat", ("uiterlijk",)),
    "van-mij": ("Van mij", ("uiterlijk",)),
    "te-nemen": ("Klaar om te besluiten", ("uiterlijk",)),
    "versturen": ("Nog bekendmaken", ("genomen_op",)),
    "bekend": ("Bekendgemaakt", ("-bekendmaking",)),
}
_COLUMNS = [
    Column("jeugdige.naam", "Jeugdige", template="toegang/cel_jeugdige.html"),
    Column("aanvraag", "Aanvraag", template="toegang/cel_aanvraag.html"),
    Column("uiterlijk", "Uiterlijk", template="toegang/cel_termijn.html"),
    Column("stap", "Stap", template="toegang/cel_stap.html"),
    Column("voorbereid_door", "Onderzoek door"),
    Column("status", "Status", template="toegang/cel_status.html"),
]


def _condition(gekozen: str, user: Any) -> Q:
    in_onderzoek = Q(status=_STATUS.ONDERZOEK)
    return {
        "open": in_onderzoek,
        "te-laat": in_onderzoek & Q(uiterlijk__lt=today()),
        "van-mij": in_onderzoek & Q(voorbereid_door__in=user.profiel.medewerker_ids),
        "te-nemen": in_onderzoek & Q(stap=4),
        "versturen": Q(status=_STATUS.GENOMEN),
        "bekend": Q(status=_STATUS.BEKENDGEMAAKT),
    }[gekozen]


def _with_step(besluiten: QuerySet[Besluit]) -> QuerySet[Besluit]:
    """Annotate `stap`: how many of the four steps are done; without specialistic help there is no fourth."""
    return besluiten.annotate(
        stap=Case(
            When(onderzoek__situatie_op=None, then=Value(0)),
            When(onderzoek__opties_op=None, then=Value(1)),
            When(onderzoek__specialistisch_op=None, then=Value(2)),
            When(onderzoek__specialistisch_nodig=False, then=Value(4)),
            When(onderzoek__leveringsvorm_op=None, then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        )
    )


class BesluitenVanGezin(DossierView, View):
    """All besluiten of one gezin."""

    objectsoort = "gezin"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show them, the newest first."""
        gezin: Gezin = self.get_visible(Gezin.objects.all())
        besluiten = list(Besluit.objects.with_names().filter(gezin=gezin).order_by("-ontvangstdatum", "-pk"))
        self.show(*besluiten)
        context = {
            "gezin": gezin,
            "besluiten": besluiten,
            "identity": show_identity(self, gezin.pk),
            "mag_starten": allowed(RULES, request.user, STARTEN, gezin),
        }
        return render_page(request, "toegang/gezin_besluiten.html", context)


class BesluitStarten(DossierView, View):
    """A new application of a gezin."""

    recht = Recht.BESLUITEN
    recht_schrijven = Recht.BESLUITEN
    objectsoort = "gezin"

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show the empty form."""
        gezin = self._gezin()
        return self._page(gezin, StartForm(gezin=gezin))

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Start the onderzoek and open its page."""
        gezin = self._gezin()
        form = StartForm(request.POST, gezin=gezin)
        if not form.is_valid():
            return self._page(gezin, form, ONGELDIG)
        try:
            medewerker = medewerker_of(self.request.user)
            besluit = start_besluit(gezin=gezin, medewerker=medewerker, today=today(), **form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self._page(gezin, form, ONGELDIG)
        self.record_change(besluit)
        messages.success(request, f"Het onderzoek {besluit.nummer} is gestart.")
        return redirect("toegang:besluit", pk=besluit.pk)

    def _gezin(self) -> Gezin:
        gezin: Gezin = self.get_visible(Gezin.objects.all())
        require(RULES, self.request.user, STARTEN, gezin)
        return gezin

    def _page(self, gezin: Gezin, form: StartForm, status: int = 200) -> HttpResponse:
        self.show(gezin, *form.fields["jeugdige"].queryset)  # type: ignore[attr-defined]  # a ModelChoiceField
        context = {"form": form, "gezin": gezin, "identity": show_identity(self, gezin.pk)}
        return render_page(self.request, "toegang/starten.html", context, status=status)


class TermijnWijzigen(BesluitView):
    """Tell the gezin that it takes longer, or wait for a completion; or record that it came in."""

    recht = Recht.BESLUITEN
    actie = TERMIJN

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show both forms."""
        besluit = self.get_besluit()
        if reden := self.blocked(besluit):
            messages.warning(request, reden)
            self.show(besluit)
            return redirect("toegang:besluit", pk=besluit.pk)
        return self._page(besluit, TermijnForm(besluit=besluit))

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Save one of the two; which one is said by the button."""
        besluit = self.get_besluit()
        arrived = "aanvulling" in request.POST
        form: Any = (
            AanvullingForm(request.POST, besluit=besluit, day=today())
            if arrived
            else TermijnForm(request.POST, besluit=besluit)
        )
        if not form.is_valid():
            return self._page(besluit, form, status=ONGELDIG)
        values = {name: value for name, value in form.cleaned_data.items() if name != "versie"}
        versie = form.cleaned_data["versie"]
        try:
            if arrived:
                record_aanvulling(besluit=besluit, expected_versie=versie, today=today(), **values)
            else:
                change_term(
                    besluit=besluit, expected_versie=versie, today=today(), medewerker=self.medewerker, **values
                )
        except StaleVersion as stale:
            renew_versie(form, stale)
            form.add_error(None, "Iemand anders heeft dit besluit gewijzigd. Bekijk de termijn en verstuur opnieuw.")
            return self._page(besluit, form, status=VEROUDERD)
        except ValidationError as refusal:
            add_errors(form, refusal)
            return self._page(besluit, form, status=ONGELDIG)
        self.record_change(besluit)
        messages.success(request, "De nieuwe termijn staat bij het besluit.")
        return redirect("toegang:besluit", pk=besluit.pk)

    def _page(self, besluit: Besluit, form: Any, *, status: int = 200) -> HttpResponse:
        self.show(besluit)
        is_arrival = isinstance(form, AanvullingForm)
        wacht_op = besluit.termijnwijzigingen.filter(gegeven_tot__isnull=False, ontvangen_op=None).last()
        context = {
            "besluit": besluit,
            "identity": show_identity(self, besluit.gezin_id, besluit),
            "crumbs": crumbs_of(besluit, f"/besluiten/{besluit.pk}/", "Termijn"),
            "form": form,
            "wacht_op": wacht_op,
            "termijn_form": TermijnForm(besluit=besluit) if is_arrival else form,
            "aanvulling_form": form if is_arrival else AanvullingForm(besluit=besluit, day=today()),
        }
        return render_page(self.request, "toegang/termijn.html", context, status=status)
