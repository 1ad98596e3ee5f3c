"""All addresses, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("o/", include("cjg.organisatie.oauth_urls")),
    path("", include("cjg.basis.urls")),
    path("", include("cjg.werkplek.urls")),
    path("", include("cjg.portaal.urls")),
    path("", include("cjg.inzage.urls")),
    path("", include("cjg.organisatie.urls")),
    path("", include("cjg.dossier.urls")),
    path("", include("cjg.intake.urls")),
    path("", include("cjg.vragenlijsten.urls")),
    path("", include("toegang.urls")),
    path("", include("gezinsplan.urls")),
    path("", include("rapportage.urls")),
    # The routes of the API, room by room; the last line answers 404 for all that has no route.
    path("api/v1/", include("rapportage.rest.urls")),
    path("api/v1/", include("gezinsplan.rest.urls")),
    path("api/v1/", include("cjg.intake.rest.urls")),
    path("api/v1/", include("cjg.dossier.rest.urls")),
    path("api/v1/", include("toegang.rest.urls")),
    path("api/v1/", include("cjg.organisatie.rest.urls")),
    path("api/v1/", include("cjg.portaal.rest.urls")),
    path("api/v1/", include("cjg.basis.rest.urls")),
]

handler400 = "cjg.basis.errors.bad_request"
handler403 = "cjg.basis.errors.permission_denied"
handler404 = "cjg.basis.errors.not_found"
handler500 = "cjg.basis.errors.server_error"
handler429 = "cjg.basis.errors.too_many_requests"  # read by allauth
