"""Addresses of coaching."""

from django.urls import path

from gezinsplan.views import afsluiten, evaluatie, plan, traject

app_name = "gezinsplan"

urlpatterns = [
    path("trajecten/nieuw/", traject.TrajectStartView.as_view(), name="traject-start"),
    path("trajecten/<uuid:pk>/", traject.TrajectView.as_view(), name="traject"),
    path("trajecten/<uuid:pk>/overdragen/", traject.OverdragenView.as_view(), name="overdragen"),
    path("trajecten/<uuid:pk>/afsluiten/", afsluiten.AfsluitenView.as_view(), name="afsluiten"),
    path("trajecten/<uuid:pk>/vragenlijsten/", afsluiten.VragenlijstenView.as_view(), name="vragenlijsten"),
    path(
        "trajecten/<uuid:pk>/vragenlijsten/<uuid:uitnodiging>/",
        afsluiten.VragenlijstPapierView.as_view(),
        name="vragenlijst-papier",
    ),
    path("evaluaties/", evaluatie.EvaluatieListView.as_view(), name="evaluaties"),
    path("evaluaties/<uuid:pk>/", evaluatie.EvaluatieView.as_view(), name="evaluatie"),
    path("evaluaties/<uuid:pk>/verzetten/", evaluatie.EvaluatieVerzettenView.as_view(), name="evaluatie-verzetten"),
    path("evaluaties/<uuid:pk>/akkoord/", evaluatie.EvaluatieAkkoordView.as_view(), name="evaluatie-akkoord"),
    path("gezinnen/<uuid:pk>/gezinsplan/", plan.GezinPlanView.as_view(), name="gezin-plan"),
    path("gezinsplannen/<uuid:pk>/", plan.PlanView.as_view(), name="plan"),
    path("gezinsplannen/<uuid:pk>/bewerken/", plan.PlanBewerkenView.as_view(), name="bewerken"),
    path("gezinsplannen/<uuid:pk>/akkoord/<uuid:persoon>/", plan.AkkoordView.as_view(), name="akkoord"),
    path("gezinsplannen/<uuid:pk>/vaststellen/", plan.VaststellenView.as_view(), name="vaststellen"),
    path("gezinsplannen/<uuid:pk>/vergelijken/", plan.VergelijkenView.as_view(), name="vergelijken"),
    path("gezinsplannen/<uuid:pk>/pdf", plan.PlanPdfView.as_view(), name="plan-pdf"),
    path("gezinsplannen/<uuid:pk>/acties/<uuid:actie>/", plan.VoortgangView.as_view(), name="voortgang"),
]
