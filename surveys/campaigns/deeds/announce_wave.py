"""Announces the waves that are due: freezes the audience, gives out keys, writes the Notice."""

import random
from datetime import datetime
from uuid import UUID

from django.db import transaction

from crypto.refusal import Refusal

from .. import house
from ..history import AskedTooSoon, refuse_repeats
from ..models import Invitation, Notice, SigningKey, Wave
from ..snapshot import Snapshot, TooFew, take_snapshot
from ..wave_notice import document

_shuffle = random.SystemRandom().shuffle


class NoHouse(Refusal):
    """A wave's Notice names the month's house Notice, which is not made yet."""


def announce_wave(*, now: datetime, seed: bytes) -> list[Wave]:
    """The waves announced now, each in one transaction; a wave that may not be held is refused with its reason.

    `seed` signs the Notices (32 bytes). Raises NoHouse, and Overtaken when another worker appended to the chain
    first: nothing changed then, and the next tick tries again.
    """
    due = Wave.objects.filter(state=Wave.State.PLANNED, opens__lte=now).order_by("opens")
    return [wave for wave in due.select_related("campaign", "questionnaire") if _announced(wave, now, seed)]


def _announced(wave: Wave, now: datetime, seed: bytes) -> bool:
    try:
        snapshot = _allowed_snapshot(wave, now)
    except (TooFew, AskedTooSoon, Late) as refusal:
        wave.move(Wave.State.REFUSED, reason=str(refusal))
        return False
    SigningKey.fill(len(snapshot.cohorts) + 1, at_most=len(snapshot.cohorts) + 1)  # outside of the transaction
    with transaction.atomic():
        claimed = Wave.objects.select_for_update(skip_locked=True).filter(pk=wave.pk, state=Wave.State.PLANNED)
        if not claimed.exists():
            return False
        notice = _write_notice(wave, snapshot, now, seed)
        _invite(wave, snapshot.places)
        return wave.move(Wave.State.ANNOUNCED, notice=notice)


class Late(Refusal):
    """The wave's time passed before anybody could be asked."""


def _allowed_snapshot(wave: Wave, now: datetime) -> Snapshot:
    """Raises TooFew (R2), AskedTooSoon (R8), Late."""
    if now >= wave.closes:
        raise Late("the wave was to close before it could be announced")
    snapshot = take_snapshot(when=now, m=wave.campaign.m)
    refuse_repeats(questionnaire=wave.questionnaire, opens=wave.opens, snapshot=snapshot)
    return snapshot


def _write_notice(wave: Wave, snapshot: Snapshot, now: datetime, seed: bytes) -> Notice:
    current = house.current(now)
    if current is None:
        raise NoHouse("this month's house Notice is not made yet")
    purposes = SigningKey.Purpose
    [ballot_key] = SigningKey.take(1, purpose=purposes.BALLOT, scope=wave.scope)
    label_keys = SigningKey.take(len(snapshot.cohorts), purpose=purposes.LABEL, scope=wave.scope)
    written = document(wave=wave, snapshot=snapshot, house=current, ballot_key=ballot_key, label_keys=label_keys)
    return Notice.append(written, seed=seed)


def _invite(wave: Wave, places: dict[UUID, str]) -> None:
    """One invitation a person, written in an order that tells nothing of the roster's."""
    rows = [Invitation(wave=wave, employee_id=employee, cohort=cohort) for employee, cohort in places.items()]
    _shuffle(rows)
    Invitation.objects.bulk_create(rows, batch_size=1000)
