"""The mailbox: newest first, found by word and person, new until opened."""

import pytest

from demo.inbox.mailbox import CODE_LASTS, Mailbox

from .conftest import LINK


@pytest.fixture
def mailbox(folder):
    return Mailbox(folder / "mail")


def subjects(found):
    return [kept.letter.subject for kept in found]


def test_newest_is_first_and_vanished_files_are_gone(mailbox, post, folder):
    first = post.letter(subject="first")
    post.letter(subject="second")
    assert subjects(mailbox.newest()) == ["second", "first"]

    (folder / "mail" / f"{first}.eml").unlink()
    post.letter(subject="third")

    assert subjects(mailbox.newest()) == ["third", "second"]


def test_newest_passes_over_what_is_still_being_written(mailbox, folder):
    (folder / "mail" / "half.part").write_bytes(b"Subject: half")

    assert mailbox.newest() == []


def test_search_looks_at_subject_text_and_person(mailbox, post):
    post.letter("the tide", subject="one", to="ada@lantern.example")
    post.letter("the lamp", subject="Tide tables", to="bela@lantern.example")
    post.letter("nothing", subject="three", to="ada@lantern.example")

    assert subjects(mailbox.search(word="TIDE", to="")) == ["Tide tables", "one"]
    assert subjects(mailbox.search(word="", to="Ada@lantern.example")) == ["three", "one"]
    assert subjects(mailbox.search(word="tide", to="ada@lantern.example")) == ["one"]


def test_open_of_an_unknown_key_finds_nothing(mailbox, folder):
    (folder / "secret.eml").write_bytes(b"Subject: not mail")

    assert mailbox.open("../secret") is None
    assert mailbox.open("") is None


def test_new_is_what_came_since_and_was_not_opened(folder, post):
    post.letter(subject="before", age=5)
    mailbox = Mailbox(folder / "mail")
    key = post.letter(subject="since")

    before_opening = [mailbox.is_new(kept) for kept in mailbox.newest()]
    mailbox.open(key)

    assert before_opening == [True, False]
    assert [mailbox.is_new(kept) for kept in mailbox.newest()] == [False, False]


def test_invitation_is_the_newest_of_that_person(mailbox, post):
    post.letter(LINK.replace("T", "S"))
    post.letter(LINK)
    post.letter(LINK.replace("T", "U"), to="bela@lantern.example")

    assert mailbox.invitation("ada@lantern.example") == LINK
    assert mailbox.invitation("nobody@lantern.example") is None


def test_code_is_the_newest_of_that_person_while_it_lasts(mailbox, post):
    post.letter("AAAA-AAAA", age=CODE_LASTS + 10)
    assert mailbox.code("ada@lantern.example") is None

    post.letter("BBBB-BBBB", age=20)
    post.letter("CCCC-CCCC", to="bela@lantern.example")

    code, age = mailbox.code("ada@lantern.example")
    assert code == "BBBB-BBBB"
    assert 19 <= age <= 25
