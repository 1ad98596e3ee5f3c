"""The main menu: rooms register their entries in AppConfig.ready, the roles of the user decide what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class NavItem:
    """One entry of the main menu.

    `roles` are role codes; an empty set means every signed-in employee. `phone` puts the entry in the bar at the
    bottom of a phone as well (room for three beside search). `prefix` is the start of the paths on which the entry is
    the current one; by default the address of the entry itself. `key` is a shortcut: `g v` is first g, then v.
    """

    label: str
    url_name: str
    roles: frozenset[str] = frozenset()
    icon: str = "list-details"
    order: int = 100
    phone: bool = False
    phone_label: str = ""
    prefix: str = ""
    key: str = ""


_items: dict[str, NavItem] = {}
_search: list[NavItem] = []


def register_nav(*items: NavItem) -> None:
    """Add entries to the main menu; raise ValueError when an address is registered twice."""
    for item in items:
        known = _items.setdefault(item.url_name, item)
        if known != item:
            raise ValueError(f"{item.url_name} staat al in het menu")


def register_search(item: NavItem) -> None:
    """Say which page searches, and for which roles: it has its own place in the header, not in the menu."""
    _search[:] = [item]


def search_item(rollen: Iterable[str]) -> NavItem | None:
    """Return the page that searches, for someone with these roles."""
    held = frozenset(rollen)
    return next((item for item in _search if not item.roles or item.roles & held), None)


def nav_items(rollen: Iterable[str]) -> list[NavItem]:
    """Return the entries for someone with these roles, in order."""
    held = frozenset(rollen)
    visible = [item for item in _items.values() if not item.roles or item.roles & held]
    return sorted(visible, key=lambda item: (item.order, item.label))
