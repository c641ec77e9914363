"""What may stand in each column of a roster, and in what form it is kept."""

import re
import unicodedata
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .models import EMAIL_SIZE, NAME_SIZE, NUMBER_SIZE

DEEPEST: Final = 20  # groups in a path
FLAGS: Final = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0", ""), False),
}
_is_address = EmailValidator()


class FieldError(ValueError):
    """One sentence on what is wrong with a cell and what to write instead."""


def read_number(cell: str) -> str:
    """An employee's number, 1 to 64 characters. Raises FieldError."""
    return _short(cell, most=NUMBER_SIZE, empty=gettext_noop("this is empty; write the employee's number"))


def read_email(cell: str) -> str:
    """An e-mail address in lower case, at most 254 ASCII characters. Raises FieldError."""
    address = _short(
        cell, most=EMAIL_SIZE, empty=gettext_noop("this is empty; write the employee's e-mail address")
    ).lower()
    if not address.isascii():
        raise FieldError(_("only plain letters may stand in an address; write its domain as xn--…"))
    try:
        _is_address(address)
    except ValidationError as error:
        sentence = _("%(cell)s is not an e-mail address; write one as name@example.org")
        raise FieldError(sentence % {"cell": address[:80]}) from error
    return address


def read_path(cell: str) -> tuple[str, ...]:
    """The names of a group path from the top down, each of 1 to 200 characters, at most 20. Raises FieldError."""
    if not cell.strip():
        raise FieldError(_("this is empty; write the group's path, as Operations / Warehouse"))
    parts = re.split(r"\s+/\s+", f" {cell} ")
    if len(parts) > DEEPEST:
        sentence = _("the path has %(number)s parts; write at most %(most)s")
        raise FieldError(sentence % {"number": len(parts), "most": DEEPEST})
    empty = gettext_noop("a part of the path is empty; leave out the stray /")
    return tuple(_short(part, most=NAME_SIZE, empty=empty) for part in parts)


def read_name(cell: str) -> str:
    """A name, possibly empty, at most 200 characters. Raises FieldError."""
    return _short(cell, most=NAME_SIZE, empty=None)


def read_flag(cell: str) -> bool:
    """Whether the employee leads the group. Raises FieldError."""
    try:
        return FLAGS[cell.strip().casefold()]
    except KeyError as error:
        raise FieldError(_("write yes or no")) from error


def read_language(cell: str) -> str:
    """One of settings.LANGUAGES as its code, or "" for none. Raises FieldError."""
    code = cell.strip().casefold().replace("_", "-")
    known = {language.casefold(): language for language in dict(settings.LANGUAGES)}
    if code and code not in known:
        raise FieldError(_("write one of %(codes)s, or leave it empty") % {"codes": ", ".join(known.values())})
    return known.get(code, "")


def _short(cell: str, *, most: int, empty: str | None) -> str:
    """The text with single spaces and in one Unicode spelling."""
    text = unicodedata.normalize("NFC", " ".join(cell.split()))
    if not text and empty:
        raise FieldError(_(empty))
    if len(text) > most:
        sentence = _("this has %(number)s characters; write at most %(most)s")
        raise FieldError(sentence % {"number": f"{len(text):,}", "most": most})
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise FieldError(_("there is a control character; type the cell again"))
    return text
