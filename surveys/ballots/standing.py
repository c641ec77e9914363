"""What the status page says: which waves take ballots, and whose signature this side's documents carry."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from crypto.notice import instant

from .models import Box


@dataclass(frozen=True, slots=True)
class OpenWave:
    """A wave that takes ballots, in its own words."""

    title: str
    fingerprint: str
    closes: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """SHA-256 of the installation keys that signed, 64 hex digits each, and the open waves by their close."""

    signers: list[str]
    waves: list[OpenWave]


def standing(*, now: datetime) -> Standing:
    """How the nameless side stands."""
    signers = {sha256(bytes(signer)).hexdigest() for signer in Box.objects.values_list("signer", flat=True)}
    waves = [_wave(box) for box in _open_boxes(now)]
    return Standing(sorted(signers), sorted(waves, key=lambda wave: (wave.closes, wave.fingerprint)))


def open_notices(*, now: datetime) -> list[str]:
    """Fingerprints of the Notices of all waves whose box takes ballots, sorted."""
    return sorted(box.pk for box in _open_boxes(now))


def _open_boxes(now: datetime) -> list[Box]:
    boxes = Box.objects.filter(state=Box.State.OPEN).select_related("notice")
    return [box for box in boxes if now < box.notice.deadline]


def _wave(box: Box) -> OpenWave:
    content = box.notice.content
    return OpenWave(next(iter(content["title"].values()), ""), box.pk, instant(content["closes"]))
