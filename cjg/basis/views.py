"""Pages without a domain: the style page, and keeping a session alive."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cjg.basis.forms import DateInput
from cjg.basis.htmx import render_page
from cjg.basis.stijl import stijl_context


class TaakForm(forms.Form):
    """The example form in the side panel."""

    titel = forms.CharField(label="Wat moet er gebeuren?", max_length=100, initial="Huisbezoek uitwerken")
    datum = forms.DateField(label="Vóór welke dag?", widget=DateInput)


@login_required
@require_http_methods(["GET", "POST"])
def stijl(request: HttpRequest) -> HttpResponse:
    """Show every component of the design system, to employees."""
    if not getattr(request.user, "is_medewerker", False):
        raise PermissionDenied
    if request.method == "POST":
        messages.success(request, "Het contact is opgeslagen.")
        return redirect("stijl")
    return render_page(request, "basis/stijl.html", stijl_context(reverse("stijl")))


@login_required
@require_http_methods(["GET", "POST"])
def stijl_paneel(request: HttpRequest) -> HttpResponse:
    """Show a form that also fits in the side panel."""
    form = TaakForm(request.POST or None)
    if form.is_valid():
        messages.success(request, "De taak is opgeslagen.")
        return redirect("stijl")
    status = 422 if form.errors else 200
    return render_page(request, "basis/stijl_paneel.html", {"form": form}, partial="paneel", status=status)


@login_required
@require_GET
def keep_session(request: HttpRequest) -> HttpResponse:
    """Answer nothing: the request itself keeps the session from ending."""
    return HttpResponse(status=204)
