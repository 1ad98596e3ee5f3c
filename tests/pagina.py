"""Reading the forms of a page, so that a test can send one as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Formulier:
    """A form of a page: where it goes, and the fields with their kinds, the values they hold and those with an error."""

    action: str
    method: str
    velden: list[tuple[str, str]] = field(default_factory=list)
    namen: list[str] = field(default_factory=list)
    soorten: dict[str, str] = field(default_factory=dict)
    met_fout: set[str] = field(default_factory=set)

    def data(self) -> dict[str, list[str]]:
        """Return what a browser sends of it, without any button."""
        found: dict[str, list[str]] = {}
        for name, value in self.velden:
            found.setdefault(name, []).append(value)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Formulier] = []
        self._form: Formulier | None = None
        self._select = self._area = ""
        self._text: list[str] = []
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Formulier(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._read_field(self._form, tag, given)

    def _read_field(self, form: Formulier, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if name and tag in {"input", "textarea", "select"}:
            form.namen.append(name)
            form.soorten[name] = given.get("type", "text") if tag == "input" else tag
            if given.get("aria-invalid") == "true":
                form.met_fout.add(name)
        if tag == "input" and name and given.get("type") not in {"submit", "button"}:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                form.velden.append((name, given.get("value", "on" if given.get("type") == "checkbox" else "")))
        elif tag == "textarea":
            self._area, self._text = name, []
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            if self._first is None:
                self._first = given.get("value", "")
            if "selected" in given:
                form.velden.append((self._select, given.get("value", "")))
                self._first = None
                self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "textarea" and self._area:
            # the first line break after the tag is not part of the text
            self._form.velden.append((self._area, "".join(self._text).removeprefix("\r").removeprefix("\n")))
            self._area = ""
        elif tag == "select":
            if self._select and self._first is not None:
                self._form.velden.append((self._select, self._first))
            self._select = ""
        elif tag == "form":
            self._form = None


def forms_in(page: str) -> list[Formulier]:
    """Return the forms of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_with(page: str, name: str) -> Formulier:
    """Return the form of a page that holds a field; fails when there is none."""
    return next(form for form in forms_in(page) if name in form.namen)
