"""Names in the API: camelCase outside, snake_case inside."""

import re

_UNDERSCORE = re.compile(r"_+([a-z0-9])")
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")


def to_camel(name: str) -> str:
    """Return `duur_minuten` as `duurMinuten`."""
    return _UNDERSCORE.sub(lambda match: match[1].upper(), name)


def to_snake(name: str) -> str:
    """Return `duurMinuten` as `duur_minuten`."""
    return _CAPITAL.sub(lambda match: "_" + match[1].lower(), name)
