"""What every page of either side shows of the organisation: its name, logo and imprint, and which side this is."""

import base64
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
LARGEST_LOGO = 30_000  # bytes; it travels in every page


def organisation(_request: HttpRequest) -> dict[str, Any]:
    """For templates: `organisation`, `logo` (a data address or ""), `imprint`, `version`, `named`, `demo`, origins."""
    return {
        "organisation": settings.ORGANISATION_NAME,
        "logo": _logo(settings.ORGANISATION_LOGO),
        "imprint": settings.IMPRINT_URL,
        "version": _version(),
        "named": settings.NAMED,
        "demo": settings.DEMO,
        "named_origin": settings.NAMED_ORIGIN,
        "nameless_origin": settings.NAMELESS_ORIGIN,
    }


@lru_cache(maxsize=1)
def _version() -> str:
    """As pyproject.toml has it, the one place where it stands."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


@lru_cache(maxsize=4)
def _logo(file: str) -> str:
    """The file as a data address, so that no page asks for it; "" where none is set."""
    if not file:
        return ""
    path = Path(file)
    return f"data:{_KINDS[path.suffix.lower()]};base64,{base64.b64encode(path.read_bytes()).decode()}"


def logo_fault(file: str) -> str:
    """One sentence on why this file cannot be shown as the logo; "" where it can, or where none is set."""
    path = Path(file)
    if not file:
        return ""
    if path.suffix.lower() not in _KINDS:
        return f"ORGANISATION_LOGO must be a PNG or SVG file, not {path.name}"
    if not path.is_file():
        return f"ORGANISATION_LOGO names {file}, and there is no such file"
    if path.stat().st_size > LARGEST_LOGO:
        return f"ORGANISATION_LOGO may have at most {LARGEST_LOGO:,} bytes, since every page carries it"
    return ""
