"""Challenges: ours, young, and once."""

import base64
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.proof import BadProof
from tests.wellbeing.candles.conftest import race
from wellbeing.candles.challenges import check_challenge, new_challenge, use_challenge
from wellbeing.candles.models import UsedChallenge

CLOCK = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_a_challenge_is_good_for_five_minutes(now):
    challenge = new_challenge(now)

    check_challenge(challenge, now)
    check_challenge(challenge, now + timedelta(seconds=300))
    with pytest.raises(BadProof, match="run out"):
        check_challenge(challenge, now + timedelta(seconds=302))


def test_a_challenge_of_a_clock_that_is_far_ahead_is_refused(now):
    with pytest.raises(BadProof, match="run out"):
        check_challenge(new_challenge(now + timedelta(seconds=62)), now)


def test_challenges_differ_and_have_one_length(now):
    made = {new_challenge(now) for _ in range(100)}

    assert len(made) == 100
    assert {len(challenge) for challenge in made} == {43}


def test_a_challenge_of_another_secret_is_refused(now, settings):
    settings.SECRET_KEY = "another secret"
    challenge = new_challenge(now)
    settings.SECRET_KEY = "this secret"

    with pytest.raises(BadProof, match="this server"):
        check_challenge(challenge, now)


@given(st.one_of(st.text(max_size=60), st.text("abcXYZ019-_", min_size=43, max_size=43)))
def test_any_other_text_is_refused_in_words(text):
    with pytest.raises(BadProof):
        check_challenge(text, CLOCK)


@given(st.integers(0, 42), st.sampled_from("abcdefgABCDEFG0123456789-_+/= é"))
def test_a_challenge_with_another_character_is_refused(place, character):
    challenge = new_challenge(CLOCK)
    changed = challenge[:place] + character + challenge[place + 1 :]

    if changed != challenge:
        with pytest.raises(BadProof):
            check_challenge(changed, CLOCK)


def test_other_spellings_of_the_same_bytes_are_refused():
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = 0
    for challenge in (new_challenge(CLOCK) for _ in range(50)):
        neighbour = letters[letters.index(challenge[-1]) ^ 1]  # differs in a bit that is thrown away
        plain = challenge.replace("-", "+").replace("_", "/")
        for spelling in {challenge[:-1] + neighbour, plain} - {challenge}:
            others += 1
            assert base64.b64decode(spelling + "=", altchars=b"-_") == base64.b64decode(challenge + "=", altchars=b"-_")
            with pytest.raises(BadProof, match="this server"):
                check_challenge(spelling, CLOCK)
    assert others > 50


@pytest.mark.django_db
def test_a_challenge_is_used_once_and_its_hash_is_kept_with_the_day(now):
    challenge = new_challenge(now)
    use_challenge(challenge, now)

    with pytest.raises(BadProof, match="answered before"):
        use_challenge(challenge, now)

    assert [used.day for used in UsedChallenge.objects.all()] == [date(2026, 11, 23)]
    assert challenge.encode() not in bytes(UsedChallenge.objects.get().digest)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_one_challenge_at_once_one_may(now):
    challenge = new_challenge(now)

    answers = race(lambda _: use_challenge(challenge, now), range(16))

    assert answers.count(None) == 1
    assert {type(answer) for answer in answers} == {type(None), BadProof}
