"""What views hand to the components of `templates/basis/`: small frozen values, without queries or rights."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Tone = Literal["neutral", "info", "success", "warning", "danger"]


@dataclass(frozen=True)
class Badge:
    """A short status word; the tone never carries the meaning alone."""

    label: str
    tone: Tone = "neutral"
    icon: str = ""


@dataclass(frozen=True)
class Action:
    """A button that is a link: to a page, or with `drawer` to a page shown in the side panel."""

    label: str
    url: str
    kind: Literal["primary", "secondary", "subtle"] = "secondary"
    icon: str = ""
    drawer: bool = False


@dataclass(frozen=True)
class Tab:
    """One page of a family of pages, each with its own address."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Crumb:
    """One step of the path to this page; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class IdentityBar:
    """Whose dossier is in view: shown on every page of that dossier."""

    name: str
    url: str = ""
    badges: Sequence[Badge] = ()
    facts: Sequence[tuple[str, str]] = ()
    warning: str = ""
    actions: Sequence[Action] = ()
    tabs: Sequence[Tab] = ()


@dataclass(frozen=True)
class Event:
    """One line of a timeline, newest first; a `date` has no time of day, so none is shown."""

    moment: date | datetime
    title: str
    url: str = ""
    kind: str = ""
    by: str = ""
    text: str = ""
    tone: Literal["", "danger", "quiet"] = ""
    badges: Sequence[Badge] = ()

    @property
    def has_time(self) -> bool:
        """Tell whether the time of day is known."""
        return isinstance(self.moment, datetime)


@dataclass(frozen=True)
class Tile:
    """One figure with what it means; `definition` is shown behind the ⓘ."""

    label: str
    value: str | int
    note: str = ""
    url: str = ""
    tone: Literal["", "warning", "danger"] = ""
    definition: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a process and how far it is."""

    label: str
    state: Literal["done", "current", "todo"] = "todo"
    note: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `name` is the attribute of the row that is shown, or with `template` the partial that draws the cell (it gets
    `row`). `sort` is the code of the order in the address (`?volgorde=`); without it the column cannot be sorted.
    """

    name: str
    label: str
    sort: str = ""
    numeric: bool = False
    template: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter on or above a list: a link that switches it on, or off when it is on."""

    label: str
    url: str
    on: bool = False
    count: int | None = None


@dataclass(frozen=True)
class EmptyState:
    """What is said where a list holds nothing: what will be here, and the first thing to do."""

    title: str
    text: str = ""
    action: Action | None = None
    icon: str = "list-check"


@dataclass(frozen=True)
class Table:
    """A list of rows with its columns, filters and pages, ready to be drawn."""

    id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[object]
    order: str = ""
    chips: Sequence[Chip] = ()
    page: object | None = None
    empty: EmptyState = field(default_factory=lambda: EmptyState("Er is nog niets"))
    notice: str = ""
    hide_caption: bool = False
    dense: bool = False
