"""PDFs that a screen reader can read (PDF/UA-1), made from a template in a child process with limits."""

import atexit
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.conf import settings
from django.template.loader import render_to_string

from cjg.basis import pdf_worker
from cjg.basis.pdf_worker import MAX_REQUEST, OK

Variant = Literal["pdf/ua-1", "pdf/a-3a"]
SECONDS = 60
# A fresh process now and then, so that memory that a library loses comes back.
DOCUMENTS_PER_PROCESS = 200
# Nothing of the environment of the application: no keys, no addresses of databases.
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "XDG_CACHE_HOME")


class PdfError(RuntimeError):
    """The document could not be made: too large, too slow, or asking for an address that is not ours."""


class _Worker:
    """The one child of this process; threads take turns."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.made = 0

    def make(self, request: bytes, seconds: float) -> bytes:
        with self.lock:
            process = self._running()
            try:
                assert process.stdin is not None
                process.stdin.write(struct.pack(">I", len(request)) + request)
                process.stdin.flush()
                status, answer = self._answer(process, time.monotonic() + seconds)
            except TimeoutError as error:
                self.stop()
                raise PdfError(f"De pdf was na {seconds:.0f} seconden nog niet klaar.") from error
            except (OSError, EOFError) as error:
                self.stop()
                raise PdfError("Het maken van de pdf is afgebroken.") from error
            self.made += 1
            if self.made >= DOCUMENTS_PER_PROCESS:
                self.stop()
        if status != OK:
            raise PdfError(answer.decode())
        return answer

    def _running(self) -> "subprocess.Popen[bytes]":
        # After a fork the child belongs to the parent, whose answers we must not read.
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            self.stop()
            roots = [str(folder) for folder in settings.STATICFILES_DIRS]
            self.process = subprocess.Popen(
                [sys.executable, "-P", pdf_worker.__file__, *roots],
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            self.owner, self.made = os.getpid(), 0
        return self.process

    def _answer(self, process: "subprocess.Popen[bytes]", deadline: float) -> tuple[bytes, bytes]:
        head = self._read(process, 5, deadline)
        return head[:1], self._read(process, struct.unpack(">I", head[1:])[0], deadline)

    @staticmethod
    def _read(process: "subprocess.Popen[bytes]", size: int, deadline: float) -> bytes:
        assert process.stdout is not None
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                part = os.read(process.stdout.fileno(), min(size, 1 << 20))
                if not part:
                    raise EOFError
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def stop(self) -> None:
        """End the child, if this process has one."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


_worker = _Worker()
atexit.register(_worker.stop)


def render_pdf(
    template: str,
    context: Mapping[str, Any],
    *,
    stylesheets: Sequence[str] = ("cjg/pdf.css",),
    variant: Variant = "pdf/ua-1",
    seconds: float = SECONDS,
) -> bytes:
    """Render a template as a tagged PDF.

    `stylesheets` are names of static files. The template extends `pdf/base.html`, which sets language and title.
    Raises `PdfError` when the document asks for anything but a static file, or takes more than `seconds` or too much
    memory. `pdf/a-3a` is for the archive, `pdf/ua-1` for everybody else.
    """
    html = render_to_string(template, dict(context))
    request = json.dumps({"html": html, "stylesheets": list(stylesheets), "variant": variant}).encode()
    if len(request) > MAX_REQUEST:
        raise PdfError("De tekst voor de pdf is te groot.")
    return _worker.make(request, seconds)
