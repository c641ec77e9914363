"""A mail file in, a letter out, whatever the file holds: mails are written by strangers, and this never raises."""

import contextlib
import email
import email.header
import email.message
import email.utils
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from demo.mail import LINK

from .markup import plain

LONGEST_LINE = 300  # characters of a subject or an address that are shown
LONGEST_TEXT = 200_000  # characters of a part that are shown
MOST_PARTS = 100  # of one mail that are looked at
CODE = re.compile(r"^\s*((?:[A-Z0-9]{3,6}-){1,3}[A-Z0-9]{3,6}|[0-9]{6,9})\s*$", re.MULTILINE)
UNREADABLE = "This mail cannot be taken apart; its source is below."


@dataclass(frozen=True)
class Letter:
    """What is shown of one mail. `html` is None where it has no such part; `sent` where its date is no date."""

    to: str
    sender: str
    subject: str
    sent: datetime | None
    text: str
    html: str | None

    @property
    def code(self) -> str | None:
        """The sign-in code, where the text has one on a line of its own."""
        found = CODE.search(self.text)
        return found.group(1) if found else None

    @property
    def invitation(self) -> str | None:
        """The link of an invitation."""
        found = LINK.search(self.text)
        return found.group() if found else None


def read(data: bytes) -> Letter:
    """The letter in a file's bytes."""
    try:
        return _read(data)
    except Exception:  # noqa: BLE001  the email package raises whatever it likes at what nobody should send
        return Letter("", "", UNREADABLE, None, plain(data[:LONGEST_TEXT].decode("utf-8", "replace")), None)


def _read(data: bytes) -> Letter:
    message = email.message_from_bytes(data)
    parts = [part for part, _ in zip(message.walk(), range(MOST_PARTS), strict=False) if not part.is_multipart()]
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    return Letter(
        to=_line(message, "X-Windbreak-For") or _line(message, "To"),
        sender=_line(message, "From"),
        subject=_line(message, "Subject") or "(no subject)",
        sent=_date(message),
        text=_body(texts[0]) if texts else "",
        html=_body(pages[0]) if pages else None,
    )


def _line(message: email.message.Message, name: str) -> str:
    """A header's first value as one line, its encoded words read where they can be."""
    raw = str(message.get(name, ""))[: 20 * LONGEST_LINE]
    line = raw
    with contextlib.suppress(Exception):  # broken encoded words stay as they are
        line = str(email.header.make_header(email.header.decode_header(raw)))
    line = " ".join(plain(line).split())
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + "…"


def _date(message: email.message.Message) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(str(message.get("Date", "")))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _body(part: email.message.Message) -> str:
    """A part's text. Unknown or wrong character sets are read as UTF-8, with a mark where that fails."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError, ValueError):
        text = data.decode("utf-8", "replace")
    return plain(text[:LONGEST_TEXT])
