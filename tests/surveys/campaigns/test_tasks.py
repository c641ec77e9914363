"""The tick: from a planned wave to letters in mailboxes, over real HTTP and SMTP, however often it runs."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import current_app

from surveys.campaigns import tasks
from surveys.campaigns.models import Notice, SigningKey, Wave
from tests.surveys.campaigns.mailbox import Mailbox
from tests.surveys.campaigns.peer import Peer

Plan = Callable[..., Wave]


@pytest.fixture(autouse=True)
def eager(worker_settings: None) -> Iterator[None]:
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = False


def test_ticks_carry_a_wave_from_plan_to_letters(plan: Plan, peer: Peer, mailbox: Mailbox) -> None:
    wave = plan()

    tasks.tick()
    tasks.tick()

    wave.refresh_from_db()
    assert wave.state == Wave.State.OPEN
    assert peer.chain == Notice.chain()
    assert len(mailbox.letters) == 42
    assert SigningKey.objects.filter(purpose="stock").count() >= 2


def test_a_failing_delivery_is_one_sentence_and_the_next_tick_goes_on(
    plan: Plan, peer: Peer, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    wave = plan()
    peer.is_broken = True

    with caplog.at_level(logging.WARNING, logger="surveys.campaigns.tasks"):
        tasks.tick()

    assert [record.getMessage() for record in caplog.records if record.name == "surveys.campaigns.tasks"] == [
        "learn: the nameless side does not list its Notices (it answers 503)"
    ]
    assert mailbox.letters == []
    peer.is_broken = False
    tasks.tick()
    wave.refresh_from_db()
    assert wave.state == Wave.State.OPEN
    assert len(mailbox.letters) == 42


def test_a_worker_without_its_keys_says_so(plan: Plan, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    plan()
    settings.INSTALLATION_KEY_FILE = ""

    tasks.tick()

    assert "INSTALLATION_KEY_FILE" in caplog.text
    assert not Notice.objects.exists()


def test_the_tasks_have_the_names_that_the_beat_calls() -> None:
    assert (tasks.tick.name, tasks.rewrite.name) == ("campaigns.tick", "campaigns.shuffle")
