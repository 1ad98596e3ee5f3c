"""Identifiers that sort by the moment they were made."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last_ms = 0
_counter = 0


def uuid7() -> uuid.UUID:
    """Return a UUID version 7, strictly increasing within this process.

    The 12 bits after the version are a counter that starts at a random point in each millisecond, so two keys made
    in one millisecond still sort in the order they were made. Usable as a model default, also in `bulk_create`.

    Source: RFC 9562, section 5.7 and section 6.2, method 1.
    """
    global _last_ms, _counter  # noqa: PLW0603 - one clock for the process, behind its lock
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last_ms:
            _last_ms = now_ms
            _counter = int.from_bytes(os.urandom(2), "big") & 0x7FF  # half of the room stays free for counting
        else:
            _counter += 1
            if _counter > 0xFFF:
                _last_ms += 1
                _counter = 0
        ms, counter = _last_ms, _counter
    tail = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=(ms << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | tail)
