"""Crisis contacts: read from a file of an administrator's, who is told which entry and field is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from surveys.campaigns.contacts import BadContacts, load_contacts, read_contacts

LINE: dict[str, Any] = {
    "name": {"en": "Samaritans", "de": "Telefonseelsorge"},
    "reach": "+44 116 123",
    "about": {"en": "Day and night, free of charge"},
}


def file(*entries: Any) -> bytes:
    return json.dumps(entries).encode()


def test_contacts_keep_their_order_and_lose_only_outer_space() -> None:
    other = LINE | {"reach": "  https://help.example.org  "}

    assert read_contacts(file(LINE, other)) == [LINE, LINE | {"reach": "https://help.example.org"}]


def test_an_empty_list_and_a_mark_of_encoding_are_read() -> None:
    assert read_contacts(b"\xef\xbb\xbf[]") == []


def test_twenty_are_read_and_one_more_is_refused() -> None:
    assert len(read_contacts(file(*[LINE] * 20))) == 20

    with pytest.raises(BadContacts, match="there are 21 crisis contacts, and at most 20"):
        read_contacts(file(*[LINE] * 21))


@pytest.mark.parametrize(
    "entry, sentence",
    [
        ("Samaritans", "crisis contact 2 is not an object"),
        ({"name": {"en": "A"}, "reach": "1"}, "crisis contact 2 has no about"),
        (LINE | {"phone": "1"}, "crisis contact 2 has a field 'phone'"),
        (LINE | {"name": "Samaritans"}, "the name of crisis contact 2 is not one text for each language"),
        (LINE | {"about": {}}, "the about of crisis contact 2 is not one text for each language"),
        (LINE | {"name": {"english": "A"}}, "the name of crisis contact 2 is in 'english'; the languages are en"),
        (LINE | {"name": {"en": " "}}, r"the name \(en\) of crisis contact 2 is not a text"),
        (LINE | {"name": {"en": None}}, r"the name \(en\) of crisis contact 2 is not a text"),
        (LINE | {"reach": 116123}, "the reach of crisis contact 2 is not a text"),
        (LINE | {"reach": "a\nb"}, "the reach of crisis contact 2 holds a line break"),
        (LINE | {"reach": "1" * 201}, "the reach of crisis contact 2 has 201 characters, and at most 200"),
        (LINE | {"about": {"de": "x" * 301}}, r"the about \(de\) of crisis contact 2 has 301 characters"),
    ],
)
def test_a_wrong_entry_is_named_with_its_field(entry: Any, sentence: str) -> None:
    with pytest.raises(BadContacts, match=sentence):
        read_contacts(file(LINE, entry))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"{}", b"[" * 100_000, b"null", b"[1"])
def test_what_is_no_list_in_json_is_refused(data: bytes) -> None:
    with pytest.raises(BadContacts):
        read_contacts(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "reach", "about", "en", "de", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(data=st.binary(max_size=200) | JSON.map(lambda value: json.dumps([value]).encode()))
@bounds(max_examples=300, derandomize=True, deadline=None)
def test_any_bytes_are_contacts_or_one_refusal(data: bytes) -> None:
    try:
        contacts = read_contacts(data)
    except BadContacts:
        return
    assert read_contacts(json.dumps(contacts).encode()) == contacts


def test_without_the_setting_there_are_none(settings: Any) -> None:
    settings.CRISIS_CONTACTS_FILE = ""

    assert load_contacts() == []


def test_the_file_of_the_setting_is_read(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "contacts.json"
    path.write_bytes(file(LINE))
    settings.CRISIS_CONTACTS_FILE = str(path)

    assert load_contacts() == [LINE]


@pytest.mark.parametrize("name", ["missing.json", "", "bad\0name"])
def test_a_file_that_cannot_be_read_is_named_by_its_setting(settings: Any, tmp_path: Path, name: str) -> None:
    settings.CRISIS_CONTACTS_FILE = f"{tmp_path}/{name}"

    with pytest.raises(BadContacts, match="CRISIS_CONTACTS_FILE"):
        load_contacts()
