"""Reading and writing JSON strictly: no duplicate keys, no NaN, no broken text, no bodies without end."""

import json
import math
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer, JSONRenderer

from cjg.basis.rest.problem import ApiProblem

MAX_DEPTH = 32


class StrictJSONParser(BaseParser):
    """Reads `application/json` in UTF-8; each refusal says in Dutch what is wrong and never repeats the content."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the content of a request body; raises `ParseError` (400) or `ApiProblem` (413)."""
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise ApiProblem(413, f"De inhoud is groter dan {limit // 1024 // 1024} MB. Verstuur minder in één keer.")
        return loads(raw)


def loads(raw: bytes) -> Any:
    """Read JSON strictly; raises `ParseError` with a Dutch sentence."""
    try:
        data = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_constant=_refuse_constant, parse_float=_finite
        )
    except UnicodeDecodeError:
        raise ParseError("De inhoud is geen geldige UTF-8.") from None
    except json.JSONDecodeError as error:
        raise ParseError(f"De inhoud is geen geldige JSON: regel {error.lineno}, teken {error.colno}.") from None
    except RecursionError:
        raise ParseError("De inhoud is te diep genest.") from None
    except ValueError:
        raise ParseError("De inhoud bevat een getal dat te groot is.") from None
    _check(data)
    return data


def _check(data: Any) -> None:
    """Refuse what PostgreSQL can't hold or what a client can't mean: half characters, nesting without end."""
    level = [data]
    for _ in range(MAX_DEPTH):
        if not level:
            return
        deeper: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                deeper += [*value, *value.values()]
            elif isinstance(value, list):
                deeper += value
            elif isinstance(value, str) and not _is_whole(value):
                raise ParseError("De tekst bevat een half teken (surrogaat). Verstuur geldige Unicode.")
        level = deeper
    raise ParseError("De inhoud is te diep genest.")


def _is_whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError("Een naam staat twee keer in hetzelfde object. Geef elke naam één keer.")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ParseError(f"{name} is geen getal in JSON.")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ParseError("De inhoud bevat een getal dat te groot is.")
    return number


class ApiJSONRenderer(JSONRenderer):
    """Writes `application/json`; refuses NaN by raising, which no answer should hold."""

    charset = None
    strict = True


class FileRenderer(BaseRenderer):
    """Lets an action answer with a file; make one per media type with `file_renderer`. Errors stay JSON."""

    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """Return the bytes as they are, or a problem as JSON."""
        return data if isinstance(data, bytes) else ApiJSONRenderer().render(data)


def file_renderer(media_type: str, extension: str) -> type[FileRenderer]:
    """Return a renderer for a kind of file, to put first in `renderer_classes` of an action."""
    return type(f"{extension.capitalize()}Renderer", (FileRenderer,), {"media_type": media_type, "format": extension})
