"""The life of passes at blind door 1, cut off anywhere: never two requests signed for one group and bearer."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from crypto.refusal import Refusal
from surveys.campaigns.asking import Asking, UnknownInvitation, digest, read_asking, token
from surveys.campaigns.deeds import issue_passes as door
from surveys.campaigns.deeds import shuffle as nightly
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.begin_collecting import begin_collecting
from surveys.campaigns.models import Invitation, Issued, IssuedEntitlement, IssuedSpare, Notice, SigningKey, Wave
from surveys.campaigns.terms import scope_of, terms_of
from surveys.people.models import Employee
from tests.crashing import LOST, Life, Loose, before_any, cut, fails, holds
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.collector import Collector

MONTHS, QUARTER = ("2026-11", "2026-12"), "2026-Q4"
BEGIN = datetime(2026, 11, 27, 8, tzinfo=UTC)
OPENS, CLOSES = BEGIN + timedelta(days=1), BEGIN + timedelta(days=8)
BY_INVITATION, BY_PERSON = ("labels", "ballot", "candle"), ("spare", "entitlements")
CUT, NIGHT = before_any(14), before_any(40)
GROUP = st.tuples(st.sampled_from([*BY_INVITATION, *BY_PERSON]), st.integers(0, 1), st.sampled_from(MONTHS))
GROUPS = st.lists(GROUP, min_size=1, max_size=5, unique_by=lambda chosen: chosen[0])


@pytest.fixture
def opened_late(stock: None, plan: Any, seed: bytes) -> SimpleNamespace:
    """A wave over the turn of a month, two people, and for each group, request and month the blanks of each."""
    plan(opens=OPENS)
    announce_house(now=BEGIN, seed=seed)
    [wave] = announce_wave(now=OPENS, seed=seed)
    wave.move(Wave.State.OPEN)
    announce_house(now=datetime(2026, 12, 1, tzinfo=UTC), seed=seed)
    for key in SigningKey.objects.exclude(scope=""):
        door._pen(key.pk)  # it takes long, and keys never change
    invited = list(Invitation.objects.filter(wave=wave).order_by("id")[:2])
    return SimpleNamespace(wave=wave, invited=invited, blanks=[_blanks(wave, one) for one in invited])


def _blanks(wave: Wave, invitation: Invitation) -> dict[tuple[str, int, str], list[list[str]]]:
    asker, house = Asker(wave, invitation), Notice.newest_house()
    assert house is not None
    made = {}
    for month in MONTHS:
        asker.turn(month)
        for request in range(2):
            groups = asker.body(*BY_INVITATION, "spare")["groups"]
            groups["entitlements"] = Collector(house.read()).blanks()
            made |= {(group, request, month): blanks for group, blanks in groups.items()}
    return made


class IssueLife(Life):
    """`served` is the request that the door remembers of each bearer's group, `signed` what was ever answered."""

    remembered = (terms_of, scope_of)

    def __init__(self) -> None:
        super().__init__()
        self.now, self.served, self.tokens = OPENS, {}, {}
        self.signed, self.heard = {}, {}
        self.gone: set[int] = set()
        self.forgotten: set[Any] = set()

    @initialize()
    def begin(self) -> None:
        self.sign_in(0)

    @rule(who=st.integers(0, 1), groups=GROUPS, at=CUT)
    def ask(self, who: int, groups: list[tuple[str, int, str]], at: int | None) -> None:
        hindrance = door.Closed if self.now >= CLOSES else None
        self._ask(who, token(self.world.invited[who].pk), groups, at, hindrance, invited=True)

    @rule(who=st.integers(0, 1), groups=GROUPS, at=CUT)
    def ask_without_an_invitation(self, who: int, groups: list[tuple[str, int, str]], at: int | None) -> None:
        if who in self.tokens:
            text, day = self.tokens[who]
            hindrance = None if day >= (self.now - timedelta(days=1)).date() else UnknownInvitation
            self._ask(who, text, groups, at, hindrance, invited=False)

    @rule(who=st.integers(0, 1))
    def sign_in(self, who: int) -> None:
        """The named page hands out the token of the day."""
        if who not in self.gone:
            employee = self.world.invited[who].employee
            self.tokens[who] = begin_collecting(employee=employee, now=self.now), self.now.date()

    @precondition(lambda self: self.may_sleep)
    @rule(at=NIGHT)
    def night(self, at: int | None) -> None:
        """Once nobody is served them any more, what is remembered of them is forgotten."""
        after = {key: known for key, known in self.served.items() if not self._is_old(key)}
        if self.sleep(lambda: nightly.shuffle(now=self.now), at) is LOST:
            found = self._stored()
            assert found in (self.served, after), "half done"
            after = found
        self.forgotten |= set(self.served) - set(after)
        self.served = after

    @rule(hours=st.sampled_from([9, 24, 48, 9 * 24]))
    def pass_time(self, hours: int) -> None:
        self.now = min(self.now + timedelta(hours=hours), datetime(2027, 1, 12, tzinfo=UTC))

    @rule(who=st.integers(0, 1))
    def leave(self, who: int) -> None:
        """As the roster has it: a number stays."""
        nobody = {"is_active": False, "email": None, "name": "", "group": None}
        Employee.objects.filter(pk=self.world.invited[who].employee_id).update(**nobody)
        self.gone.add(who)

    @invariant()
    def what_was_served_is_remembered(self) -> None:
        assert self._stored() == self.served
        kept = {key: known for key, (known, _) in self.signed.items() if key not in self.forgotten}
        assert kept.items() <= self.served.items()

    def _ask(self, who: int, bearer: str, groups: list[tuple[str, int, str]], at: int | None,
             hindrance: type[Refusal] | None, *, invited: bool) -> None:  # fmt: skip
        chosen = {group: self.world.blanks[who][group, request, month] for group, request, month in groups}
        asking = _asking(bearer, chosen)
        months = {group: month for group, _, month in groups}
        try:
            answered = cut(lambda: door.issue_passes(asking=asking, now=self.now), at, remembered=self.remembered)
        except Refusal as refused:
            answered = type(refused)
        after = self.served | self._becomes(who, asking, months, invited=invited) if hindrance is None else self.served
        if answered is LOST:
            self._either(after)
            return
        assert (answered if isinstance(answered, type) else None) is hindrance
        self.served = after
        for group, said in answered["groups"].items() if hindrance is None else ():
            key = self._key(who, group, months[group])
            known = self.served.get(key) == digest(asking.groups[group])
            assert ("signatures" in said) == (known and self._is_theirs(who, group, invited=invited)), "signed or not"
            if "signatures" in said:
                asked = digest(asking.groups[group]), said
                assert self.signed.setdefault(key, asked) == asked, "signed another"
                self.heard[key] = who, chosen[group]

    def _becomes(self, who: int, asking: Asking, months: dict[str, str], *, invited: bool) -> dict[Any, bytes]:
        """What is served now for the first time, group by group."""
        return {
            self._key(who, group, months[group]): digest(blanks)
            for group, blanks in asking.groups.items()
            if self._key(who, group, months[group]) not in self.served
            and self._may(who, group, months[group], invited=invited)
        }

    def _may(self, who: int, group: str, month: str, *, invited: bool) -> bool:
        current = group not in ("candle", "spare") or month == f"{self.now:%Y-%m}"
        current &= group != "entitlements" or self.now.year == int(QUARTER[:4])
        return current and self._is_theirs(who, group, invited=invited)

    def _is_theirs(self, who: int, group: str, *, invited: bool) -> bool:
        """To ask for, for the first time or again."""
        return invited if group in BY_INVITATION else who not in self.gone

    def _is_old(self, key: tuple[Any, ...]) -> bool:
        """Over for a week, or a wave for nine days."""
        if len(key) == 2:
            return self.now > CLOSES + nightly.SETTLED
        week_ago = self.now - timedelta(days=7)
        return week_ago.year > 2026 if key[1] == "entitlements" else key[2] < f"{week_ago:%Y-%m}"

    def _key(self, who: int, group: str, month: str) -> tuple[Any, ...]:
        if group in BY_INVITATION:
            return self.world.invited[who].pk, group
        return self.world.invited[who].employee_id, group, month if group == "spare" else QUARTER

    def _either(self, after: dict[Any, bytes]) -> None:
        """Each group was remembered or was not."""
        found = self._stored()
        assert self.served.items() <= found.items() <= after.items()
        self.served = found

    def _stored(self) -> dict[Any, bytes]:
        rows: dict[Any, bytes] = {(row.invitation_id, row.group): bytes(row.digest) for row in Issued.objects.all()}
        rows |= {(row.employee_id, "spare", row.month): bytes(row.digest) for row in IssuedSpare.objects.all()}
        rest = IssuedEntitlement.objects.all()
        return rows | {(row.employee_id, "entitlements", row.quarter): bytes(row.digest) for row in rest}

    def finish(self) -> None:
        """The door works on: whoever asks again in time is served what they were served before."""
        for key, (_, said) in self.signed.items():
            who, blanks = self.heard[key]
            if who not in self.gone and key not in self.forgotten:
                asking = _asking(token(self.world.invited[who].pk), {key[1]: blanks})
                assert door.issue_passes(asking=asking, now=OPENS)["groups"] == {key[1]: said}


def _asking(bearer: str, groups: dict[str, list[list[str]]]) -> Asking:
    return read_asking(json.dumps({"version": 1, "invitation": bearer, "groups": groups}).encode())


def test_never_two_requests_are_signed_for_one_group_wherever_a_process_dies(opened_late: SimpleNamespace) -> None:
    holds(IssueLife, opened_late, examples=60, steps=40)


def test_a_door_that_does_not_look_at_what_it_signed_is_found(
    opened_late: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remember_only(bearer: Any, asking: Asking, answers: dict[str, Any]) -> dict[str, Any]:
        door.remember(bearer, asking, [group for group, said in answers.items() if "signatures" in said])
        return answers

    answer = door._answer
    monkeypatch.setattr(door, "_answer", lambda group, blanks, _, **said: answer(group, blanks, None, **said))
    monkeypatch.setattr(door, "_record", remember_only)

    fails(IssueLife, opened_late, by=["ask"], match="signed or not")


def test_a_door_that_remembers_nothing_is_found(opened_late: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_record", lambda bearer, asking, answers: answers)

    fails(IssueLife, opened_late, by=["ask"])


def test_a_night_without_a_transaction_is_found(opened_late: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "transaction", Loose)

    fails(IssueLife, opened_late, by=["ask", "night"], match="half done")


def test_a_night_that_forgets_too_early_is_found(opened_late: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "REPEATED", timedelta(days=-30))

    fails(IssueLife, opened_late, by=["ask", "night"])
