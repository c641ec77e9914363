"""`manage.py check` says what is wrong with the crisis contacts, and starts all the same."""

from pathlib import Path
from typing import Any

from surveys.campaigns.checks import the_contacts_can_be_published


def test_nothing_is_said_of_no_file_and_of_a_good_one(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "contacts.json"
    path.write_text("[]")

    said = []
    for name in ("", str(path)):
        settings.CRISIS_CONTACTS_FILE = name
        said += the_contacts_can_be_published(None)

    assert said == []


def test_the_entry_and_field_that_are_wrong_are_named(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "contacts.json"
    path.write_text('[{"name": {"en": "A"}, "about": {"en": "B"}}]')
    settings.CRISIS_CONTACTS_FILE = str(path)

    [warning] = the_contacts_can_be_published(None)

    assert warning.msg == "CRISIS_CONTACTS_FILE: crisis contact 1 has no reach"
    assert warning.id == "windbreak.W002"
