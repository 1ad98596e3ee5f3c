"""One round: work goes on, things are killed, all comes back, and what was acknowledged is counted."""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.chaos.deployment import VICTIMS, Deployment
from tests.chaos.judge import judge, reminders_missing
from tests.chaos.load import Ledger, Worker, log_contacts, schedule_work, write_families

# All reminders that are due stand on screen within this many seconds after recovery (docs: quality).
REMINDER_SECONDS = 60
RECOVERY_SECONDS = 120


@dataclass
class Outcome:
    """What a round found."""

    faults: list[str]
    contacts: int
    saves: int
    reminders: int
    kills: Counter[str] = field(default_factory=Counter)
    slowest_recovery: float = 0.0


def run_round(
    deployment: Deployment,
    *,
    kills: int,
    seed: int,
    victims: Sequence[str] = tuple(VICTIMS),
    report: Callable[[str], None] = lambda sentence: None,
) -> Outcome:
    """Kill this many times under load; each victim comes up as often as any other.

    Raises:
        AssertionError: the supervisor did not bring everything back in time.
    """
    chance = random.Random(seed)
    ledger = Ledger()
    ledger.there_before = {str(key) for (key,) in deployment.query("SELECT id FROM intake_contactmoment")}
    workers = [Worker(log_contacts(deployment, ledger)) for _ in range(3)]
    workers += [Worker(schedule_work(deployment)) for _ in range(3)]
    workers.append(Worker(write_families(deployment, ledger)))
    for worker in workers:
        worker.start()
    outcome = Outcome([], 0, 0, 0)
    turns = [victims[turn % len(victims)] for turn in range(kills)]
    chance.shuffle(turns)
    deployment.running.wait_until(
        lambda: ledger.faults or (len(ledger.acknowledged) >= 5 and ledger.plan_acknowledged), "load"
    )
    for name in turns:
        time.sleep(chance.uniform(0.5, 3))
        deployment.kill(name, chance)
        outcome.kills[name] += 1
        if chance.random() < 0.5:
            outcome.slowest_recovery = max(outcome.slowest_recovery, _recover(deployment))
        report(f"{sum(outcome.kills.values())}/{kills} {name}: {len(ledger.acknowledged)} contacten bevestigd")
    outcome.slowest_recovery = max(outcome.slowest_recovery, _recover(deployment))
    for worker in workers:
        worker.finish()
    _wait_for_reminders(deployment)
    outcome.faults = judge(deployment, ledger, deployment.home / "data" / "mail")
    outcome.contacts = len(ledger.acknowledged)
    outcome.saves = sum(ledger.plan_acknowledged.values())
    outcome.reminders = deployment.query("SELECT count(*) FROM taken_herinnering")[0][0]
    return outcome


def _recover(deployment: Deployment) -> float:
    started = time.monotonic()
    while not deployment.is_whole:
        if time.monotonic() - started > RECOVERY_SECONDS:
            raise AssertionError(f"not everything came back:\n{deployment.running.text[-3000:]}")
        time.sleep(0.2)
    return time.monotonic() - started


def _wait_for_reminders(deployment: Deployment) -> None:
    deadline = time.monotonic() + REMINDER_SECONDS
    while reminders_missing(deployment) and time.monotonic() < deadline:
        time.sleep(0.5)
