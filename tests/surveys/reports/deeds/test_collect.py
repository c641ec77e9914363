"""Collecting Reports from a real server: what is genuine is kept once, what is altered is refused and told."""

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from crypto import keys
from crypto.installation import sign_document
from crypto.notice import LARGEST, fingerprint
from surveys.crossing import Unreachable
from surveys.reports.deeds.collect import collect
from surveys.reports.examine import Altered
from surveys.reports.models import RefusedReport, Report
from surveys.reports.nameless import Nameless
from tests.surveys.reports.published import ROOT, SALES, Publisher

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LARGE = 128 * 1024 * 1024  # bytes


def test_reports_are_kept_byte_for_byte_in_their_chain(publisher: Publisher, nameless: Nameless):
    first, second = publisher.publish(), publisher.publish()

    new = collect(nameless=nameless, now=NOW)

    assert [row.notice for row in new] == [first, second]
    row = Report.objects.get(notice=second)
    assert (bytes(row.document), row.signature) == publisher.served[f"/reports/{second}/"]
    assert bytes(row.notice_document) == publisher.served[f"/notices/{second}/"][0]
    assert bytes(row.counted_document) == publisher.served[f"/counted/{second}/"][0]
    assert (
        row.previous
        == Report.objects.get(notice=first).fingerprint
        == fingerprint(publisher.served[f"/reports/{first}/"][0])
    )
    assert (row.received, row.wave) == (date(2026, 11, 23), f"{2:032x}")


def test_what_is_here_is_not_fetched_again(publisher: Publisher, nameless: Nameless):
    publisher.publish()
    collect(nameless=nameless, now=NOW)
    publisher.requests.clear()

    again = collect(nameless=nameless, now=NOW)

    assert (again, publisher.requests) == ([], ["/reports/"])


def test_a_report_that_comes_later_is_added(publisher: Publisher, nameless: Nameless):
    publisher.publish()
    collect(nameless=nameless, now=NOW)
    second = publisher.publish()

    new = collect(nameless=nameless, now=NOW)

    assert [row.notice for row in new] == [second]


@pytest.mark.parametrize("status", [404, 500, 401, 302])
def test_a_side_that_does_not_answer_changes_nothing(publisher: Publisher, nameless: Nameless, status: int):
    publisher.publish()
    publisher.status = status

    with pytest.raises(Unreachable):
        collect(nameless=nameless, now=NOW)

    assert not Report.objects.exists()
    assert not RefusedReport.objects.exists()


def test_a_side_that_is_down_is_asked_again(publisher: Publisher, nameless: Nameless):
    publisher.publish()
    with pytest.raises(Unreachable, match="cannot be reached"):
        collect(nameless=Nameless("http://127.0.0.1:9", nameless.public, nameless.seed), now=NOW)

    new = collect(nameless=nameless, now=NOW)

    assert len(new) == 1


def test_requests_are_signed_by_the_installation(publisher: Publisher, nameless: Nameless):
    publisher.publish()
    stranger = Nameless(publisher.origin, nameless.public, keys.new_installation_seed())

    with pytest.raises(Unreachable, match="answers 401"):
        collect(nameless=stranger, now=NOW)


@pytest.mark.parametrize(("room", "size"), [("notices", LARGEST), ("reports", LARGE), ("counted", LARGE)])
def test_an_answer_larger_than_any_such_document_is_not_read_to_its_end(
    publisher: Publisher, nameless: Nameless, room: str, size: int
):
    name = publisher.publish()
    publisher.served[f"/{room}/{name}/"] = bytes(size + 1), ""

    with pytest.raises(Unreachable, match="more bytes than any such document has"):
        collect(nameless=nameless, now=NOW)


@pytest.mark.parametrize("listed", [None, 7, ["x"], ["A" * 64], [["a" * 64]]])
def test_a_list_that_cannot_be_read_is_no_list(publisher: Publisher, nameless: Nameless, listed: object):
    publisher.published = listed

    with pytest.raises(Unreachable, match="list of Reports cannot be read"):
        collect(nameless=nameless, now=NOW)


def _report(alter: Callable[[dict], object]) -> Callable[[Publisher, str], None]:
    """The Report with something else in it, signed by the nameless side all the same."""

    def altered(publisher: Publisher, name: str) -> None:
        report = publisher.document("reports", name)
        alter(report)
        publisher.put("reports", name, report)

    return altered


def _flip_a_byte(publisher: Publisher, name: str) -> None:
    data, signature = publisher.served[f"/reports/{name}/"]
    publisher.served[f"/reports/{name}/"] = data.replace(b'"ballots":57', b'"ballots":58'), signature


def _no_signature(publisher: Publisher, name: str) -> None:
    publisher.served[f"/counted/{name}/"] = publisher.served[f"/counted/{name}/"][0], ""


def _a_strangers_notice(publisher: Publisher, name: str) -> None:
    publisher.put("notices", name, publisher.document("notices", name), seed=publisher.seed)


def _another_notice(publisher: Publisher, name: str) -> None:
    publisher.put("notices", name, publisher.document("notices", name) | {"grace_hours": 7}, seed=publisher.own)


def _no_json(publisher: Publisher, name: str) -> None:
    publisher.served[f"/reports/{name}/"] = b"{}", sign_document(publisher.seed, b"{}")


def _a_serial_less(publisher: Publisher, name: str) -> None:
    counted = publisher.document("counted", name)
    publisher.put("counted", name, counted | {"serials": counted["serials"][1:]})


def _a_serial_less_and_named(publisher: Publisher, name: str) -> None:
    _a_serial_less(publisher, name)
    named = fingerprint(publisher.served[f"/counted/{name}/"][0])
    _report(lambda report: report.update(counted=named))(publisher, name)


def _cell(report: dict, cohort: str) -> dict:
    return next(cell for cell in report["cells"] if cell["cohort"] == cohort)


@pytest.mark.parametrize(
    ("alter", "reason"),
    [
        (_flip_a_byte, "the report document does not carry the right signature"),
        (_no_signature, "the counted document does not carry the right signature"),
        (_a_strangers_notice, "the wave document does not carry the right signature"),
        (_another_notice, "the Notice has another fingerprint"),
        (_no_json, "the report document cannot be read"),
        (_a_serial_less, "the counted list is not the one that the Report names"),
        (_a_serial_less_and_named, "the Report counts another number of ballots than its list names"),
        (_report(lambda r: r.update(notice="d" * 64)), "the Report or its counted list belongs to another Notice"),
        (_report(lambda r: r.update(k=6)), "the Report has another floor or cohort minimum than its Notice"),
        (_report(lambda r: r.update(m=8)), "the Report has another floor or cohort minimum than its Notice"),
        (_report(lambda r: r.update(previous="e" * 64)), "the Report does not follow the last one that came"),
        (_report(lambda r: r["hidden"].pop()), "the Report does not show or hide each cohort of the Notice once"),
        (
            _report(lambda r: r["hidden"].append(ROOT)),
            "the Report does not show or hide each cohort of the Notice once",
        ),
        (
            _report(lambda r: r["participation"].append({"cohort": ROOT, "percent": 50})),
            "the Report shows the participation of a cohort that is too small",
        ),
        (_report(lambda r: _cell(r, SALES).update(n=4)), "a cell of the Report has too few or too many people"),
        (_report(lambda r: _cell(r, SALES).update(n=58)), "a cell of the Report has too few or too many people"),
        (
            _report(lambda r: _cell(r, SALES)["items"].update(q9={})),
            "the Report answers a question that the Notice does not ask",
        ),
        (_report(lambda r: _cell(r, SALES)["items"]["q1"].update(x=1)), "a figure of the Report cannot be read"),
        (
            _report(lambda r: _cell(r, SALES)["items"]["q1"]["groups"].pop("neutral")),
            "a figure of the Report is wrong: its groups are not those of the question",
        ),
        (
            _report(lambda r: _cell(r, SALES)["items"]["q1"]["distribution"].pop()),
            "a figure of the Report is wrong: its options are not those of the question",
        ),
        (
            _report(lambda r: _cell(r, SALES)["items"]["q1"]["mean"].update(value=5.1, interval=[5.0, 5.2])),
            "a figure of the Report is wrong: a mean lies where no answer does",
        ),
        (
            _report(lambda r: _cell(r, SALES)["items"]["q2"]["enps"].update(interval=[-101, 0])),
            "a figure of the Report is wrong: a mean lies where no answer does",
        ),
        (
            _report(lambda r: _cell(r, SALES)["items"]["q1"]["groups"]["neutral"].update(interval=[9, 8])),
            "a figure of the Report is wrong: an interval ends before it begins",
        ),
        (
            _report(lambda r: _cell(r, SALES).update(n=29)),
            "a figure of the Report is wrong: a distribution is shown of too few people",
        ),
        (
            _report(lambda r: _cell(r, SALES).update(n=9)),
            "a figure of the Report is wrong: a share is written for a cell of another size",
        ),
    ],
)
def test_an_altered_report_is_refused_and_kept_as_such(
    publisher: Publisher, nameless: Nameless, alter: Callable[[Publisher, str], None], reason: str
):
    name = publisher.publish()
    alter(publisher, name)

    for _ in range(2):  # the next tick finds the same
        with pytest.raises(Altered):
            collect(nameless=nameless, now=NOW)

    assert list(RefusedReport.objects.values_list("notice", "reason", "day")) == [(name, reason, NOW.date())]
    assert not Report.objects.exists()


def test_nothing_comes_after_a_refused_report_until_it_is_right(publisher: Publisher, nameless: Nameless):
    first, second = publisher.publish(), publisher.publish()
    genuine = publisher.served[f"/reports/{first}/"]
    publisher.served[f"/reports/{first}/"] = genuine[0], base64.b64encode(bytes(64)).decode()
    with pytest.raises(Altered):
        collect(nameless=nameless, now=NOW)
    before = Report.objects.count()

    publisher.served[f"/reports/{first}/"] = genuine
    new = collect(nameless=nameless, now=NOW)

    assert before == 0
    assert [row.notice for row in new] == [first, second]


def test_a_report_out_of_its_place_is_refused(publisher: Publisher, nameless: Nameless):
    publisher.publish()
    second = publisher.publish()
    publisher.published = [second]

    with pytest.raises(Altered, match="does not follow"):
        collect(nameless=nameless, now=NOW)

    assert list(RefusedReport.objects.values_list("notice", flat=True)) == [second]
