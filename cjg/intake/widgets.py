"""Widgets of the screen that is filled in all day: the choices used most stand first, the rest folds away."""

from __future__ import annotations

from typing import Any

from cjg.basis.api import ChipCheckboxSelect, ChipRadioSelect

TEMPLATE = "intake/chips_meer.html"


class _Folded:
    """Chips of which only the first `visible` show; the rest unfolds, and stands open when one of it is chosen."""

    visible = 8

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]
        options = [option for _, group, _ in context["widget"]["optgroups"] for option in group]
        first, rest = options[: self.visible], options[self.visible :]
        context["widget"] |= {"first": first, "rest": rest, "is_open": any(option["selected"] for option in rest)}
        return context


class FoldedRadioSelect(_Folded, ChipRadioSelect):
    """One choice from many chips."""

    template_name = TEMPLATE


class FoldedCheckboxSelect(_Folded, ChipCheckboxSelect):
    """Several choices from many chips."""

    template_name = TEMPLATE
