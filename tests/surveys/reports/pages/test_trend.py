"""The same question over waves: only of one campaign, only asked alike, only what was published."""

from datetime import UTC, datetime

import pytest

from surveys.reports.deeds.collect import collect
from surveys.reports.models import Report
from surveys.reports.pages.trend import Trend, trend
from surveys.reports.pages.wave import Wave
from surveys.reports.scope import EVERYTHING, Scope
from tests.surveys.reports.published import COUNTS, LAB, NIGHT, QUESTIONS, ROOT, SALES
from tests.surveys.reports.reading import ROSTER

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MANY = COUNTS | {ROOT: 5, LAB: 7}  # enough for Lab and for who belongs to no smaller group


def of(name: str, key: str = "q1", scope: Scope = EVERYTHING) -> Trend | None:
    wave = Wave(Report.objects.get(notice=name), scope)
    return trend(wave, wave.items[key])


def texts(found: Trend, group: str) -> list[str]:
    [course] = [course for course in found.courses if course.row.name == group]
    return [point.text.replace("\N{NO-BREAK SPACE}", " ") for point in course.points]


def test_earlier_waves_stand_before_the_one_that_is_shown(publisher, nameless):
    publisher.publish()
    second = publisher.publish(favours=4)
    publisher.publish(favours=0)
    collect(nameless=nameless, now=NOW)

    found = of(second)

    assert [title for title, _ in found.waves] == ["Pulse 1", "Pulse 2"]
    assert texts(found, "Sales") == ["9 %", "83 %"]


def test_the_first_wave_has_no_trend(publisher, nameless):
    first = publisher.publish()
    publisher.publish()
    collect(nameless=nameless, now=NOW)

    assert of(first) is None


def test_a_question_that_was_worded_otherwise_is_another_one(publisher, nameless):
    publisher.publish(questions=[QUESTIONS[0] | {"text": {"en": "I sleep"}}, *QUESTIONS[1:]])
    second = publisher.publish()
    collect(nameless=nameless, now=NOW)

    assert of(second) is None
    assert of(second, "q2") is not None


def test_another_campaign_is_another_story(publisher, nameless):
    publisher.publish(campaign="d" * 32)
    second = publisher.publish()
    collect(nameless=nameless, now=NOW)

    assert of(second) is None


def test_a_question_without_better_and_worse_has_no_trend(publisher, nameless):
    publisher.publish()
    second = publisher.publish()
    collect(nameless=nameless, now=NOW)

    assert of(second, "q3") is None
    assert of(second, "q4.1") is not None


def test_a_wave_in_which_a_group_was_hidden_leaves_a_gap(publisher, nameless):
    publisher.publish(counts=MANY)
    second = publisher.publish()
    third = publisher.publish(counts=MANY)
    collect(nameless=nameless, now=NOW)

    points = texts(of(third), "Lab")

    assert [bool(point) for point in points] == [True, False, True]
    assert texts(of(second), "Lab")[1:] == [""]


def test_a_manager_sees_the_course_of_their_own_groups(publisher, nameless):
    publisher.publish()
    second = publisher.publish()
    collect(nameless=nameless, now=NOW)

    found = of(second, scope=Scope(frozenset({NIGHT}), ROSTER))

    assert [course.row.name for course in found.courses] == ["Everybody", "Night"]
    assert SALES not in [course.row.id for course in found.courses]
