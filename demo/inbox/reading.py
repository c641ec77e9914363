"""The list of mails and one mail: its code or invitation large, then text, HTML in a sandbox, or source."""

import re
from datetime import datetime
from urllib.parse import urlencode

from .letters import Letter
from .mailbox import Kept, Mailbox
from .markup import Markup, el
from .skeleton import Place, empty, frame, framed, outward, page
from .who import invitation

A_PAGE = 40  # mails
LONGEST_SOURCE = 100_000  # bytes that are shown
LONGEST_LINK = 2000  # characters
LINK = re.compile(rf"https?://[^\s<>\"'“”]{{1,{LONGEST_LINK}}}")
# The mail's own scripts, frames, forms and anything from elsewhere stay out, even when the part is opened alone.
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
POLICY_OF_A_MAIL = (
    f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'self'; sandbox {SANDBOX}"
)


def listing(place: Place, mailbox: Mailbox, *, word: str, to: str, number: int) -> str:
    """Page `number` of the mails that were looked for."""
    found = mailbox.search(word=word, to=to)
    shown = found[number * A_PAGE : (number + 1) * A_PAGE]
    after = urlencode({"after": found[0].arrived if found else 0, "word": word, "to": to})
    newer = frame(f"/news?{after}", title="New mail", class_="news")
    return page(
        place,
        el("h1", "Mail"),
        _looking(word, to),
        el("div", el("p", _amount(len(found)), class_="quiet", role="status"), newer, class_="tally"),
        el("ol", [_entry(mailbox, kept) for kept in shown], class_="mails") if shown else _nothing(word, to),
        _turning(word, to, number, last=(len(found) - 1) // A_PAGE),
        title="Mail",
        here="/mail/",
    )


def news(mailbox: Mailbox, *, after: int, word: str, to: str) -> str:
    """The document in a frame that says how many such mails came after the newest one shown."""
    count = sum(kept.arrived > after for kept in mailbox.search(word=word, to=to))
    address = "/mail/?" + urlencode({"word": word, "to": to})
    show = el("p", el("a", f"Show {_amount(count, new=True)}", href=address, target="_top", class_="button"))
    return framed(show if count else None, title="New mail", class_="news")


def letter(place: Place, mailbox: Mailbox, kept: Kept, *, part: str) -> str:
    """One mail. `part` is "text", "html" or "source"; a part that the mail does not have is its other one."""
    found = kept.letter
    part = part if part == "source" else "html" if found.html and (part == "html" or not found.text) else "text"
    return page(
        place,
        el("nav", el("ol", el("li", el("a", "Mail", href="/mail/")), el("li", el("bdi", found.subject))),
           class_="crumbs", aria_label="Where you are"),
        el("h1", el("bdi", found.subject)),
        el("dl", _fact("To", _filter(found.to)), _fact("From", el("bdi", found.sender)), _fact("Sent", _when(kept)),
           class_="facts"),
        _what_for(place, found),
        _parts(kept, part),
        _content(mailbox, kept, part),
        title=found.subject,
        here="/mail/",
    )  # fmt: skip


def html_part(found: Letter) -> str:
    """What stands in the sandbox: the mail's own HTML, whose links open in tabs of their own."""
    return f'<!doctype html><base target="_blank">{found.html or ""}'


def linked(text: str) -> list[str | Markup]:
    """The text with its addresses as links; what ends a sentence does not belong to one."""
    pieces: list[str | Markup] = []
    end = 0
    for found in LINK.finditer(text):
        address = found.group().rstrip(".,;:!?)]}»")
        pieces += [text[end : found.start()], outward(address, address)]
        end = found.start() + len(address)
    return [*pieces, text[end:]]


def _looking(word: str, to: str) -> Markup:
    return el(
        "form",
        el("label", "Subject, text or address", for_="word"),
        el("div", el("input", type="search", id="word", name="word", value=word, autocomplete="off"),
           el("button", "Search", type="submit"), class_="looking"),
        el("input", type="hidden", name="to", value=to) if to else None,
        el("p", "Only mail to ", el("strong", el("bdi", to)), " · ", el("a", "all mail", href="/mail/"))
        if to else None,
        action="/mail/",
        role="search",
    )  # fmt: skip


def _entry(mailbox: Mailbox, kept: Kept) -> Markup:
    found = kept.letter
    new = el("span", "new", class_="badge mid") if mailbox.is_new(kept) else None
    return el(
        "li",
        el("a", el("bdi", found.subject), href=f"/mail/{kept.key}"),
        new,
        el("span", _filter(found.to), class_="to"),
        _when(kept),
    )


def _filter(to: str) -> Markup:
    return el("a", el("bdi", to or "(nobody)"), href="/mail/?" + urlencode({"to": to}))


def _when(kept: Kept) -> Markup:
    sent = kept.letter.sent or datetime.fromtimestamp(kept.arrived / 1e9).astimezone()
    try:
        local = sent.astimezone()
    except (OverflowError, ValueError, OSError):
        local = sent
    return el("time", f"{local:%d %b %Y, %H:%M}", datetime=local.isoformat(timespec="minutes"))


def _what_for(place: Place, found: Letter) -> Markup | None:
    """What most people opened the mail for."""
    if found.invitation:
        return el("p", outward(invitation(place, found.invitation), "Open the survey", class_="button primary"))
    return el("p", el("code", found.code, class_="large"), class_="card lamp") if found.code else None


def _parts(kept: Kept, part: str) -> Markup:
    there = ["text"] * bool(kept.letter.text) + ["html"] * bool(kept.letter.html) + ["source"]
    words = {"text": "Text", "html": "HTML", "source": "Source"}
    links = [
        el(
            "li",
            el("a", words[name], href=f"/mail/{kept.key}?part={name}", aria_current="true" if name == part else None),
        )
        for name in there
    ]
    return el("nav", el("ul", links, class_="tabs"), aria_label="Parts of this mail")


def _content(mailbox: Mailbox, kept: Kept, part: str) -> Markup:
    if part == "html":
        return el("iframe", src=f"/mail/{kept.key}/html", title="The mail as HTML", sandbox=SANDBOX, class_="mail")
    if part == "source":
        source = mailbox.source(kept.key)[:LONGEST_SOURCE].decode("utf-8", "replace")
        return el("pre", source, class_="mail", tabindex=0, role="region", aria_label="Source of the mail")
    return el("pre", linked(kept.letter.text) if kept.letter.text else "(This mail is empty.)", class_="mail words",
              dir="auto", tabindex=0, role="region", aria_label="Text of the mail")  # fmt: skip


def _fact(name: str, value: Markup) -> Markup:
    return el("div", el("dt", name), el("dd", value))


def _nothing(word: str, to: str) -> Markup:
    if word or to:
        return empty("No such mail", "Nothing was found. Look for another word, or at all mail.")
    return empty("No mail yet", "Invitations and sign-in codes of the invented town arrive here.")


def _amount(count: int, *, new: bool = False) -> str:
    return f"{count:,} {'new ' if new else ''}mail{'' if count == 1 else 's'}"


def _turning(word: str, to: str, number: int, *, last: int) -> Markup | None:
    if last < 1:
        return None

    def turn(words: str, target: int) -> Markup | None:
        query = urlencode({"word": word, "to": to, "page": target})
        return el("a", words, href=f"/mail/?{query}", class_="button") if 0 <= target <= last else None

    return el("nav", turn("Newer", number - 1), el("p", f"Page {number + 1} of {last + 1}"), turn("Older", number + 1),
              class_="pages", aria_label="Pages")  # fmt: skip
