"""Close: one transaction adds up, holds the release against the rules, writes the Report and deletes the rest."""

from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction

from crypto import installation
from crypto.notice import encode, fingerprint
from disclosure.release import Plan, assert_safe, release

from ...models import Ballot, Box, Chunk, Notice, Partial, Report
from .answers import add_up, count_chunk
from .shapes import Counters, Decided, Opened
from .wave import Wave
from .workbench import Workbench


class Miscounted(Exception):
    """The figures do not hold every ballot of the box once; nothing is published from them."""


def count_answers(box: Box, _now: datetime) -> bool:
    """Count what the labels decided; with all of it counted, publish."""
    bench, wave = Workbench.of(box), Wave.of(box)
    decided = bench.get(Partial.Phase.PLAN, 0, Decided)

    def count(chunk: Chunk) -> Counters:
        return count_chunk(bench.get(Partial.Phase.LABELS, chunk.number, Opened), decided, wave)

    if not bench.spread(Partial.Phase.ANSWERS, count):
        return False
    with transaction.atomic():
        locked = Box.objects.select_for_update().get(pk=box.pk)
        if locked.state == Box.State.ANSWERS:
            _publish(locked, wave, decided, add_up(bench.all(Partial.Phase.ANSWERS, Counters)))
    return True


def _publish(box: Box, wave: Wave, decided: Decided, counters: Counters) -> None:
    """Raises Unsafe, and with it the transaction, when the release would break R13."""
    fixed = Plan(published=frozenset(decided.published), classes=decided.classes)
    overfull = {wave.cohorts[place] for place in decided.overfull}
    released = release(wave.notice, decided.counts, fixed, counters, overfull=overfull)
    assert_safe(
        wave.notice, decided.counts, fixed, counters, released, overfull=overfull, unlabelled=decided.unlabelled
    )
    _write(box, wave, decided, released)
    # The chunks first: whoever still holds one is waited for, and not the other way round.
    for rows in (Chunk, Partial, Ballot):
        rows.objects.filter(box=box).delete()
    box.move(Box.State.PUBLISHED)


def _write(box: Box, wave: Wave, decided: Decided, released: dict[str, Any]) -> None:
    seed = installation.read_seed(settings.INSTALLATION_KEY_FILE)
    Notice.objects.select_for_update().get(previous="")  # one Report at a time appends to the chain
    head = Report.head()
    serials = _serials(box, decided)
    counted = encode({"version": 1, "kind": "counted", "notice": box.pk, "serials": serials})
    document = encode(
        {
            "version": 1,
            "kind": "report",
            "notice": box.pk,
            "previous": head or None,
            "counted": fingerprint(counted),
            "k": wave.notice["k"],
            "m": wave.notice["m"],
            "ballots": len(serials),
            "spoiled": msgspec.to_builtins(decided.spoiled),
            **released,
        }
    )
    Report.objects.create(
        notice_id=box.pk,
        fingerprint=fingerprint(document),
        previous=head,
        document=document,
        signature=installation.sign_document(seed, document),
        counted=counted,
        counted_signature=installation.sign_document(seed, counted),
    )


def _serials(box: Box, decided: Decided) -> list[str]:
    """The serials of all ballots, sorted. Raises Miscounted when the count missed one or took one twice."""
    serials = sorted(bytes(serial).hex() for serial in Ballot.objects.filter(box=box).values_list("serial", flat=True))
    if len(serials) != sum(decided.counts.values()) + decided.spoiled.envelope:
        raise Miscounted("the box holds another number of ballots than were counted")
    return serials
