"""What the API shows without signing in: its root, the OpenAPI document, the page to read it with, and 404."""

import json
from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.generators import SchemaGenerator

from cjg.basis.rest.docs import read_groups
from cjg.basis.rest.problem import CONTENT_TYPE, problem_body
from cjg.basis.rest_settings import API_VERSION, SPECTACULAR_SETTINGS

_JSON = {"ensure_ascii": False}


@lru_cache(maxsize=1)
def openapi_document() -> bytes:
    """Return the OpenAPI document, made once per process: the routes don't change while it runs."""
    generator: Any = SchemaGenerator
    document = generator().get_schema(request=None, public=True)
    return json.dumps(document, ensure_ascii=False, default=str).encode()


@method_decorator(login_not_required, name="dispatch")
class OpenApiView(View):
    """`/api/v1/openapi.json`: for everybody and from every site (NL API Design Rules, /core/publish-openapi)."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the document."""
        return HttpResponse(
            openapi_document(), content_type="application/json", headers={"Access-Control-Allow-Origin": "*"}
        )


@method_decorator(login_not_required, name="dispatch")
class RootView(View):
    """`/api/v1/`: where the rest is found."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the name, the version and the links."""
        links = {"openapi": reverse("api-openapi"), "documentatie": reverse("api-docs")}
        return JsonResponse(
            {"naam": SPECTACULAR_SETTINGS["TITLE"], "versie": API_VERSION, **links}, json_dumps_params=_JSON
        )


@method_decorator(login_not_required, name="dispatch")
class DocsView(View):
    """`/api/v1/docs`: the document as a page to read, for everybody."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the page."""
        document = json.loads(openapi_document())
        context = {"document": document, "groepen": read_groups(document), "openapi": reverse("api-openapi")}
        return render(request, "basis/api_docs.html", context)


@login_not_required
@csrf_exempt
def unknown_route(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer 404 for every address under the API that no route has, a trailing slash included."""
    return problem_response(404, instance=request.path)


def problem_response(status: int, *, instance: str = "") -> HttpResponse:
    """Return a problem outside DRF."""
    return JsonResponse(
        problem_body(status, instance=instance), status=status, content_type=CONTENT_TYPE, json_dumps_params=_JSON
    )
