import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crypto import keys
from surveys.ballots.deeds.keep_keys import BadKeys, keep_keys
from surveys.ballots.deeds.pin import pin
from surveys.ballots.models import LabelKeys, Notice
from surveys.ballots.papers import NotThere
from tests.surveys.ballots import town as towns


@pytest.fixture
def pinned(db):
    house = towns.signed(towns.house_notice())
    pin(**house)
    name = house["fingerprint"]
    wave = towns.signed(towns.wave_notice(previous=name, house=name))
    pin(**wave)
    return wave["fingerprint"]


def test_keep_keys_when_they_are_the_notices_keeps_them(pinned):
    assert keep_keys(fingerprint=pinned, body=towns.label_keys()) is True

    assert bytes(LabelKeys.objects.get(pk=pinned).document) == towns.label_keys()


def test_keep_keys_when_the_same_set_comes_again_changes_nothing(pinned):
    keep_keys(fingerprint=pinned, body=towns.label_keys())

    assert keep_keys(fingerprint=pinned, body=towns.label_keys(list(towns.PARENTS)[::-1])) is False

    assert bytes(LabelKeys.objects.get(pk=pinned).document) == towns.label_keys()


ALL = list(towns.PARENTS)


@pytest.mark.parametrize("cohorts", [[], ALL[:-1], [*ALL, ALL[0]], [*ALL[:-1], ALL[0]], [*ALL[:-1], "stranger"]])
def test_keep_keys_when_they_are_others_refuses(pinned, cohorts):
    with pytest.raises(BadKeys):
        keep_keys(fingerprint=pinned, body=towns.label_keys(cohorts))

    assert not LabelKeys.objects.exists()


def test_keep_keys_when_one_is_spelled_otherwise_refuses(pinned):
    document = json.loads(towns.label_keys())
    document["keys"][0] = base64.b64encode(keys.spki(towns.signing_key(ALL[0]).public_key()) + b"\x00").decode()

    with pytest.raises(BadKeys):
        keep_keys(fingerprint=pinned, body=json.dumps(document).encode())


@pytest.mark.parametrize("name", ["0" * 64, "", "\x00", "A" * 64])
def test_keep_keys_when_no_such_notice_is_pinned_refuses(pinned, name):
    with pytest.raises(NotThere):
        keep_keys(fingerprint=name, body=towns.label_keys())


def test_keep_keys_when_the_notice_is_a_houses_refuses(pinned):
    house = Notice.chain()[0]

    with pytest.raises(NotThere):
        keep_keys(fingerprint=house, body=towns.label_keys())


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=80)
    | st.builds(lambda keys: json.dumps({"version": 1, "keys": keys}).encode(), JSON)
    | st.builds(lambda document: json.dumps(document).encode(), JSON)
)
def test_keep_keys_when_the_body_is_anything_refuses(pinned, body):
    with pytest.raises(BadKeys):
        keep_keys(fingerprint=pinned, body=body)
