"""The catalogue changes: words and capacity at once, passes with the quarter, never more than fit one request."""

from datetime import datetime
from typing import Any

import pytest

from tests.wellbeing.desk.booking import NOW
from wellbeing.desk.catalogue import listed
from wellbeing.desk.deeds.keep_kind import KindRefused, keep_kind
from wellbeing.desk.models import BreakCount, BreakKind

NEXT = datetime(2027, 2, 1, tzinfo=NOW.tzinfo)
WORDS: dict[str, Any] = {"name": {"en": "A week"}, "about": {"en": "Five days."}}


def keep(slug: str | None = None, *, each: int = 1, capacity: int = 20, now: datetime = NOW) -> BreakKind:
    return keep_kind(slug=slug, each=each, capacity=capacity, now=now, **WORDS)


def counts(quarter: str) -> dict[str, int]:
    return {kind.slug: each for kind, each in listed(quarter)}


def test_a_new_kind_comes_with_the_next_quarter(db: None) -> None:
    made = keep(each=2)

    assert (made.slug, made.position) == ("a-week", 2)
    assert counts("2026-Q4") == {"day": 1, "half-day": 1}
    assert counts("2027-Q1") == {"day": 1, "half-day": 1, "a-week": 2}


def test_words_and_capacity_change_at_once_and_the_count_later(db: None) -> None:
    keep("day", each=3, capacity=5)

    day = BreakKind.objects.get(pk="day")
    assert (day.name, day.capacity) == (WORDS["name"], 5)
    assert (counts("2026-Q4")["day"], counts("2027-Q1")["day"]) == (1, 3)


def test_a_change_is_taken_back_before_its_quarter_begins(db: None) -> None:
    keep("day", each=3)
    keep("day", each=2)
    keep("day", each=1)

    assert BreakCount.objects.filter(kind="day").count() == 1
    assert counts("2027-Q1")["day"] == 1


def test_what_was_is_kept_when_a_later_quarter_changes(db: None) -> None:
    keep("day", each=3)
    keep("day", each=0, now=NEXT)

    assert [counts(quarter).get("day") for quarter in ("2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3")] == [1, 3, 0, None]


@pytest.mark.parametrize(
    ("slug", "each", "fits"), [("day", 7, True), ("day", 8, False), (None, 6, True), (None, 7, False)]
)
def test_all_kinds_together_fit_one_request(db: None, slug: str | None, each: int, fits: bool) -> None:
    if fits:
        keep(slug, each=each)
        assert sum(counts("2027-Q1").values()) == 8
    else:
        with pytest.raises(KindRefused, match="together are 9 passes, and at most 8"):
            keep(slug, each=each)
        assert counts("2027-Q1") == {"day": 1, "half-day": 1}
        assert BreakKind.objects.count() == 2


def test_there_are_never_more_kinds_than_a_notice_lists(db: None) -> None:
    for _ in range(6):
        keep(each=1)
    for slug in ("day", "half-day"):
        keep(slug, each=0)

    with pytest.raises(KindRefused, match="there are 8 kinds"):
        keep(each=1)
    assert len(listed("2027-Q1")) == 8
    assert keep(each=1, now=NEXT).slug == "a-week-7"
    assert len(listed("2027-Q2")) == 7
