"""The nameless origin's pages that a script fills: each one string of bytes for everybody, whoever asks."""

import gzip
import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_info
from django.views.decorators.http import require_safe

from surveys.ballots import strings as survey_strings
from wellbeing.candles.strings import candle as candle_strings
from wellbeing.candles.strings import keeper as keeper_strings
from wellbeing.candles.strings import rest as rest_strings

from .sentences import CANDLE, CONTACTS, FORGET, FRAME, KEY
from .strings import Counted, Sentences, strings

_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@dataclass(frozen=True, slots=True)
class Kind:
    """A page's template, and what its script says; the script has the page's name (browser/build.mjs)."""

    template: str
    sentences: Sentences
    counted: Counted = field(default_factory=dict)


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


KINDS = {
    "survey": Kind(
        "ballots/survey.html",
        {**FRAME, **CANDLE, **KEY, **CONTACTS, **FORGET, **survey_strings.SENTENCES},
        survey_strings.COUNTED,
    ),
    "candle": Kind(
        "candles/candle.html",
        {**FRAME, **CANDLE, **KEY, **CONTACTS, **FORGET, **candle_strings.SENTENCES},
        candle_strings.COUNTED,
    ),
    "rest": Kind("candles/rest.html", {**FRAME, **FORGET, **rest_strings.SENTENCES}, rest_strings.COUNTED),
    "keeper": Kind("candles/keeper.html", {**FRAME, **CONTACTS, **keeper_strings.SENTENCES}, keeper_strings.COUNTED),
}


def page_of(name: str) -> Page:
    """A page as this installation serves it. Raises KeyError, and OSError when what browsers load was not built."""
    return _page(
        name,
        settings.NAMED_ORIGIN,
        settings.NAMELESS_ORIGIN,
        settings.ORGANISATION_NAME,
        settings.ORGANISATION_LOGO,
        settings.IMPRINT_URL,
    )


@lru_cache(maxsize=len(KINDS))
def _page(name: str, named: str, nameless: str, organisation: str, logo: str, imprint: str) -> Page:
    """Rendered once a process, for a request of nobody's."""
    kind = KINDS[name]
    said = strings(kind.sentences, kind.counted)
    data = {
        "named": named,
        "nameless": nameless,
        "organisation": organisation,
        "imprint": imprint,
        "languages": [_language(code, called) for code, called in settings.LANGUAGES],
        "strings": said,
    }
    without = [{**_language(code, called), "sentence": said[code]["script"]} for code, called in settings.LANGUAGES]
    with translation.override(settings.LANGUAGE_CODE):
        context = {"page": data, "script_file": f"{name}.js", "without_script": without}
        body = render_to_string(kind.template, context, request=HttpRequest()).encode()
    tag = sha256(body).hexdigest()[:32]
    return Page(body, gzip.compress(body, 9, mtime=0), f'"{tag}"', f'"{tag}-gzip"')


def _language(code: str, name: str) -> dict[str, Any]:
    return {"code": code, "name": name, "direction": "rtl" if get_language_info(code)["bidi"] else "ltr"}


@require_safe
def survey(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """GET /w/<fingerprint>: the survey page, the same bytes for every wave, known here or not, and for everybody.

    A header repeats the address's own fingerprint, so that a browser fetches the Notice beside the script.
    """
    ahead = f"</notices/{fingerprint}/>; rel=preload; as=fetch; crossorigin=anonymous"
    return _served(request, "survey", {"Link": ahead})


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """GET /candle/, /rest/, /keeper/: the same bytes for everybody."""
    return _served(request, name, {})


def _served(request: HttpRequest, name: str, more: dict[str, str]) -> HttpResponse:
    body, tag, headers = page_of(name).for_encodings(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(body, headers=headers | {"ETag": tag} | more)
    return get_conditional_response(request, etag=tag, response=response) or response
