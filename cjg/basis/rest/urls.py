"""What `cjg.urls` includes last under `api/v1/`, after the routes of the apps."""

from django.urls import path, re_path

from cjg.basis.rest import pages

urlpatterns = [
    path("", pages.RootView.as_view(), name="api-root"),
    path("openapi.json", pages.OpenApiView.as_view(), name="api-openapi"),
    path("docs", pages.DocsView.as_view(), name="api-docs"),
    re_path(r"^(?P<rest>.*)$", pages.unknown_route, name="api-unknown"),
]
