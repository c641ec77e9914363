"""A Notice for one person, made by a named side that keeps to no rule of its own: what the nameless side takes."""

import json

from crypto import keys
from surveys.ballots.deeds.count import count
from surveys.ballots.models import Notice
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep, open_wave
from tests.surveys.ballots.deeds.count.conftest import report_of


def cohorts():
    """The organisation with so few people asked that everybody counts at the root: one."""
    names = {"id": towns.ROOT, "name": "Everybody", "parent": None, "rest": False}
    return [names | {"eligible": 1, "change": None, "label_key": keys.key_id(towns.spki_of(towns.ROOT)).hex()}]


def test_a_wave_for_one_person_is_taken_stands_in_the_list_and_publishes_nothing(db, client, during, monkeypatch):
    """A limit, and what is left: the page lists it, its Notice says how many are asked, and no figure is shown."""
    monkeypatch.setattr(towns, "label_keys", lambda real=towns.label_keys: real((towns.ROOT,)))
    town = open_wave(cohorts=cohorts())
    keep(town, [town.ballot(towns.ROOT, {"rest": 2})])

    listed = client.get("/waves/").json()["open"]
    count(fingerprint=town.fingerprint, now=towns.AFTER)

    notice = json.loads(bytes(Notice.objects.get(pk=town.fingerprint).document))
    assert listed == [town.fingerprint]
    assert [cohort["eligible"] for cohort in notice["cohorts"]] == [1]
    assert report_of(town)["cells"] == []
