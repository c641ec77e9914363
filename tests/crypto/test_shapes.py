"""Every limit of every document: what stands at it is read, what is past it is not (docs/protocol.md section 2)."""

import pytest

from crypto import notice
from tests.crypto.test_notice import BREAKS, HOUSE, WAVE, altered

HOUSE_BOX = {
    "version": 1, "kind": "house-box", "notice": "a" * 64, "router": {"month": "2026-11", "key": "QUJD"},
    "breaks": [{"kind": "day", "quarter": "2026-Q4", "key": "QUJD"}],
}  # fmt: skip
WAVE_BOX = {"version": 1, "kind": "wave-box", "notice": "a" * 64, "key": "QUJD"}
COUNTED = {"version": 1, "kind": "counted", "notice": "a" * 64, "serials": ["b" * 64]}
REPORT = {
    "version": 1, "kind": "report", "notice": "a" * 64, "previous": None, "counted": "b" * 64, "k": 8, "m": 12,
    "ballots": 812, "spoiled": {"envelope": 0, "label": 0, "repeated": 0, "overfull": 0, "answers": 0},
    "participation": [{"cohort": "d" * 32, "percent": 63}],
    "cells": [{"cohort": "d" * 32, "n": 41, "items": {"q1": {}}}], "hidden": ["e" * 32],
}  # fmt: skip
ALL = {document["kind"]: document for document in (HOUSE, HOUSE_BOX, BREAKS, WAVE, WAVE_BOX, COUNTED, REPORT)}
QUESTION, BIN, COHORT = WAVE["questions"][0], {"value": 0, "text": {}}, WAVE["cohorts"][1]
NAMES = ("favourable", "neutral", "unfavourable")


def is_read(document):
    try:
        return notice.read(notice.encode(document), kind=document.get("kind")) == document
    except notice.BadDocument:
        return False


def many(count, entry, **different):
    """So many entries that differ in some fields, each made from a number."""
    return [entry | {name: make(number) for name, make in different.items()} for number in range(count)]


def bins(count):
    """A question of the wave with so many options and no groups."""
    return QUESTION | {"kind": "choice", "bins": many(count, BIN, value=int), "groups": []}


def cohorts(count):
    """The root and so many below it, all of them."""
    below = many(count - 1, COHORT, id="{:032x}".format, label_key="{:064x}".format)
    return [WAVE["cohorts"][0] | {"eligible": 12}, *below] if count else []


@pytest.mark.parametrize("kind", ALL)
def test_each_kind_when_whole_and_when_a_field_is_missing_or_more(kind):
    document = ALL[kind]

    assert is_read(document)
    assert not is_read(document | {"more": 1})
    for field in document:
        assert not is_read({name: value for name, value in document.items() if name != field})


@pytest.mark.parametrize("kind", ALL)
def test_each_kind_when_of_another_version(kind):
    for version in (0, 2, True, "1"):
        assert not is_read(ALL[kind] | {"version": version})


NUMBERS = [
    ("wave", ("k",), 5, 20), ("wave", ("m",), 12, 1000), ("wave", ("grace_hours",), 0, 168),
    ("wave", ("questions", 0, "bins", 0, "value"), None, 1000), ("wave", ("questions", 1, "bins", 0, "value"), 0, None),
    ("wave", ("cohorts", 1, "eligible"), 12, 100_000_000), ("wave", ("comments", "slots"), 0, 0),
    ("house", ("breaks", 1, "each"), 0, 0), ("house", ("breaks", 0, "each"), 1, 8),
    ("house", ("breaks", 0, "capacity"), 1, 1000),
    ("report", ("k",), 5, 20), ("report", ("m",), 7, 1000), ("report", ("ballots",), 0, 100_000_000),
    ("report", ("participation", 0, "percent"), 10, 90), ("report", ("cells", 0, "n"), 0, 100_000_000),
    *(("report", ("spoiled", name), 0, 100_000_000) for name in REPORT["spoiled"]),
]  # fmt: skip


@pytest.mark.parametrize("kind, path, least, most", NUMBERS)
def test_numbers_when_at_their_limits_and_past_them(kind, path, least, most):
    document = ALL[kind]
    if path in [("k",), ("m",)]:
        document = document | ({"m": 1000} if path == ("k",) else {})
        document = document | ({"cohorts": [WAVE["cohorts"][0] | {"eligible": 1001}]} if kind == "wave" else {})
    if path[-1] == "value" and most:
        document = altered(document, ("questions", 0, "groups", 2, 1), [most])

    for end, past in ((least, -1), (most, 1)):
        if end is not None:
            assert is_read(altered(document, path, end))
            assert not is_read(altered(document, path, end + past))


def test_values_when_past_their_limit_though_grouped_so():
    for value, good in ((0, True), (-1, False), (1000, True), (1001, False)):
        question = QUESTION | {"bins": [BIN | {"value": 7}, BIN | {"value": value}]}
        assert is_read(WAVE | {"questions": [question | {"groups": [["neutral", [7, value]]]}]}) == good


def test_thresholds_when_the_cohort_minimum_is_the_least_that_the_floor_allows():
    wave = WAVE | {"cohorts": [WAVE["cohorts"][0] | {"eligible": 28}]}

    for k, m in ((5, 7), (8, 12), (10, 14), (20, 28)):
        assert is_read(wave | {"k": k, "m": m})
        assert not is_read(wave | {"k": k, "m": m - 1})


LISTS = [
    ("house", ("candle_keys",), lambda n: HOUSE["candle_keys"] * n, 1, 4),
    ("house", ("contacts",), lambda n: HOUSE["contacts"] * n, 0, 20),
    ("house", ("keepers",), lambda n: many(n, HOUSE["keepers"][0], rota="r{}".format), 0, 6),
    ("house-box", ("breaks",), lambda n: HOUSE_BOX["breaks"] * n, 0, 8),
    ("breaks", ("keys",), lambda n: BREAKS["keys"] * n, 0, 64),
    ("wave", ("questions",), lambda n: many(n, QUESTION, key="q{}".format), 1, 100),
    ("wave", ("questions", 0), bins, 2, 50),
    ("wave", ("cohorts",), cohorts, 1, 10_000),
]


@pytest.mark.parametrize("kind, path, make, least, most", LISTS, ids=lambda value: value if value in ALL else None)
def test_lists_when_at_their_limits_and_past_them(kind, path, make, least, most, monkeypatch):
    monkeypatch.setattr(notice, "LARGEST", 1 << 24)  # 10,000 cohorts are more bytes than a Notice may have

    assert is_read(altered(ALL[kind], path, make(least)))
    assert is_read(altered(ALL[kind], path, make(most)))
    assert not is_read(altered(ALL[kind], path, make(most + 1)))
    if least:
        assert not is_read(altered(ALL[kind], path, make(least - 1)))


def test_kinds_of_rest_when_there_are_eight_and_nine():
    def kinds(count):
        entries = many(count, HOUSE["breaks"][1], kind="kind-{}".format)
        return HOUSE | {"breaks": entries, "entitlement_keys": []}

    def given(count):
        entries = many(count, HOUSE["breaks"][0], kind="kind-{}".format, each=lambda number: 1)
        keys = many(count, HOUSE["entitlement_keys"][0], kind="kind-{}".format)
        return HOUSE | {"breaks": entries, "entitlement_keys": keys}

    assert is_read(kinds(0))
    assert is_read(kinds(8))
    assert not is_read(kinds(9))
    assert is_read(given(8))


def test_groups_when_there_are_three_four_or_of_another_name():
    for names, good in (((*NAMES, "neutral"), False), (NAMES, True), (("good", "neutral", "unfavourable"), False)):
        groups = [[name, [3 - place] if place < 3 else []] for place, name in enumerate(names)]
        assert is_read(altered(WAVE, ("questions", 0, "groups"), groups)) == good


@pytest.mark.parametrize("kind, grouped", [("scale", True), ("recommend", True), ("choice", False), ("choices", False)])
def test_kinds_of_questions_when_their_options_are_grouped_or_not(kind, grouped):
    assert is_read(altered(WAVE, ("questions", 0, "kind"), kind)) == grouped
    assert is_read(WAVE | {"questions": [QUESTION | {"kind": kind, "groups": []}]}) != grouped
    assert not is_read(altered(WAVE, ("questions", 0, "kind"), kind.upper()))


GOOD = {
    ("house", ("month",)): ("2026-01", "2026-09", "2026-10", "2026-12"),
    ("breaks", ("day",)): ("2026-01-01", "2026-09-09", "2026-10-10", "2026-12-29", "2026-12-30", "2026-12-31"),
    ("breaks", ("keys", 0, "quarter")): ("2026-Q1", "2026-Q4"),
    ("breaks", ("keys", 0, "kind")): ("a", "z-09", "a-kind-of-20-letters"),
    ("breaks", ("keys", 0, "key")): ("A", "azAZ09+/", "QQ==", "QUI=", "A" * 4096),
    ("house", ("previous",)): (None, "09af" * 16),
    ("house", ("contacts", 0, "reach")): ("1", "é" * 200),
    ("house", ("danger",)): ({}, {"en": "a" * 2000}),
    ("wave", ("follows",)): (None, "09af" * 8),
    ("wave", ("questions", 0, "key")): ("a_z09", "a" * 40),
    ("wave", ("closes",)): ("2099-12-31T23:59:59Z",),
    ("wave", ("cohorts", 1, "change")): (None, -7, 0, 7),
    ("report", ("participation", 0, "percent")): (None,),
    ("report", ("previous",)): (None, "c" * 64),
}
BAD = {
    ("house", ("month",)): ("2026-00", "2026-13", "2026-1", "026-01", "2026-01\n", " 2026-01", "2026-20"),
    ("breaks", ("day",)): ("2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-01-40", "2026-01-01\n"),
    ("breaks", ("keys", 0, "quarter")): ("2026-Q0", "2026-Q5", "2026-q1", "026-Q1", "2026-Q1\n", "x2026-Q1"),
    ("breaks", ("keys", 0, "kind")): ("", "A", "k_d", "k" * 21, "day\n", " day"),
    ("breaks", ("keys", 0, "key")): ("", "Q-_", "QQ===", "=QQ", "QQ==\n", " QQ", "A" * 4097),
    ("breaks", ("keys", 0, "enough")): (1, None, "yes"),
    ("house", ("previous",)): ("a" * 63, "a" * 65, "A" * 64, "g" * 64, "a" * 64 + "\n", 7),
    ("house", ("contacts", 0, "reach")): ("", "1" * 201),
    ("house", ("danger",)): ({"en": "a" * 2001}, {"en": None}, []),
    ("wave", ("follows",)): ("a" * 31, "a" * 33, "A" * 32, "a" * 32 + "\n"),
    ("wave", ("questions", 0, "key")): ("", "Q", "a-b", "a" * 41, "q1\n"),
    ("wave", ("closes",)): ("2026-11-09T08:00:00", "2026-11-09 08:00:00Z", "2026-11-09T08:00:00Z\n"),
    ("wave", ("cohorts", 0, "name")): ("", "a" * 201),
}  # fmt: skip


@pytest.mark.parametrize("kind, path, text", [(*place, text) for place, texts in GOOD.items() for text in texts])
def test_texts_when_as_they_may_be(kind, path, text):
    assert is_read(altered(ALL[kind], path, text))


@pytest.mark.parametrize("kind, path, text", [(*place, text) for place, texts in BAD.items() for text in texts])
def test_texts_when_they_are_not(kind, path, text):
    assert not is_read(altered(ALL[kind], path, text))


@pytest.mark.parametrize(
    "cohorts, sentence",
    [
        ([COHORT | {"parent": None}, COHORT | {"parent": None, "id": "f" * 32}], "same id or label key"),
        ([COHORT | {"parent": None}, COHORT | {"label_key": "f" * 64}], "same id or label key"),
        ([COHORT | {"parent": "f" * 32}], "one root"),
        ([COHORT | {"parent": None}, COHORT | {"parent": None, "id": "f" * 32, "label_key": "f" * 64}], "one root"),
        ([WAVE["cohorts"][0] | {"eligible": 0}], "nobody in it and no cohort below it"),
        ([WAVE["cohorts"][0], COHORT | {"eligible": 1}], "fewer people than the cohort minimum"),
        ([COHORT | {"parent": None, "id": "f" * 32, "label_key": "f" * 64}, COHORT | {"parent": "e" * 32}], "one tree"),
        ([COHORT | {"parent": None, "id": "f" * 32, "label_key": "f" * 64}, COHORT | {"parent": "0" * 32}], "one tree"),
    ],
)
def test_cohorts_when_they_are_no_tree_of_people_says_why(cohorts, sentence):
    with pytest.raises(notice.BadDocument, match=sentence):
        notice.read(notice.encode(WAVE | {"cohorts": cohorts}))


def test_cohorts_when_the_root_has_fewer_than_the_minimum():
    for eligible in (WAVE["m"], WAVE["m"] - 1, 1):
        whole = WAVE | {"cohorts": [WAVE["cohorts"][0] | {"eligible": eligible}]}
        assert is_read(whole) == (eligible == WAVE["m"])


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"keepers": HOUSE["keepers"] * 2}, "two kinds of rest or two rotas have the same name"),
        ({"breaks": HOUSE["breaks"][1:] * 2, "entitlement_keys": []}, "two kinds of rest or two rotas"),
        ({"entitlement_keys": []}, "not those of the kinds that everybody gets"),
    ],
)
def test_house_when_its_rotas_or_kinds_do_not_fit_says_why(change, sentence):
    with pytest.raises(notice.BadDocument, match=sentence):
        notice.read(notice.encode(HOUSE | change))


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"questions": [QUESTION, QUESTION]}, "two questions have the same key"),
        ({"questions": [altered(QUESTION, ("bins", 0, "value"), 2)]}, "q1 has two options of the same value"),
        ({"questions": [QUESTION | {"groups": []}]}, "groups of question q1 do not part its options"),
        ({"questions": [altered(QUESTION, ("groups", 0, 1), [3, 3])]}, "do not part its options"),
        ({"closes": WAVE["opens"]}, "closes before it opens"),
        ({"m": 11}, "1.4 times"),
    ],
)
def test_wave_when_its_parts_do_not_fit_says_why(change, sentence):
    with pytest.raises(notice.BadDocument, match=sentence):
        notice.read(notice.encode(WAVE | change))
