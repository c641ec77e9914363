"""Labels first: open every ballot once, count by cohort, and fix what will be published (R4, R5)."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

import psycopg
from django.db import connection, transaction

from disclosure.release import plan

from ...models import Ballot, Box, Chunk, Partial, Report
from .opening import Opener
from .shapes import Decided, Opened, Row, Spoiled
from .wave import Wave
from .workbench import Workbench


def count_labels(box: Box, _now: datetime) -> bool:
    """Open what is still sealed; with all of it open, decide by counts alone what will be published."""
    bench, wave = Workbench.of(box), Wave.of(box)
    opener = Opener(bench.seed, wave)
    if not bench.spread(Partial.Phase.LABELS, lambda chunk: opener.open(_sealed(chunk))):
        return False
    with transaction.atomic():
        locked = Box.objects.select_for_update().get(pk=box.pk)
        if locked.state == Box.State.LABELS:
            opened = bench.all(Partial.Phase.LABELS, Opened)
            bench.put(Partial.Phase.PLAN, 0, decide(wave, opened, _previously(wave)))
            locked.move(Box.State.ANSWERS)
    return True


def decide(wave: Wave, opened: list[Opened], previously: frozenset[str]) -> Decided:
    """Who counts where (docs/protocol.md section 12), and with that the published set (R5)."""
    labels = Counter((row.cohort, row.serial) for row in _rows(opened) if row.serial)
    repeated = {label for label, times in labels.items() if times > 1}
    single = Counter(cohort for cohort, serial in labels if (cohort, serial) not in repeated)
    overfull = {cohort for cohort, number in single.items() if number > wave.eligible[cohort]}
    counts = Counter({cohort: number for cohort, number in single.items() if cohort not in overfull})
    unlabelled = sum(len(part.rows) for part in opened) - counts.total()
    counts[wave.root] += unlabelled
    by_id = {cohort: counts[place] for place, cohort in enumerate(wave.cohorts)}
    fixed = plan(wave.notice, by_id, previously, unlabelled=unlabelled)
    return Decided(
        counts=by_id,
        unlabelled=unlabelled,
        published=sorted(fixed.published),
        classes=fixed.classes,
        repeated=repeated,
        overfull=overfull,
        spoiled=Spoiled(
            envelope=sum(part.envelope for part in opened),
            label=sum(part.label for part in opened),
            repeated=sum(labels[label] for label in repeated),
            overfull=sum(single[cohort] for cohort in overfull),
            answers=sum(part.answers for part in opened),
        ),
    )


def _rows(opened: list[Opened]) -> Iterable[Row]:
    return chain.from_iterable(part.rows for part in opened)


def _previously(wave: Wave) -> frozenset[str]:
    """What the Report of the wave before showed, if it was counted here: R5 keeps to it where it can."""
    follows = wave.notice["follows"]
    report = Report.objects.filter(notice__wave=follows).first() if follows else None
    cells = json.loads(bytes(report.document))["cells"] if report else []
    return frozenset(cell["cohort"] for cell in cells)


def _sealed(chunk: Chunk) -> list[bytes]:
    inside = Ballot.objects.filter(box=chunk.box_id, id__gt=chunk.after, id__lte=chunk.upto)
    sealed = inside.values_list("sealed", flat=True)
    if connection.vendor != "postgresql":
        return [bytes(envelope) for envelope in sealed]
    # Bytes as they are: Django's cursors would read them as hexadecimal text, which takes three times as long.
    query, parameters = sealed.query.sql_with_params()
    with psycopg.Cursor(connection.connection) as cursor:
        return [envelope for (envelope,) in cursor.execute(query, parameters, binary=True)]
