"""Addresses without a domain."""

from django.urls import path

from cjg.basis import views

urlpatterns = [
    path("stijl/", views.stijl, name="stijl"),
    path("stijl/paneel/", views.stijl_paneel, name="stijl-paneel"),
    path("sessie/verlengen/", views.keep_session, name="sessie-verlengen"),
]
