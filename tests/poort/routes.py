"""All addresses of the application, read from the URLconf itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address: its full name (with namespaces), its pattern and the names of its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    is_rest: bool


# Not ours to try here: what allauth and the OAuth server offer is tried in tests/organisatie, files are static.
FOREIGN = re.compile(r"^(account_|mfa_|socialaccount_|openid_connect_|oauth2_provider:|redirect_to_)")


def all_routes() -> list[Route]:
    """Return every address that is ours, each once."""
    found = {route.name: route for route in _walk(get_resolver(), "", "")}
    return [route for name, route in sorted(found.items()) if not FOREIGN.match(name)]


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            deeper = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, deeper)
        elif isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else f"?{pattern}"
            yield Route(
                name, pattern, tuple(entry.pattern.converters or entry.pattern.regex.groupindex), "api/" in pattern
            )
