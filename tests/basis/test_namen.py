import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjg.basis.api import display_name, fold, initials, list_name, search_key, sort_key, split_voorvoegsel


@pytest.mark.parametrize(
    ("name", "voorvoegsel", "rest"),
    [
        ("van der Berg", "van der", "Berg"),
        ("Van Der Berg", "Van Der", "Berg"),
        ("van de Ven", "van de", "Ven"),
        ("'t Hart", "'t", "Hart"),
        ("’t Hart", "'t", "Hart"),
        ("van 't Hof", "van 't", "Hof"),
        ("d'Ancona", "d'", "Ancona"),
        ("Vandenberg", "", "Vandenberg"),
        ("de Vries-van den Berg", "de", "Vries-van den Berg"),
        ("Ter", "", "Ter"),
        ("el Idrissi", "el", "Idrissi"),
    ],
)
def test_split_voorvoegsel_of_dutch_surnames(name: str, voorvoegsel: str, rest: str) -> None:
    assert split_voorvoegsel(name) == (voorvoegsel, rest)


def test_sort_key_orders_as_a_dutch_register() -> None:
    names = ["van den Berg", "Berga", "Bérg", "'t Hart", "Çelik", "de Vries", "van Aalst", "Øster", "IJsbrand"]
    ordered = sorted(names, key=sort_key)
    assert ordered == [
        "van Aalst",
        "Bérg",
        "van den Berg",
        "Berga",
        "Çelik",
        "'t Hart",
        "IJsbrand",
        "Øster",
        "de Vries",
    ]


def test_sort_key_is_the_same_for_a_split_name() -> None:
    assert sort_key("van der Berg", voornamen="Anna") == sort_key("Berg", "van der", "Anna")
    assert sort_key("Berg", "van der", "Anna") < sort_key("Berg", "de", "Bram")


def test_search_key_of_spelling_variants_is_equal() -> None:
    assert search_key("Jan", "van", "Dijk") == search_key("jan van dyk") == "jan van dyk"
    assert search_key("Renée", "", "Yıldız-Özgür") == "renee yildiz ozgur"


@given(st.text(max_size=200))
def test_search_key_and_sort_key_hold_plain_characters_only(text: str) -> None:
    assert set(search_key(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert set(sort_key(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 !")
    assert search_key(search_key(text)) == search_key(text)


def test_names_as_people_read_them() -> None:
    assert display_name("Anna", "van der", "Berg") == "Anna van der Berg"
    assert list_name("Anna", "van der", "Berg") == "Berg, Anna van der"
    assert list_name("", "", "Berg") == "Berg"
    assert initials("Anna Maria") == "A.M."
    assert initials("Jean-Paul") == "J.P."
    assert fold("Élodie") == "elodie"
