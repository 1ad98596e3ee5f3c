"""Response headers for every answer: what the browser may do, and what it may keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)
# WebAuthn is ours alone; everything else that a page could ask for is off.
PERMISSIONS_POLICY = f"{PERMISSIONS}, publickey-credentials-create=(self), publickey-credentials-get=(self)"


class HeadersMiddleware:
    """Put headers on every answer, errors and static files included, so it comes first of all middleware.

    Pages hold personal data, so nothing is stored unless an answer says otherwise itself (static files do).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        response.headers.setdefault("Cache-Control", "no-store")
        return response
