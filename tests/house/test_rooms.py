"""Relations between models and dependencies between migrations go down through the rooms, as imports do.

Both are strings, which import-linter cannot see.
"""

import tomllib

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader

from cjg.config import BASE_DIR


def _heights() -> dict[str, int]:
    """Return how deep each room lies, by the label of its app."""
    contracts = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return {
        room.strip().rpartition(".")[2]: height
        for height, layer in enumerate(contracts[0]["layers"])
        for room in layer.split("|")
    }


HEIGHTS = _heights()


def upward_relations(models_: list[type[models.Model]]) -> list[str]:
    """Return the relations that point to a higher room, or to the room beside it."""
    found = []
    for model in models_:
        own = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if not isinstance(target, type) or field.auto_created:
                continue
            other = target._meta.app_label
            if other != own and own in HEIGHTS and other in HEIGHTS and HEIGHTS[other] <= HEIGHTS[own]:
                found.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    return found


def upward_dependencies(dependencies: dict[tuple[str, str], list[tuple[str, str]]]) -> list[str]:
    """Return the migrations that depend on one of a higher room."""
    return [
        f"{app}.{name} -> {other}.{needed}"
        for (app, name), needs in dependencies.items()
        for other, needed in needs
        if app != other and app in HEIGHTS and other in HEIGHTS and HEIGHTS[other] <= HEIGHTS[app]
    ]


def test_relations_point_down() -> None:
    assert upward_relations(list(apps.get_models(include_auto_created=True))) == []


def test_migrations_depend_downward() -> None:
    loader = MigrationLoader(None)
    dependencies = {key: list(migration.dependencies) for key, migration in loader.disk_migrations.items()}
    assert upward_dependencies(dependencies) == []


def test_upward_relation_is_noticed() -> None:
    class Omhoog(models.Model):
        besluit = models.ForeignKey("toegang.Besluit", models.PROTECT)

        class Meta:
            app_label = "organisatie"

    try:
        assert upward_relations([Omhoog]) == ["organisatie.Omhoog.besluit -> toegang.Besluit"]
    finally:
        del apps.all_models["organisatie"]["omhoog"]
        apps.clear_cache()


@pytest.mark.parametrize(
    ("app", "other", "is_upward"),
    [("dossier", "toegang", True), ("toegang", "dossier", False), ("portaal", "werkplek", True)],
)
def test_upward_dependency_is_noticed(app: str, other: str, *, is_upward: bool) -> None:
    found = upward_dependencies({(app, "0002_x"): [(other, "0001_y"), ("auth", "0001_initial"), (app, "0001_x")]})
    assert bool(found) is is_upward
