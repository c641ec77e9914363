"""The reminder to look again tells nobody anything."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from config.reminder import TIMES

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def host(settings):
    settings.ALLOWED_HOSTS = ["testserver"]


def get(client, now=NOON, **headers):
    with time_machine.travel(now, tick=False):
        return client.get("/reminder.ics", headers=headers)


def test_reminder_is_the_same_bytes_for_everybody_on_one_day(client):
    answers = [
        get(client),
        get(client, NOON + timedelta(hours=11)),
        get(client, **{"Accept-Language": "ar", "Cookie": "a=b", "User-Agent": "Telephone"}),
    ]

    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_reminder_comes_once_a_day_from_tomorrow_on(client):
    [event] = Calendar.from_ical(get(client).content).walk("VEVENT")

    assert event.decoded("dtstart").date() == NOON.date() + timedelta(days=1)
    assert event["rrule"] == {"FREQ": ["DAILY"], "COUNT": [TIMES]}
    assert [alarm["action"] for alarm in event.walk("VALARM")] == ["DISPLAY"]


def test_reminder_holds_no_word_that_tells_where_it_came_from(client, settings):
    settings.ORGANISATION_NAME = "Boathouse"

    text = get(client).content.decode().lower()

    telling = ["windbreak", "candle", "break", "rest", "survey", "boathouse", "http", "127.0.0.1", "url", "keeper"]
    assert not [word for word in telling if word in text]


def test_reminder_is_private_and_takes_no_time(client):
    [event] = Calendar.from_ical(get(client).content).walk("VEVENT")

    assert (event["class"], event["transp"], event["summary"]) == ("PRIVATE", "TRANSPARENT", "Have a look")
