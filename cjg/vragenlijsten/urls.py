"""Addresses of questionnaires."""

from django.urls import path

from cjg.vragenlijsten import views

app_name = "vragenlijsten"
urlpatterns = [path("vragenlijst/<str:token>/", views.invullen, name="invullen")]
