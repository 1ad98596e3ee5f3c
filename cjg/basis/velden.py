"""Model fields that keep their content encrypted in the database."""

import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from cjg.basis import sleutels

_NONCE = 12


class UnreadableError(Exception):
    """Stored bytes that can't be decrypted: another key, another column, or changed. Never carries the bytes."""


def encrypt(text: str, context: str) -> bytes:
    """Return key number, nonce and AES-GCM ciphertext of a text, bound to a context such as `table.column`."""
    nonce = os.urandom(_NONCE)
    key_id = sleutels.current_key_id()
    cipher = AESGCM(sleutels.derive("veld", key_id)).encrypt(nonce, text.encode(), context.encode())
    return bytes([key_id]) + nonce + cipher


def decrypt(stored: bytes, context: str) -> str:
    """Return the text that `encrypt` took; raises `UnreadableError`."""
    data = bytes(stored)
    try:
        key = sleutels.derive("veld", data[0])
        return AESGCM(key).decrypt(data[1 : 1 + _NONCE], data[1 + _NONCE :], context.encode()).decode()
    except (InvalidTag, LookupError, IndexError, ValueError):
        raise UnreadableError(f"the encrypted value of {context} can't be read with the configured keys") from None


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """Text that the database holds as `key number | nonce | AES-GCM ciphertext`, bound to its table and column.

    It can't be searched or ordered: keep a keyed hash beside it. The context (`table.column`) travels along in
    `deconstruct`, so that a history table, which holds copies of the same bytes, reads them too. Whoever renames the
    table or column must name the old context explicitly.
    """

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        if not self.context and not cls._meta.abstract:
            self.context = f"{cls._meta.db_table}.{self.column}"

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        if self.context:
            kwargs["context"] = self.context
        return name, "cjg.basis.api.EncryptedTextField", args, kwargs

    def get_internal_type(self) -> str:
        return "BinaryField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bytea"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and can't be searched with '{lookup_name}'")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None else str(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None or isinstance(value, bytes | memoryview):
            return value
        return encrypt(str(value), self.context)

    def from_db_value(self, value: bytes | None, expression: Any, connection: BaseDatabaseWrapper) -> str | None:
        return None if value is None else decrypt(value, self.context)
