"""Writing a questionnaire and reading it again gives the same one."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.campaigns.library import starters
from surveys.campaigns.models import Questionnaire
from surveys.campaigns.questionnaires import Draft, read_questionnaire
from surveys.campaigns.written import draft_of, file_of
from tests.surveys.campaigns.conftest import FILE

TEXT = st.fixed_dictionaries({tag: st.text("abc1 ,|\n-", min_size=1).filter(str.strip) for tag in ("en", "de")})


def read(file: Any) -> Draft:
    return read_questionnaire(json.dumps(file).encode())


def options(most: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    values = st.lists(st.integers(0, 1000), min_size=2, max_size=most, unique=True).map(sorted)
    return values.flatmap(lambda vs: st.tuples(*(st.builds(dict, value=st.just(v), text=TEXT) for v in vs)).map(list))


GOOD = st.sampled_from(["high", "low"])
QUESTION = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("scale"), "good": GOOD, "text": TEXT, "low": TEXT, "high": TEXT}
        | {"points": st.integers(2, 11), "from": st.integers(0, 989)}
    ),
    st.fixed_dictionaries({"kind": st.just("scale"), "good": GOOD, "text": TEXT, "options": options(11)}),
    st.fixed_dictionaries({"kind": st.sampled_from(["choice", "choices"]), "text": TEXT, "options": options(20)}),
    st.fixed_dictionaries({"kind": st.just("recommend"), "text": TEXT}),
)


@given(questions=st.lists(QUESTION, min_size=1, max_size=4))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_what_was_written_reads_the_same(questions: list[dict[str, Any]]) -> None:
    keyed = [{"key": f"q{i}"} | question for i, question in enumerate(questions)]
    draft = read({"name": "Any", "languages": ["en", "de"], "questions": keyed})

    assert read(file_of(draft)) == draft


def test_a_stored_version_is_what_its_file_said(questionnaire: Questionnaire) -> None:
    draft = draft_of(questionnaire)

    assert draft == read(FILE)
    assert file_of(draft)["questions"][0] == FILE["questions"][0] | {"from": 1}


@pytest.mark.parametrize("slug", ["pulse", "rest", "together", "hard_time"])
def test_the_library_speaks_three_languages_and_asks_little(slug: str) -> None:
    draft = starters()[slug].draft

    assert draft.languages == ["en", "de", "ar"]
    assert 5 <= len(draft.questions) <= 8
