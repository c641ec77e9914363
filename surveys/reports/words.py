"""Figures in words, in the reader's language: what stands in a table's cell."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from .figures import Bar, Estimate, Reads, Share


def text_of(texts: Mapping[str, str]) -> str:
    """A Notice's text in the reader's language, or else in English, or else in the first language it has."""
    language = get_language() or "en"
    for code in (language, language.split("-")[0], "en"):
        if texts.get(code):
            return texts[code]
    return next(iter(texts.values()), "")


def group(name: str) -> str:
    """A group of answers."""
    return {
        "favourable": gettext("favourable"),
        "neutral": gettext("neutral"),
        "unfavourable": gettext("unfavourable"),
        "chosen": gettext("chosen"),
        "not chosen": gettext("not chosen"),
    }.get(name, name)


def share(shown: Share) -> str:
    """62 %, 62 % or more, about 62 %; of fewer than ten people 40 to 60 %, 60 % or more, about 40 to 60 %."""
    if shown.percent is not None:
        return as_read(percent(shown.percent), shown.reads)
    if shown.reads == "or more":
        return as_read(percent(shown.low or 0), shown.reads)
    if shown.reads == "or less":
        return as_read(percent(shown.high or 0), shown.reads)
    return as_read(span(number(shown.low or 0), percent(shown.high or 0)), shown.reads)


def reach(shown: Share | Estimate, *, decimals: int = 0) -> str:
    """The 95 % interval."""
    low, high = shown.interval
    return span(number(low, decimals), number(high, decimals))


def bar(shown: Bar) -> str:
    """How many people chose one option."""
    return as_read(number(shown.count), shown.reads)


def participation(shown: int | None) -> str:
    """R10: nothing is told below 10 % and above 90 %."""
    if shown is None:
        return gettext("not shown")
    return as_read(percent(shown), capped(shown))


def people_of_its_own(group: str) -> str:
    """Participation of a group with others below it is that of the people who belong to none of them."""
    return gettext("%(group)s, without the groups below") % {"group": group}


def capped(shown: int) -> Reads:
    """How the percentage of people who took part reads: its two ends hide what lies beyond them."""
    ends: dict[int, Reads] = {10: "or less", 90: "or more"}
    return ends.get(shown, "exact")


def reading(reads: Reads) -> str:
    """The word alone, as it stands in a column of its own."""
    return {
        "exact": gettext("exact"),
        "or more": pgettext("reading", "or more"),
        "or less": pgettext("reading", "or less"),
        "about": pgettext("reading", "about"),
    }[reads]


def number(value: float, decimals: int = 0) -> str:
    """As the reader's language writes numbers, with a minus that is one."""
    return number_format(value, decimal_pos=decimals, use_l10n=True).replace("-", "\N{MINUS SIGN}")


def percent(value: int) -> str:
    """62 %, which does not break."""
    return (gettext("%(number)s %%") % {"number": number(value)}).replace(" ", "\N{NO-BREAK SPACE}")


def span(low: str, high: str) -> str:
    """From low to high."""
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def as_read(figure: str, reads: Reads) -> str:
    """A figure as its coding lets it be read (docs/disclosure.md section 4)."""
    form = {
        "exact": "%(figure)s",
        "or more": gettext("%(figure)s or more"),
        "or less": gettext("%(figure)s or less"),
        "about": gettext("about %(figure)s"),
    }[reads]
    return form % {"figure": figure}


def spoiled(why: str, count: int) -> str:
    """What was the matter with `count` ballots (docs/protocol.md section 12)."""
    forms = {
        "envelope": ngettext("%(count)s ballot could not be opened.", "%(count)s ballots could not be opened.", count),
        "label": ngettext(
            "%(count)s ballot carried a label that is not genuine, and counts for the whole organisation.",
            "%(count)s ballots carried a label that is not genuine, and count for the whole organisation.",
            count,
        ),
        "repeated": ngettext(
            "%(count)s ballot carried a label that another ballot carries too, and counts for the whole organisation.",
            "%(count)s ballots carried a label that another ballot carries too, and count for the whole organisation.",
            count,
        ),
        "overfull": ngettext(
            "%(count)s ballot came from a group with more ballots than people, and counts for the whole organisation.",
            "%(count)s ballots came from a group with more ballots than people, and count for the whole organisation.",
            count,
        ),
        "answers": ngettext(
            "%(count)s ballot held an answer that is not on offer, and counts as “no answer”.",
            "%(count)s ballots held an answer that is not on offer, and count as “no answer”.",
            count,
        ),
    }
    return forms[why] % {"count": number(count)}
