"""Writing in the dossier: persons and gezinnen, who is involved, and who was given access."""

from cjg.dossier.services.adres import AdresInvoer, set_adres
from cjg.dossier.services.gezin import (
    LidInvoer,
    PersoonInvoer,
    add_gezinslid,
    create_gezin,
    create_persoon,
    end_gezinslid,
    rename_gezin,
    set_gezag,
    set_verantwoordelijke_gemeente,
    update_persoon,
)
from cjg.dossier.services.verlening import (
    NOODTOEGANG_DUUR,
    add_betrokkenheid,
    break_glass,
    end_access,
    end_betrokkenheid,
    grant_access,
    judge_noodtoegang,
)

__all__ = [
    "NOODTOEGANG_DUUR",
    "AdresInvoer",
    "LidInvoer",
    "PersoonInvoer",
    "add_betrokkenheid",
    "add_gezinslid",
    "break_glass",
    "create_gezin",
    "create_persoon",
    "end_access",
    "end_betrokkenheid",
    "end_gezinslid",
    "grant_access",
    "judge_noodtoegang",
    "rename_gezin",
    "set_adres",
    "set_gezag",
    "set_verantwoordelijke_gemeente",
    "update_persoon",
]
