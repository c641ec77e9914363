"""What is brought to be redeemed: read in every form, refused in one plain sentence where it is no break pass."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.wellbeing.desk.booking import QUARTER, errors, minted, sentences, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "other_side")]


@pytest.mark.parametrize("form", ["base64url", "base64", "wrapped", "address", "invisible"])
def test_a_pass_may_be_pasted_in_any_way(person, other_side, form):
    text = written(other_side.pass_for())
    forms = {
        "base64url": text,
        "base64": text.replace("-", "+").replace("_", "/"),
        "wrapped": "\r\n".join(text[i : i + 64] for i in range(0, len(text), 64)),
        "address": f"https://people.example.org/rest/redeem/#{text}",
        "invisible": f"\ufeff {text}\u200b",
    }

    answer = person().look(forms[form])

    assert "A day of rest" in sentences(answer)


@pytest.mark.parametrize("is_text", [False, True])
def test_a_pass_may_come_as_a_file(person, other_side, is_text):
    data = other_side.pass_for()
    file = SimpleUploadedFile("pass.txt", written(data).encode() + b"\n" if is_text else data)

    answer = person().look("", file=file)

    assert "A day of rest" in sentences(answer)


WRONG = {
    "nothing": ("", "This is no pass."),
    "words": ("I need a day off", "This is no pass."),
    "half of one": (written(bytes(354))[:300], "This is no pass."),
    "too much": ("A" * 9000, "This is far more than one pass."),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_pass_is_refused_and_stays_in_its_field(person, what):
    given, sentence = WRONG[what]

    answer = person().look(given)

    assert answer.status_code == 400
    assert [error[: len(sentence)] for error in errors(answer)] == [sentence]
    assert given[:200] in html.unescape(answer.content.decode())


ASKED = "This pass was made for something else, such as a survey; nothing is booked with it."
MADE_FOR = {
    "ballot": (
        "ballot",
        "0" * 32,
        "This pass was made for something else, such as a survey; nothing is booked with it.",
    ),
    "label": ("label", "0" * 32, "This pass was made for something else, such as a survey; nothing is booked with it."),
    "candle": (
        "candle",
        "2026-10",
        "This is a candle pass. It lights a candle; leave is booked with break passes alone.",
    ),
    "entitlement": (
        "entitlement",
        f"day {QUARTER}",
        "This pass has not been exchanged for a break pass yet. Open the page where you collected it once more.",
    ),
}


@pytest.mark.parametrize("what", MADE_FOR)
def test_a_pass_of_another_kind_is_refused(person, what):
    purpose, scope, sentence = MADE_FOR[what]

    answer = person().look(minted(purpose, scope))

    assert (answer.status_code, errors(answer)) == (400, [sentence])


def test_a_pass_of_another_kind_under_a_break_key_is_refused(person):
    """The key alone is not enough: a pass says what it was made for, and the signature covers that."""
    answer = person().look(minted("candle", "2026-11", by=f"break day {QUARTER}"))

    assert (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


def test_a_pass_that_is_not_genuine_is_refused(person, other_side):
    forged = bytearray(other_side.pass_for())
    forged[-1] ^= 1

    answer = person().look(bytes(forged))

    assert (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


def test_a_pass_under_somebody_elses_key_is_refused(person):
    answer = person().look(minted("break", f"day {QUARTER}", by="a stranger"))

    assert (answer.status_code, errors(answer)) == (400, ["This pass is not genuine."])


def test_a_pass_whose_key_is_new_may_be_tried_again(person, other_side):
    ann, half = person(), other_side.pass_for("half-day")
    before = ann.look(half)
    other_side.show("half-day")

    assert (before.status_code, errors(before)[0][:50]) == (409, "The desk does not know the key of this pass yet. I")
    assert "Half a day of rest" in sentences(ann.look(half))


@pytest.mark.parametrize("is_seen", [True, False])
def test_a_pass_that_is_too_old_is_refused(person, other_side, is_seen):
    if is_seen:
        other_side.show("day", "2026-Q2")

    answer = person().look(other_side.pass_for("day", "2026-Q2"))

    assert (answer.status_code, errors(answer)) == (410, ["This pass was good until Sept. 30, 2026."])


def test_a_pass_of_last_quarter_is_good(person, other_side):
    other_side.show("day", "2026-Q3")

    answer = person().look(other_side.pass_for("day", "2026-Q3"))

    assert "It can be redeemed until Dec. 31, 2026." in sentences(answer)
