"""Both sides as real processes, and a wave on which everybody sends on one day."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from demo.person import Person
from demo.play import Reply
from tests.attacks.candle.choices import invite
from tests.flows.conftest import sides

__all__ = ["sides"]

PEOPLE = 60


@dataclass
class Sent:
    """A wave that opened at nine in the morning, and those who sent."""

    opens: datetime
    sent: list[Person]


@pytest.fixture(scope="module")
def people(sides):
    """Everybody has sent, four at a time, within minutes of the opening; a third ticked."""
    opens = (datetime.now(UTC) - timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    links = invite(sides, people=PEOPLE, opens=opens)
    sent = sides.play.answer(links, lambda to: Reply({"rest": 3}, lit=len(to) % 3 == 0))
    return Sent(opens, list(sent.values()))
