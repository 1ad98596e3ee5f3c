"""What was lost, doubled or half done, found by looking in the database past the application."""

import re
from collections import Counter
from pathlib import Path

from tests.chaos.deployment import Deployment
from tests.chaos.load import Ledger


def judge(deployment: Deployment, ledger: Ledger, mail: Path) -> list[str]:
    """Return every fault, in a sentence; an empty list is what we want."""
    return [
        *ledger.faults,
        *_contacts(deployment, ledger),
        *_plans(deployment, ledger),
        *reminders_missing(deployment),
        *_reminders_doubled(deployment),
        *_mails_doubled(mail),
    ]


def _contacts(deployment: Deployment, ledger: Ledger) -> list[str]:
    rows = Counter(str(key) for (key,) in deployment.query("SELECT id FROM intake_contactmoment"))
    lost = ledger.acknowledged - set(rows)
    strange = set(rows) - ledger.tried - ledger.there_before
    doubled = [key for key, count in rows.items() if count > 1]
    return [
        *(
            f"{len(found)} contacten {what}"
            for found, what in ((lost, "bevestigd en verloren"), (strange, "die niemand invulde"), (doubled, "dubbel"))
            if found
        )
    ]


def _plans(deployment: Deployment, ledger: Ledger) -> list[str]:
    faults = []
    rows = deployment.query("SELECT id::text, krachten, zorgen FROM gezinsplan_planversie")
    saved = {key: (krachten, zorgen) for key, krachten, zorgen in rows}
    for key, number in ledger.plan_acknowledged.items():
        found = int(re.sub(r"\D", "", saved.get(key, ("", ""))[0]) or 0)
        if found < number:
            faults.append(f"plan: opslag {number} is bevestigd, {found} staat er")
        if found > ledger.plan_tried[key]:
            faults.append(f"plan: {found} staat er, {ledger.plan_tried[key]} is nooit geprobeerd")
    faults.extend("plan: half opgeslagen" for krachten, zorgen in saved.values() if krachten != zorgen)
    return faults


def reminders_missing(deployment: Deployment) -> list[str]:
    """Return the evaluations that are late and of which somebody was not reminded."""
    (count,) = deployment.query(
        "SELECT count(*) FROM gezinsplan_evaluatie AS e"
        " JOIN gezinsplan_traject AS t ON t.id = e.traject_id AND t.einddatum IS NULL"
        " WHERE e.status = 'gepland' AND e.uiterlijk <= current_date - 10 AND NOT EXISTS ("
        "   SELECT 1 FROM taken_herinnering AS h WHERE h.onderwerp_id = e.id AND h.soort = '7-dagen-te-laat')"
    )[0]
    return [f"{count} evaluaties zonder herinnering"] if count else []


def _reminders_doubled(deployment: Deployment) -> list[str]:
    (reminders,) = deployment.query(
        "SELECT count(*) FROM (SELECT 1 FROM taken_herinnering"
        " GROUP BY onderwerp_id, soort, vervaldatum, ontvanger_id HAVING count(*) > 1) AS dubbel"
    )[0]
    (tasks,) = deployment.query(
        "SELECT count(*) FROM (SELECT 1 FROM taken_taak"
        " GROUP BY soort, onderwerp_id, uiterlijk, medewerker_id HAVING count(*) > 1) AS dubbel"
    )[0]
    return [f"{count} dubbele {what}" for count, what in ((reminders, "herinneringen"), (tasks, "taken")) if count]


def _mails_doubled(mail: Path) -> list[str]:
    ids = Counter(
        found
        for file in mail.glob("*.log")
        for found in re.findall(r"^Message-ID: (\S+)$", file.read_text(), re.MULTILINE)
    )
    doubled = [key for key, count in ids.items() if count > 1]
    return [f"{len(doubled)} mails dubbel verstuurd"] if doubled else []
