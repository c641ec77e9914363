"""What browsers load: files built by browser/build.mjs, each named with the integrity that its page demands."""

import json
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings


class Asset(NamedTuple):
    """A built file: its address on either origin, and the digest by which a browser knows it (SRI)."""

    url: str
    integrity: str


def asset(name: str) -> Asset:
    """`look.css`, `survey.js`. Raises KeyError for a name that was not built, OSError when nothing was."""
    entry = _manifest()[name]
    return Asset(f"{settings.STATIC_URL}{entry['file']}", entry["integrity"])


@lru_cache(maxsize=1)
def _manifest() -> dict[str, dict[str, str]]:
    return json.loads((settings.ASSETS / "manifest.json").read_text())
