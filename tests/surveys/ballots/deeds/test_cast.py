import os

import pytest

from crypto.ballot import BadBallot, fill_in
from crypto.passes import BadPass
from surveys.ballots.deeds.cast import AnotherEnvelope, Closed, NoBox, cast
from surveys.ballots.models import Ballot, Box
from tests.surveys.ballots import town as towns

DURING, DEADLINE = towns.DURING, towns.DEADLINE


def kept():
    return [bytes(row) for row in Ballot.objects.values_list("sealed", flat=True)]


def test_cast_when_the_box_is_open_keeps_envelope_and_serial(town):
    body = town.ballot(towns.NORTH, {"rest": 4})

    cast(body=body, now=DURING)

    (ballot,) = Ballot.objects.all()
    assert bytes(ballot.sealed) == body[354:]
    assert bytes(ballot.serial) == body[2:34]
    assert ballot.box_id == town.fingerprint
    assert ballot.id.version == 4


def test_cast_when_sent_again_keeps_one(town):
    body = town.ballot()
    cast(body=body, now=DURING)

    cast(body=body, now=DURING)

    assert kept() == [body[354:]]


def test_cast_when_sent_again_after_the_deadline_is_still_acknowledged(town):
    body = town.ballot()
    cast(body=body, now=DURING)

    cast(body=body, now=DEADLINE)

    assert kept() == [body[354:]]


def test_cast_when_the_pass_was_made_for_another_envelope_refuses(town):
    one, other = town.ballot(), town.ballot()

    with pytest.raises(AnotherEnvelope):
        cast(body=one[:354] + other[354:], now=DURING)

    assert kept() == []


def test_cast_when_the_pass_is_forged_refuses(town):
    body = town.ballot()

    with pytest.raises(BadPass):
        cast(body=body[:98] + os.urandom(256) + body[354:], now=DURING)

    assert kept() == []


@pytest.mark.parametrize("wrong", [{"purpose": "label"}, {"purpose": "candle"}, {"scope": "b" * 32}])
def test_cast_when_the_pass_was_made_for_something_else_refuses(town, wrong):
    sealed = town.envelope(fill_in([], {}))
    ballot_pass = town.ballot_pass(sealed, **wrong).to_bytes()

    with pytest.raises(BadPass):
        cast(body=ballot_pass + sealed, now=DURING)

    assert kept() == []


def test_cast_when_no_box_has_the_key_refuses(town):
    sealed = town.envelope(fill_in([], {}))
    ballot_pass = town.ballot_pass(sealed, key=towns.NORTH).to_bytes()

    with pytest.raises(NoBox):
        cast(body=ballot_pass + sealed, now=DURING)


@pytest.mark.parametrize("size", [0, 353, 5585, 5587])
def test_cast_when_the_size_is_wrong_refuses(town, size):
    body = (town.ballot() + b"\x00")[:size]

    with pytest.raises(BadBallot):
        cast(body=body, now=DURING)

    assert kept() == []


def test_cast_when_the_deadline_is_past_refuses(town):
    with pytest.raises(Closed):
        cast(body=town.ballot(), now=DEADLINE)

    assert kept() == []


@pytest.mark.parametrize("state", ["labels", "answers", "published"])
def test_cast_when_the_count_has_begun_refuses(town, state):
    Box.objects.update(state=state)

    with pytest.raises(Closed):
        cast(body=town.ballot(), now=DURING)

    assert kept() == []


def test_cast_when_the_box_is_known_asks_nothing_before_its_one_statement(town, django_assert_num_queries):
    cast(body=town.ballot(), now=DURING)
    body = town.ballot()

    with django_assert_num_queries(0):  # the statement itself goes past Django's cursors
        cast(body=body, now=DURING)

    assert Ballot.objects.count() == 2
