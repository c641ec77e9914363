"""What reading a questionnaire found wrong, in the words of the editor: which field, and what to do there."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..favourable import MOST
from ..fields import Fault
from ..questionnaires import MOST_OPTIONS
from .sheet import PER_LANGUAGE, Sheet
from .tongues import tongue

LABELS = {
    "kind": _("How it is answered"),
    "text": _("What is asked"),
    "low": _("Words at the low end"),
    "high": _("Words at the high end"),
    "options": _("Options, one a line"),
    "good": _("Which end is good"),
    "points": _("Steps"),
    "from": _("Number of the first step"),
    "values": _("Numbers of the options"),
    "key": _("Short name, for exports and for comparing waves"),
    "name": _("Name"),
    "languages": _("Languages"),
    "questions": _("Questions"),
}


def field_of(fault: Fault, languages: list[str]) -> str:
    """The name of the field that can mend `fault`."""
    first = languages[0] if languages else ""
    match fault.path:
        case ("questions", int(i), "options", *rest):
            if rest[1:2] == ["value"]:
                return f"q{i}-values"
            return f"q{i}-options-{rest[2] if len(rest) > 2 else first}"
        case ("questions", int(i), str(name), *rest) if name in PER_LANGUAGE:
            return f"q{i}-{name}-{rest[0] if rest else first}"
        case ("questions", int(i), str(name)):
            return f"q{i}-{name}"
        case ("questions", int(i)):
            return f"q{i}"
        case (str(name), *_rest):
            return name
    return "name"


def place(fault: Fault) -> str:
    """Where the fault is, as the page calls it: "Question 2, What is asked, Deutsch"."""
    names = [part for part in fault.path if isinstance(part, str) and part in LABELS and part != "questions"]
    parts = [str(LABELS[name]) for name in names[:1]]
    if fault.path[:1] == ("questions",) and len(fault.path) > 1:
        parts.insert(0, gettext("Question %(number)d") % {"number": int(fault.path[1]) + 1})
    if fault.path and _language(fault):
        parts.append(tongue(_language(fault)).name)
    return ", ".join(parts) or str(LABELS["questions"])


def told(fault: Fault, sheet: Sheet) -> str:
    """What is wrong and what to do, as one sentence without the place."""
    match fault.path:
        case ("questions", int(i), "options"):
            most = MOST if sheet.rows[i].get("kind") == "named" else MOST_OPTIONS
            return gettext("Write two to %(most)d options, one a line.") % {"most": most}
        case ("questions", int(_i), "options", int(at), *rest):
            return _of_option(fault, at + 1, is_text=rest[:1] == ["text"])
        case ("languages",) if not sheet.languages:
            return gettext("Tick at least one.")
        case ("questions",) if not sheet.rows:
            return gettext("Add at least one.")
    if _is_empty(fault, sheet):
        return gettext("Write something here.")
    return f"{fault.what[:1].upper()}{fault.what[1:]}."


def _of_option(fault: Fault, number: int, *, is_text: bool) -> str:
    if is_text:
        return gettext("Option %(number)d needs words in this language, one line for each option.") % {"number": number}
    return gettext("Option %(number)d: its number %(what)s.") % {"number": number, "what": fault.what}


def _language(fault: Fault) -> str:
    last = fault.path[-1]
    return last if isinstance(last, str) and len(fault.path) > 1 and fault.path[-2] in ("text", "low", "high") else ""


def _is_empty(fault: Fault, sheet: Sheet) -> bool:
    match fault.path:
        case ("name",):
            return not sheet.name.strip()
        case ("questions", int(i), str(name), *rest) if i < len(sheet.rows):
            return not sheet.rows[i].get("-".join([name, *map(str, rest)]), "").strip()
    return False
