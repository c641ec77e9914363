"""Run with SIDE=named: makes a roster, its owner with a session, and waves in every state; prints what a browser needs.

Rows are made by the product's own deeds; only what the other side or a mail server would answer is written here.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from crypto.keys import new_installation_seed  # noqa: E402
from surveys.campaigns.deeds.announce_house import announce_house  # noqa: E402
from surveys.campaigns.deeds.announce_wave import announce_wave  # noqa: E402
from surveys.campaigns.deeds.import_questionnaire import import_questionnaire  # noqa: E402
from surveys.campaigns.deeds.plan_wave import Thresholds, plan_wave  # noqa: E402
from surveys.campaigns.library import starters  # noqa: E402
from surveys.campaigns.models import Invitation, Issued, Participation, Wave  # noqa: E402
from surveys.people.deeds.import_roster import import_roster  # noqa: E402
from surveys.people.deeds.set_second_factor import set_second_factor  # noqa: E402
from surveys.people.models import Employee  # noqa: E402
from surveys.people.roster import read_roster  # noqa: E402

GROUPS = (("Harbour / Cranes", 24), ("Harbour / Pilots", 14), ("Harbour / Night watch", 5), ("Office", 17), ("Lab", 6))


def owner() -> str:
    """The key of a session of an owner with a second factor."""
    employee = Employee.objects.create(email="owner@example.org", role="owner")
    set_second_factor(employee=employee, secret="A" * 32)
    return session_of(employee)


def session_of(employee: Employee) -> str:
    """The key of a session of this employee."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(employee.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = employee.get_session_auth_hash()
    session.create()
    return session.session_key


def roster() -> None:
    rows = [f"{i},p{i}@example.org,{group}" for i, group in enumerate(g for g, size in GROUPS for _ in range(size))]
    import_roster(roster=read_roster("\n".join(["employee_id,email,group", *rows]).encode()))


def waves(now: datetime) -> dict[str, str]:
    """One closed, one open, one planned, one refused, one cancelled."""
    made = {slug: import_questionnaire(draft=starters()[slug].draft)[0] for slug in ("pulse", "rest", "together")}
    seed = new_installation_seed()

    def plan(slug: str, opens: datetime) -> Wave:
        name = made[slug].name
        terms = {"campaign": name, "opens": opens, "closes": opens + timedelta(days=7), "grace_hours": 6, "now": opens}
        return plan_wave(questionnaire=made[slug], thresholds=Thresholds(8, 12), **terms)

    def hold(opens: datetime) -> Wave:
        wave = plan("pulse", opens)
        announce_house(now=opens, seed=seed)
        announce_wave(now=opens, seed=seed)
        wave.refresh_from_db()
        wave.move(Wave.State.OPEN)
        Invitation.objects.filter(wave=wave).update(mail=Invitation.Mail.SENT)
        return wave

    closed, opened = hold(now - timedelta(days=40)), hold(now - timedelta(days=2))
    closed.move(Wave.State.CLOSED)
    some = list(Invitation.objects.filter(wave=opened).order_by("id"))
    Invitation.objects.filter(pk__in=[one.pk for one in some[:9]]).update(mail=Invitation.Mail.WAITING)
    Invitation.objects.filter(pk=some[9].pk).update(mail=Invitation.Mail.REFUSED)
    Issued.objects.bulk_create(Issued(invitation=one, group="ballot", digest=b"x" * 32) for one in some[10:33])
    Participation.objects.create(wave=opened, day=(now - timedelta(days=1)).date(), percent=30)
    planned = plan("rest", now + timedelta(days=40))
    refused, cancelled = plan("together", now + timedelta(days=60)), plan("rest", now + timedelta(days=90))
    refused.move(Wave.State.REFUSED, reason="5 people are on the roster, and a wave needs at least 12")
    cancelled.move(Wave.State.CANCELLED)
    return {name: str(wave.pk) for name, wave in
            {"closed": closed, "open": opened, "planned": planned, "refused": refused}.items()}  # fmt: skip


def main(wanted: list[str]) -> None:
    said: dict[str, object] = {"session": owner()}
    if "roster" in wanted:
        roster()
    if "waves" in wanted:
        said |= waves(datetime.now(UTC))
    print(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1:])
