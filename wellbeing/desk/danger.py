"""What a keeper does when a note speaks of danger to life: the organisation's own words, from DANGER_FILE.

The file is a JSON object with one text for each language, as in {"en": "…"}.
"""

import json
from pathlib import Path

from django.conf import settings

from crypto.refusal import Refusal

LONGEST = 2000  # characters


class BadDanger(Refusal):
    """The file is not what it should be; the sentence says why."""


def load_danger() -> dict[str, str]:
    """The text by language; none without the setting. Raises BadDanger."""
    if not settings.DANGER_FILE:
        return {}
    try:
        data = Path(settings.DANGER_FILE).read_bytes()
    except (OSError, ValueError) as error:
        raise BadDanger("the file that DANGER_FILE names cannot be read") from error
    return read_danger(data)


def read_danger(data: bytes) -> dict[str, str]:
    """The text by language in a file of these bytes. Raises BadDanger, and nothing else."""
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadDanger("what to do in danger is not JSON in UTF-8") from error
    if not isinstance(read, dict) or not read:
        raise BadDanger('what to do in danger is not one text for each language, as in {"en": "…"}')
    return {language: _text(language, text) for language, text in read.items()}


def _text(language: str, value: object) -> str:
    known = dict(settings.LANGUAGES)
    if language not in known:
        raise BadDanger(f"what to do in danger is in {language[:20]!r}; the languages are {', '.join(known)}")
    if not isinstance(value, str) or not value.strip():
        raise BadDanger(f"what to do in danger ({language}) is not a text")
    text = value.strip()
    if any(not letter.isprintable() and letter != "\n" for letter in text):
        raise BadDanger(f"what to do in danger ({language}) holds a character that cannot be shown")
    if len(text) > LONGEST:
        raise BadDanger(
            f"what to do in danger ({language}) has {len(text)} characters, and at most {LONGEST} are shown"
        )
    return text
