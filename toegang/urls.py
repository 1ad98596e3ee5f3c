"""Addresses of toegang."""

from django.urls import path

from toegang.views import bekendmaken, besluit, lijst, nemen, registers

app_name = "toegang"

urlpatterns = [
    path("besluiten/", lijst.BesluitLijst.as_view(), name="besluiten"),
    path("gezinnen/<uuid:pk>/besluiten/", lijst.BesluitenVanGezin.as_view(), name="gezin-besluiten"),
    path("gezinnen/<uuid:pk>/besluiten/nieuw/", lijst.BesluitStarten.as_view(), name="starten"),
    path("besluiten/<uuid:pk>/", besluit.BesluitDetail.as_view(), name="besluit"),
    path("besluiten/<uuid:pk>/stap/<int:nummer>/", besluit.StapVastleggen.as_view(), name="stap"),
    path("besluiten/<uuid:pk>/voorstel/", nemen.Voorstel.as_view(), name="voorstel"),
    path("besluiten/<uuid:pk>/nemen/", nemen.BesluitNemen.as_view(), name="nemen"),
    path("besluiten/<uuid:pk>/termijn/", lijst.TermijnWijzigen.as_view(), name="termijn"),
    path("besluiten/<uuid:pk>/bekendmaken/", bekendmaken.Bekendmaken.as_view(), name="bekendmaken"),
    path("besluiten/<uuid:pk>/voorbeeld/<int:volgnummer>/", bekendmaken.BriefVoorbeeld.as_view(), name="voorbeeld"),
    path("besluiten/<uuid:pk>/brief/<int:volgnummer>/", bekendmaken.BriefLezen.as_view(), name="brief"),
    path("aanbieders/", registers.Aanbieders.as_view(), name="aanbieders"),
    path("aanbieders/nieuw/", registers.AanbiederToevoegen.as_view(), name="aanbieder-nieuw"),
    path("aanbieders/<uuid:pk>/", registers.AanbiederDetail.as_view(), name="aanbieder"),
    path("aanbieders/<uuid:pk>/contracten/nieuw/", registers.ContractToevoegen.as_view(), name="contract-nieuw"),
    path("mandaten/", registers.Mandaten.as_view(), name="mandaten"),
    path("mandaten/nieuw/", registers.MandaatToevoegen.as_view(), name="mandaat-nieuw"),
    path("mandaten/<uuid:pk>/beeindigen/", registers.MandaatBeeindigen.as_view(), name="mandaat-beeindigen"),
    path("briefgegevens/<str:code>/", registers.BriefgegevensWijzigen.as_view(), name="briefgegevens"),
]
