"""The child process that makes PDFs, run as a script. It knows no Django, no database, no secrets.

It reads one request at a time from standard input (a length of 4 bytes, then JSON) and writes one answer (a status
byte, a length of 4 bytes, then the PDF or a sentence about what went wrong). Its memory and open files are limited,
and it fetches only files of our own static folders: text of clients must not be able to read or call anything.
"""

import json
import logging
import resource
import struct
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

MEMORY = 1_500 * 1024 * 1024
OPEN_FILES = 128
OK, FAILED = b"+", b"-"
MAX_REQUEST = 64 * 1024 * 1024


class RefusedAddress(Exception):
    """The document asks for something outside our static folders."""


def local_path(url: str, roots: list[Path]) -> Path:
    """Return the file of our own that an address means; raise RefusedAddress for any other address.

    An address is `file:` below one of the roots (what a relative address in a stylesheet becomes), or `/static/…`.
    """
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise RefusedAddress(f"Dit adres mag niet in een pdf: {parts.scheme}:…")
    wanted = unquote(parts.path)
    candidates = [root / wanted.removeprefix("/static/") for root in roots] if wanted.startswith("/static/") else []
    for candidate in [*candidates, Path(wanted)]:
        real = candidate.resolve()
        if real.is_file() and any(real.is_relative_to(root) for root in roots):
            return real
    raise RefusedAddress(f"Dit bestand hoort niet bij de pdf: {Path(wanted).name}")


class Press:
    """WeasyPrint with our fonts and stylesheets, parsed once."""

    def __init__(self, roots: list[str]) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        self.weasyprint = weasyprint
        self.roots = [Path(root).resolve() for root in roots]
        self.fonts = FontConfiguration()
        folders = self.roots

        class OwnFiles(URLFetcher):  # type: ignore[misc]  # untyped library
            """Fetches nothing but our static files; anything else stops the document."""

            def fetch(self, url: str, headers: Any = None) -> Any:
                try:
                    return URLFetcherResponse(url, local_path(url, folders).read_bytes())
                except RefusedAddress as error:
                    raise FatalURLFetchingError(str(error)) from error

        self.fetcher = OwnFiles()
        # WeasyPrint's own, which is no Exception so that nothing in between swallows it.
        self.refusal: type[BaseException] = FatalURLFetchingError
        self.read_stylesheet = lru_cache(maxsize=32)(self._read_stylesheet)

    def _read_stylesheet(self, name: str, _changed: float) -> Any:
        path = self._find(name)
        return self.weasyprint.CSS(
            string=path.read_text(), base_url=path.as_uri(), url_fetcher=self.fetcher, font_config=self.fonts
        )

    def _find(self, name: str) -> Path:
        return local_path(f"file:///static/{name}", self.roots)

    def make(self, html: str, stylesheets: list[str], variant: str) -> bytes:
        """Return one PDF with tags."""
        sheets = [self.read_stylesheet(name, self._find(name).stat().st_mtime) for name in stylesheets]
        document = self.weasyprint.HTML(string=html, base_url="file:///static/", url_fetcher=self.fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=sheets,
            font_config=self.fonts,
            pdf_variant=variant,
            pdf_tags=True,
            custom_metadata=True,
        )
        return pdf


def _read(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    length = struct.unpack(">I", head)[0]
    if length > MAX_REQUEST:
        return None
    request: dict[str, Any] = json.loads(stream.read(length))
    return request


def main() -> None:
    """Serve requests until the parent goes away."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    press = Press(sys.argv[1:])
    while (request := _read(sys.stdin.buffer)) is not None:
        try:
            status, answer = OK, press.make(request["html"], request["stylesheets"], request["variant"])
        except MemoryError:
            status, answer = FAILED, b"De pdf is te groot voor het geheugen."
        except (Exception, press.refusal) as error:  # noqa: BLE001
            # Whatever a document breaks, the next one must still be made; the parent raises.
            status, answer = FAILED, f"{type(error).__name__}: {error}".encode()
        sys.stdout.buffer.write(status + struct.pack(">I", len(answer)) + answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
