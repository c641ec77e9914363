"""A Notice for one person, made by a named side that keeps to no rule of its own: what the nameless side takes."""

import json

import pytest

from crypto import keys, shapes
from crypto.notice import BadDocument
from surveys.ballots.deeds.count import count
from surveys.ballots.models import Notice
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep, open_wave
from tests.surveys.ballots.deeds.count.conftest import report_of


def cohorts():
    """The organisation with so few people asked that everybody counts at the root: one."""
    names = {"id": towns.ROOT, "name": "Everybody", "parent": None, "rest": False}
    return [names | {"eligible": 1, "change": None, "label_key": keys.key_id(towns.spki_of(towns.ROOT)).hex()}]


@pytest.fixture
def label_keys(monkeypatch):
    monkeypatch.setattr(towns, "label_keys", lambda real=towns.label_keys: real((towns.ROOT,)))


@pytest.mark.usefixtures("db", "during", "label_keys")
def test_a_wave_for_one_person_is_refused_by_the_nameless_side():
    with pytest.raises(BadDocument, match="fewer people than the cohort minimum"):
        open_wave(cohorts=cohorts())

    assert not Notice.objects.filter(kind="wave").exists()


@pytest.mark.usefixtures("db", "during", "label_keys")
def test_without_that_rule_it_stands_in_the_list_and_publishes_nothing(client, monkeypatch):
    """The page lists it, its Notice says how many are asked, and no figure is shown."""
    monkeypatch.setattr(shapes, "fault_of_cohorts", lambda *_, **__: None)
    town = open_wave(cohorts=cohorts())
    keep(town, [town.ballot(towns.ROOT, {"rest": 2})])

    listed = client.get("/waves/").json()["open"]
    count(fingerprint=town.fingerprint, now=towns.AFTER)

    notice = json.loads(bytes(Notice.objects.get(pk=town.fingerprint).document))
    assert listed == [town.fingerprint]
    assert [cohort["eligible"] for cohort in notice["cohorts"]] == [1]
    assert report_of(town)["cells"] == []
