"""Who may see the dossier of a gezin and why; and temporary access, given and ended by a teamleider."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views import View

from cjg.basis.api import now, render_page, today
from cjg.dossier.forms.toegang import ToegangForm
from cjg.dossier.gate import DossierView
from cjg.dossier.identiteit import identity_bar
from cjg.dossier.models import Gezin, Toegangsverlening
from cjg.dossier.rechten import Recht
from cjg.dossier.rechtenoverzicht import clients_of, grants_on, who_may_see
from cjg.dossier.services import end_access, grant_access
from cjg.dossier.toegang import may
from cjg.organisatie.api import Gebruiker


class ToegangView(DossierView, View):
    """The overview of rights, with the form to give temporary access for who may hand over."""

    recht_schrijven = Recht.OVERDRAGEN
    objectsoort = "toegang"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show who may see this dossier."""
        gezin = self.get_visible(Gezin.objects.with_leden(today()))
        form = ToegangForm(day=today()) if may(request.user, Recht.OVERDRAGEN, gezin) else None
        return self._render(gezin, form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Give temporary access."""
        gezin = self.get_visible(Gezin.objects.with_leden(today()))
        form = ToegangForm(request.POST, day=today())
        door: Any = request.user
        if form.is_valid():
            gegevens = form.cleaned_data
            try:
                grant_access(
                    gezin=gezin,
                    gebruiker=gegevens["gebruiker"],
                    rechten=form.rechten,
                    reden=gegevens["reden"],
                    begin=now(),
                    einde=form.einde,
                    door=door,
                )
            except ValidationError as fout:
                _add_errors(form, fout)
            else:
                self.record_change(gezin, objectsoort="toegangsverlening")
                messages.success(request, f"{gegevens['gebruiker'].naam} heeft nu toegang tot dit dossier.")
                return redirect("dossier:toegang", gezin.pk)
        return self._render(gezin, form, status=422)

    def _render(self, gezin: Gezin, form: ToegangForm | None, status: int = 200) -> HttpResponse:
        self.show(gezin, objectsoort="toegang")
        context = {
            "form": form,
            "identity": identity_bar(gezin, day=today(), current="dossier:toegang"),
            "inzienden": who_may_see(gezin, today()),
            "verleningen": _per_account(grants_on(gezin, now())),
            "meelezers": clients_of(gezin, today()),
            "gezin": gezin,
        }
        return render_page(self.request, "dossier/toegang.html", context, status=status)


class ToegangEindeView(DossierView, View):
    """End somebody's temporary access now."""

    recht_schrijven = Recht.OVERDRAGEN
    objectsoort = "toegangsverlening"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID, gebruiker: UUID) -> HttpResponseBase:
        """End it, and go back to the overview."""
        gezin = self.get_visible(Gezin.objects.with_leden(today()))
        account = get_object_or_404(Gebruiker, pk=gebruiker)
        if end_access(gezin=gezin, gebruiker=account, now=now()):
            self.record_change(gezin, objectsoort="toegangsverlening")
            messages.success(request, f"De tijdelijke toegang van {account.naam} is beëindigd.")
        return redirect("dossier:toegang", pk)


def _add_errors(form: ToegangForm, fout: ValidationError) -> None:
    if not hasattr(fout, "error_dict"):
        form.add_error(None, fout.messages)
        return
    for veld, teksten in fout.message_dict.items():
        form.add_error({"einde": "tot_en_met"}.get(veld, veld if veld in form.fields else None), teksten)


def _per_account(verleningen: list[Toegangsverlening]) -> list[dict[str, Any]]:
    """Join the rights of one grant: a row per account, period and reason."""
    rijen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for verlening in verleningen:
        sleutel = (verlening.user_id, verlening.begin, verlening.einde)
        rij = rijen.setdefault(sleutel, {"verlening": verlening, "mag": []})
        rij["mag"].append(Recht(verlening.permission.codename).label)
    return list(rijen.values())
