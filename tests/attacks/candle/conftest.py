"""Both sides as real processes, and as many people as a recording needs."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.flows.conftest import sides

from .choices import NAME, QUESTIONNAIRE, choose, roster

__all__ = ["sides"]

LASTS = timedelta(days=7)
PEOPLE = 110


@pytest.fixture(scope="module")
def people(sides):
    """Everybody with an invitation by mail, and what they choose."""
    folder = sides.installation.folder
    (folder / "coin.csv").write_text(roster(PEOPLE))
    (folder / "coin.json").write_text(json.dumps(QUESTIONNAIRE))
    sides.installation.manage("named", "import_roster", str(folder / "coin.csv"), "--apply")
    sides.installation.manage("named", "import_questionnaire", str(folder / "coin.json"))
    # At nine: the router opens nothing before the next fixed hour.
    opens = (datetime.now(UTC) - timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    sides.play.open_wave(questionnaire=NAME, opens=opens, closes=opens + LASTS)
    links = sides.play.letters(expected=PEOPLE)
    return iter(choose([link for to, link in links.items() if to.startswith("coin.")], seed=4))
