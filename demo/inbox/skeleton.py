"""What every page of the mail catcher has around it, and the small documents that stand in frames."""

from dataclasses import dataclass
from typing import Any

from .markup import Markup, el, join

PAGES = (("/", "Who to sign in as"), ("/mail/", "Mail"))


@dataclass(frozen=True)
class Place:
    """Where the rest of the demo is, for links: the organisation's name and both origins."""

    organisation: str
    named: str
    nameless: str


def page(place: Place, *content: Any, title: str, here: str = "") -> str:
    """A whole page. `here` is the address in the menu that this page belongs to."""
    return document(
        el("a", "Skip to the content", class_="skip", href="#main"),
        el("header", _header(place, here), class_="site"),
        el("main", content, id="main", class_="page wide"),
        el("footer", _footer(place), class_="site"),
        title=f"{title} · {place.organisation} (demo)",
    )


def document(*body: Any, title: str, class_: str | None = None) -> str:
    """An HTML document in the product's look."""
    head = (
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", title),
        el("link", rel="icon", type="image/svg+xml", href="/logo.svg"),
        el("link", rel="stylesheet", href="/look.css"),
        el("link", rel="stylesheet", href="/inbox.css"),
    )
    return "<!doctype html>" + el("html", el("head", head), el("body", body, class_=class_), lang="en")


def framed(*content: Any, title: str, class_: str = "") -> str:
    """The small document in a frame."""
    main = el("main", el("h1", title, class_="visually-hidden"), content)
    return document(main, title=title, class_=f"framed {class_}".strip())


def frame(address: str, *, title: str, class_: str) -> Markup:
    """A small document that keeps itself fresh, so that the page around it stays as it is."""
    return el("iframe", src=address, title=title, class_=class_)


def outward(address: str, *children: Any, class_: str | None = None) -> Markup:
    """A link out of the mail catcher, in a tab of its own."""
    return el("a", *children, href=address, class_=class_, target="_blank", rel="noopener noreferrer")


def _header(place: Place, here: str) -> Markup:
    items = [
        el("li", el("a", words, href=address, aria_current="page" if address == here else None))
        for address, words in PAGES
    ]
    brand = el(
        "a", el("img", src="/logo.svg", alt="", width=36, height=36), place.organisation, href="/", class_="brand"
    )
    return el("div", brand, el("nav", el("ul", items, class_="tabs"), aria_label="Mail catcher"), class_="site-in")


def _footer(place: Place) -> Markup:
    words = el(
        "p",
        f"{place.organisation} is invented, and so is everybody in it. Its mail ends here and goes nowhere; "
        "this page listens on this machine alone and belongs to the demo.",
    )
    sides = el(
        "ul",
        el("li", outward(place.named + "/", "Named side")),
        el("li", outward(place.nameless + "/", "Nameless side")),
        el("li", outward(place.named + "/look/", "All components")),
        class_="row plainly",
    )
    return el("div", words, sides, class_="site-in")


def empty(headline: str, *words: Any) -> Markup:
    """What stands where there is nothing."""
    drawing = Markup(
        '<svg viewBox="0 0 96 64" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" '
        'aria-hidden="true"><path d="M12 14h72v42H12z"/><path d="m12 14 36 26 36-26M12 56l26-24m46 24L58 32"/></svg>'
    )
    return el("div", drawing, el("h2", headline), [el("p", word) for word in words], class_="empty")


__all__ = ["Place", "document", "empty", "frame", "join", "outward", "page"]
