"""A real SMTP server that keeps what the served portal sends."""

from __future__ import annotations

import asyncio
import re
import time
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from kimportal.stack.processes import free_port

WAIT_SECONDS = 15


class KotakSurat:
    """What arrived, in order; `started` counts also what nobody waited for.

    `delay` is how many seconds it takes to accept a message.
    """

    def __init__(self, port: int = 0) -> None:
        self.messages: list[Message] = []
        self.started = 0
        self.delay = 0.0
        self._server = Controller(self, hostname="127.0.0.1", port=port or free_port())
        self._server.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.started += 1
        await asyncio.sleep(self.delay)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    @property
    def url(self) -> str:
        """The address of the server, as EMAIL_URL takes it."""
        return f"smtp://127.0.0.1:{self._server.port}"

    def code_for(self, address: str) -> str:
        """Return the code in the newest message to that address; wait until it has come."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            for message in reversed(self.messages):
                if address in str(message["To"]):
                    return re.search(r"^\s+(\S{4,})\s*$", message.get_content(), re.MULTILINE)[1]
            time.sleep(0.2)
        raise AssertionError(f"Tidak ada surel untuk {address}")

    def count(self, address: str) -> int:
        """Return how many messages went to that address."""
        return sum(address in str(message["To"]) for message in self.messages)

    def stop(self) -> None:
        self._server.stop()
