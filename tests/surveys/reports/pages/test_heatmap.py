"""The heatmap: colours by share, marks that are the same for every reader, a question at a time on small screens."""

from datetime import UTC, datetime

import pytest

from surveys.reports.deeds.collect import collect
from surveys.reports.figures import Share
from surveys.reports.models import Report
from surveys.reports.pages.heatmap import Heatmap, elsewhere, heatmaps, step
from surveys.reports.pages.wave import Wave
from surveys.reports.scope import EVERYTHING, Scope
from tests.surveys.reports.published import NIGHT, OPS, ROOT
from tests.surveys.reports.reading import PAIR, ROSTER

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("percent", "colour"), [(0, 1), (14, 1), (15, 2), (42, 3), (43, 4), (57, 4), (58, 5), (85, 6), (86, 7), (100, 7)]
)
def test_seven_steps_part_a_hundred_percent_evenly(percent: int, colour: int):
    assert step(Share("exact", (0, 100), percent=percent)) == colour


@pytest.mark.parametrize(("low", "high", "colour"), [(0, 20, 1), (20, 40, 3), (40, 60, 4), (60, 80, 5), (80, 100, 7)])
def test_a_band_has_the_colour_of_its_middle(low: int, high: int, colour: int):
    assert step(Share("exact", (0, 100), low=low, high=high)) == colour


@pytest.fixture
def second(db, publisher, nameless) -> Report:
    """A wave in which everybody answers better than in the one before."""
    publisher.publish(favours=0)
    name = publisher.publish(favours=4)
    collect(nameless=nameless, now=NOW)
    return Report.objects.get(notice=name)


def answers(row: Report, scope: Scope = EVERYTHING, picked: str = "") -> Heatmap:
    return heatmaps(Wave(row, scope), picked=picked)[0]


def marks(found: Heatmap) -> dict[str, list[str]]:
    return {line.row.id: [tile.change for tile in line.tiles] for line in found.lines}


def test_marks_say_in_which_direction(second):
    found = marks(answers(second))

    assert found[ROOT][0] == "rose"
    assert found[NIGHT] == ["", ""]  # nine ballots are not compared


def test_a_fall_is_a_fall(db, publisher, nameless):
    publisher.publish(favours=4)
    name = publisher.publish(favours=0)
    collect(nameless=nameless, now=NOW)

    assert marks(answers(Report.objects.get(notice=name)))[ROOT][0] == "fell"


def test_the_same_row_carries_the_same_marks_for_every_reader(second):
    """A manager may see a row in this wave that they did not see in the wave before."""
    whole = marks(answers(second))

    part = marks(answers(second, Scope(frozenset({PAIR}), ROSTER)))

    assert part == {ROOT: whole[ROOT], OPS: whole[OPS]}


def test_one_column_is_picked_in_every_table(second):
    graded, options = heatmaps(Wave(second), picked="q2")

    assert [head.key for head in graded.heads if head.picked] == ["q2"]
    assert [head.key for head in options.heads if head.picked] == ["q4.1"]
    assert all([tile.picked for tile in line.tiles] == [False, True] for line in graded.lines if line.tiles)


def test_several_options_have_a_table_and_one_option_is_told_apart(second):
    names = [(one.name, one.is_graded) for one in heatmaps(Wave(second), picked="")]

    assert names == [("answers", True), ("of-q4", False)]
    assert [one.item.key for one in elsewhere(Wave(second))] == ["q3"]


def test_a_mark_without_its_wave_before_is_not_shown(second):
    follows = b'"follows":"' + b"0" * 31 + b'1"'
    notice = bytes(second.notice_document).replace(follows, b'"follows":null')
    alone = Report(notice_document=notice, document=second.document, changed=second.changed)

    changes = {tile.change for line in answers(alone).lines for tile in line.tiles}

    assert changes == {""}
