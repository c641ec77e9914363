"""Whatever the other side signs is either shown or refused by name: no Report that was taken breaks a page."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import keys
from crypto.installation import sign_document
from crypto.notice import encode, fingerprint
from surveys.reports.examine import Altered, examine
from surveys.reports.exports import as_csv, as_xlsx
from surveys.reports.models import Report
from surveys.reports.nameless import Bundle, Served
from surveys.reports.pages.heatmap import heatmaps
from surveys.reports.pages.participation import participation
from surveys.reports.pages.question import Question
from surveys.reports.pages.wave import Wave
from tests.surveys.reports.published import report_of, wave_notice

OWN, OTHER = bytes(range(32)), bytes(range(32, 64))
NOTICE = wave_notice(1)
REPORT, COUNTED = report_of(NOTICE, favours=2, previous=None)

_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 120)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)


def signed(document: dict[str, Any], seed: bytes) -> Served:
    data = encode(document)
    return Served(data, sign_document(seed, data))


def bundle(report: dict[str, Any]) -> Bundle:
    name = fingerprint(encode(NOTICE))
    return Bundle(name, signed(NOTICE, OWN), signed(report, OTHER), signed(COUNTED, OTHER))


def taken(report: dict[str, Any]) -> bool:
    """Whether it was taken and all its pages could be made; False when it was refused."""
    came = bundle(report)
    try:
        examine(came, own=keys.installation_public(OWN), other=keys.installation_public(OTHER), last="")
    except Altered:
        return False
    wave = Wave(Report(notice_document=came.notice.document, document=came.report.document, changed=[]))
    questions = [Question(wave, item) for item in wave.items.values()]
    shown = [(one.shares, one.options, one.groups, one.others) for one in questions]
    return bool(
        shown and heatmaps(wave, picked="") and participation(wave) is not None and as_csv(wave) and as_xlsx(wave)
    )


def replace(part: Any, turns: list[int], value: Any) -> Any:
    """`part` with something else in the place that the turns lead to."""
    if not turns or not isinstance(part, dict | list) or not part:
        return value
    place = sorted(part)[turns[0] % len(part)] if isinstance(part, dict) else turns[0] % len(part)
    part[place] = replace(part[place], turns[1:], value)
    return part


def test_a_genuine_report_is_taken():
    assert taken(REPORT)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(turns=st.lists(st.integers(0, 20), min_size=1, max_size=7), value=_values)
def test_a_report_with_anything_anywhere_is_shown_or_refused_by_name(turns: list[int], value: object):
    altered = replace(json.loads(json.dumps(REPORT)), turns, value)

    outcome = taken(altered)

    assert outcome in (True, False)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(data=st.binary(max_size=60) | st.just(encode(REPORT)), signature=st.text(max_size=90), last=st.text(max_size=64))
def test_bytes_that_are_no_documents_are_refused_by_name(data: bytes, signature: str, last: str):
    served = Served(data, signature)
    refused = False

    try:
        examine(Bundle("a" * 64, served, served, served), own=OWN, other=OTHER, last=last)
    except Altered:
        refused = True

    assert refused
