"""Every sentence of a page in every language, under keys that the page's script asks for.

Values hold named variables in braces, which the script fills in. A sentence that counts something has one key for each
plural category of its language (CLDR): `people.one`, `people.other`, in Arabic also `people.few` and so on.
"""

from collections.abc import Callable, Mapping

from babel import Locale
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

Sentences = Mapping[str, str | Promise]
Counted = Mapping[str, Callable[[int], str]]
_SAMPLES = range(1, 201)  # every category of every language we know has a member here; a count of nothing is not shown


def strings(sentences: Sentences, counted: Counted) -> dict[str, dict[str, str]]:
    """Language code to key to sentence."""
    return {code: _in(code, sentences, counted) for code, _name in settings.LANGUAGES}


def _in(code: str, sentences: Sentences, counted: Counted) -> dict[str, str]:
    with translation.override(code):
        said = {key: str(sentence) for key, sentence in sentences.items()}
        for key, sentence in counted.items():
            said |= {f"{key}.{category}": sentence(sample) for category, sample in _categories(code).items()}
    return said


def _categories(code: str) -> dict[str, int]:
    """The plural categories of a language, each with a number that falls into it."""
    rule = Locale.parse(code, sep="-").plural_form
    found: dict[str, int] = {}
    for sample in _SAMPLES:
        found.setdefault(rule(sample), sample)
    return found | {"other": found.get("other", _SAMPLES[-1])}
