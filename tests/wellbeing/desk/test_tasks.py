"""The room's clock: what a tick lays out, and that one thing that fails hinders no other."""

from pathlib import Path
from typing import Any

import pytest

from config.celery import app
from crypto import keys
from tests.wellbeing.desk.booking import NOW, states
from wellbeing.desk import tasks
from wellbeing.desk.deeds.decide import approve
from wellbeing.desk.models import Leave

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture(autouse=True)
def worker(settings: Any, tmp_path: Path) -> None:
    """A worker whose other side does not answer."""
    file = tmp_path / "installation"
    file.write_text(keys.new_installation_seed().hex())
    settings.INSTALLATION_KEY_FILE, settings.OTHER_INSTALLATION_KEY = str(file), "b5" * 32
    settings.NAMELESS_ORIGIN = "http://127.0.0.1:9"
    settings.CELERY_TASK_ALWAYS_EAGER = app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def test_a_tick_releases_and_mails_though_the_other_side_is_away(person, other_side, mailbox):
    ann, ben = person(), person("ben")
    ann.ask(other_side.pass_for())
    ben.ask(other_side.pass_for(), when="today")
    approve(leave=ben.leave())
    Leave.objects.filter(pk=ann.leave().pk).update(handed_in=NOW.replace(day=23).date())

    tasks.tick()

    assert states() == ["approved", "asked"]
    assert list(mailbox.read()) == ["ben@example.org"]


def test_the_clock_knows_the_room():
    entries = app.conf.beat_schedule

    assert {"desk.tick", "desk.shuffle"} <= set(entries)
