import threading
import time
import uuid

import pytest

from cjg.basis.api import uuid7


def test_uuid7_carries_version_variant_and_time() -> None:
    before = time.time_ns() // 1_000_000
    key = uuid7()
    after = time.time_ns() // 1_000_000
    assert key.version == 7
    assert key.variant == uuid.RFC_4122
    assert before <= key.int >> 80 <= after + 1


def test_uuid7_in_one_thread_always_sorts_later() -> None:
    keys = [uuid7() for _ in range(50_000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_uuid7_in_many_threads_never_repeats() -> None:
    keys: list[list[uuid.UUID]] = [[] for _ in range(8)]

    def fill(mine: list[uuid.UUID]) -> None:
        mine.extend(uuid7() for _ in range(5_000))

    threads = [threading.Thread(target=fill, args=(mine,)) for mine in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key for mine in keys for key in mine}) == 40_000
    assert all(mine == sorted(mine) for mine in keys)


def test_uuid7_when_the_clock_goes_back_still_sorts_later(monkeypatch: pytest.MonkeyPatch) -> None:
    first = uuid7()
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000_000_000_000_000)
    assert uuid7() > first
