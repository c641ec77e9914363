"""The questionnaire editor as its template shows it: each field with what was typed and what is wrong beside it."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..favourable import FEWEST, MOST
from ..fields import Fault
from .faults import LABELS, field_of, place, told
from .sheet import PER_LANGUAGE, Sheet, Typed
from .tongues import Tongue, tongue

KIND_NAMES = {
    "scale": _("a scale with words at both ends"),
    "named": _("a scale with words at every step"),
    "choice": _("one of several options"),
    "choices": _("any number of several options"),
    "recommend": _("a recommendation from 0 to 10"),
}
GOOD_NAMES = {"high": _("the high end, the last step"), "low": _("the low end, the first step")}
_SHOWN = {  # rows of fields that stand beside each other
    "scale": (("text",), ("low", "high"), ("good", "points", "from")),
    "named": (("text",), ("options",), ("good", "values")),
    "choice": (("text",), ("options",), ("values",)),
    "choices": (("text",), ("options",), ("values",)),
    "recommend": (("text",),),
}
_HINTS = {
    "options": _("From low to high where it is a scale; the same order in every language."),
    "values": _("Only if they are not 1, 2, 3 and so on: the numbers in order, with commas between."),
    "key": _("Small letters, digits and underscores. Left empty, one is made."),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `name` is also its id; `shape` is line, lines or select."""

    name: str
    label: str | Promise
    value: str
    shape: str = "line"
    hint: str | Promise = ""
    tongue: Tongue | None = None
    rows: int = 2  # of a shape of lines
    choices: list[tuple[str, str | Promise]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """One question: its fields, what is wrong with the whole, and what is carried unseen so that nothing is lost."""

    id: str
    index: int
    number: int
    errors: list[str]
    kind: Field
    lines: list[list[Field]]  # fields that stand beside each other
    key: Field
    title: str  # what is asked, in the first language that has words for it
    is_open: bool
    carried: list[tuple[str, str]]


def shown_rows(sheet: Sheet, faults: list[Fault], *, look_at: str = "") -> list[Shown]:
    """The questions of `sheet` with the faults that reading its file told.

    Open are those with a fault, the one that `look_at` points into, and a single one; the others show what they ask.
    """
    errors = errors_by_field(sheet, faults)
    rows = [_shown(i, row, sheet.languages, errors) for i, row in enumerate(sheet.rows)]
    wanted = {name.partition("-")[0] for name in (*errors, look_at)}
    return [replace(row, is_open=row.id in wanted or len(rows) == 1) for row in rows]


def errors_by_field(sheet: Sheet, faults: list[Fault]) -> dict[str, list[str]]:
    """What is wrong, by the name of the field where it stands."""
    errors: dict[str, list[str]] = {}
    for fault in faults:
        errors.setdefault(field_of(fault, sheet.languages), []).append(told(fault, sheet))
    return errors


def _shown(i: int, row: Typed, languages: list[str], errors: dict[str, list[str]]) -> Shown:
    def one(name: str, tag: str = "") -> Field:
        suffix = f"{name}-{tag}" if tag else name
        full = f"q{i}-{suffix}"
        value = row.get(suffix, "")
        return Field(
            name=full,
            label=LABELS[name],
            value=value,
            shape="select" if name in _CHOICES else "lines" if name in ("text", "options") else "line",
            rows=6 if name == "options" else 2,
            hint=_HINTS.get(name, ""),
            tongue=tongue(tag) if tag else None,
            choices=_choices(name, value),
            errors=errors.get(full, []),
        )

    lines: list[list[Field]] = []
    for names in _SHOWN.get(row.get("kind", ""), (("text",),)):
        if names == ("low", "high"):  # both ends of a scale stand beside each other
            lines += [[one(name, tag) for name in names] for tag in languages]
        else:
            tags = languages if names[0] in PER_LANGUAGE else [""]
            lines.append([one(name, tag) for tag in tags for name in names])
    kind, key = one("kind"), one("key")
    seen = {field.name for fields in lines for field in fields} | {kind.name, key.name}
    carried = [(f"q{i}-{name}", value) for name, value in row.items() if value and f"q{i}-{name}" not in seen]
    title = next((words for tag in languages if (words := row.get(f"text-{tag}", "").strip())), "")
    return Shown(f"q{i}", i, i + 1, errors.get(f"q{i}", []), kind, lines, key, title, False, carried)


def _choices(name: str, value: str) -> list[tuple[str, str | Promise]]:
    """What a select offers, and what was there before even if it is none of these."""
    offered = _CHOICES.get(name, [])
    return offered if not offered or value in dict(offered) else [*offered, (value, value)]


_CHOICES: dict[str, list[tuple[str, str | Promise]]] = {
    "kind": list(KIND_NAMES.items()),
    "good": list(GOOD_NAMES.items()),
    "points": [(str(points), str(points)) for points in range(FEWEST, MOST + 1)],
    "from": [("0", "0"), ("1", "1")],
}


def summary(sheet: Sheet, faults: list[Fault]) -> list[tuple[str, str]]:
    """Every fault as a sentence that says where, with the id of the field it leads to."""
    return [(f"{place(fault)}: {told(fault, sheet)}", field_of(fault, sheet.languages)) for fault in faults]


def offered(sheet: Sheet) -> list[dict[str, Any]]:
    """The languages to tick: those of the sheet in its order, then what the installation speaks."""
    tags = dict.fromkeys([*sheet.languages, *sheet.known, *(tag for tag, _name in settings.LANGUAGES)])
    return [{"tongue": tongue(tag), "chosen": tag in sheet.languages} for tag in tags]
