"""What this room brings into the house Notice, as the shapes of documents want it."""

import base64
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crypto import keepers
from crypto.house import Break, Keepers
from crypto.keys import installation_public
from surveys.campaigns.house_parts import gathered
from tests.wellbeing.desk.booking import QUARTER, Person
from tests.wellbeing.desk.console import Console
from wellbeing.desk.badges import badge_seed
from wellbeing.desk.house import part
from wellbeing.desk.models import BreakKind, Rota


def test_the_roof_brings_this_rooms_part_into_the_notice(db: None, now: datetime) -> None:
    assert gathered(now, QUARTER) == part(now, QUARTER)


def test_it_says_which_key_signs_badges_and_that_sides_are_apart(db: None, now: datetime, settings: Any) -> None:
    said = part(now, QUARTER)
    settings.KEEPER_AND_DESK_APART = False

    assert said["badge_key"] == installation_public(badge_seed()).hex()
    assert (said["apart"], part(now, QUARTER)["apart"]) == (True, False)


def test_breaks_have_the_shape_that_documents_want(db: None, now: datetime) -> None:
    BreakKind.objects.filter(pk="day").update(capacity=3)

    breaks = msgspec.convert(part(now, QUARTER)["breaks"], list[Break])

    assert [(entry.kind, entry.each, entry.capacity) for entry in breaks] == [("day", 1, 3), ("half-day", 1, 20)]


def test_a_rota_is_published_once_it_has_a_key_and_while_it_is_open(
    person: Callable[..., Person], now: datetime
) -> None:
    kim = person("kim", "keeper")
    console = Console(kim.employee, kim.client)
    before = part(now, QUARTER)["keepers"]
    console.store(console.new_key())

    [entry] = part(now, QUARTER)["keepers"]
    Rota.objects.update(is_open=False)

    assert (before, part(now, QUARTER)["keepers"]) == ([], [])
    assert msgspec.convert(entry, Keepers).rota == "hr"
    public = {"version": 1, "rota": "hr"} | {field: entry[field] for field in ("previous", "sealing", "signing")}
    record = json.dumps(public, sort_keys=True, separators=(",", ":")).encode()
    keepers.check_record(
        record, entry["signature"], signer=keepers.signing_key(console.secret).public_key().public_bytes_raw()
    )
    assert len(base64.b64decode(entry["sealing"])) == 1216


def test_a_file_that_broke_leaves_what_was_published(
    db: None, now: datetime, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "danger.json"
    file.write_text('{"en": "Call 112."}')
    settings.DANGER_FILE = str(file)
    whole = part(now, QUARTER)["danger"]
    file.write_text("{")

    assert (whole, part(now, QUARTER)["danger"]) == ({"en": "Call 112."}, None)
    assert "stays as it was" in caplog.text
