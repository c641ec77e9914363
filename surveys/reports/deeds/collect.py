"""Collect the Reports that the nameless side has published since the last time."""

from datetime import datetime

from crypto.keys import installation_public

from ..comparison import clear_changes
from ..examine import Altered, Facts, examine
from ..models import RefusedReport, Report
from ..nameless import Bundle, Nameless


def collect(*, nameless: Nameless, now: datetime) -> list[Report]:
    """Fetch, check and keep each Report that is not here, oldest first; those that are new.

    Raises Unreachable, and Altered for the first one that is refused: it is kept as a RefusedReport, and nothing after
    it could be in its chain. What was kept before stays.
    """
    here = set(Report.objects.values_list("notice", flat=True))
    own = installation_public(nameless.seed)
    new = []
    for fingerprint in nameless.published():
        if fingerprint in here:
            continue
        bundle = nameless.bundle(fingerprint)
        try:
            facts = examine(bundle, own=own, other=nameless.public, last=Report.last_fingerprint())
        except Altered as reason:
            RefusedReport.objects.get_or_create(notice=fingerprint, reason=str(reason), defaults={"day": now.date()})
            raise
        new.append(_keep(bundle, facts, now))
    return new


def _keep(bundle: Bundle, facts: Facts, now: datetime) -> Report:
    report, _ = Report.objects.get_or_create(
        notice=bundle.fingerprint,
        defaults={
            "fingerprint": facts.fingerprint,
            "previous": facts.previous,
            "wave": facts.wave,
            "notice_document": bundle.notice.document,
            "document": bundle.report.document,
            "signature": bundle.report.signature,
            "counted_document": bundle.counted.document,
            "changed": clear_changes(bundle),
            "received": now.date(),
        },
    )
    return report
