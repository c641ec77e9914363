"""A Report as a file for spreadsheets: a row a cohort, question and figure, exactly what its pages show."""

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext
from xlsxwriter import Workbook

from . import words
from .pages.wave import Row, Wave

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it spreadsheets take UTF-8 for something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet may take for a formula

Value = str | int | float


class Line(NamedTuple):
    """One figure; "" where a column says nothing of it."""

    wave: str
    group: str
    question: str
    answer: str  # an option or a group of answers
    figure: str
    value: Value
    reads: str = ""
    low: Value = ""
    high: Value = ""
    n: Value = ""


def heads() -> list[str]:
    """What the columns hold."""
    return [
        gettext("wave"), gettext("group"), gettext("question"), gettext("answer"), gettext("figure"), gettext("value"),
        gettext("reads"), gettext("from (95 %)"), gettext("to (95 %)"), gettext("ballots"),
    ]  # fmt: skip


def lines(wave: Wave) -> Iterator[Line]:
    """Participation first, then cohort by cohort; a hidden cohort is one line that says so."""
    seen = {row.id: row for row in wave.rows}
    for shown in wave.report["participation"]:
        if shown["cohort"] in seen:
            yield _participation(wave, seen[shown["cohort"]], shown["percent"])
    asked = {key: (wave.asks(item), wave.labels(item)) for key, item in wave.items.items()}
    for row in wave.rows:
        if row.n is None:
            yield Line(wave.title, row.path, "", "", gettext("hidden"), gettext("hidden, to protect small groups"))
        for key, (asks, labels) in asked.items():
            yield from _figures(wave, row, key, asks, labels)


def as_csv(wave: Wave) -> bytes:
    """UTF-8, with text that could be taken for a formula behind an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(head) for head in heads()])
    writer.writerows([_harmless(value) for value in line] for line in lines(wave))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def as_xlsx(wave: Wave) -> bytes:
    """A workbook with the figures, and a sheet that says how to read them."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with Workbook(out, options) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(gettext("Figures")[:31])
        sheet.write_row(0, 0, heads(), bold)
        last = 0
        for last, line in enumerate(lines(wave), start=1):
            for column, value in enumerate(line):
                (sheet.write_string if isinstance(value, str) else sheet.write_number)(last, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(Line._fields) - 1)
        for column, width in enumerate((18, 32, 48, 24, 16, 12, 10, 10, 10, 10)):
            sheet.set_column(column, column, width)
        about = book.add_worksheet(gettext("How to read this")[:31])
        about.set_column(0, 0, 90, wrapped)
        about.write_column(0, 0, notes(wave))
    return out.getvalue()


def notes(wave: Wave) -> list[str]:
    """How to read the figures, a sentence or two each."""
    return [
        wave.title,
        gettext("Within this wave, groups of fewer than %(k)s people cannot be worked out from anything shown.")
        % {"k": wave.report["k"]},
        gettext("“Or more”, “or less” and “about” keep it open whether nearly everybody in a small group agreed."),
        gettext("Of fewer than ten ballots a share is only told to within 20 points."),
        gettext("“From” and “to” say between what a figure may lie: the fewer ballots, the further apart."),
    ]


def file_name(wave: Wave, ending: str) -> str:
    """windbreak-pulse-2-2026-02-09.csv"""
    title = slugify(wave.title, allow_unicode=True)
    return "-".join(part for part in ("windbreak", title, wave.closed.date().isoformat()) if part) + f".{ending}"


def _participation(wave: Wave, row: Row, percent: int | None) -> Line:
    group = words.people_of_its_own(row.path) if row.rest else row.path
    head = (wave.title, group, "", "", gettext("took part, %"))
    if percent is None:
        return Line(*head, words.participation(None))
    return Line(*head, percent, words.reading(words.capped(percent)))


def _figures(wave: Wave, row: Row, key: str, asks: str, labels: list[str]) -> Iterator[Line]:
    figures = wave.figures(row.id, key)
    if figures is None or row.n is None:
        return
    where = (wave.title, row.path, asks)
    for name, share in figures.groups.items():
        value = words.span(str(share.low), str(share.high)) if share.percent is None else share.percent
        reads = words.reading(share.reads)
        yield Line(*where, words.group(name), gettext("share, %"), value, reads, *share.interval, row.n)
    if figures.mean:
        yield Line(*where, "", gettext("mean"), figures.mean.value, "", *figures.mean.interval, row.n)
    if figures.enps:
        value, low, high = map(round, (figures.enps.value, *figures.enps.interval))
        yield Line(*where, "", gettext("eNPS"), value, "", low, high, row.n)
    for bar, label in zip(figures.distribution, labels, strict=False):
        kind = gettext("ballots with this answer")
        yield Line(*where, label, kind, bar.count, words.reading(bar.reads), n=row.n)


def _harmless(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
