"""Announcing: the month's house Notice, then each due wave with its cohorts, keys and invitations."""

import base64
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from crypto import keys, notice
from crypto.refusal import Refusal
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import NoHouse, announce_wave
from surveys.campaigns.deeds.close_wave import close_wave
from surveys.campaigns.deeds.stock_keys import stock_keys
from surveys.campaigns.models import Invitation, Notice, SigningKey, Wave
from surveys.people.models import Employee, Group

Plan = Callable[..., Wave]


def document_of(wave: Wave) -> dict[str, Any]:
    assert wave.notice is not None
    return wave.notice.read()


def test_the_house_notice_is_made_once_a_month(db: None, seed: bytes) -> None:
    months = [datetime(2026, 8 + i, 1, tzinfo=UTC) for i in range(5)]

    made = [announce_house(now=month, seed=seed) for month in months]
    again = announce_house(now=months[-1] + timedelta(days=30), seed=seed)

    assert again is None
    assert Notice.chain() == [row.fingerprint for row in made if row]
    newest = made[-1].read() if made[-1] else {}
    assert newest["month"] == "2026-12"
    assert [key["month"] for key in newest["candle_keys"]] == ["2026-12", "2026-11", "2026-10", "2026-09"]


def test_a_wave_notice_says_what_the_protocol_asks(announced: Wave, roster: dict[str, Group]) -> None:
    document = document_of(announced)

    assert announced.state == Wave.State.ANNOUNCED
    assert notice.read(notice.encode(document), kind="wave") == document
    assert Notice.chain() == [document["house"], announced.notice_id]
    assert document["previous"] == document["house"]
    assert (document["wave"], document["follows"], document["title"]["de"]) == (announced.id.hex, None, "Pulse 1")
    assert (document["opens"], document["closes"]) == ("2026-11-02T08:00:00Z", "2026-11-09T08:00:00Z")
    assert [(c["name"], c["eligible"], c["change"], c["rest"]) for c in document["cohorts"]] == [
        ("Everybody", 22, None, True),
        ("Sales", 20, None, False),
    ]
    assert [c["id"] for c in document["cohorts"]] == [roster["root"].id.hex, roster["Sales"].id.hex]


def test_every_cohort_has_a_key_of_its_own(announced: Wave) -> None:
    document = document_of(announced)

    labels = {cohort["label_key"] for cohort in document["cohorts"]}

    assert labels == set(SigningKey.objects.filter(purpose="label", scope=announced.scope).values_list("id", flat=True))
    assert keys.key_id(base64.b64decode(document["ballot_key"])).hex() not in labels


def test_a_division_of_teams_is_a_cohort_with_a_key_and_nobody_invited(
    plan: Plan, roster: dict[str, Group], stock: None, seed: bytes, now: datetime
) -> None:
    division = Group.objects.create(name="Trade", parent=roster["root"])
    Group.objects.filter(name__in=["Sales", "Tech"]).update(parent=division)
    for number in ("a", "b", "c", "d"):  # with these the root's own are twelve
        Employee.objects.create(number=number, email=f"{number}@example.org", group=roster["root"])
    plan()
    announce_house(now=now, seed=seed)

    [wave] = announce_wave(now=now, seed=seed)

    cohorts = {cohort["name"]: cohort for cohort in document_of(wave)["cohorts"]}
    assert {name: (cohort["eligible"], cohort["rest"]) for name, cohort in cohorts.items()} == {
        "Everybody": (12, True),
        "Trade": (0, True),
        "Sales": (20, False),
        "Tech": (14, False),
    }
    assert {cohorts[name]["parent"] for name in ("Sales", "Tech")} == {division.id.hex}
    assert SigningKey.objects.filter(id=cohorts["Trade"]["label_key"], purpose="label", scope=wave.scope).exists()
    assert not Invitation.objects.filter(cohort=division.id.hex).exists()


def test_everybody_is_invited_once_into_their_cohort(announced: Wave, roster: dict[str, Group]) -> None:
    counted = Counter(Invitation.objects.values_list("cohort", flat=True))

    assert counted == {roster["root"].id.hex: 22, roster["Sales"].id.hex: 20}
    assert Invitation.objects.values("employee").distinct().count() == 42


def test_the_next_wave_follows_and_shows_changes(
    announced: Wave, plan: Plan, roster: dict[str, Group], seed: bytes, now: datetime
) -> None:
    later = now + timedelta(days=28)
    close_wave(now=later)
    Employee.objects.create(number="new", email="new@example.org", group=roster["Sales"])
    plan(opens=later, now=later)

    [second] = announce_wave(now=later, seed=seed)

    document = document_of(second)
    assert document["follows"] == announced.scope
    assert [(c["name"], c["change"]) for c in document["cohorts"]] == [("Everybody", 0), ("Sales", 1)]


def test_a_wave_waits_for_its_time_and_for_the_house(plan: Plan, seed: bytes, now: datetime) -> None:
    wave = plan(opens=now + timedelta(hours=1))

    assert announce_wave(now=now, seed=seed) == []
    with pytest.raises(NoHouse):
        announce_wave(now=wave.opens, seed=seed)

    wave.refresh_from_db()
    assert wave.state == Wave.State.PLANNED
    assert not Invitation.objects.exists()


def test_a_wave_whose_time_passed_is_refused_with_its_reason(plan: Plan, seed: bytes, now: datetime) -> None:
    wave = plan()

    announce_wave(now=now + timedelta(days=7), seed=seed)

    wave.refresh_from_db()
    assert (wave.state, wave.reason) == (Wave.State.REFUSED, "the wave was to close before it could be announced")


def test_a_wave_of_too_few_is_refused_with_its_reason(plan: Plan, seed: bytes, now: datetime) -> None:
    wave = plan()
    Employee.objects.filter(number__gt="Sales").delete()

    announce_wave(now=now, seed=seed)

    wave.refresh_from_db()
    assert wave.state == Wave.State.REFUSED
    assert wave.reason == "0 people are on the roster, and a wave needs at least 12"


def test_keys_made_ahead_are_used(plan: Plan, seed: bytes, now: datetime) -> None:
    assert (stock_keys(target=8, at_most=4), stock_keys(target=8, at_most=6), stock_keys(target=8)) == (4, 4, 0)
    ahead = set(SigningKey.objects.values_list("id", flat=True))
    plan()

    announce_house(now=now, seed=seed)
    announce_wave(now=now, seed=seed)

    used = set(SigningKey.objects.exclude(purpose="stock").values_list("id", flat=True))
    assert len(used) == 6  # candle, two kinds of rest, ballot, two cohorts
    assert used < ahead


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_announce_a_wave_once(plan: Plan, seed: bytes, now: datetime) -> None:
    for name in ("Pulse", "Other"):
        plan(campaign=name)
    announce_house(now=now, seed=seed)
    together = Barrier(4)

    def work(_: int) -> None:
        together.wait()
        try:
            announce_wave(now=now, seed=seed)
        except Refusal:
            pass  # overtaken: the next tick tries again
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    announce_wave(now=now, seed=seed)

    states = sorted(Wave.objects.values_list("state", flat=True))
    announced = Wave.objects.filter(state="announced").count()
    assert states in (["announced", "announced"], ["announced", "refused"])
    assert len(Notice.chain()) == Notice.objects.count() == 1 + announced
    assert Invitation.objects.count() == 42 * announced


def announced_by_four_at_once(seed: bytes, now: datetime) -> int:
    """How many of four workers announced a house Notice."""
    together = Barrier(4)

    def work(_: int) -> bool:
        together.wait()
        try:
            return announce_house(now=now, seed=seed) is not None
        except Refusal:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(work, range(4)))


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_make_one_house_notice(seed: bytes, now: datetime) -> None:
    made = announced_by_four_at_once(seed, now)

    assert made == 1
    assert Notice.objects.count() == 1
    assert SigningKey.objects.filter(purpose="candle").count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_announce_a_change_once(seed: bytes, now: datetime, settings: Any) -> None:
    announce_house(now=now, seed=seed)
    settings.OTHER_INSTALLATION_KEY = "c6" * 32

    made = announced_by_four_at_once(seed, now)

    assert made == 1
    assert Notice.objects.count() == 2


def test_closing_is_done_once(opened: Wave) -> None:
    assert close_wave(now=opened.closes - timedelta(seconds=1)) == 0
    assert close_wave(now=opened.closes) == 1
    assert close_wave(now=opened.closes) == 0
