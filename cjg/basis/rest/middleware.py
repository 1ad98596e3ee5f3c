"""What every answer under `/api/` carries, whoever made it: Django, a middleware or DRF."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from cjg.basis.rest_settings import API_VERSION

GetResponse = Callable[[HttpRequest], HttpResponse]


class ApiMiddleware:
    """Adds the version and `no-store`, and turns an error page that DRF didn't make into a problem.

    Stands first, so that it also sees the answers of the other middleware.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle a request; other addresses than those of the API pass untouched."""
        response = self.get_response(request)
        if not request.path.startswith("/api/"):
            return response
        if response.status_code >= 400 and "json" not in response.get("Content-Type", ""):
            self._make_problem(request, response)
        response["API-Version"] = API_VERSION
        response["Cache-Control"] = "no-store"
        return response

    def _make_problem(self, request: HttpRequest, response: HttpResponse) -> None:
        # imported here: DRF needs the apps to be loaded, and the middleware is made before
        from cjg.basis.rest.problem import CONTENT_TYPE, problem_body

        body = problem_body(response.status_code, instance=request.path)
        response.content = json.dumps(body, ensure_ascii=False).encode()  # the headers stay
        response["Content-Type"] = CONTENT_TYPE
        response["Content-Length"] = str(len(response.content))
