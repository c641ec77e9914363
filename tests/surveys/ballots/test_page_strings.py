"""The page's sentences: the script asks for no key that is not there, none lies unused, variables agree."""

import re

import pytest
from babel import Locale
from django.conf import settings

from surveys.ballots.strings import COUNTED, SENTENCES, strings

SCRIPT = [file.read_text() for file in sorted((settings.BASE_DIR / "browser" / "survey").glob("*.ts"))]
VARIABLE = re.compile(r"\{(\w+)\}")


def asked():
    """Keys that the script asks for: whole ones, and beginnings that it completes (`stage.${...}`)."""
    text = "\n".join(SCRIPT)
    direct = set(re.findall(r"\b(?:say|count|section)\(\s*'([\w.-]+)'", text))
    quoted = set(re.findall(r"'([\w.-]+)'", text)) & {*SENTENCES, *COUNTED}
    return direct | quoted, set(re.findall(r"say\(\s*`([\w.-]+\.)\$\{", text))


def test_keys_that_the_script_asks_for_are_there():
    whole, _beginnings = asked()

    assert whole - set(SENTENCES) - set(COUNTED) == set()


def test_keys_that_are_there_are_asked_for():
    whole, beginnings = asked()

    unused = {key for key in {*SENTENCES, *COUNTED} - whole if not key.startswith(tuple(beginnings))}
    assert unused == {"script"}  # the one that is said without script


def test_strings_have_the_same_variables_in_every_language():
    said = strings()

    for key in SENTENCES:
        variables = {code: set(VARIABLE.findall(said[code][key])) for code in said}
        assert set(map(frozenset, variables.values())) == {frozenset(variables["en"])}, key


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_strings_have_every_plural_category_of_the_language(code):
    said, rule = strings()[code], Locale.parse(code, sep="-").plural_form
    categories = {rule(number) for number in range(1, 2000)}

    for key in COUNTED:
        assert {category for category in categories if f"{key}.{category}" in said} == categories


def test_strings_that_count_hold_the_number_in_categories_of_several_numbers():
    for code, said in strings().items():
        rule = Locale.parse(code, sep="-").plural_form
        for key in COUNTED:
            assert "{count}" in said[f"{key}.{rule(100)}"], (code, key)
