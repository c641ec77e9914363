"""Both sides as real processes, and as many people as a recording needs."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.flows.conftest import sides

from .choices import choose, invite

__all__ = ["sides"]

PEOPLE = 110


@pytest.fixture(scope="module")
def people(sides):
    """Everybody with an invitation by mail, and what they choose."""
    # At nine: the router opens nothing before the next fixed hour.
    opens = (datetime.now(UTC) - timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    return iter(choose(list(invite(sides, people=PEOPLE, opens=opens).values()), seed=4))
