"""Addresses of the client's side."""

from django.urls import path

from cjg.portaal import views

app_name = "portaal"

urlpatterns = [
    path("mijn/", views.OverzichtView.as_view(), name="overzicht"),
    path("mijn/plan/", views.PlanView.as_view(), name="plan"),
    path("mijn/besluiten/", views.BesluitenView.as_view(), name="besluiten"),
    path("mijn/besluiten/<uuid:pk>/brief/", views.BriefView.as_view(), name="brief"),
    path("mijn/inzage/", views.InzageView.as_view(), name="inzage"),
    path("mijn/waarom/", views.WaaromView.as_view(), name="waarom"),
]
