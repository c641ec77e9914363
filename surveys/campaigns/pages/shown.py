"""A questionnaire as an employee sees it, in one language, and what each answer counts as."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Questionnaire
from .tongues import Tongue, tongue

_GROUPS = {
    "favourable": (_("favourable"), "good"),
    "neutral": (_("neutral"), "mid"),
    "unfavourable": (_("unfavourable"), "bad"),
}


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question in one language: `shape` is scale, list or boxes; `ends` the words at both ends of a scale."""

    number: int
    key: str
    kind: str | Promise
    text: str
    shape: str
    size: str  # "short" up to seven steps, else "eleven"
    options: list[tuple[int, str]]
    ends: tuple[str, str] | None
    groups: list[tuple[str | Promise, str, str]]  # name, badge, the options in words


def languages_of(questionnaire: Questionnaire) -> list[Tongue]:
    """The languages it speaks, in its own order."""
    return [tongue(tag) for tag in questionnaire.languages]


def shown_questions(questionnaire: Questionnaire, tag: str, kinds: dict[str, Any]) -> list[ShownQuestion]:
    """All questions in the language `tag`; `kinds` names each kind of answer."""
    rows = questionnaire.questions.order_by("position")
    return [_shown(number, row.asked(), tag, kinds) for number, row in enumerate(rows, start=1)]


def _shown(number: int, asked: dict[str, Any], tag: str, kinds: dict[str, Any]) -> ShownQuestion:
    options = [(option["value"], option["text"][tag]) for option in asked["bins"]]
    is_scale = asked["kind"] in ("scale", "recommend")
    is_row = is_scale and all(words == str(value) for value, words in options[1:-1])
    kind = "named" if is_scale and not is_row else asked["kind"]
    return ShownQuestion(
        number=number,
        key=asked["key"],
        kind=kinds[kind],
        text=asked["text"][tag],
        shape="scale" if is_row else "boxes" if asked["kind"] == "choices" else "list",
        size="short" if len(options) <= 7 else "eleven",
        options=[(value, str(value)) for value, _words in options] if is_row else options,
        ends=_ends(asked["kind"], options, tag) if is_row else None,
        groups=[_group(name, values, dict(options)) for name, values in asked["groups"] if values],
    )


def _ends(kind: str, options: list[tuple[int, str]], tag: str) -> tuple[str, str]:
    if kind == "recommend":
        return _spoken(_("not at all likely"), tag), _spoken(_("extremely likely"), tag)
    return options[0][1], options[-1][1]


def _spoken(words: Promise, tag: str) -> str:
    """The survey page's own words for the ends of a recommendation, in a language of the questionnaire."""
    with translation.override(tag):
        return str(words)


def _group(name: str, values: list[int], words: dict[int, str]) -> tuple[str | Promise, str, str]:
    called, badge = _GROUPS[name]
    named = [str(v) if words[v] == str(v) else f"{v} ({words[v]})" for v in values]
    return called, badge, ", ".join(named)
