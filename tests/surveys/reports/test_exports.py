"""The files: every figure of the Report once, nothing that is hidden, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from surveys.reports.deeds.collect import collect
from surveys.reports.exports import _harmless, as_csv, as_xlsx, file_name
from surveys.reports.models import Report
from surveys.reports.pages.wave import Wave
from tests.surveys.reports.published import LAB, NIGHT, OPS, QUESTIONS, ROOT, SALES, cohort, options

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PATHS = {ROOT: "Everybody", OPS: "Ops", NIGHT: "Ops / Night", SALES: "Sales", LAB: "Lab"}
HEADS = ["wave", "group", "question", "answer", "figure", "value", "reads", "from (95 %)", "to (95 %)", "ballots"]
FORMULA = '=HYPERLINK("http://x.org","sleep")'


@pytest.fixture
def wave(publisher, nameless) -> Wave:
    name = publisher.publish()
    collect(nameless=nameless, now=NOW)
    return Wave(Report.objects.get(notice=name))


def of_csv(wave: Wave) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(wave).decode("utf-8-sig"))))


def of_xlsx(wave: Wave) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(wave))).worksheets[0]
    return [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def expected(wave: Wave) -> list[list[str]]:
    """Every figure, straight from the Report's document."""
    found = []
    for row in wave.report["participation"]:
        reads = {10: "or less", 90: "or more"}.get(row["percent"], "exact")
        name = PATHS[row["cohort"]] + ", without the groups below" * (row["cohort"] in (ROOT, OPS))
        found.append(["Pulse 1", name, "", "", "took part, %", str(row["percent"]), reads, "", "", ""])
    secret = ["", "", "hidden", "hidden, to protect small groups", "", "", "", ""]
    found += [["Pulse 1", PATHS[hidden], *secret] for hidden in wave.report["hidden"]]
    for cell in wave.report["cells"]:
        for key, item in cell["items"].items():
            where, n = ["Pulse 1", PATHS[cell["cohort"]], wave.asks(wave.items[key])], str(cell["n"])
            for name, share in item.get("groups", {}).items():
                value = str(share["percent"]) if "percent" in share else f"{share['from']} to {share['to']}"
                ends = [str(end) for end in share["interval"]]
                found.append([*where, name, "share, %", value, share["reads"], *ends, n])
            for kind, name in (("mean", "mean"), ("enps", "eNPS")):
                if kind in item:
                    ends = [str(end) for end in item[kind]["interval"]]
                    found.append([*where, "", name, str(item[kind]["value"]), "", *ends, n])
            for bar, label in zip(item.get("distribution", []), wave.labels(wave.items[key]), strict=False):
                kind = "ballots with this answer"
                found.append([*where, label, kind, str(bar["count"]), bar["reads"], "", "", n])
    return sorted(found)


def numbers(rows: list[list[str]]) -> list[list[str]]:
    """5.0 and 5 are one figure; a workbook keeps no difference."""
    return sorted([text.removesuffix(".0") for text in row] for row in rows)


def test_a_csv_holds_every_figure_of_the_report_and_no_other(wave):
    rows = of_csv(wave)

    assert rows[0] == HEADS
    assert sorted(rows[1:]) == expected(wave)
    assert len(rows) > 100


def test_a_workbook_holds_the_same_figures(wave):
    rows = of_xlsx(wave)

    assert rows[0] == HEADS
    assert numbers(rows[1:]) == numbers(expected(wave))


def test_numbers_of_a_workbook_are_numbers(wave):
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(wave))).worksheets[0]

    values = {cell.data_type for cell in sheet["F"][1:] if cell.value and not str(cell.value)[0].isalpha()}

    assert "n" in values


def test_nothing_of_a_hidden_group_is_in_a_file_but_participation(wave):
    """Lab has three ballots; whoever subtracts teams from the organisation finds at least five."""
    lab = [row for row in of_csv(wave) if row[1] == "Lab"]

    assert lab == [
        ["Pulse 1", "Lab", "", "", "took part, %", "43", "exact", "", "", ""],
        ["Pulse 1", "Lab", "", "", "hidden", "hidden, to protect small groups", "", "", "", ""],
    ]


def test_a_csv_opens_as_unicode_in_spreadsheets(publisher, nameless):
    name = publisher.publish(title={"en": "Wie geht es, Straße?"})
    collect(nameless=nameless, now=NOW)

    content = as_csv(Wave(Report.objects.get(notice=name)))

    assert content.startswith(b"\xef\xbb\xbf")
    assert "Wie geht es, Straße?" in content.decode("utf-8-sig")


@pytest.fixture
def hostile(publisher, nameless) -> Wave:
    """Names of groups, questions and options that a spreadsheet would run."""
    question = QUESTIONS[0] | {
        "text": {"en": FORMULA},
        "bins": [*options(*range(1, 5)), {"value": 5, "text": {"en": "@SUM(1)"}}],
    }
    cohorts = [
        cohort(ROOT, "+1+cmd|' /C calc'!A0", None, rest=True, eligible=0),
        cohort(OPS, "\t=1+1", ROOT, rest=True, eligible=8),
        cohort(NIGHT, "-2+3", OPS, rest=False, eligible=12),
        cohort(SALES, 'Sales,\n"north"', ROOT, rest=False, eligible=40),
        cohort(LAB, "=Lab", ROOT, rest=False, eligible=7),
    ]
    name = publisher.publish(title={"en": "=1+1"}, cohorts=cohorts, questions=[question, *QUESTIONS[1:]])
    collect(nameless=nameless, now=NOW)
    return Wave(Report.objects.get(notice=name))


def test_text_that_looks_like_a_formula_is_text_in_a_csv(hostile):
    rows = of_csv(hostile)

    texts = {cell for row in rows for cell in row}
    assert {f"'{FORMULA}", "'=1+1", "'@SUM(1)", "'+1+cmd|' /C calc'!A0"} <= texts
    assert not [text for text in texts if text[:1] in "=+@\t\r\n" and text]
    assert {text for text in texts if text.startswith("-")} <= {str(number) for number in range(-100, 0)}


def test_text_that_looks_like_a_formula_is_text_in_a_workbook(hostile):
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(hostile)))

    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]


@given(st.text())
def test_no_text_of_any_kind_begins_like_a_formula(text: str):
    assert not str(_harmless(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_below_nothing_stay_numbers():
    assert _harmless(-42) == -42


def test_files_have_readable_names(publisher, nameless):
    names = [
        publisher.publish(),
        publisher.publish(title={"en": "../Größe & Ruhe?"}),
        publisher.publish(title={"en": "؟"}),
    ]
    collect(nameless=nameless, now=NOW)

    found = [file_name(Wave(Report.objects.get(notice=name)), "csv") for name in names]

    assert found == [
        "windbreak-pulse-1-2026-01-09.csv",
        "windbreak-größe-ruhe-2026-02-09.csv",
        "windbreak-2026-03-09.csv",
    ]


def test_files_come_as_downloads(client, wave, settings):
    settings.OPEN_REPORTS = True

    table = client.get(f"/reports/{wave.row.notice}/figures.csv")
    book = client.get(f"/reports/{wave.row.notice}/figures.xlsx")

    assert table["Content-Disposition"] == 'attachment; filename="windbreak-pulse-1-2026-01-09.csv"'
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert book["Content-Disposition"] == 'attachment; filename="windbreak-pulse-1-2026-01-09.xlsx"'
    assert book.content == b"" or book.content[:2] == b"PK"


def test_files_speak_the_readers_language_where_the_notice_does(publisher, nameless):
    name = publisher.publish(title={"en": "Pulse", "de": "Puls"})
    collect(nameless=nameless, now=NOW)

    with translation.override("de"):
        rows = of_csv(Wave(Report.objects.get(notice=name)))

    assert {row[0] for row in rows[1:]} == {"Puls"}


def test_a_workbook_says_how_to_read_it(wave):
    about = openpyxl.load_workbook(io.BytesIO(as_xlsx(wave))).worksheets[1]

    words = " ".join(str(row[0]) for row in about.iter_rows(values_only=True))

    assert "groups of fewer than 5 people cannot be worked out from anything shown" in words
