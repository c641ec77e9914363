"""Whether a Report is what it should be: signatures, fingerprints, the Notice it answers, its place in the chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext_noop as _

from crypto import notice as documents
from crypto.installation import BadAuthorization, check_document
from crypto.refusal import Refusal
from disclosure.items import items_of

from .figures import fault, read_figures
from .nameless import Bundle

# Reasons are kept in English and read in the language of whoever looks at them.
_UNSIGNED = {
    "wave": _("the wave document does not carry the right signature"),
    "report": _("the report document does not carry the right signature"),
    "counted": _("the counted document does not carry the right signature"),
}
_UNREADABLE = {
    "wave": _("the wave document cannot be read"),
    "report": _("the report document cannot be read"),
    "counted": _("the counted document cannot be read"),
}


class Altered(Refusal):
    """What came is not the Report that was published for this Notice, or not in its place."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a genuine Report says about itself."""

    fingerprint: str
    previous: str  # fingerprint of the Report before it; "" for the first
    wave: str  # 32 hex digits


def examine(bundle: Bundle, *, own: bytes, other: bytes, last: str) -> Facts:
    """`own` and `other` are the installations' public halves, 32 bytes; `last` the newest Report's fingerprint or "".

    Raises Altered with the first thing that is wrong.
    """
    notice, report, counted = _read(bundle, own=own, other=other)
    if documents.fingerprint(bundle.notice.document) != bundle.fingerprint:
        raise Altered(_("the Notice has another fingerprint"))
    if not report["notice"] == counted["notice"] == bundle.fingerprint:
        raise Altered(_("the Report or its counted list belongs to another Notice"))
    if (report["k"], report["m"]) != (notice["k"], notice["m"]):
        raise Altered(_("the Report has another floor or cohort minimum than its Notice"))
    _check_counted(report, counted, found=documents.fingerprint(bundle.counted.document))
    _check_cohorts(notice, report)
    _check_cells(notice, report)
    if (report["previous"] or "") != last:
        raise Altered(_("the Report does not follow the last one that came"))
    return Facts(documents.fingerprint(bundle.report.document), last, notice["wave"])


def _read(bundle: Bundle, *, own: bytes, other: bytes) -> list[dict[str, Any]]:
    parts = (("wave", bundle.notice, own), ("report", bundle.report, other), ("counted", bundle.counted, other))
    read = []
    for kind, served, key in parts:
        try:
            check_document(key, served.document, served.signature)
            read.append(documents.read(served.document, kind=kind))
        except BadAuthorization as error:
            raise Altered(_UNSIGNED[kind]) from error
        except documents.BadDocument as error:
            raise Altered(_UNREADABLE[kind]) from error
    return read


def _check_counted(report: Mapping[str, Any], counted: Mapping[str, Any], *, found: str) -> None:
    if report["counted"] != found:
        raise Altered(_("the counted list is not the one that the Report names"))
    if counted["serials"] != sorted(set(counted["serials"])):
        raise Altered(_("the counted list is not sorted, or names a ballot twice"))
    if len(counted["serials"]) != report["ballots"]:
        raise Altered(_("the Report counts another number of ballots than its list names"))


def _check_cohorts(notice: Mapping[str, Any], report: Mapping[str, Any]) -> None:
    cohorts = sorted(cohort["id"] for cohort in notice["cohorts"])
    if sorted([cell["cohort"] for cell in report["cells"]] + report["hidden"]) != cohorts:
        raise Altered(_("the Report does not show or hide each cohort of the Notice once"))
    large = {cohort["id"] for cohort in notice["cohorts"] if cohort["eligible"] >= notice["m"]}
    taking_part = [row["cohort"] for row in report["participation"]]
    if len(taking_part) != len(set(taking_part)) or not set(taking_part) <= large:
        raise Altered(_("the Report shows the participation of a cohort that is too small"))


def _check_cells(notice: Mapping[str, Any], report: Mapping[str, Any]) -> None:
    items = {item.key: item for item in items_of(notice["questions"])}
    for cell in report["cells"]:
        if not notice["k"] <= cell["n"] <= report["ballots"]:
            raise Altered(_("a cell of the Report has too few or too many people"))
        for key, shown in cell["items"].items():
            if key not in items:
                raise Altered(_("the Report answers a question that the Notice does not ask"))
            try:
                wrong = fault(read_figures(shown), items[key], n=cell["n"])
            except msgspec.ValidationError as error:
                raise Altered(_("a figure of the Report cannot be read")) from error
            if wrong:
                raise Altered(wrong)
