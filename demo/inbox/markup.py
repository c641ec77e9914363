"""HTML by construction: whatever is plain text is escaped, so that no mail can write into a page."""

import html
import re
from collections.abc import Iterable
from typing import Any

EMPTY = {"area", "base", "br", "hr", "img", "input", "link", "meta"}
# Nothing that a browser may not be sent: control characters, halves of surrogate pairs.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Markup(str):
    """Text that is HTML already."""


def plain(text: str) -> str:
    """The text with a mark in place of everything that cannot be shown; line ends are newlines."""
    return UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def el(name: str, /, *children: Any, **attributes: str | int | bool | None) -> Markup:
    """One element. Children are text, markup, lists of both, or None for nothing.

    Attributes are named as Python lets them be (class_, aria_label); True stands bare, None and False leave it out.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    opened = f"<{name}{written}>"
    return Markup(opened if name in EMPTY else f"{opened}{join(children)}</{name}>")


def join(children: Iterable[Any]) -> Markup:
    """Children one after the other."""
    return Markup("".join(map(_child, children)))


def _child(child: Any) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int):
        return html.escape(plain(str(child)))
    return join(child)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    return f" {key}" if value is True else f' {key}="{html.escape(plain(str(value)))}"'
