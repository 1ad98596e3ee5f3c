"""The glossary: one word per thing, and every model stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from pghistory.models import Event

GLOSSARY = Path(settings.BASE_DIR) / "CONTEXT.md"
ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("cjg.")} | {
    "gezinsplan",
    "toegang",
    "rapportage",
}
MODELS = [
    model.__name__
    for model in apps.get_models()
    if model._meta.app_label in ROOMS and not issubclass(model, Event) and not model._meta.auto_created
]


@pytest.mark.parametrize("name", MODELS)
def test_model_stands_in_the_glossary(name: str) -> None:
    assert f"`{name}`" in GLOSSARY.read_text(encoding="utf-8")
