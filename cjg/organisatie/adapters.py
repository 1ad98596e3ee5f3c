"""How allauth behaves here: nobody signs up by themselves, and secrets of second factors are kept encrypted."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from cjg.basis.api import decrypt, encrypt

_CONTEXT = "mfa_authenticator.data"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped library
    """Accounts are made by the CJG; there is no sign-up page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse sign-up."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped library
    """Single sign-on lets in who already has an account with that (verified) address; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Refuse sign-up."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped library
    """The secret of a TOTP app and the recovery codes are encrypted with the field key."""

    def encrypt(self, text: str) -> str:
        """Return the text encrypted, for storing."""
        return base64.b64encode(encrypt(text, _CONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was encrypted."""
        return decrypt(base64.b64decode(encrypted_text), _CONTEXT)
