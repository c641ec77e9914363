"""Colleagues from elsewhere ask the blind door for labels of a team, to fill it up around the one who answers there."""

from collections.abc import Callable
from typing import Any

import pytest

from surveys.campaigns.deeds import issue_passes
from surveys.campaigns.models import Invitation, Issued, Wave
from surveys.people.models import Group
from tests.attacks.queue.stuffing import least_unknown
from tests.attacks.worlds import Ballot
from tests.attacks.worlds import Wave as Held
from tests.surveys.campaigns.asker import Asker

Post = Callable[..., Any]
K = 8
OTHERS = 14  # who answer where they belong


def asks_for(wave: Wave, team: str, invitation: Invitation, post: Post) -> bool:
    """Whether somebody of another cohort gets a genuine label of this one."""
    asker = Asker(wave, invitation)
    asker.key_ids["labels"] = {one["id"]: one["label_key"] for one in asker.document["cohorts"]}[team]
    answer = post(asker.body("labels")).json()
    if "refused" in answer["groups"]["labels"]:
        return False
    asker.finish("labels", answer)
    return True


def claim(wave: Wave, roster: dict[str, Group], post: Post) -> list[bool]:
    """Seven from elsewhere ask; with the one who answers they would be k."""
    team = roster["Sales"].id.hex
    others = Invitation.objects.exclude(cohort=team).order_by("id")[: K - 1]
    return [asks_for(wave, team, invitation, post) for invitation in others]


def counted(wave: Wave, roster: dict[str, Group], claimed: list[bool]) -> Held:
    """As the count puts them: whoever has no label of the team counts at the root."""
    assert wave.notice is not None
    root, team = roster["root"].id.hex, roster["Sales"].id.hex
    places = [team if got else root for got in claimed] + [root] * OTHERS
    ballots = [Ballot(f"{number}", place, {"load": 4}) for number, place in enumerate(places)]
    return Held(wave.notice.read(), [Ballot("victim", team, {"load": 2}), *ballots])


KNOWN = {f"{number}" for number in range(K - 1)}


def test_labels_of_another_cohort_are_refused_and_the_one_stays_hidden(
    opened: Wave, roster: dict[str, Group], post: Post
) -> None:
    claimed = claim(opened, roster, post)

    held = counted(opened, roster, claimed)
    assert not any(claimed)
    assert not Issued.objects.exists()
    assert [cell["cohort"] for cell in held.release()["cells"]] == [roster["root"].id.hex]
    assert (least_unknown(held, KNOWN) or 0) >= K


def test_without_the_doors_rule_the_one_is_singled_out(
    opened: Wave, roster: dict[str, Group], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_passes, "_are_right", lambda *_: True)

    claimed = claim(opened, roster, post)

    held = counted(opened, roster, claimed)
    assert all(claimed)
    assert roster["Sales"].id.hex in [cell["cohort"] for cell in held.release()["cells"]]
    assert least_unknown(held, KNOWN) == 1
