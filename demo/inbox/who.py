"""The front page: answer the open survey as somebody, or sign in as somebody. Codes stand in frames of their own."""

import time
from typing import Any
from urllib.parse import quote, urlsplit

from demo.cast import Cast, Visit
from demo.totp import totp

from . import ways
from .mailbox import Mailbox
from .markup import Markup, el
from .skeleton import Place, empty, frame, framed, outward, page

AT_ONCE = 6  # people offered to answer as
FRESH = 3  # seconds between looks for a mailed code
LANGUAGES = {"en": "English", "de": "Deutsch", "ar": "العربية"}
SIGN_IN = "/account/login/code/"


def front(place: Place, cast: Cast, mailbox: Mailbox, *, begin: int) -> str:
    """The page; of those who have not answered, the ones from place `begin` on are offered."""
    return page(
        place,
        el("p", "Demo", class_="eyebrow"),
        el("h1", "Who to sign in as"),
        el("p", f"{place.organisation} is an invented organisation that has answered twice and is asked again this "
           "week. All its mail arrives here: invitations, and the codes that sign people in.", class_="lede"),
        _survey(place, cast, mailbox, begin),
        ways.section(place, cast),
        _sign_in(place, cast),
        title="Who to sign in as",
        here="/",
    )  # fmt: skip


def codes(visit: Visit, mailbox: Mailbox) -> tuple[str, int]:
    """The document in the frame of a person's codes, and the seconds after which it is old."""
    mailed = mailbox.code(visit.email)
    lines = []
    if mailed:
        lines.append(_line("Code from the mail", mailed[0], f"came {mailed[1]} s ago"))
    else:
        lines.append(el("p", "The code from the mail appears here once it was asked for.", class_="quiet"))
    left = FRESH
    if visit.secret:
        code, remaining = totp(visit.secret, now=time.time())
        lines.append(_line("Code from the app", code, f"for {remaining} s more"))
        left = min(FRESH, remaining)
    return framed(lines, title=f"Codes of {visit.name}"), left


def _line(words: str, code: str, until: str) -> Markup:
    return el("p", el("span", words, class_="quiet"), el("code", code), el("span", until, class_="quiet"))


def _survey(place: Place, cast: Cast, mailbox: Mailbox, begin: int) -> Markup:
    offered = [(visit, mailbox.invitation(visit.email)) for visit in cast.waiting[begin : begin + AT_ONCE]]
    cards = [_answerer(place, visit, link) for visit, link in offered if link]
    others = begin + AT_ONCE if begin + AT_ONCE < len(cast.waiting) else 0
    return el(
        "section",
        el("h2", "Answer the open survey as somebody", id="answer"),
        el("p", "They have an invitation and have not answered. The survey opens as their mail would open it."),
        el("ul", cards, class_="people") if cards else empty("Nobody is waiting", "No invitation is left unanswered."),
        el("p", el("a", "Other people", href=f"/?begin={others}#answer")) if len(cast.waiting) > AT_ONCE else None,
    )


def _answerer(place: Place, visit: Visit, link: str) -> Markup:
    return el(
        "li",
        el("h3", visit.name),
        el("p", visit.group, " · reads ", _in_language(visit.language), class_="quiet"),
        el(
            "p",
            outward(invitation(place, link), "Answer", _as(visit), class_="button primary"),
            el("a", "The mail", href=f"/mail/?to={quote(visit.email)}"),
            class_="row",
        ),
    )


def _as(visit: Visit) -> Markup:
    return el("span", f" as {visit.name}", class_="visually-hidden")


def _sign_in(place: Place, cast: Cast) -> Markup:
    cards = [_person(place, visit, number) for number, visit in enumerate(cast.visits)]
    return el(
        "section",
        el("h2", "Sign in as somebody"),
        el("p", "Nobody has a password: a code comes by mail. Whoever has a role also needs the code of an app on "
           "their phone. Both are shown here."),
        el("ul", cards, class_="grid roomy") if cards else empty("Nobody is here yet", "The town is still empty."),
    )  # fmt: skip


def _person(place: Place, visit: Visit, number: int) -> Markup:
    address = f"{place.named}{SIGN_IN}?email={quote(visit.email)}"
    return el(
        "li",
        el("div", el("h3", visit.name), el("span", visit.role or "employee", class_=_badge(visit)), class_="spread"),
        el("p", visit.look_at),
        el("p", el("code", visit.email, class_="code")),
        frame(f"/codes/{number}", title=f"Codes of {visit.name}", class_="codes two" if visit.secret else "codes"),
        el("p", outward(address, "Sign in as ", visit.name.split()[0], class_="button"),
           el("a", "The mail", href=f"/mail/?to={quote(visit.email)}"), class_="row"),
        class_="card",
    )  # fmt: skip


def _badge(visit: Visit) -> str:
    return "badge" if visit.role else "badge quiet"


def _in_language(language: str) -> Any:
    return el("span", LANGUAGES.get(language, language), lang=language, dir="auto")


def invitation(place: Place, link: str) -> str:
    """The link on the nameless origin as it is now; a demo may have moved to another port since the mail was sent."""
    parts = urlsplit(link)
    return f"{place.nameless}{parts.path}#{parts.fragment}"
