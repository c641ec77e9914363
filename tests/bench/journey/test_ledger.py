"""What was lost, what was doubled and what nobody asked for is told apart, each in a sentence."""

from collections import Counter
from datetime import date

import pytest

from bench.journey import ledger
from bench.journey.ledger import differences, faults, one_of

DAY = date(2026, 12, 3)
LEAVE = ("ada@example.org", "day", DAY, DAY, "approved")
OTHER_DAYS = ("ada@example.org", "day", DAY, date(2026, 12, 4), "approved")
WANTED = {
    ledger.CANDLES: Counter(["aa", "bb"]),
    ledger.NOTES: Counter([("aa", "a note"), ("bb", "")]),
    ledger.OWNERS_LETTERS: Counter([("aa", 1, "keeper", "hello"), ("aa", 2, "employee", "thank you")]),
    ledger.BREAK_PASSES: Counter(["0101", "0202"]),
    ledger.LEAVE: Counter([LEAVE]),
}
ONCE = Counter(["<one@example.org>"])


def test_faults_when_everything_is_there_once():
    assert faults(WANTED, dict(WANTED), copies=ONCE) == []


@pytest.mark.parametrize(
    ("thing", "there", "sentences"),
    [
        (ledger.CANDLES, ["aa"], ["candles: 1 lost"]),
        (ledger.CANDLES, ["aa", "bb", "bb"], ["candles: 1 doubled"]),
        (ledger.CANDLES, ["aa", "bb", "cc"], ["candles: 1 that nobody asked for"]),
        (
            ledger.NOTES,
            [("aa", ""), ("bb", "a note")],
            ["notes opened by the keeper: 2 lost", "notes opened by the keeper: 2 that nobody asked for"],
        ),
        (ledger.BREAK_PASSES, ["0101", "0101", "0202"], ["spent break passes: 1 doubled"]),
        (ledger.LEAVE, [LEAVE, LEAVE], ["leave: 1 doubled"]),
        (ledger.LEAVE, [OTHER_DAYS], ["leave: 1 lost", "leave: 1 that nobody asked for"]),
        (
            ledger.OWNERS_LETTERS,
            [("aa", 1, "employee", "thank you"), ("aa", 2, "keeper", "hello")],
            [
                "letters as their owners read them: 2 lost",
                "letters as their owners read them: 2 that nobody asked for",
            ],
        ),
        (ledger.LEFT, ["a flag"], ["flags, batches and forged letters left over: 1 that nobody asked for"]),
    ],
)
def test_faults_when_something_is_wrong_name_it(thing, there, sentences):
    assert faults(WANTED, WANTED | {thing: Counter(there)}, copies=ONCE) == sentences


def test_faults_when_a_mail_came_twice_is_none_and_three_times_is_one():
    assert faults(WANTED, WANTED, copies=Counter({"<one@example.org>": 2})) == []
    assert faults(WANTED, WANTED, copies=Counter({"<one@example.org>": 3})) == [
        "mails about leave: 1 came more than 2 times"
    ]


def test_differences_when_a_kind_of_thing_is_missing_altogether():
    [candles] = differences({ledger.CANDLES: Counter(["aa"])}, {})

    assert (candles.lost, candles.doubled, candles.foreign) == (1, 0, 0)


def test_one_of_when_two_ledgers_have_the_same_thing_adds_them():
    assert one_of({"a": Counter(["x"])}, {"a": Counter(["x", "y"]), "b": Counter()}) == {
        "a": Counter({"x": 2, "y": 1}),
        "b": Counter(),
    }
