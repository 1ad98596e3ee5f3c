import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from pytest_django import Settings

from cjg.basis.api import UnreadableError, bsn_hash, search_key, sort_key
from cjg.basis.velden import decrypt, encrypt

SECRET = "0123456789abcdefghijklmnopqrstuv"


def _person(**fields: object) -> models.Model:
    name = {"achternaam": "Voorbeeld", "sorteersleutel": sort_key("Voorbeeld"), "zoeksleutel": search_key("Voorbeeld")}
    return apps.get_model("dossier", "Persoon")(**name, geboortedatum=dt.date(2012, 5, 3), **fields)


def test_encrypt_gives_another_ciphertext_each_time() -> None:
    assert encrypt("geheim", "a.b") != encrypt("geheim", "a.b")
    assert decrypt(encrypt("geheim é", "a.b"), "a.b") == "geheim é"


@pytest.mark.parametrize("tampered", ["context", "byte", "key", "empty", "short"])
def test_decrypt_refuses_what_was_changed_and_never_tells_the_content(tampered: str) -> None:
    stored = encrypt("geheim", "a.b")
    changed = {
        "context": stored,
        "byte": stored[:-1] + bytes([stored[-1] ^ 1]),
        "key": bytes([9]) + stored[1:],
        "empty": b"",
        "short": stored[:10],
    }[tampered]
    with pytest.raises(UnreadableError) as refusal:
        decrypt(changed, "a.c" if tampered == "context" else "a.b")
    assert "geheim" not in str(refusal.value)
    assert refusal.value.__context__ is None or refusal.value.__suppress_context__


def test_key_rotation_reads_the_old_and_writes_the_new(settings: Settings) -> None:
    settings.VELDSLEUTEL = SECRET
    old, old_hash = encrypt("geheim", "a.b"), bsn_hash("999900006")
    settings.VELDSLEUTEL = f"2:nieuw{SECRET},1:{SECRET}"
    new = encrypt("geheim", "a.b")
    assert (old[0], new[0]) == (1, 2)
    assert decrypt(old, "a.b") == decrypt(new, "a.b") == "geheim"
    assert bsn_hash("999900006") == old_hash
    settings.VELDSLEUTEL = f"2:nieuw{SECRET}"
    assert decrypt(new, "a.b") == "geheim"
    with pytest.raises(UnreadableError):
        decrypt(old, "a.b")


@pytest.mark.parametrize("setting", ["", "1:a,1:b", "300:a"])
def test_a_wrong_veldsleutel_is_refused_in_dutch(settings: Settings, setting: str) -> None:
    settings.VELDSLEUTEL = setting
    with pytest.raises(ImproperlyConfigured, match="VELDSLEUTEL"):
        encrypt("geheim", "a.b")


@pytest.mark.django_db
def test_encrypted_field_round_trip_also_in_bulk_and_never_readable_in_the_table() -> None:
    people: Any = apps.get_model("dossier", "Persoon")._base_manager
    people.bulk_create([_person(bsn="999900006", bsn_hash=bsn_hash("999900006")), _person(bsn="")])
    assert sorted(people.values_list("bsn", flat=True)) == ["", "999900006"]
    person = people.get(bsn_hash=bsn_hash("999900006"))
    person.bsn = "999999990"
    person.save(update_fields=["bsn"])
    people.filter(pk=person.pk).update(bsn="999999990")
    person.refresh_from_db()
    assert person.bsn == "999999990"
    with connection.cursor() as cursor:
        cursor.execute("SELECT bsn FROM dossier_persoon")
        assert not any(b"9999" in bytes(stored) for (stored,) in cursor.fetchall())


@pytest.mark.parametrize("lookup", ["bsn", "bsn__contains", "bsn__in"])
def test_encrypted_field_can_not_be_searched(lookup: str) -> None:
    with pytest.raises(FieldError, match="encrypted"):
        apps.get_model("dossier", "Persoon")._base_manager.filter(**{lookup: "999900006"})


def test_encrypted_field_is_not_in_repr() -> None:
    assert "999900006" not in repr(_person(bsn="999900006"))
