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


def test_candle_passes_are_good_for_their_month_and_three_more() -> None:
    months = house.candle_months(datetime(2027, 2, 1, tzinfo=UTC))

    assert months == ["2027-02", "2027-01", "2026-12", "2026-11"]
