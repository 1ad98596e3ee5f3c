"""Forms in a real browser: a double click saves once, and an ended session loses nothing that was typed."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from cjg.dossier.api import Gezinslid
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)
NewPage = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_double_click_on_save_makes_one_member(new_page: NewPage, *, scripts: bool) -> None:
    cast = make_cast()
    page = new_page(user=cast.anna, java_script_enabled=scripts)
    page.goto(reverse("dossier:lid-toevoegen", args=[cast.gezin.pk]))
    page.locator("[name=rol]").select_option("212")
    page.locator("[name=voornamen]").fill("Stef")
    page.locator("[name=achternaam]").fill("Stiefman")
    page.locator("main form button[type=submit]").last.dblclick(delay=20)
    page.wait_for_url(f"**{reverse('dossier:gezin', args=[cast.gezin.pk])}*")
    assert Gezinslid.objects.filter(persoon__achternaam="Stiefman").count() == 1
