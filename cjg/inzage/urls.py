"""Addresses of the log."""

from django.urls import path

from cjg.inzage.views import LogboekView

app_name = "inzage"

urlpatterns = [path("inzage/", LogboekView.as_view(), name="regels")]
