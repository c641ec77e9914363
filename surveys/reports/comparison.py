"""What changed clearly since the wave before (R11, last sentence)."""

from crypto.notice import read
from disclosure.changes import marked_changes

from .models import Report
from .nameless import Bundle


def clear_changes(bundle: Bundle) -> list[tuple[str, str]]:
    """(cohort id, item key) of each marked change, in order; only of questions that both waves ask alike.

    Computed once, when a Report comes: all it is computed from is final, and pages stay free of statistics.
    """
    notice = read(bundle.notice.document, kind="wave")
    before = Report.objects.filter(wave=notice["follows"] or "").first()
    if before is None:
        return []
    asked = read(bytes(before.notice_document), kind="wave")["questions"]
    alike = [question for question in notice["questions"] if question in asked]
    then, now = read(bytes(before.document), kind="report"), read(bundle.report.document, kind="report")
    return sorted(marked_changes(then, now, alike))
