"""Reading a pass: whatever is brought is a pass or one sentence, and never anything else."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto.passes import PASS_SIZE, Pass
from tests.wellbeing.desk.booking import NOW, QUARTER, minted, written
from wellbeing.desk.passes import BadBreakPass, known_pass, last_day_of, read_pass

GENUINE = b"\x00\x02" + bytes(range(256)) + bytes(96)
FUZZED = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FUZZED
@given(st.one_of(st.text(), st.binary(), st.binary(min_size=PASS_SIZE, max_size=PASS_SIZE)))
def test_anything_is_a_pass_or_a_sentence(brought):
    outcome = _outcome(brought)

    assert isinstance(outcome, Pass) or (outcome.status == 400 and str(outcome))


def _outcome(brought: str | bytes) -> Pass | BadBreakPass:
    try:
        return read_pass(brought)
    except BadBreakPass as refusal:
        return refusal


@FUZZED
@given(st.binary(min_size=PASS_SIZE - 2, max_size=PASS_SIZE - 2), st.sampled_from(["", " ", "\n", "\ufeff"]), st.data())
def test_a_pass_is_read_however_it_was_broken_up(rest, between, data):
    whole = b"\x00\x02" + rest
    text = written(whole)
    at = data.draw(st.integers(0, len(text)))

    read = read_pass(f"{text[:at]}{between}{text[at:]}")

    assert read.to_bytes() == whole == read_pass(whole).to_bytes()


@pytest.mark.django_db
@FUZZED
@given(st.integers(0, PASS_SIZE - 1), st.integers(1, 255))
def test_no_byte_of_a_pass_can_be_another(other_side, at, change):
    data = bytearray(_one())
    data[at] ^= change

    with pytest.raises(BadBreakPass):
        known_pass(bytes(data), now=NOW)


def _one(kept: list[bytes] = []) -> bytes:  # noqa: B006  made once: signing takes longer than an example
    if not kept:
        kept.append(minted("break", f"day {QUARTER}"))
    return kept[0]


def test_a_file_of_bytes_that_begins_like_no_pass_is_none():
    with pytest.raises(BadBreakPass, match="no pass"):
        read_pass(b"\x00\x01" + GENUINE[2:])


@pytest.mark.parametrize(
    ("quarter", "day"),
    [
        ("2026-Q1", date(2026, 6, 30)),
        ("2026-Q2", date(2026, 9, 30)),
        ("2026-Q3", date(2026, 12, 31)),
        ("2026-Q4", date(2027, 3, 31)),
    ],
)
def test_passes_are_good_until_the_next_quarter_ends(quarter, day):
    assert last_day_of(quarter) == day
