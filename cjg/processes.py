"""The processes of a deployment, in one table: `make start` and docker-compose.yml run exactly these.

`python -m cjg.processes NAME` becomes the process of that name; the supervisor starts the same command.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cjg.config import BASE_DIR, Config, ConfigurationError, get_config

GRACE_SECONDS = 30


@dataclass(frozen=True)
class Process:
    """One long-running process.

    Args:
        name: how the supervisor, the log file and the compose service call it.
        description: what it is for, in Dutch, for whoever operates it.
        command: the command, given the configuration.
        stop_signal: the signal on which it finishes its work and ends.
    """

    name: str
    description: str
    command: Callable[[Config], list[str]]
    stop_signal: signal.Signals = signal.SIGTERM


def _web(config: Config) -> list[str]:
    return [
        _program("gunicorn"),
        "cjg.wsgi:application",
        "--config=python:cjg.gunicorn_conf",
        f"--bind={config.bind_address}:{config.port}",
        "--worker-class=cjg.gunicorn_worker.DrainingWorker",
        f"--workers={config.web_processes}",
        f"--threads={config.web_threads}",
        "--timeout=60",
        f"--graceful-timeout={GRACE_SECONDS - 5}",
        "--keep-alive=5",
        # A slow leak in a library ends by itself, at a different moment in each process.
        "--max-requests=20000",
        "--max-requests-jitter=2000",
        "--no-control-socket",
        f"--forwarded-allow-ips={','.join(config.trusted_proxies) or '127.0.0.1'}",
        "--log-level=warning",
    ]


def _worker(config: Config) -> list[str]:
    return [
        _program("celery"),
        "--app=cjg",
        "worker",
        f"--concurrency={config.worker_processes}",
        f"--loglevel={config.log_level}",
        "--without-gossip",
        "--without-mingle",
        "--max-tasks-per-child=1000",
    ]


def _beat(config: Config) -> list[str]:
    return [
        _program("celery"),
        "--app=cjg",
        "beat",
        f"--schedule={config.data_dir / 'beat' / 'schema'}",
        "--pidfile=",
        f"--loglevel={config.log_level}",
    ]


def _program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


PROCESSES = (
    Process("web", "De website en de REST-interface.", _web),
    Process("worker", "Taken op de achtergrond: herinneringen, mail, verzegelen van het logboek.", _worker),
    Process("beat", "De klok die de taken op de achtergrond op tijd aanbiedt.", _beat),
)


def prepare_directories(config: Config) -> None:
    """Make the directories that the processes write in."""
    for name in ("beat", "log", "mail", "static"):
        (config.data_dir / name).mkdir(parents=True, exist_ok=True)


def main(arguments: list[str]) -> None:
    """Become one of the processes."""
    table = {process.name: process for process in PROCESSES}
    if len(arguments) != 1 or arguments[0] not in table:
        sys.exit(f"Gebruik: python -m cjg.processes {'|'.join(table)}")
    try:
        config = get_config()
    except ConfigurationError as error:
        sys.exit(f"De configuratie klopt niet.\n{error}")
    prepare_directories(config)
    os.chdir(BASE_DIR)
    command = table[arguments[0]].command(config)
    os.execv(command[0], command)  # noqa: S606 - becoming it is the point


if __name__ == "__main__":
    main(sys.argv[1:])
