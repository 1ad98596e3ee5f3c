"""Start servers of its own, load data set S, measure, print, and exit with 1 when a budget is overrun."""

from __future__ import annotations

import io
import logging
import sys

from tests import harness


def main() -> int:
    """Measure everything; returns the exit code."""
    harness.use_own_servers("bench")  # servers and environment first: settings read them
    import django

    django.setup()
    from bench.measure import run

    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            # the log lines of each request are made, as on a server, but not shown between the figures
            handler.setStream(io.StringIO())
    return run()


if __name__ == "__main__":
    sys.exit(main())
