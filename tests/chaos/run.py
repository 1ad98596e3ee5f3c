"""One round: work goes on, things are killed, all comes back, and what was acknowledged is counted."""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.chaos.deployment import VICTIMS, Deployment
from tests.chaos.judge import judge, reminders_missing
from tests.chaos.load import PATIENCE, Ledger, Worker, log_contacts, schedule_work, write_families
from tests.chaos.variants import Variant

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
    seconds_to_reminders: float = 0.0


def run_round(
    deployment: Deployment,
    *,
    kills: int,
    seed: int,
    victims: Sequence[str] = tuple(VICTIMS),
    until: Callable[[], object] = lambda: True,
    patience: float = PATIENCE,
    report: Callable[[str], None] = lambda sentence: None,
) -> Outcome:
    """Kill this many times under load; each victim comes up as often as any other.

    Args:
        deployment: what runs.
        kills: how often something is killed.
        seed: of the choice of victims and moments.
        victims: what may be killed.
        until: the work goes on after the last recovery until this holds.
        patience: seconds that a visitor keeps trying one contact.
        report: is told of each kill.

    Raises:
        AssertionError: the supervisor did not bring everything back in time.
    """
    chance = random.Random(seed)
    ledger = Ledger()
    ledger.there_before = {str(key) for (key,) in deployment.query("SELECT id FROM intake_contactmoment")}
    workers = [Worker(log_contacts(deployment, ledger, patience)) for _ in range(3)]
    workers += [Worker(schedule_work(deployment)) for _ in range(3)]
    workers.append(Worker(write_families(deployment, ledger)))
    for worker in workers:
        worker.start()
    outcome = Outcome([], 0, 0, 0)
    deployment.running.wait_until(
        lambda: ledger.faults or (len(ledger.acknowledged) >= 5 and ledger.plan_acknowledged), "load"
    )
    turns = [victims[turn % len(victims)] for turn in range(kills)]
    chance.shuffle(turns)
    for name in turns:
        time.sleep(chance.uniform(0.5, 3))
        deployment.kill(name, chance)
        outcome.kills[name] += 1
        if chance.random() < 0.5:
            outcome.slowest_recovery = max(outcome.slowest_recovery, _recover(deployment))
        report(f"{sum(outcome.kills.values())}/{kills} {name}: {len(ledger.acknowledged)} contacten bevestigd")
    outcome.slowest_recovery = max(outcome.slowest_recovery, _recover(deployment))
    _wait(until, PATIENCE)
    for worker in workers:
        worker.stopping.set()
    # From here on nobody scans but beat and the worker of the deployment itself.
    outcome.seconds_to_reminders = _wait(lambda: not reminders_missing(deployment), REMINDER_SECONDS)
    for worker in workers:
        worker.join(120)
    outcome.faults = judge(deployment, ledger, deployment.home / "data" / "mail")
    outcome.contacts = len(ledger.acknowledged)
    outcome.saves = sum(ledger.plan_acknowledged.values())
    outcome.reminders = deployment.query("SELECT count(*) FROM taken_herinnering")[0][0]
    return outcome


def run_variant(deployment: Deployment, variant: Variant, *, kills: int, seed: int) -> Outcome:
    """Make the application bad, run a round, and make it good again. Visitors give up soon: it fails for ever."""
    deployment.execute(*variant.statements)
    outcome = run_round(
        deployment,
        kills=kills,
        seed=seed,
        victims=variant.victims,
        until=lambda: not variant.comes_to_light or deployment.query(variant.comes_to_light),
        patience=2,
    )
    deployment.execute(*variant.undo)
    return outcome


def _recover(deployment: Deployment) -> float:
    seconds = _wait(lambda: deployment.is_whole, RECOVERY_SECONDS)
    if seconds >= RECOVERY_SECONDS:
        raise AssertionError(f"not everything came back:\n{deployment.running.text[-3000:]}")
    return seconds


def _wait(condition: Callable[[], object], patience: float) -> float:
    """Wait until something holds or patience is over; return the seconds that it took."""
    started = time.monotonic()
    while not condition() and time.monotonic() - started < patience:
        time.sleep(0.2)
    return time.monotonic() - started
