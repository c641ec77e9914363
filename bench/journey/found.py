"""The ledger as it is: read from both databases, the mailbox of the organisation, and once more by the clients."""

import email
import email.policy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg
from icalendar import Calendar

from demo.installation import Installation
from demo.keeper import Opened
from demo.mailbox import View

from . import ledger
from .employee import Employee
from .ledger import Ledger, Things
from .wanted import AWAY, BOOKED, DECLINED, Mail

NOT_APPROVED = "Your leave was not approved"
_CANDLES = "SELECT encode(mailbox, 'hex'), state FROM candles_candle"
_OFFERS = (
    "SELECT encode(mailbox, 'hex'), kind, candles_offer.state FROM candles_offer"
    " JOIN candles_candle ON candles_candle.id = candle_id"
)
_SIGNED = "SELECT encode(mailbox, 'hex') FROM candles_takenbreak JOIN candles_candle ON candles_candle.id = candle_id"
_LEAVE = (
    "SELECT email, kind_id, first, last, state FROM desk_leave JOIN people_employee ON people_employee.id = employee_id"
)
_LEFT = "SELECT 'a flag' FROM candles_flag UNION ALL SELECT 'a batch' FROM candles_batch"


def nameless(installation: Installation) -> Ledger:
    """What the nameless database holds."""
    with psycopg.connect(installation.databases["nameless"]) as database:
        candles = database.execute(_CANDLES).fetchall()
        return {
            ledger.CANDLES: Counter(mailbox for mailbox, _ in candles),
            ledger.STATES: Counter(candles),
            ledger.OFFERS: Counter(database.execute(_OFFERS).fetchall()),
            ledger.SIGNED: _column(database.execute(_SIGNED)),
            ledger.CANDLE_PASSES: _column(database.execute("SELECT encode(serial, 'hex') FROM candles_spentpass")),
            ledger.ENTITLEMENTS: _column(
                database.execute("SELECT encode(serial, 'hex') FROM candles_spententitlement")
            ),
            ledger.LEFT: _column(database.execute(_LEFT)),
        }


def named(installation: Installation) -> Ledger:
    """What the named database holds."""
    with psycopg.connect(installation.databases["named"]) as database:
        leave = database.execute(_LEAVE).fetchall()
        return {
            ledger.BREAK_PASSES: _column(database.execute("SELECT encode(serial, 'hex') FROM desk_spentbreakpass")),
            ledger.LEAVE: Counter(row for row in leave if row[-1] != "cancelled"),
            ledger.CANCELLED: Counter(row[:-1] for row in leave if row[-1] == "cancelled"),
        }


def read(employees: Sequence[Employee], views: Sequence[View], queue: Sequence[tuple[str, Opened]]) -> Ledger:
    """What the owners of candles find in their mailboxes, in their order, and a keeper in the candles."""
    seen = list(zip(employees, views, strict=True))
    opened = [(mailbox, letter) for mailbox, one in queue for letter in one.letters]
    forged = sum(view.forged for view in views) + sum(one.forged for _, one in queue)
    return {
        ledger.OWNERS_LETTERS: Counter(
            (one.public, letter.number, letter.author, letter.text) for one, view in seen for letter in view.letters
        ),
        ledger.KEEPERS_LETTERS: Counter(
            (mailbox, letter.number, letter.author, letter.text) for mailbox, letter in opened
        ),
        ledger.TAKEN: Counter((one.public, view.taken.data.hex()) for one, view in seen if view.taken),
        ledger.LEFT: Counter({"a forged letter": forged}),
    }


@dataclass(frozen=True, slots=True)
class Mails:
    """What was mailed about leave: each mail once, and how often it came, by Message-ID."""

    once: Things
    copies: Counter[str]

    @property
    def sent_twice(self) -> int:
        """Mails that came more than once."""
        return sum(times > 1 for times in self.copies.values())


def mails(folder: Path) -> Mails:
    """Everything that came about leave."""
    found = [(message, mail) for message in _messages(folder) if (mail := _mail(message))]
    copies = Counter(str(message["Message-ID"]) for message, _ in found)
    once = {(str(message["Message-ID"]), mail) for message, mail in found}
    return Mails(Counter(mail for _, mail in once), copies)


def _messages(folder: Path) -> Iterator[EmailMessage]:
    for path in folder.glob("*.eml"):
        yield email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def _mail(message: EmailMessage) -> Mail | None:
    """None for a mail about something else."""
    to = str(message["X-Windbreak-For"])
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            return _away(to, part.get_content())
    return (to, DECLINED, "", None, None) if str(message["Subject"]).startswith(NOT_APPROVED) else None


def _away(to: str, calendar: str) -> Mail:
    [event] = Calendar.from_ical(calendar).walk("VEVENT")
    who, is_, _ = str(event["summary"]).partition(" is away")
    first: date = event.decoded("dtstart")
    last: date = event.decoded("dtend") - timedelta(days=1)
    return (to, AWAY, who, first, last) if is_ else (to, BOOKED, "", first, last)


def _column(rows: Any) -> Counter[Any]:
    return Counter(value for [value] in rows.fetchall())
