"""What a wave would be, for the page that shows it before anything is planned."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from surveys.people.audience import audience, tree

from ..letters import Letter, compose
from ..models import Campaign, Wave
from ..planning import Plan
from ..snapshot import Snapshot
from .tongues import Tongue, tongue


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group that answers would count under today: its path, its people, and the smaller groups that merge into it."""

    path: str
    eligible: int
    rest: bool
    merged: list[str]


def cohorts_today(snapshot: Snapshot, *, now: datetime) -> list[Cohort]:
    """The cohorts of `snapshot`, the organisation first, then by path; empty groups are not named as merged."""
    groups = tree()
    paths = _paths(groups)
    above = {group.hex: parent.hex for group, parent, _ in groups if parent}
    ids = {cohort.id for cohort in snapshot.cohorts}
    merged: dict[str, list[str]] = {}
    own = Counter(group.hex for _, group in audience(when=now))
    for group in (group.hex for group, _, _ in groups):
        if own[group] and group not in ids:
            merged.setdefault(_nearest(group, above, ids), []).append(paths[group])
    made = [(one, Cohort(paths[one.id], one.eligible, one.rest, merged.get(one.id, []))) for one in snapshot.cohorts]
    return [cohort for _, cohort in sorted(made, key=lambda pair: (pair[0].parent is not None, pair[1].path))]


def letters_of(plan: Plan, number: int) -> list[tuple[Letter, Tongue]]:
    """The mail in each language that mails are written in, with words where each person's own address will be."""
    campaign = Campaign(name=plan.campaign, k=plan.thresholds.k, m=plan.thresholds.m)
    wave = Wave(campaign=campaign, number=number, questionnaire=plan.questionnaire, closes=plan.closes)
    own = f"{settings.NAMELESS_ORIGIN}/w/…"
    return [(compose(wave, tag).linked_to(own), tongue(tag)) for tag, _name in settings.LANGUAGES]


def _paths(groups: list[tuple[UUID, UUID | None, str]]) -> dict[str, str]:
    """Names from the top down; the organisation itself is named only alone."""
    roots = {group for group, parent, _ in groups if parent is None}
    paths: dict[str, str] = {}
    for group, parent, name in groups:  # parents come first
        paths[group.hex] = f"{paths[parent.hex]} / {name}" if parent and parent not in roots else name
    return paths


def _nearest(group: str, above: dict[str, str], ids: set[str]) -> str:
    while group not in ids and group in above:
        group = above[group]
    return group
