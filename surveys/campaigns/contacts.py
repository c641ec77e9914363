"""Crisis contacts: who helps at once, as the house Notice publishes them, read from CRISIS_CONTACTS_FILE.

The file is a JSON list of at most 20 entries: {"name": {"en": …}, "reach": "+1 555 0100", "about": {"en": …}}.
"""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from crypto.refusal import Refusal

MOST = 20  # entries
LONGEST = {"name": 100, "reach": 200, "about": 300}  # characters
_OF_LANGUAGE = 'one text for each language, as in {"en": "…"}'


class BadContacts(Refusal):
    """The file of crisis contacts is not what it should be; the sentence says which entry and field."""


def load_contacts() -> list[dict[str, Any]]:
    """The contacts as documents write them; none without the setting. Raises BadContacts."""
    if not settings.CRISIS_CONTACTS_FILE:
        return []
    try:
        data = Path(settings.CRISIS_CONTACTS_FILE).read_bytes()
    except (OSError, ValueError) as error:
        raise BadContacts("the file that CRISIS_CONTACTS_FILE names cannot be read") from error
    return read_contacts(data)


def read_contacts(data: bytes) -> list[dict[str, Any]]:
    """The contacts in a file of these bytes, in their order. Raises BadContacts, and nothing else."""
    try:
        listed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadContacts("the crisis contacts are not JSON in UTF-8") from error
    if not isinstance(listed, list):
        raise BadContacts('the crisis contacts are not a list: begin with "[" and end with "]"')
    if len(listed) > MOST:
        raise BadContacts(f"there are {len(listed)} crisis contacts, and at most {MOST} are shown; leave some out")
    return [_contact(entry, number) for number, entry in enumerate(listed, start=1)]


def _contact(entry: Any, number: int) -> dict[str, Any]:
    where = f"crisis contact {number}"
    if not isinstance(entry, dict):
        raise BadContacts(f"{where} is not an object with name, reach and about")
    unknown = sorted(str(field)[:40] for field in entry.keys() - LONGEST.keys())
    if unknown:
        raise BadContacts(f"{where} has a field {unknown[0]!r}; the fields are name, reach and about")
    missing = [field for field in LONGEST if field not in entry]
    if missing:
        raise BadContacts(f"{where} has no {missing[0]}")
    return {
        "name": _texts(entry["name"], "name", where),
        "reach": _text(entry["reach"], "reach", where),
        "about": _texts(entry["about"], "about", where),
    }


def _texts(value: Any, field: str, where: str) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        raise BadContacts(f"the {field} of {where} is not {_OF_LANGUAGE}")
    known = dict(settings.LANGUAGES)
    strange = [language for language in value if language not in known]
    if strange:
        raise BadContacts(f"the {field} of {where} is in {strange[0][:20]!r}; the languages are {', '.join(known)}")
    return {language: _text(text, f"{field} ({language})", where) for language, text in value.items()}


def _text(value: Any, field: str, where: str) -> str:
    longest = LONGEST[field.split(" ")[0]]
    if not isinstance(value, str) or not value.strip():
        raise BadContacts(f"the {field} of {where} is not a text")
    text = value.strip()
    if not text.isprintable():
        raise BadContacts(f"the {field} of {where} holds a line break or a character that cannot be shown")
    if len(text) > longest:
        raise BadContacts(f"the {field} of {where} has {len(text)} characters, and at most {longest} are shown")
    return text
