"""The survey page: one string of bytes for everybody, whatever the wave, the visitor and the language."""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_info

from .strings import strings

_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@dataclass(frozen=True, slots=True)
class Page:
    """The page, the same compressed, and a strong tag for each of the two."""

    body: bytes
    compressed: bytes
    tag: str
    compressed_tag: str

    def for_encodings(self, accepted: str) -> tuple[bytes, str, dict[str, str]]:
        """Bytes, tag and headers for an Accept-Encoding, the one thing about a browser that matters here."""
        headers = {"Vary": "Accept-Encoding", "Cache-Control": "no-cache"}
        if _GZIP.search(accepted):
            return self.compressed, self.compressed_tag, headers | {"Content-Encoding": "gzip"}
        return self.body, self.tag, headers


def survey_page() -> Page:
    """The page as this installation serves it. Raises OSError when what browsers load was not built."""
    return _page(
        settings.NAMED_ORIGIN,
        settings.NAMELESS_ORIGIN,
        settings.ORGANISATION_NAME,
        settings.ORGANISATION_LOGO,
        settings.IMPRINT_URL,
    )


@lru_cache(maxsize=1)
def _page(named: str, nameless: str, organisation: str, logo: str, imprint: str) -> Page:
    """Rendered once a process, for a request of nobody's."""
    said = strings()
    data = {
        "named": named,
        "nameless": nameless,
        "organisation": organisation,
        "imprint": imprint,
        "languages": [_language(code, name) for code, name in settings.LANGUAGES],
        "strings": said,
    }
    without_script = [{**_language(code, name), "sentence": said[code]["script"]} for code, name in settings.LANGUAGES]
    with translation.override(settings.LANGUAGE_CODE):
        context = {"page": data, "without_script": without_script}
        body = render_to_string("ballots/survey.html", context, request=HttpRequest()).encode()
    tag = sha256(body).hexdigest()[:32]
    return Page(body, gzip.compress(body, 9, mtime=0), f'"{tag}"', f'"{tag}-gzip"')


def _language(code: str, name: str) -> dict[str, Any]:
    return {"code": code, "name": name, "direction": "rtl" if get_language_info(code)["bidi"] else "ltr"}
