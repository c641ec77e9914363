"""The sheet of the editor: rows that move, nothing typed that is lost, and the file that it makes."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.campaigns.fields import BadQuestionnaire, Fault
from surveys.campaigns.library import starters
from surveys.campaigns.pages.editor import shown_rows, summary
from surveys.campaigns.pages.sheet import Sheet, Typed, sheet_of_file, sheet_of_post
from surveys.campaigns.questionnaires import read_questionnaire
from surveys.campaigns.written import file_of


def post(**fields: Any) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, value in fields.items():
        made.setlist(
            name.replace("_", "-") if name.startswith("q") else name, value if isinstance(value, list) else [value]
        )
    return made


def rows(*texts: str) -> Sheet:
    return Sheet("Any", ["en"], [{"kind": "recommend", "text-en": text} for text in texts])


def faults_of(sheet: Sheet) -> list[Fault]:
    try:
        read_questionnaire(sheet.file())
    except BadQuestionnaire as bad:
        return bad.faults
    return []


def texts(sheet: Sheet) -> list[str]:
    return [row.get("text-en", "") for row in sheet.rows]


def fields_of(sheet: Sheet) -> QueryDict:
    """What a browser sends back of the editor when nothing is typed."""
    made = QueryDict(mutable=True)
    made.update({"name": sheet.name, "rows": str(len(sheet.rows))})
    made.setlist("languages", sheet.languages)
    for shown in shown_rows(sheet, []):
        for field in (shown.kind, shown.key, *(field for line in shown.lines for field in line)):
            made[field.name] = field.value.replace("\n", "\r\n")
        for name, value in shown.carried:
            made[name] = value.replace("\n", "\r\n")
    return made


@pytest.mark.parametrize("slug", ["pulse", "rest", "together", "hard_time"])
def test_a_questionnaire_of_the_library_comes_back_the_same(slug: str) -> None:
    draft = starters()[slug].draft

    sheet = sheet_of_post(fields_of(sheet_of_file(file_of(draft))))

    assert read_questionnaire(sheet.file()) == draft


def test_options_with_numbers_of_their_own_keep_them() -> None:
    options = [{"value": value, "text": {"en": f"about {value}"}} for value in (0, 2, 7)]
    question = {"key": "x", "kind": "scale", "good": "low", "text": {"en": "?"}, "options": options}
    draft = read_questionnaire(json.dumps({"name": "Any", "languages": ["en"], "questions": [question]}).encode())

    sheet = sheet_of_file(file_of(draft))

    assert sheet.rows[0]["values"] == "0, 2, 7"
    assert read_questionnaire(sheet.file()) == draft


@pytest.mark.parametrize(
    "what, expected, look_at",
    [
        ("add", ["a", "b", "c", ""], "q3-kind"),
        ("up:1", ["b", "a", "c"], "q0-up"),
        ("down:1", ["a", "c", "b"], "q2-down"),
        ("up:0", ["a", "b", "c"], "q0-kind"),
        ("down:2", ["a", "b", "c"], "q2-kind"),
        ("remove:1", ["a", "c"], "back"),
        ("remove:9", ["a", "b", "c"], ""),
        ("up:-1", ["a", "b", "c"], ""),
        ("up:²", ["a", "b", "c"], ""),
        ("back", ["a", "b", "c"], ""),
        ("", ["a", "b", "c"], ""),
    ],
)
def test_buttons_move_rows(what: str, expected: list[str], look_at: str) -> None:
    sheet = rows("a", "b", "c")

    looked_at = sheet.act(what)

    assert (texts(sheet), looked_at) == (expected, look_at)


def test_a_question_taken_out_comes_back_where_it_was() -> None:
    sheet = rows("a", "b", "c")
    sheet.act("remove:1")

    sheet.act("back")

    assert texts(sheet) == ["a", "b", "c"]
    assert sheet.gone == {}


def test_a_language_taken_out_keeps_its_words() -> None:
    sheet = sheet_of_file(file_of(starters()["pulse"].draft))
    sheet.languages = ["en"]

    again = sheet_of_post(fields_of(sheet))

    assert [row["text-de"] for row in again.rows] == [row["text-de"] for row in sheet.rows]
    assert read_questionnaire(again.file()).languages == ["en"]


def test_another_kind_keeps_the_fields_of_the_first() -> None:
    sheet = Sheet("Any", ["en"], [{"kind": "recommend", "options-en": "North\nSouth", "low-en": "never"}])

    again = sheet_of_post(fields_of(sheet))

    assert again.rows[0]["options-en"] == "North\nSouth"
    assert again.rows[0]["low-en"] == "never"


def test_a_language_typed_by_its_tag_is_added_once() -> None:
    sheet = sheet_of_post(post(languages=["en"], more="fr, en pt-BR"))

    assert sheet.languages == ["en", "fr", "pt-BR"]


def test_short_names_are_made_where_there_are_none_and_never_twice() -> None:
    sheet = rows("a", "b", "c")
    sheet.rows[0]["key"] = "q2"

    keys = [question["key"] for question in json.loads(sheet.file())["questions"]]

    assert keys == ["q2", "q3", "q4"]


def test_a_missing_option_is_told_at_its_language() -> None:
    row: Typed = {"kind": "choice", "text-en": "?", "text-de": "?", "options-en": "a\nb\n\nc", "options-de": "a\nb"}
    sheet = Sheet("Any", ["en", "de"], [row])

    with pytest.raises(BadQuestionnaire) as caught:
        read_questionnaire(sheet.file())

    [(sentence, where)] = summary(sheet, caught.value.faults)
    assert sentence.startswith("Question 1, Options, one a line, Deutsch: Option 3 needs words in this language")
    assert where == "q0-options-de"


def test_every_fault_leads_to_a_field_that_is_there() -> None:
    sheet = Sheet("", ["en", "de"], [{"kind": kind} for kind in ("scale", "named", "choice", "recommend", "x", "")])
    sheet.rows[0] |= {"key": "Not a key", "points": "x", "from": "-1", "good": "?"}
    sheet.rows[1] |= {"values": "1 1 z", "options-en": "a\nb"}

    with pytest.raises(BadQuestionnaire) as caught:
        read_questionnaire(sheet.file())
    faults = caught.value.faults
    shown = shown_rows(sheet, faults)

    there = {"name", "languages", *(row.id for row in shown)}
    there |= {field.name for row in shown for field in (row.kind, row.key, *(f for line in row.lines for f in line))}
    assert {where for _sentence, where in summary(sheet, faults)} <= there
    assert all(row.is_open for row in shown)


SUFFIXES = ("kind", "key", "good", "points", "from", "values", "text-en", "options-en", "low-en")
NAMES = st.sampled_from(
    [
        *("rows", "name", "languages", "known", "more", "gone_at"),
        *(f"{prefix}-{suffix}" for prefix in ("q0", "q1", "q9", "gone") for suffix in SUFFIXES),
    ]
)
VALUES = st.text(max_size=12) | st.sampled_from(["1", "2", "en", "scale", "named", "choice", "a\r\nb", "0, 1", "\x00"])


@given(fields=st.lists(st.tuples(NAMES, VALUES), max_size=14), what=st.text(max_size=8) | st.just("remove:0"))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_whatever_is_sent_is_a_sheet_whose_file_reads_or_says_why(fields: list[tuple[str, str]], what: str) -> None:
    sent = QueryDict(mutable=True)
    for name, value in fields:
        sent.appendlist(name, value)

    sheet = sheet_of_post(sent)
    sheet.act(what)

    faults = faults_of(sheet)
    assert len(summary(sheet, faults)) == len(faults)
    assert len(shown_rows(sheet, faults)) == len(sheet.rows)
