"""The components of the screens as template tags: `{% load cjg %}`, examples in docs/schermen.md."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import render_value_in_context
from django.template.context import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from cjg.basis import components, klok
from cjg.basis.forms import GENERIC_ERRORS
from cjg.basis.idempotency import new_form_token
from cjg.basis.moments import describe_when
from cjg.basis.nav import nav_items, search_item
from cjg.basis.svg import Chart

register = template.Library()

# The library calls grey the badge without a modifier, and blue "neutral".
TONES = {"neutral": "plain", "info": "neutral", "success": "success", "warning": "warning", "danger": "danger"}


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of static/vendor/icons.svg; without a label it is decoration."""
    named = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    url = static("vendor/icons.svg")
    return format_html('<svg class="cjg-icon" {} focusable="false"><use href="{}#{}"/></svg>', named, url, name)


@register.simple_tag
def badge(label: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """Draw a status word; `label` may be a Badge."""
    if isinstance(label, components.Badge):
        label, tone, icon = label.label, label.tone, label.icon
    return _badge(label, tone, icon) if isinstance(label, str) else _draw_badge(label, tone, icon)


def _draw_badge(label: Any, tone: str, icon: str) -> SafeString:
    if tone == "plain":
        return format_html('<span class="nl-data-badge">{}</span>', label)
    drawing = _icon(icon) if icon else ""
    css = TONES[tone]
    return format_html('<span class="utrecht-status-badge utrecht-status-badge--{}">{}{}</span>', css, drawing, label)


_icon = icon
# A list says the same few words again and again. Typed: a text that is safe already is another text.
_badge = lru_cache(maxsize=1024, typed=True)(_draw_badge)


@register.simple_tag
def when(moment: Any, today: Any = None, *, due: bool = True) -> SafeString:
    """Write a date with how far off it is: "12 november 2026, 4 dagen te laat"."""
    if not moment:
        return format_html('<span class="cjg-muted">geen datum</span>')
    return _when(moment, today or klok.today(), due=due)


@lru_cache(maxsize=4096, typed=True)
def _when(moment: Any, today: Any, *, due: bool) -> SafeString:
    text, note, css = describe_when(moment, today, due=due)
    body = format_html('<time datetime="{}">{}</time>', moment.isoformat(), text)
    if not note:
        return format_html('<span class="cjg-when">{}</span>', body)
    return format_html('<span class="cjg-when {}">{}, {}</span>', css, body, note)


@register.simple_tag(takes_context=True)
def form_token(context: Context) -> SafeString:
    """Draw what every form that writes carries: the proof of origin, and the token with which it is done once."""
    hidden = '<input type="hidden" name="{}" value="{}">'
    once = format_html(hidden, "eenmalig", new_form_token())
    csrf = context.get("csrf_token")
    return format_html("{}{}", format_html(hidden, "csrfmiddlewaretoken", csrf), once) if csrf else once


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[dict[str, Any]]:
    """Return the entries of the main menu for the user of this page."""
    request = context.get("request")
    user: Any = getattr(request, "user", None)
    if request is None or not getattr(user, "is_medewerker", False):
        return []
    path, rollen = request.path, user.rollen
    entries = []
    for item in nav_items(rollen):
        url = reverse(item.url_name)
        current = path == url or path.startswith(item.prefix or (url if url.strip("/") else "\0"))
        entries.append({"item": item, "url": url, "current": current})
    return entries


@register.simple_tag(takes_context=True)
def search_address(context: Context) -> str:
    """Return the address of the page that searches, or nothing for who may not search."""
    rollen = getattr(getattr(context.get("request"), "user", None), "rollen", None) or ()
    item = search_item(rollen)
    return reverse(item.url_name) if item else ""


@register.simple_tag
def organisation_name() -> str:
    """Return the name of the organisation that runs this system."""
    return str(settings.ORGANISATIE_NAAM)


@register.simple_tag
def url_if_exists(name: str) -> str:
    """Return the address of a page, or nothing while that page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def session_seconds(context: Context) -> int:
    """Return after how many quiet seconds a signed-in session ends by itself; 0 without one."""
    user = getattr(context.get("request"), "user", None)
    seconds: int = settings.SESSION_IDLE_SECONDS
    return seconds if user is not None and user.is_authenticated else 0


@register.inclusion_tag("basis/identiteit.html")
def identity_bar(bar: components.IdentityBar) -> dict[str, Any]:
    """Draw whose dossier is in view."""
    return {"bar": bar}


@register.inclusion_tag("basis/tabs.html")
def tabs(items: Sequence[components.Tab], label: str, line: bool = True) -> dict[str, Any]:
    """Draw a row of links between the pages of one family."""
    return {"items": items, "label": label, "line": line}


@register.inclusion_tag("basis/kruimelpad.html")
def breadcrumbs(crumbs: Sequence[components.Crumb]) -> dict[str, Any]:
    """Draw the path to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag("basis/acties.html")
def actions(items: Sequence[components.Action]) -> dict[str, Any]:
    """Draw a row of buttons that are links."""
    return {"items": items}


@register.inclusion_tag("basis/leeg.html")
def empty_state(
    title: Any, text: str = "", action_url: str = "", action_label: str = "", icon: str = "list-check"
) -> dict[str, Any]:
    """Say what will be here and what to do first; `title` may be an EmptyState."""
    if isinstance(title, components.EmptyState):
        return {"state": title}
    action = components.Action(action_label, action_url) if action_url else None
    return {"state": components.EmptyState(title, text, action, icon)}


@register.inclusion_tag("basis/gegevens.html")
def data_list(items: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Draw labels with values; an empty value says that it is unknown."""
    return {"items": items}


@register.inclusion_tag("basis/tijdlijn.html")
def timeline(events: Sequence[components.Event], level: int = 3) -> dict[str, Any]:
    """Draw events, newest first; `level` is the level of their headings."""
    return {"events": events, "level": level}


@register.inclusion_tag("basis/tegels.html")
def tiles(items: Sequence[components.Tile]) -> dict[str, Any]:
    """Draw a row of figures."""
    return {"items": items}


@register.inclusion_tag("basis/stappen.html")
def steps(items: Sequence[components.Step], label: str) -> dict[str, Any]:
    """Draw the steps of a process."""
    return {"items": items, "label": label}


@register.inclusion_tag("basis/uitleg.html")
def definition(term: str, text: str, key: str = "") -> dict[str, Any]:
    """Draw an ⓘ that explains a term; give a `key` where a page explains the same term twice."""
    return {"term": term, "text": text, "id": f"uitleg-{slugify(key or term)}"}


@register.inclusion_tag("basis/foutoverzicht.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """List the errors of one or more forms or formsets, each with a link to its field."""
    found: list[dict[str, str]] = []
    for form in forms:
        # a formset may hold no forms at all
        for part in form.forms if hasattr(form, "forms") else [form]:
            if part is not None and part.is_bound:
                found += _form_errors(part)
        if hasattr(form, "non_form_errors"):
            found += [{"target": "", "message": str(error)} for error in form.non_form_errors()]
    # More than one form on a page may have errors.
    first = next((error["target"] for error in found if error["target"]), "formulier")
    return {"errors": found, "id": f"fouten-{first}"}


def _form_errors(form: Any) -> list[dict[str, str]]:
    found = [{"target": "", "message": str(error)} for error in form.non_field_errors()]
    for field in form.visible_fields():
        target = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label or field.auto_id
        for error in field.errors:
            # A sentence for every field alike says nothing at the top of the page without the name of the field.
            message = f"{field.label}: {error[0].lower()}{error[1:]}" if error in GENERIC_ERRORS else str(error)
            found.append({"target": target, "message": message})
    return found


@register.inclusion_tag("basis/tabel.html", takes_context=True)
def table(context: Context, table: components.Table) -> dict[str, Any]:
    """Draw a table with its filters, order and pages; on a phone each row is a card. Cells see the page's context."""
    request = context.get("request")
    query = request.GET if request else None
    headers = [_header(column, table.order, query) for column in table.columns]
    links = _page_links(table.page, query)
    page: dict[Any, Any] = context.flatten()
    return {**page, "table": table, "headers": headers, "links": links}


@register.simple_tag(takes_context=True)
def table_body(context: Context) -> SafeString:
    """Draw the rows of the table of this context.

    In Python, because these few lines are most of the cost of every list: a loop in a template would look up and
    include the drawing of each cell anew.
    """
    table: components.Table = context["table"]
    engine = context.template.engine  # type: ignore[union-attr]  # set while a template is drawn
    cells = [
        (_cell_opening(column), engine.get_template(column.template) if column.template else None, column.name)
        for column in table.columns
    ]
    parts: list[str] = []
    with context.push():
        for row in table.rows:
            context["row"] = row
            parts.append('<tr class="utrecht-table__row">')
            for opening, drawing, name in cells:
                shown = drawing.render(context) if drawing else render_value_in_context(cell(row, name), context)
                parts += (opening, shown, "</td>")
            parts.append("</tr>\n")
    return mark_safe("".join(parts))  # noqa: S308 - every part was drawn by a template or escaped


def _cell_opening(column: components.Column) -> SafeString:
    css = " utrecht-table__cell--numeric-column" if column.numeric else ""
    return format_html('<td class="utrecht-table__cell{}" data-label="{}">', css, column.label)


def _with(query: Any, **changes: str) -> str:
    """Return the address of this list with other parameters; changing the order starts at the first page."""
    changed = query.copy() if query is not None else None
    if changed is None:
        return "?" + "&".join(f"{key}={value}" for key, value in changes.items())
    changed.pop("cursor", None)
    for key, value in changes.items():
        changed[key] = value
    return f"?{changed.urlencode()}"


def _header(column: components.Column, order: str, query: Any) -> dict[str, Any]:
    if not column.sort:
        return {"column": column, "url": "", "aria": ""}
    on = order.lstrip("-") == column.sort
    descending = on and order.startswith("-")
    aria = ("descending" if descending else "ascending") if on else ""
    target = column.sort if not on or descending else f"-{column.sort}"
    return {"column": column, "url": _with(query, volgorde=target), "aria": aria}


def _page_links(page: Any, query: Any) -> dict[str, str]:
    if page is None:
        return {"previous": "", "next": ""}
    return {
        "previous": _with(query, cursor=page.previous_cursor) if page.previous_cursor else "",
        "next": _with(query, cursor=page.next_cursor) if page.next_cursor else "",
    }


@register.inclusion_tag("basis/grafiek.html")
def chart(chart: Chart, pdf: bool = False) -> dict[str, Any]:
    """Draw a chart with its finding above it and its data as a table: folded on screen, in full on paper."""
    return {"chart": chart, "pdf": pdf}


@register.filter
def svg_drawing(svg: str) -> SafeString:
    """Place a drawing that our own server made (a QR code) in the page; images as data are refused by the policy."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308


@register.filter
def cell(row: Any, name: str) -> Any:
    """Read what a cell shows: an attribute (or key) of the row; a dotted name goes further in."""
    value = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part)
        if callable(value):
            value = value()
    return "" if value is None else value


@register.simple_block_tag
def panel(content: str, title: str = "", tone: str = "", level: int = 2) -> SafeString:
    """Draw a panel with a heading around its content."""
    css = f" cjg-panel--{tone}" if tone else ""
    if not title:
        return format_html('<section class="cjg-panel{}"><div class="cjg-panel__body">{}</div></section>', css, content)
    return format_html(
        '<section class="cjg-panel{}"><div class="cjg-panel__header"><h{} class="nl-heading nl-heading--level-3">{}'
        '</h{}></div><div class="cjg-panel__body">{}</div></section>',
        css,
        level,
        title,
        level,
        content,
    )
