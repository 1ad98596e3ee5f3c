"""All addresses, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("o/", include("cjg.organisatie.oauth_urls")),
    path("", include("cjg.basis.urls")),
    path("", include("cjg.vragenlijsten.urls")),
]
