"""What the house Notice says, and what keeps it from being made."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crypto import notice
from surveys.campaigns import house
from surveys.campaigns.contacts import BadContacts
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.models import Notice, SigningKey

CONTACT = {"name": {"en": "Samaritans"}, "reach": "116 123", "about": {"en": "Day and night, free of charge"}}


def test_the_notice_names_the_signer_of_boxes_and_the_contacts(
    db: None, seed: bytes, now: datetime, settings: Any, tmp_path: Path
) -> None:
    path = tmp_path / "contacts.json"
    path.write_text(json.dumps([CONTACT]))
    settings.CRISIS_CONTACTS_FILE, settings.OTHER_INSTALLATION_KEY = str(path), "AB" * 32

    made = announce_house(now=now, seed=seed)

    assert made is not None
    document = notice.read(bytes(made.document), kind="house")
    assert (document["box_signer"], document["contacts"]) == ("ab" * 32, [CONTACT])


@pytest.mark.parametrize("key", ["", "ab" * 31, "xy" * 32, "ab" * 32 + "\nab"])
def test_nothing_is_announced_while_the_signer_is_not_known(
    db: None, seed: bytes, now: datetime, settings: Any, key: str
) -> None:
    settings.OTHER_INSTALLATION_KEY = key

    with pytest.raises(house.NoBoxSigner, match="OTHER_INSTALLATION_KEY"):
        announce_house(now=now, seed=seed)

    assert not Notice.objects.exists()
    assert not SigningKey.objects.filter(purpose="candle").exists()


def test_nothing_is_announced_while_the_contacts_are_wrong(
    db: None, seed: bytes, now: datetime, settings: Any, tmp_path: Path
) -> None:
    path = tmp_path / "contacts.json"
    path.write_text("[{}]")
    settings.CRISIS_CONTACTS_FILE = str(path)

    with pytest.raises(BadContacts, match="crisis contact 1 has no name"):
        announce_house(now=now, seed=seed)

    assert not Notice.objects.exists()


@pytest.fixture
def contacts(settings: Any, tmp_path: Path) -> Path:
    """A file of crisis contacts with one entry, as the setting names it."""
    path = tmp_path / "contacts.json"
    path.write_text(json.dumps([CONTACT]))
    settings.CRISIS_CONTACTS_FILE = str(path)
    return path


def test_contacts_that_changed_are_announced_within_the_month(
    db: None, seed: bytes, now: datetime, contacts: Path
) -> None:
    first = announce_house(now=now, seed=seed)
    unchanged = announce_house(now=now, seed=seed)
    contacts.write_text("[]")

    second = announce_house(now=now, seed=seed)

    assert (first is not None, unchanged) == (True, None)
    assert second == house.current(now) == Notice.newest_house()
    assert second is not None
    assert (second.read()["previous"], second.read()["contacts"]) == (first and first.fingerprint, [])
    assert SigningKey.objects.filter(purpose="candle").count() == 1


def test_contacts_that_broke_stay_as_they_were_and_are_told_of(
    db: None, seed: bytes, now: datetime, contacts: Path, caplog: pytest.LogCaptureFixture
) -> None:
    announce_house(now=now, seed=seed)
    contacts.write_text("[{}]")

    this_month = announce_house(now=now, seed=seed)
    next_month = announce_house(now=now.replace(month=12), seed=seed)

    assert this_month is None
    assert next_month is not None
    assert next_month.read()["contacts"] == [CONTACT]
    assert "crisis contact 1 has no name" in caplog.text


def test_a_notice_that_earlier_software_wrote_is_followed_by_one_with_every_field(
    db: None, seed: bytes, now: datetime
) -> None:
    first = announce_house(now=now, seed=seed)
    assert first is not None
    old = {key: value for key, value in first.read().items() if key not in ("box_signer", "contacts")}
    Notice.objects.update(document=notice.encode(old))

    second = announce_house(now=now, seed=seed)

    assert second is not None
    assert set(second.read()) > set(old)


def test_candle_passes_are_good_for_their_month_and_three_more() -> None:
    months = house.candle_months(datetime(2027, 2, 1, tzinfo=UTC))

    assert months == ["2027-02", "2027-01", "2026-12", "2026-11"]
