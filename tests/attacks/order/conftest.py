"""Both sides as real processes, and a wave on which everybody sends on one day."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from demo.person import Person
from demo.play import Reply
from tests.attacks.candle.choices import NAME, QUESTIONNAIRE, roster
from tests.flows.conftest import sides

__all__ = ["sides"]

PEOPLE = 60
LASTS = timedelta(days=7)


@dataclass
class Sent:
    """A wave that opened at nine in the morning, and those who sent."""

    opens: datetime
    sent: list[Person]


@pytest.fixture(scope="module")
def people(sides):
    """Everybody has sent, four at a time, within minutes of the opening; a third ticked."""
    folder = sides.installation.folder
    (folder / "coin.csv").write_text(roster(PEOPLE))
    (folder / "coin.json").write_text(json.dumps(QUESTIONNAIRE))
    sides.installation.manage("named", "import_roster", str(folder / "coin.csv"), "--apply")
    sides.installation.manage("named", "import_questionnaire", str(folder / "coin.json"))
    opens = (datetime.now(UTC) - timedelta(days=3)).replace(hour=9, minute=0, second=0, microsecond=0)
    sides.play.open_wave(questionnaire=NAME, opens=opens, closes=opens + LASTS)
    links = sides.play.letters(expected=PEOPLE)
    sent = sides.play.answer(
        {to: link for to, link in links.items() if to.startswith("coin.")},
        lambda to: Reply({"rest": 3}, lit=len(to) % 3 == 0),
    )
    return Sent(opens, list(sent.values()))
