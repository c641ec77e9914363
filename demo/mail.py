"""The demo's mailbox: a real SMTP server on the loopback address that keeps each message as a file.

`python -m demo.mail PORT FOLDER` runs it; `links` reads what came.
"""

import asyncio
import email
import email.policy
import os
import re
import signal
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LINK = re.compile(r"https?://\S+/w/\S+#\S+")


class Keeper:
    """Writes every message, complete with whom it is for, into one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """aiosmtpd calls this once a message; the name is its choice."""
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        for recipient in envelope.rcpt_tos:
            part = self.folder / f"{uuid.uuid4().hex}.part"
            part.write_bytes(b"X-Windbreak-For: " + recipient.encode() + b"\r\n" + content)
            os.replace(part, part.with_suffix(".eml"))  # readers see whole messages only
        return "250 kept"


def links(folder: Path) -> Iterator[tuple[str, str]]:
    """(recipient, invitation link) of every message in the folder that holds one, in no order."""
    for path in folder.glob("*.eml"):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        found = LINK.search(body.get_content()) if body else None
        if found:
            yield message["X-Windbreak-For"], found.group()


async def serve(port: int, folder: Path) -> None:
    """Take mail on 127.0.0.1 until the process is told to stop."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    keeper = Keeper(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(keeper, hostname="localhost"), "127.0.0.1", port
    )
    print(f"taking mail on 127.0.0.1:{port}", flush=True)
    await stopped.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
