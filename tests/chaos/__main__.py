"""`make chaos`: KILLS (20) kills under load, then the bad variants, that must be caught.

`KILLS=200 make chaos` is the long form. SEED repeats a round: the same victims in the same order.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.deployment import Deployment
from tests.chaos.run import Outcome, run_round, run_variant
from tests.chaos.variants import ASYNCHRONOUS, WITHOUT_UNIQUE


def say(sentence: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def describe(outcome: Outcome) -> str:
    """Say what a round found."""
    kills = ", ".join(f"{count}x {name}" for name, count in sorted(outcome.kills.items()))
    return (
        f"  gebroken: {kills}\n"
        f"  bevestigd: {outcome.contacts} contacten, {outcome.saves} keer een plan; {outcome.reminders} herinneringen\n"
        f"  langzaamste herstel: {outcome.slowest_recovery:.1f} s;"
        f" daarna alle herinneringen op het scherm na {outcome.seconds_to_reminders:.1f} s\n"
        f"  gevonden: {'; '.join(outcome.faults) or 'niets verloren, niets dubbel'}"
    )


def main() -> int:
    """Run all rounds; return 1 when something was lost, or a bad variant was not caught."""
    kills, seed = int(os.environ.get("KILLS", "20")), int(os.environ.get("SEED", str(int(time.time()))))
    with tempfile.TemporaryDirectory(prefix="cjg-chaos-") as directory:
        home = Path(directory)
        home.chmod(0o755)
        say("De proefopstelling wordt klaargezet.")
        deployment = Deployment(home)
        try:
            say(f"{kills} keer breken (SEED={seed}).")
            outcome = run_round(deployment, kills=kills, seed=seed, report=say)
            say(describe(outcome))
            failed = bool(outcome.faults)
            for variant in (ASYNCHRONOUS, WITHOUT_UNIQUE):
                say(f"Slechte variant: {variant.name}.")
                outcome = run_variant(deployment, variant, kills=3, seed=seed)
                say(describe(outcome))
                if not any(variant.expected in fault for fault in outcome.faults):
                    say("  NIET OPGEMERKT")
                    failed = True
        finally:
            deployment.stop()
    say(
        "Mislukt."
        if failed
        else "Niets bevestigds ging verloren, niets werd dubbel, en de slechte varianten vielen op."
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
