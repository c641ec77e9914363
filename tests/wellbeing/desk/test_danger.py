"""What keepers do in danger, from a file of an administrator's, who is told what is wrong with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.desk.checks import what_to_do_in_danger_can_be_published
from wellbeing.desk.danger import BadDanger, load_danger, read_danger


def test_a_text_for_each_language_is_read_with_its_lines() -> None:
    file = "\ufeff" + json.dumps({"en": "  Call 112.\nWrite back. ", "ar": "اتصل"})

    assert read_danger(file.encode()) == {"en": "Call 112.\nWrite back.", "ar": "اتصل"}


@pytest.mark.parametrize(
    "content, sentence",
    [
        ([], "not one text for each language"),
        ({}, "not one text for each language"),
        ("Call 112.", "not one text for each language"),
        ({"english": "Call"}, "in 'english'; the languages are en, de, ar"),
        ({"en": ""}, r"\(en\) is not a text"),
        ({"en": ["Call"]}, r"\(en\) is not a text"),
        ({"en": "a\tb"}, "a character that cannot be shown"),
        ({"en": "x" * 2001}, "has 2001 characters, and at most 2000"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(content: Any, sentence: str) -> None:
    with pytest.raises(BadDanger, match=sentence):
        read_danger(json.dumps(content).encode())


def test_without_the_setting_there_is_none(settings: Any) -> None:
    settings.DANGER_FILE = ""

    assert load_danger() == {}
    assert what_to_do_in_danger_can_be_published(None) == []


def test_a_file_that_is_not_there_is_told_at_the_start(settings: Any, tmp_path: Path) -> None:
    settings.DANGER_FILE = str(tmp_path / "none.json")

    [warning] = what_to_do_in_danger_can_be_published(None)

    assert (warning.id, "cannot be read" in warning.msg) == ("windbreak.W003", True)


@given(st.binary(max_size=100))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(BadDanger):
        read_danger(data)


@given(st.dictionaries(st.sampled_from(["en", "de", "ar", "xx"]), st.text(max_size=8) | st.integers(), max_size=3))
def test_whatever_is_read_is_one_text_a_language(content: dict[str, Any]) -> None:
    try:
        read = read_danger(json.dumps(content).encode())
    except BadDanger:
        return

    assert set(read) <= {"en", "de", "ar"}
    assert all(text.strip() == text != "" for text in read.values())
