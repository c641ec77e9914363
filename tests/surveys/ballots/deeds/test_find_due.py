import pytest

from surveys.ballots.deeds.find_due import Due, find_due
from surveys.ballots.deeds.keep_keys import keep_keys
from surveys.ballots.deeds.pin import pin
from surveys.ballots.models import Box
from surveys.ballots.seeds import destroy_seed
from tests.surveys.ballots import town as towns


@pytest.mark.django_db
def test_find_due_when_label_keys_are_missing_waits_with_the_box():
    house = towns.signed(towns.house_notice())
    wave = towns.signed(towns.wave_notice(previous=house["fingerprint"], house=house["fingerprint"]))
    pin(**house)
    pin(**wave)

    before = find_due(now=towns.DURING)
    keep_keys(fingerprint=wave["fingerprint"], body=towns.label_keys())

    assert before == Due([], [])
    assert find_due(now=towns.DURING) == Due([wave["fingerprint"]], [])


def test_find_due_when_a_box_is_before_its_deadline_leaves_it(town):
    assert find_due(now=towns.CLOSES) == Due([], [])
    assert find_due(now=towns.DEADLINE) == Due([], [town.fingerprint])


@pytest.mark.parametrize("state", ["labels", "answers"])
def test_find_due_when_a_count_has_begun_carries_on(town, state):
    Box.objects.update(state=state)

    assert find_due(now=towns.DURING) == Due([], [town.fingerprint])


def test_find_due_when_a_published_box_has_its_seed_still_counts_it(town):
    Box.objects.update(state="published")
    before = find_due(now=towns.AFTER)

    destroy_seed(town.fingerprint)

    assert before == Due([], [town.fingerprint])
    assert find_due(now=towns.AFTER) == Due([], [])
