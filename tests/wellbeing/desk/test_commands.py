"""`keep_keepers_key`: a key that was made elsewhere, under the same guards as one from the console."""

import json
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.wellbeing.desk.booking import Person
from tests.wellbeing.desk.console import Console
from wellbeing.desk.models import Copy, KeepersKey


@pytest.fixture
def kim(person: Callable[..., Person], now: datetime) -> Console:
    one = person("kim", "keeper")
    return Console(one.employee, one.client)


def test_a_key_from_a_file_is_kept_for_its_keeper(kim: Console, tmp_path: Path) -> None:
    body, said = kim.new_key(), StringIO()
    body["copies"][0]["for"] = None
    file = tmp_path / "key.json"
    file.write_text(json.dumps(body))

    call_command("keep_keepers_key", str(file), keeper="Kim@example.org", stdout=said)

    key = KeepersKey.objects.get()
    assert said.getvalue() == f"hr has the key {key.fingerprint}.\n"
    assert Copy.objects.get(how="passphrase").keeper.employee == kim.employee


@pytest.mark.parametrize(
    ("content", "keeper", "sentence"),
    [
        ("{}", "nobody@example.org", "nobody here has the address"),
        ("{}", "ann@example.org", "you keep no candles here"),
        ("{}", "kim@example.org", "other fields"),
        (None, "kim@example.org", "cannot be read"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    kim: Console, person: Callable[..., Person], tmp_path: Path, content: str | None, keeper: str, sentence: str
) -> None:
    person("ann")
    file = tmp_path / "key.json"
    if keeper.startswith("ann"):
        content = json.dumps(kim.new_key())
    if content is not None:
        file.write_text(content)

    with pytest.raises(CommandError, match=sentence):
        call_command("keep_keepers_key", str(file), keeper=keeper)
    assert not KeepersKey.objects.exists()
