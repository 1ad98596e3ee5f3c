"""Where pages of a dossier are, for redirects and links."""

from __future__ import annotations

from uuid import UUID

from cjg.dossier.models import Gezin


def gezin_url(gezin: Gezin | UUID) -> str:
    """Return the address of the page of a gezin."""
    return f"/gezinnen/{gezin.pk if isinstance(gezin, Gezin) else gezin}/"
