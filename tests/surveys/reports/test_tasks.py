"""The tick: it collects what is there, and says in one sentence why it could not."""

import logging
from pathlib import Path

import pytest

from crypto.keys import installation_public
from surveys.reports.models import Report
from surveys.reports.tasks import tick
from tests.surveys.reports.published import Publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def installed(publisher: Publisher, settings, tmp_path: Path) -> Publisher:
    key = tmp_path / "installation.key"
    key.write_text(publisher.own.hex() + "\n")
    settings.INSTALLATION_KEY_FILE = str(key)
    settings.OTHER_INSTALLATION_KEY = installation_public(publisher.seed).hex()
    settings.NAMELESS_ORIGIN = publisher.origin
    return publisher


def warnings(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_tick_collects_what_was_published(installed: Publisher):
    name = installed.publish()

    tick()

    assert list(Report.objects.values_list("notice", flat=True)) == [name]


def test_a_side_that_is_down_is_one_sentence_in_the_log_and_asked_again(installed: Publisher, caplog):
    name = installed.publish()
    installed.status = 503

    tick()
    installed.status = 200
    tick()

    assert warnings(caplog) == ["no Report was collected: the nameless side answers 503 to /reports/"]
    assert list(Report.objects.values_list("notice", flat=True)) == [name]


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("INSTALLATION_KEY_FILE", "", "INSTALLATION_KEY_FILE and OTHER_INSTALLATION_KEY must be set for the worker"),
        ("INSTALLATION_KEY_FILE", "/nowhere", "the file that INSTALLATION_KEY_FILE names cannot be read"),
        ("OTHER_INSTALLATION_KEY", "", "INSTALLATION_KEY_FILE and OTHER_INSTALLATION_KEY must be set for the worker"),
    ],
)
def test_a_worker_without_its_keys_says_so(
    installed: Publisher, settings, caplog, setting: str, value: str, sentence: str
):
    setattr(settings, setting, value)

    tick()

    assert warnings(caplog) == [f"no Report was collected: {sentence}"]
