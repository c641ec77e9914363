"""Languages as people call them, and which way they are written."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language by its tag: its own name for itself (the tag where nobody knows it), "ltr" or "rtl"."""

    tag: str
    name: str
    direction: str


def tongue(tag: str) -> Tongue:
    """The language of a BCP 47 tag, by its first part where the whole is not known."""
    known = LANG_INFO.get(tag.lower()) or LANG_INFO.get(tag.split("-")[0].lower())
    if not known or "name_local" not in known:
        return Tongue(tag, tag, "auto")
    name = known["name_local"]
    return Tongue(tag, f"{name[:1].upper()}{name[1:]}", "rtl" if known["bidi"] else "ltr")
