"""Keys for encrypted fields and keyed hashes, all derived from `settings.VELDSLEUTEL`.

`VELDSLEUTEL` is one secret, or during a rotation several: `2:new secret,1:old secret`. The first encrypts, every one
decrypts, and the last keys the hashes until they have been made again.
"""

import re
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_NUMBERED = re.compile(r"(\d{1,3}):(.+)", re.DOTALL)


def derive(purpose: str, key_id: int | None = None) -> bytes:
    """Return 32 bytes for one purpose from the secret with this number (default: the one that encrypts now).

    Raises `LookupError` for a number that is not configured.
    Source: RFC 5869 (HKDF); a separate key for each purpose (NIST SP 800-108).
    """
    secrets = _secrets(settings.VELDSLEUTEL)
    if key_id is None:
        key_id = next(iter(secrets))
    if key_id not in secrets:
        raise LookupError(f"VELDSLEUTEL has no key with number {key_id}")
    return _hkdf(secrets[key_id], purpose)


def current_key_id() -> int:
    """Return the number of the secret that encrypts now."""
    return next(iter(_secrets(settings.VELDSLEUTEL)))


def hash_key(purpose: str) -> bytes:
    """Return the key for hashes that are stored: from the oldest secret, so that look-ups survive a rotation."""
    return derive(purpose, list(_secrets(settings.VELDSLEUTEL))[-1])


@lru_cache(maxsize=4)
def _secrets(setting: str) -> dict[int, str]:
    parts = [part for part in setting.split(",") if part]
    if not parts:
        raise ImproperlyConfigured("VELDSLEUTEL is leeg: zonder sleutel kan het systeem geen BSN bewaren.")
    found: dict[int, str] = {}
    for part in parts:
        numbered = _NUMBERED.fullmatch(part)
        key_id, secret = (int(numbered[1]), numbered[2]) if numbered else (1, part)
        if key_id in found or not 1 <= key_id <= 255:
            raise ImproperlyConfigured("VELDSLEUTEL: geef elke sleutel een eigen nummer van 1 tot en met 255.")
        found[key_id] = secret
    return found


@lru_cache(maxsize=64)
def _hkdf(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=b"cjg.basis", info=purpose.encode()).derive(secret.encode())
