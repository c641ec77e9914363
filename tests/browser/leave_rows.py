"""Run with SIDE=named: makes a small harbour, its desk and a manager, leave in every state, and passes to redeem.

Passes are signed here as the other side signs them; leave is made by the product's own deeds.
"""

import base64
import json
import os
import sys
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402

from crypto import keys  # noqa: E402
from crypto.blind import blind, unblind  # noqa: E402
from crypto.installation import new_installation_seed  # noqa: E402
from crypto.passes import assemble, token_input  # noqa: E402
from crypto.quarters import quarter_of  # noqa: E402
from crypto.sign import Pen  # noqa: E402
from surveys.people.deeds.set_second_factor import set_second_factor  # noqa: E402
from surveys.people.models import Employee, Group  # noqa: E402
from tests.browser.office_rows import session_of  # noqa: E402
from surveys.campaigns.deeds.announce_house import announce_house  # noqa: E402
from surveys.campaigns.house import month_of  # noqa: E402
from surveys.campaigns.models import IssuedEntitlement, IssuedSpare, SigningKey  # noqa: E402
from wellbeing.desk.days import today_of  # noqa: E402
from wellbeing.desk.deeds.decide import approve, decline  # noqa: E402
from wellbeing.desk.deeds.redeem import redeem  # noqa: E402
from wellbeing.desk.models import BreakKeySeen, BreakKind, Leave  # noqa: E402
from wellbeing.desk.passes import known_pass  # noqa: E402

NOW = datetime.now(UTC)
QUARTER = quarter_of(NOW)
KEYS = {kind: keys.new_signing_key() for kind in ("day", "half-day")}
NAMES = ("Ada Lind", "Bo Karam", "Cem Aydin", "Dana Okafor", "Eli Roth", "Faye Nguyen", "Gil Santos")


def minted(kind: str) -> bytes:
    """A genuine pass for this kind and quarter."""
    public = KEYS[kind].public_key()
    name = keys.key_id(keys.spki(public))
    asked = blind(public, token_input(os.urandom(32), purpose="break", scope=f"{kind} {QUARTER}", key_id=name))
    return assemble(asked.message, unblind(public, asked, Pen(KEYS[kind]).sign(asked.blinded))).to_bytes()


def written(kind: str) -> str:
    return base64.urlsafe_b64encode(minted(kind)).decode()


def seen() -> None:
    for kind, key in KEYS.items():
        spki = keys.spki(key.public_key())
        terms = {"kind": kind, "quarter": QUARTER, "spki": spki, "enough": True, "seen": NOW.date()}
        BreakKeySeen.objects.create(key_id=keys.key_id(spki).hex(), **terms)


def asked(who: Employee, kind: str, after: int, days: int = 1, *, at_once: bool = True) -> Leave:
    """A booking that begins `after` days from today."""
    first = today_of(NOW) + timedelta(days=after)
    last = first + timedelta(days=days - 1)
    brought = known_pass(minted(kind), now=NOW)
    return redeem(employee=who, brought=brought, first=first, last=last, at_once=at_once, sure=True, now=NOW)


def collected(people: list[Employee]) -> None:
    """There is something to collect, and these people have."""
    SigningKey.fill(8, at_most=8)
    announce_house(now=NOW, seed=new_installation_seed())
    for who in people:
        IssuedSpare.objects.create(employee=who, month=month_of(NOW), digest=b"")
        IssuedEntitlement.objects.create(employee=who, quarter=QUARTER, digest=b"")


def long_ago(leave: Leave, day: date) -> None:
    Leave.objects.filter(pk=leave.pk).update(first=day, last=day)


def main() -> None:
    root = Group.objects.create(name=settings.ORGANISATION_NAME)
    harbour = Group.objects.create(name="Harbour", parent=root)
    cranes = Group.objects.create(name="Cranes", parent=harbour)
    people = [
        Employee.objects.create(
            number=f"n{i}", email=f"p{i}@example.org", name=name, group=cranes if i % 2 else harbour
        )
        for i, name in enumerate(NAMES)
    ]
    lead = Employee.objects.create(number="lead", email="lead@example.org", name="Hal Berg", group=harbour, leads=True)
    desk = Employee.objects.create(email="desk@example.org", name="Dora Weiss", role="desk")
    set_second_factor(employee=desk, secret="A" * 32)
    seen()
    BreakKind.objects.filter(pk="half-day").update(capacity=1)
    ada, bo, cem, dana, eli, faye, gil = people
    for who, kind, after, days in ((bo, "day", 7, 1), (cem, "day", 6, 3), (eli, "day", 0, 2), (gil, "half-day", 9, 1)):
        approve(leave=asked(who, kind, after, days))
    for who, kind, after, days in ((dana, "day", 6, 4), (faye, "half-day", 9, 1), (bo, "half-day", 3, 1)):
        asked(who, kind, after, days)
    for place, state in enumerate(("approved", "asked", "waiting", "declined", "over")):
        leave = asked(ada, "day", 10 + 7 * place, 1 + place % 2, at_once=state != "waiting")
        if state in ("approved", "over"):
            approve(leave=leave)
        if state == "declined":
            decline(leave=leave, note="That week is inventory; any day of the next one is free.")
        if state == "over":
            long_ago(leave, today_of(NOW) - timedelta(days=20))
    collected([ada, faye])
    signed_in = {"ada": ada, "faye": faye, "gil": gil, "lead": lead, "desk": desk}
    said = {
        "sessions": {name: session_of(who) for name, who in signed_in.items()},
        "passes": {kind: [written(kind) for _ in range(8)] for kind in KEYS},
        "full": str(Leave.objects.get(employee=faye).pk),
        "booked": str(Leave.objects.get(employee=bo, state="approved").pk),
        "declined": str(Leave.objects.get(state="declined").pk),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    sys.exit(main())
