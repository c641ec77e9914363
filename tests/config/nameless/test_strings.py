"""The pages' sentences: no script asks for a key that is not there, none lies unused, variables agree."""

import re

import pytest
from babel import Locale
from django.conf import settings

from config.pages import KINDS
from config.strings import strings

BROWSER = settings.BASE_DIR / "browser"
VARIABLE = re.compile(r"\{(\w+)\}")
every_page = pytest.mark.parametrize("name", KINDS)


def script(page):
    """All that a page's entry imports, by and by, of what shows something."""
    waiting, text = [BROWSER / page / "main.ts"], {}
    while waiting:
        file = waiting.pop()
        if file in text or file.parent.name not in ("page", page):
            continue
        text[file] = file.read_text()
        waiting += [(file.parent / f"{found}.ts").resolve() for found in re.findall(r"from '(\.[\w./]+)'", text[file])]
        waiting += [(file.parent / f"{found}.ts").resolve() for found in re.findall(r"import\('(.+?)'\)", text[file])]
    return "\n".join(text.values())


def asked(page):
    """Keys that the script asks for: whole ones, and beginnings that it completes (`stage.${...}`)."""
    text, kind = script(page), KINDS[page]
    direct = set(re.findall(r"\b(?:say|count|section)\(\s*'([\w.-]+)'", text))
    quoted = set(re.findall(r"'([\w.-]+)'", text)) & {*kind.sentences, *kind.counted}
    return direct | quoted, set(re.findall(r"say\(\s*`([\w.-]+\.)\$\{", text))


@every_page
def test_keys_that_the_script_asks_for_are_there(name):
    whole, _beginnings = asked(name)

    assert whole - set(KINDS[name].sentences) - set(KINDS[name].counted) == set()


@every_page
def test_keys_that_are_there_are_asked_for(name):
    whole, beginnings = asked(name)

    there = {*KINDS[name].sentences, *KINDS[name].counted}
    assert {key for key in there - whole if not key.startswith(tuple(beginnings))} == {"script"}  # said without script


@every_page
def test_strings_have_the_same_variables_in_every_language(name):
    said = strings(KINDS[name].sentences, {})

    for key in KINDS[name].sentences:
        variables = {code: set(VARIABLE.findall(said[code][key])) for code in said}
        assert set(map(frozenset, variables.values())) == {frozenset(variables["en"])}, key


@every_page
@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_strings_have_every_plural_category_of_the_language(code, name):
    said, rule = strings({}, KINDS[name].counted)[code], Locale.parse(code, sep="-").plural_form
    categories = {rule(number) for number in range(1, 2000)}

    for key in KINDS[name].counted:
        assert {category for category in categories if f"{key}.{category}" in said} == categories


@every_page
def test_strings_that_count_hold_the_number_in_categories_of_several_numbers(name):
    for code, said in strings({}, KINDS[name].counted).items():
        rule = Locale.parse(code, sep="-").plural_form
        for key in KINDS[name].counted:
            assert "{count}" in said[f"{key}.{rule(100)}"], (code, key)
