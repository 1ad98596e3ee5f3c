"""A real SMTP server in this process that keeps what it is given, or misbehaves in one of the ways that servers do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Postbus:
    """The handler: `mode` says how it behaves."""

    def __init__(self) -> None:
        self.mode = "ok"
        self.mails: list[EmailMessage] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take or refuse a receiver."""
        if self.mode == "refuse":
            return "550 unknown here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take the mail; or take it and break off before saying so."""
        mail: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(mail)
        if self.mode == "break":
            server.transport.abort()
        return "250 OK"

    @property
    def receivers(self) -> list[str]:
        """To whom mails were taken, in order of name."""
        return sorted(str(mail["To"]) for mail in self.mails)


@contextmanager
def smtp_server() -> Iterator[tuple[Postbus, int]]:
    """Run a mail server on a free port of this machine; yields its post box and the port."""
    box = Postbus()
    with socket.socket() as probe:  # aiosmtpd itself does not tell which port it was given
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
