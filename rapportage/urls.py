"""Addresses of rapportage."""

from django.urls import path

from rapportage import views

app_name = "rapportage"

urlpatterns = [
    path("kwartaalrapporten/", views.RapportLijst.as_view(), name="rapporten"),
    path("kwartaalrapporten/<uuid:pk>/", views.RapportDetail.as_view(), name="rapport"),
    path("kwartaalrapporten/<uuid:pk>/toelichting/", views.RapportToelichten.as_view(), name="toelichten"),
    path("kwartaalrapporten/<uuid:pk>/vaststellen/", views.RapportVaststellen.as_view(), name="vaststellen"),
    path("kwartaalrapporten/<uuid:pk>/<slug:soort>/", views.RapportBestand.as_view(), name="bestand"),
    path("indicatoren/", views.IndicatorCatalogus.as_view(), name="indicatoren"),
]
