"""Questionnaire files: what they become, and one sentence naming question and field for every fault."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import notice
from surveys.campaigns.fields import BadQuestionnaire
from surveys.campaigns.questionnaires import Draft, read_questionnaire
from tests.surveys.campaigns.conftest import FILE

OPTIONS = [{"text": {"en": name, "de": name}} for name in ("North", "South")]


def read(file: Any) -> Draft:
    return read_questionnaire(json.dumps(file).encode())


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """The example with one field set, or with `...` taken out."""
    file: Any = copy.deepcopy(FILE)
    at = file
    for step in path[:-1]:
        at = at[step]
    if to is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return file


def test_a_scale_of_points_names_its_ends() -> None:
    [load, _] = read(FILE).questions

    assert [option["value"] for option in load.bins] == [1, 2, 3, 4, 5]
    assert [option["text"]["de"] for option in load.bins] == ["nie", "2", "3", "4", "immer"]
    assert load.groups == [("favourable", [4, 5]), ("neutral", [3]), ("unfavourable", [1, 2])]


def test_a_scale_of_points_from_zero_with_the_low_end_good() -> None:
    file = changed("questions", 0, "from", to=0)
    file["questions"][0]["good"] = "low"

    [load, _] = read(file).questions

    assert [option["value"] for option in load.bins] == [0, 1, 2, 3, 4]
    assert load.groups == [("favourable", [0, 1]), ("neutral", [2]), ("unfavourable", [3, 4])]


def test_options_of_a_scale_keep_their_values() -> None:
    options = [{"value": value, "text": {"en": str(value), "de": str(value)}} for value in (0, 2, 7)]
    text = {"en": "?", "de": "?"}
    file = changed("questions", 0, to={"key": "x", "kind": "scale", "good": "low", "text": text, "options": options})

    [scale, _] = read(file).questions

    assert scale.bins == options
    assert scale.groups == [("favourable", [0]), ("neutral", [2]), ("unfavourable", [7])]


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_choices_have_no_groups(kind: str) -> None:
    text = {"en": "Where?", "de": "Wo?"}
    file = changed("questions", 0, to={"key": "x", "kind": kind, "text": text, "options": OPTIONS})

    [choice, _] = read(file).questions

    assert [option["value"] for option in choice.bins] == [1, 2]
    assert choice.groups == []


def test_recommend_runs_from_0_to_10() -> None:
    [_, enps] = read(FILE).questions

    assert [option["value"] for option in enps.bins] == list(range(11))
    assert dict(enps.groups) == {"favourable": [9, 10], "neutral": [7, 8], "unfavourable": list(range(7))}


def test_a_byte_order_mark_is_read_over() -> None:
    assert read_questionnaire(b"\xef\xbb\xbf" + json.dumps(FILE).encode()) == read(FILE)


FEW = {"key": "x", "kind": "choice", "options": OPTIONS[:1]}
TWICE = {"key": "x", "kind": "choice", "options": [OPTIONS[0], OPTIONS[1] | {"value": 1}]}
FALLING = {"key": "x", "kind": "scale", "good": "low", "options": [OPTIONS[0] | {"value": 5}, OPTIONS[1]]}
FIRST, SECOND = ("questions", 0), ("questions", 1)


@pytest.mark.parametrize(
    "path, value, sentence",
    [
        (("name",), " ", "the questionnaire, name: must be a text of 1 to 150 characters"),
        (("colour",), 1, "the questionnaire, colour: there is no such field here"),
        (("languages",), ["en", "en"], "the questionnaire, languages: one stands there twice"),
        (("languages",), [["en"]], 'the questionnaire, languages: each must be a language tag like "en" or "pt-BR"'),
        (("questions",), [], "the questionnaire, questions: must be a list of 1 to 100"),
        (SECOND, 7, "question 2: must be an object"),
        ((*SECOND, "key"), "Big", "question 2, key: must be 1 to 40 small letters, digits or underscores"),
        ((*SECOND, "key"), "load", "question 2, key: load names an earlier question already"),
        ((*SECOND, "kind"), ["x"], "question 2 (enps), kind: must be one of scale, choice, choices, recommend"),
        ((*SECOND, "good"), "high", "question 2 (enps), good: there is no such field here"),
        ((*FIRST, "good"), ..., "question 1 (load), good: must be one of high, low"),
        ((*FIRST, "points"), 12, "question 1 (load), points: must be a whole number from 2 to 11"),
        ((*FIRST, "points"), True, "question 1 (load), points: must be a whole number from 2 to 11"),
        ((*FIRST, "points"), 5.0, "question 1 (load), points: must be a whole number from 2 to 11"),
        ((*FIRST, "low"), {"en": "never"}, "question 1 (load), low: must have a text for each of en, de and no other"),
        ((*FIRST, "text", "en"), "a\0b", "question 1 (load), text in en: holds a control character"),
        ((*FIRST, "text", "en"), "x" * 2001, "question 1 (load), text in en: must be a text of 1 to 2000 characters"),
        (FIRST, FEW, "question 1 (x), options: must be a list of 2 to 50"),
        (FIRST, TWICE, "question 1 (x), option 2, value: stands there twice"),
        (FIRST, FALLING, "question 1 (x), options: the values of a scale must rise"),
    ],
)
def test_a_fault_is_named_by_question_and_field(path: tuple[Any, ...], value: Any, sentence: str) -> None:
    with pytest.raises(BadQuestionnaire) as caught:
        read(changed(*path, to=value))

    assert str(caught.value) == sentence


def test_a_file_that_is_no_object_is_named() -> None:
    with pytest.raises(BadQuestionnaire, match="the questionnaire: must be an object"):
        read([])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{",
        b'{"name": "a", "name": "b"}',
        b'{"name": "\\ud800"}',
        b"[" * 100_000,
        b'{"name": ' + b"9" * 5000 + b"}",
        b" " * (512 * 1024 + 1),
    ],
)
def test_what_is_no_json_or_too_large_is_refused(data: bytes) -> None:
    with pytest.raises(BadQuestionnaire):
        read_questionnaire(data)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PATHS = [("name",), ("languages",), ("languages", 0), ("questions",), ("questions", 0)] + [
    ("questions", 0, field)
    for field in ("key", "kind", "good", "points", "from", "low", "high", "text", "options", "value")
]


@given(path=st.sampled_from(PATHS), value=ANY)
@settings(max_examples=400, derandomize=True, deadline=None)
def test_any_value_anywhere_is_a_questionnaire_or_one_refusal(path: tuple[Any, ...], value: Any) -> None:
    try:
        draft = read(changed(*path, to=value))
    except BadQuestionnaire:
        return

    assert draft.questions
    assert notice.encode({"name": draft.name})


@given(data=st.binary(max_size=300))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_bytes_are_one_refusal(data: bytes) -> None:
    with pytest.raises(BadQuestionnaire):
        read_questionnaire(data)


def test_every_fault_of_a_file_is_told_with_its_place() -> None:
    file = changed("questions", 0, "text", "de", to=" ")
    file["questions"][0]["points"] = 1
    file["questions"][1] |= {"kind": "mood", "key": "load"}

    with pytest.raises(BadQuestionnaire) as caught:
        read(file)

    assert [fault.path for fault in caught.value.faults] == [
        ("questions", 0, "points"),
        ("questions", 0, "text", "de"),
        ("questions", 1, "kind"),
        ("questions", 1, "key"),
    ]
    assert str(caught.value) == str(caught.value.faults[0])


def test_faults_end_somewhere() -> None:
    file = changed("questions", 0, to={"kind": "choice"} | {f"x{i}": 1 for i in range(500)})

    with pytest.raises(BadQuestionnaire) as caught:
        read(file)

    assert len(caught.value.faults) == 100
