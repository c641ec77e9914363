"""The fields of one object in a questionnaire file: each is read, what is wrong is noted, and reading goes on."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from crypto.refusal import Refusal

LARGEST = 512 * 1024  # bytes of a file
LONGEST_TEXT = 2000  # characters
MOST_FAULTS = 100  # told at once
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")  # a line break is the one control character a text may hold

Text = dict[str, str]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where: `path` as in the file, ("questions", 0, "text", "de"); `field` is "" for the object."""

    path: Path
    where: str
    field: str
    what: str

    def __str__(self) -> str:
        place = f"{self.where}, {self.field}" if self.field else self.where
        return f"{place}: {self.what}"


class BadQuestionnaire(Refusal):
    """The file is not a questionnaire: `faults` are all (at most 100), and the sentence is the first of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(str(faults[0]))
        self.faults = faults


@dataclass
class Fields:
    """The fields of one object in the file, and where it stands; what is wrong is noted and reading goes on."""

    where: str
    path: Path
    raw: Any
    languages: list[str] | None = None  # None while nobody knows them: texts are not held to them then
    faults: list[Fault] = field(default_factory=list)  # one list for the whole file

    def __post_init__(self) -> None:
        self.is_object = isinstance(self.raw, dict)
        if not self.is_object:
            self._note(self.path, "", _("must be an object"))
            self.raw = {}

    def _note(self, path: Path, name: str, what: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(path, self.where, name, what))

    def fault(self, name: str, what: str) -> None:
        self._note((*self.path, name), name, what)

    def inside(self, name: str, index: int, raw: object) -> "Fields":
        """The object at `index` of the list `name`."""
        one = {"number": index + 1, "where": self.where}
        question, option = _("question %(number)d"), _("%(where)s, option %(number)d")
        where = (question if name == "questions" else option) % one
        return Fields(where, (*self.path, name, index), raw, self.languages, self.faults)

    def allow(self, *names: str) -> None:
        for name in self.raw:
            if name not in names:
                self.fault(name[:40], _("there is no such field here"))

    def string(self, name: str, *, longest: int) -> str:
        return self._plain((*self.path, name), name, self.raw.get(name), longest)

    def one_of(self, name: str, *allowed: str) -> str:
        value = self.raw.get(name)
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(name, _("must be one of %(allowed)s") % {"allowed": ", ".join(allowed)})
        return ""

    def number(self, name: str, default: int | None, *, lowest: int, highest: int) -> int | None:
        value = self.raw.get(name, default)
        if type(value) is int and lowest <= value <= highest:  # a bool is no number here
            return value
        limits = {"lowest": lowest, "highest": highest}
        self.fault(name, _("must be a whole number from %(lowest)d to %(highest)d") % limits)
        return None

    def list_of(self, name: str, *, fewest: int, most: int) -> list[Any]:
        value = self.raw.get(name)
        if isinstance(value, list) and fewest <= len(value) <= most:
            return value
        self.fault(name, _("must be a list of %(fewest)d to %(most)d") % {"fewest": fewest, "most": most})
        return []

    def text(self, name: str) -> Text:
        value, languages = self.raw.get(name), self.languages
        if languages is None:
            return {}
        if not isinstance(value, dict) or sorted(value) != sorted(languages):
            listed = {"languages": ", ".join(languages)}
            self.fault(name, _("must have a text for each of %(languages)s and no other") % listed)
            return {}
        return {tag: self._in_language(name, tag, value[tag]) for tag in languages}

    def _in_language(self, name: str, tag: str, value: object) -> str:
        named = _("%(field)s in %(language)s") % {"field": name, "language": tag}
        return self._plain((*self.path, name, tag), named, value, LONGEST_TEXT)

    def _plain(self, path: Path, name: str, value: object, longest: int) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            self._note(path, name, _("must be a text of 1 to %(longest)d characters") % {"longest": longest})
            return ""
        if _CONTROL.search(value):
            self._note(path, name, _("holds a control character"))
        return value


def parse(data: bytes) -> object:
    """At most 512 KiB of JSON in UTF-8, no field twice in one object. Raises BadQuestionnaire."""
    if len(data) > LARGEST:
        raise BadQuestionnaire([Fault((), _("the file"), "", _("has more than 512 KiB"))])
    try:
        parsed = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
        json.dumps(parsed, ensure_ascii=False).encode()  # a lone surrogate would fail later, in the database
    except (ValueError, RecursionError) as error:
        raise BadQuestionnaire([Fault((), _("the file"), "", _("is not JSON in UTF-8"))]) from error
    return parsed


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands twice in one object")
    return fields
