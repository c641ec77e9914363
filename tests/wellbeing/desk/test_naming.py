"""Short names: from what a thing is called, as documents want them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.desk.naming import new_slug


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ({"en": "Staff council"}, "staff-council"),
        ({"ar": "مجلس الموظفين", "en": "Council"}, "council"),
        ({"ar": "مجلس الموظفين"}, "rota"),
        ({"de": "Betriebsärztlicher Dienst"}, "betriebsarztliche"),
        ({"en": "hr"}, "hr-2"),
        ({"en": "New"}, "new-2"),
    ],
)
def test_a_name_becomes_a_short_one(name: dict[str, str], made: str) -> None:
    assert new_slug(name, {"hr"}, otherwise="rota") == made


@given(st.dictionaries(st.sampled_from(["en", "de", "ar"]), st.text(max_size=60)), st.integers(0, 20))
def test_whatever_it_is_called_the_short_name_fits_and_is_free(name: dict[str, str], before: int) -> None:
    taken: set[str] = set()
    for _ in range(before + 1):
        made = new_slug(name, taken, otherwise="rest")
        assert re.fullmatch(r"[a-z0-9-]{1,20}", made)
        assert made not in taken
        taken.add(made)
