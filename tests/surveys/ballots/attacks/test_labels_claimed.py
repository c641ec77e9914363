"""Labels that are no good, in ballots that should fill a team up around the one who answers there.

EAST has eight eligible people, of whom one answers; k is 5. The attacker knows all ballots that they cast themselves.
"""

import os
from dataclasses import replace

import pytest

from crypto import keys
from crypto.passes import Pass, token_input
from disclosure.release import assert_safe, plan
from surveys.ballots.deeds.count import close, count, labels
from surveys.ballots.models import Notice
from tests.attacks.queue.stuffing import least_unknown
from tests.attacks.worlds import Ballot, Wave
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep
from tests.surveys.ballots.deeds.count.conftest import report_of

EAST, SOUTH, ROOT = towns.EAST, towns.SOUTH, towns.ROOT
K, ELIGIBLE = 5, towns.ELIGIBLE[EAST]
ENOUGH, SOUTHERNERS = K - 1, 12
SPREAD = (1, 3, 4, 2, 3, 5)


def forged(town):
    """Under the team's key by its name, and signed by nobody."""
    key_id = keys.key_id(towns.spki_of(EAST))
    return token_input(os.urandom(32), purpose="label", scope=town.wave, key_id=key_id) + os.urandom(256)


def of_another_wave(town):
    return town.label(EAST, scope="b" * 32)


def of_another_cohort(town):
    return town.label(SOUTH, purpose="ballot")


def signed(town):
    """As only whoever holds the team's label key can make it without being of the team."""
    return town.label(EAST)


def none(_town):
    """Anybody may leave theirs out."""
    return b""


def cast(town, make, number):
    """The one's ballot, those of people elsewhere and the attacker's own; returns the Report."""
    sent = [town.ballot(EAST, {"rest": 2})] + [town.ballot(SOUTH, {"rest": 4}) for _ in range(SOUTHERNERS)]
    for own in range(number):
        labels = [label] if (label := make(town)) else []
        sent.append(town.ballot(labels=labels, answers={"rest": SPREAD[own % len(SPREAD)]}))
    keep(town, sent)
    count(fingerprint=town.fingerprint, now=towns.AFTER)
    return report_of(town)


def least_left(town, report, number, *, as_one=True):
    """The fewest people, not the attacker's, about whom something follows; None when it is nobody."""
    sizes = {cell["cohort"]: cell["n"] for cell in report["cells"]}
    own = {f"own {one}" for one in range(number)}
    places = dict.fromkeys(own, EAST if EAST in sizes else ROOT)
    places |= {"victim": ROOT if report["spoiled"]["overfull"] else EAST}
    places |= {f"southerner {one}": SOUTH for one in range(SOUTHERNERS)}
    ballots = [Ballot(person, place, {}) for person, place in places.items()]
    unlabelled = list(places.values()).count(ROOT) if as_one else 0
    held = Wave(Notice.objects.get(pk=town.fingerprint).content, ballots, unlabelled)
    assert held.plan().published == sizes.keys()
    return least_unknown(held, own)


@pytest.fixture
def no_check(monkeypatch):
    """Whether a label is genuine is not looked at."""
    monkeypatch.setattr(Pass, "check", lambda *_, **__: None)


@pytest.fixture
def never_overfull(monkeypatch):
    """The rule on cohorts with more ballots than people is taken out."""
    known = labels.Wave.of
    crowded = classmethod(lambda _cls, box: replace(known(box), eligible=(10**6,) * len(towns.PARENTS)))
    monkeypatch.setattr(labels.Wave, "of", crowded)


@pytest.mark.parametrize("make", [forged, of_another_wave, of_another_cohort])
def test_labels_that_are_no_good_count_at_the_root_and_the_one_stays_hidden(town, make):
    report = cast(town, make, ENOUGH)

    assert report["spoiled"]["label"] == ENOUGH
    assert EAST in report["hidden"]
    assert least_left(town, report, ENOUGH) >= K


@pytest.mark.usefixtures("no_check")
def test_without_the_check_forged_labels_single_out_the_one(town):
    report = cast(town, forged, ENOUGH)

    assert least_left(town, report, ENOUGH) == 1


def test_more_labels_than_people_count_at_the_root_and_the_one_stays_hidden(town):
    report = cast(town, signed, ELIGIBLE)

    assert report["spoiled"]["overfull"] == ELIGIBLE + 1
    assert EAST in report["hidden"]
    assert least_left(town, report, ELIGIBLE) >= K


@pytest.mark.usefixtures("never_overfull")
def test_without_the_rule_on_overfull_cohorts_the_ones_very_answer_is_shown(town):
    number = 29

    report = cast(town, signed, number)

    [cell] = [cell for cell in report["cells"] if cell["cohort"] == EAST]
    own = [SPREAD[one % len(SPREAD)] for one in range(number)]
    left = {line["value"]: line["count"] - own.count(line["value"]) for line in cell["items"]["rest"]["distribution"]}
    assert [value for value, people in left.items() if people] == [2]
    assert least_left(town, report, number) == 1


def test_whoever_holds_the_label_key_fills_a_team_up_to_its_size(town):
    """A limit: the named side's administrators hold the keys of labels; the door alone keeps them from others."""
    report = cast(town, signed, ENOUGH)

    assert report["spoiled"]["overfull"] == 0
    assert least_left(town, report, ENOUGH) == 1


@pytest.fixture
def each_is_one(monkeypatch):
    """Ballots without a label are as many people towards k as they are."""
    monkeypatch.setattr(labels, "plan", lambda *given, unlabelled: plan(*given))
    monkeypatch.setattr(
        close, "assert_safe", lambda *given, overfull, unlabelled: assert_safe(*given, overfull=overfull)
    )


@pytest.mark.parametrize("make", [none, forged])
def test_ballots_without_a_label_do_not_fill_the_rest_of_the_organisation_around_the_one(town, make):
    report = cast(town, make, 3 * ENOUGH)

    assert [cell["cohort"] for cell in report["cells"]] == [ROOT]
    assert least_left(town, report, 3 * ENOUGH) >= K


@pytest.mark.usefixtures("each_is_one")
@pytest.mark.parametrize("make", [none, forged])
def test_were_each_of_them_one_person_towards_k_the_one_is_singled_out(town, make):
    report = cast(town, make, ENOUGH)

    assert [cell["cohort"] for cell in report["cells"]] == [ROOT, SOUTH]
    assert least_left(town, report, ENOUGH, as_one=False) == 1


def test_without_such_ballots_the_other_team_is_hidden_with_the_one(town):
    report = cast(town, none, 0)

    assert [cell["cohort"] for cell in report["cells"]] == [ROOT]
