"""Invented employees: k does not stop them, and the Notice that everybody's page shows tells of them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from crypto import notice
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.close_wave import close_wave
from surveys.campaigns.letters import link_of
from surveys.campaigns.models import Invitation, Wave
from surveys.people.models import Employee, Group
from tests.attacks.queue.stuffing import least_unknown
from tests.attacks.worlds import Ballot
from tests.attacks.worlds import Wave as Held
from tests.surveys.campaigns.asker import Asker

VICTIM, INVENTED = "Tech0", 14
Post = Callable[..., Any]


@pytest.fixture
def annex(announced: Wave, roster: dict[str, Group], now: datetime) -> Group:
    """After the first wave one person is moved into a new group, with fourteen who do not exist."""
    close_wave(now=now + timedelta(days=28))
    group = Group.objects.create(name="Annex", parent=roster["root"])
    Employee.objects.filter(number=VICTIM).update(group=group)
    for number in range(INVENTED):
        Employee.objects.create(number=f"invented{number}", email=f"invented{number}@example.org", group=group)
    return group


@pytest.fixture
def second(annex: Group, plan: Callable[..., Wave], seed: bytes, now: datetime) -> Wave:
    later = now + timedelta(days=28)
    plan(opens=later, now=later)
    [wave] = announce_wave(now=later, seed=seed)
    wave.move(Wave.State.OPEN)
    return wave


def test_the_notice_on_the_employees_page_tells_the_size_and_the_change(
    second: Wave, annex: Group, client: Client
) -> None:
    link = link_of(Invitation.objects.get(wave=second, employee__number=VICTIM))
    address, _, secret = link.partition("#")
    fingerprint, cohort = address.rpartition("/")[2], secret.partition(".")[2]

    page = client.get(f"/notices/{fingerprint}/", headers={"origin": settings.NAMELESS_ORIGIN})

    document = notice.read(page.content, kind="wave")
    told = {one["id"]: (one["name"], one["eligible"], one["change"]) for one in document["cohorts"]}
    assert notice.fingerprint(page.content) == fingerprint
    assert cohort == annex.id.hex
    assert told[cohort] == ("Annex", 15, 15)  # "15 people", "15 people more than in the last wave"


def test_who_answers_for_the_invented_singles_out_the_one(
    second: Wave, annex: Group, roster: dict[str, Group], client: Client, now: datetime, time_machine: Any, post: Post
) -> None:
    """R14: k does not stop this."""
    time_machine.move_to(now + timedelta(days=29), tick=False)
    invented = Invitation.objects.filter(wave=second, employee__number__startswith="invented").order_by("id")
    for invitation in invented:
        asker = Asker(second, invitation)
        asker.finish("labels", post(asker.body("labels")).json())
    team, root = annex.id.hex, roster["root"].id.hex
    known = {f"invented {number}" for number in range(len(invented))}
    ballots = [Ballot(person, team, {"load": 3}) for person in ("victim", *known)]
    ballots += [Ballot(f"other {number}", root, {"load": 4}) for number in range(15)]

    assert second.notice is not None
    held = Held(second.notice.read(), ballots)

    assert team in [cell["cohort"] for cell in held.release()["cells"]]
    assert least_unknown(held, known) == 1


def test_a_team_of_one_without_invented_people_is_no_cohort(
    annex: Group, plan: Callable[..., Wave], seed: bytes, now: datetime
) -> None:
    Employee.objects.filter(number__startswith="invented").delete()
    later = now + timedelta(days=28)
    plan(opens=later, now=later)

    [wave] = announce_wave(now=later, seed=seed)

    assert wave.notice is not None
    assert annex.id.hex not in {one["id"] for one in wave.notice.read()["cohorts"]}
