"""A mail server that takes letters over real SMTP, and reads them as a mail program would."""

import email
import email.policy
import socket
from email.message import EmailMessage
from typing import Any


class Mailbox:
    """Takes mail over real SMTP; `refusals` maps an address to the answer it gets instead."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        self.refusals: dict[str, str] = {}
        self.connections = 0

    def read(self) -> dict[str, EmailMessage]:
        """The letters by address, parsed."""
        return {
            address: email.message_from_string(letter, policy=email.policy.default) for address, letter in self.letters
        }

    async def handle_EHLO(self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: Any) -> Any:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.letters.append((envelope.rcpt_tos[0], envelope.content.decode()))
        return "250 taken"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
