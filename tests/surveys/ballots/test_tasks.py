"""Ticks on a real broker: only what is due is sent, and what was sent can be done by any worker."""

import base64
import json

import pytest
import redis
import time_machine

from config import celery_app
from surveys.ballots import tasks
from surveys.ballots.models import Box, LabelKeys, Report
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep

QUEUE = celery_app.conf.task_default_queue


@pytest.fixture
def sent(settings):
    """Takes the waiting messages out of the broker: name and argument of each."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:

        def take():
            messages = [json.loads(message) for message in broker.lrange(QUEUE, 0, -1)]
            broker.delete(QUEUE)
            return sorted((m["headers"]["task"], *json.loads(base64.b64decode(m["body"]))[0]) for m in messages)

        take()
        yield take
        take()


def test_tick_when_nothing_is_due_sends_nothing(town, sent, during):
    tasks.tick()

    assert sent() == []


def test_tick_when_a_notice_has_its_label_keys_asks_for_its_box(town, sent, during):
    Box.objects.all().delete()

    tasks.tick()

    assert sent() == [("ballots.box", town.fingerprint)]


def test_tick_when_a_box_is_past_its_deadline_asks_several_workers_to_count(town, sent):
    with time_machine.travel(towns.AFTER, tick=False):
        tasks.tick()

    assert sent() == [("ballots.count", town.fingerprint)] * tasks.COUNTERS


def test_tasks_when_run_in_turn_carry_a_wave_to_its_report(town):
    Box.objects.all().delete()
    assert LabelKeys.objects.count() == 1
    with time_machine.travel(towns.DURING, tick=False):
        tasks.box(town.fingerprint)
        tasks.erase_order()
        tasks.count(town.fingerprint)
        assert Box.objects.get().state == Box.State.OPEN

    keep(town, [town.ballot()])
    with time_machine.travel(towns.AFTER, tick=False):
        tasks.count(town.fingerprint)

    assert Report.published_notices() == [town.fingerprint]
