"""Every language says everything that the code marks, with the same placeholders and tags."""

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(settings.BASE_DIR)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
ROOMS = ["bench", "config", "crypto", "demo", "disclosure", "surveys", "wellbeing"]
KEYWORDS: dict[str, tuple] = {
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
IN_TEMPLATES = KEYWORDS | {"_": (1,)}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%|\{\w*\}")
TAG = re.compile(r"<[^>]+>")
Marked = tuple[str | None, str | tuple[str, ...]]  # context, and words: two where something is counted


def catalogue(code: str) -> Catalog:
    with open(ROOT / "config/locale" / code.replace("-", "_") / "LC_MESSAGES/django.po", "rb") as file:
        return read_po(file, abort_invalid=True)


def messages(code: str) -> list[Message]:
    return [message for message in catalogue(code) if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def words(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def aliases(source: str) -> dict[str, tuple]:
    """What the functions are called here: `gettext as _`."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    names = chain.from_iterable(node.names for node in imports if node.module == "django.utils.translation")
    return {name.asname or name.name: KEYWORDS[name.name] for name in names if name.name in KEYWORDS}


def marked_in(source: str, keywords: dict[str, tuple]) -> Iterator[Marked]:
    for _line, said, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=keywords):
        yield context, said if isinstance(said, str) else tuple(said)


@cache
def marked() -> set[Marked]:
    """Everything that modules and templates mark for translation."""
    found: set[Marked] = set()
    for path in chain.from_iterable((ROOT / room).rglob("*") for room in ROOMS):
        if path.suffix == ".py":
            source = path.read_text()
            found |= set(marked_in(source, aliases(source) | {"gettext": (1,)}))
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            found |= set(marked_in("\n".join(line.strip() for line in lines), IN_TEMPLATES))
    return found


@cache
def singular_forms(rule: str) -> set[int]:
    """The plural forms that are for one number alone, which they may then say in a word, or not at all."""
    numbers = Counter(map(c2py(rule), range(1001)))
    return {form for form, count in numbers.items() if count == 1}


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def agree(message: Message, of: Catalog) -> bool:
    """Whether every form holds the placeholders of the English; the number itself may be said in a word."""
    allowed = [placeholders(text) for text in words(message)]
    for form, text in enumerate(forms(message)):
        held = placeholders(text)
        missing, foreign = allowed[-1] - held, held - allowed[-1]
        spared = 1 if len(allowed) > 1 and form in singular_forms(of.plural_expr) else 0
        if held not in allowed and (foreign or missing.total() > spared):
            return False
        if held == allowed[0] != allowed[-1] and not spared:  # the English singular's, in a form for many numbers
            return False
    return True


def edges(text: str) -> tuple[str, str]:
    """White space before and after."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_is_translated_in_every_form(code):
    assert [m.id for m in messages(code) if len(forms(m)) != len(words(m)) == 1 or not all(forms(m))] == []
    of = catalogue(code)
    assert [m.id for m in messages(code) if len(words(m)) > 1 and len(forms(m)) != of.num_plurals] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_translation_is_a_guess(code):
    assert [message.id for message in messages(code) if message.fuzzy] == []
    assert not catalogue(code).fuzzy


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_catalogue_compiles_without_a_complaint(code):
    assert [(message.id, str(errors[0])) for message, errors in catalogue(code).check() if message.id] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_placeholders_of_the_english(code):
    of = catalogue(code)
    assert [(message.id, message.string) for message in messages(code) if not agree(message, of)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_has_the_tags_of_the_english(code):
    def tags(text: str) -> list[str]:
        return sorted(TAG.findall(text))

    wrong = [m for m in messages(code) if any(tags(form) != tags(words(m)[-1]) for form in forms(m))]
    assert [(message.id, message.string) for message in wrong] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_begins_and_ends_with_the_white_space_of_the_english(code):
    wrong = [m for m in messages(code) if any(edges(form) != edges(words(m)[-1]) for form in forms(m))]
    assert [(message.id, message.string) for message in wrong] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_that_the_code_marks_is_in_the_catalogue(code):
    known = {(message.context, message.id) for message in messages(code)}
    assert sorted(marked() - known, key=str) == []


def test_what_is_marked_is_found_in_modules_and_templates():
    assert (None, "Waves") in marked()  # {% trans %}
    assert (None, "%(name)s stops working here at once. You can add one again at any time.") in marked()  # blocktrans
    assert (None, ("%(number)s question", "%(number)s questions")) in marked()  # {% plural %}
    assert (None, "none") in marked()  # _() in a variable
    assert (None, "the file") in marked()  # `gettext as _`
    assert ("reading", "or more") in marked()  # pgettext
    assert len(marked()) > 1000
