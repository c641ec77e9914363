"""The catalogue as a quarter sees it: which kinds of break are there, and how many of each everybody may take."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from .models import BreakKind


def quarter_after(quarter: str) -> str:
    """The quarter behind 2026-Q4 is 2027-Q1."""
    ordinal = 4 * int(quarter[:4]) + int(quarter[-1])  # of the next one, counted from 0
    return f"{ordinal // 4:04}-Q{ordinal % 4 + 1}"


def quarter_before(quarter: str) -> str:
    """The quarter before 2027-Q1 is 2026-Q4."""
    ordinal = 4 * int(quarter[:4]) + int(quarter[-1]) - 2
    return f"{ordinal // 4:04}-Q{ordinal % 4 + 1}"


def listed(quarter: str) -> list[tuple[BreakKind, int]]:
    """Each kind with its passes a person: those of this quarter, and those of which passes are still good."""
    kinds = [(kind, kind.each_in(quarter)) for kind in BreakKind.objects.all()]
    return [(kind, each) for kind, each in kinds if each or kind.each_in(quarter_before(quarter))]


def quarter_said(quarter: str) -> str:
    """October to December 2026, for 2026-Q4, in the language of the page."""
    year, number = int(quarter[:4]), int(quarter[-1])
    first, last = (formats.date_format(date(year, month, 1), "F") for month in (3 * number - 2, 3 * number))
    return _("%(first)s to %(last)s %(year)d") % {"first": first, "last": last, "year": year}
