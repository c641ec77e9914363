"""Markup: what is text stays text, whatever it says."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from demo.inbox.markup import el, join


class Reader(HTMLParser):
    """Collects elements and text as a browser would see them."""

    def __init__(self, document):
        super().__init__()
        self.elements, self.words = [], ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def test_el_with_text_and_attributes_is_one_element():
    made = el("a", "Ada & ", el("b", "Bela"), href="/?a=1&b=2", class_="x", hidden=True, title=None)

    assert made == '<a href="/?a=1&amp;b=2" class="x" hidden>Ada &amp; <b>Bela</b></a>'


def test_el_without_an_end_has_none():
    assert el("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_join_of_lists_and_nothing_leaves_nothing_out():
    assert join(["a", None, [el("br"), ["b", 3]]]) == "a<br>b3"


@given(st.text(), st.text())
def test_el_with_any_text_holds_it_and_no_other_element(words, title):
    read = Reader(el("p", words, title=title))

    assert [tag for tag, _ in read.elements] == ["p"]
    assert "\x00" not in read.words
    assert el("p", words).encode()


def test_el_with_half_a_character_shows_a_mark_instead():
    assert el("p", "a\ud800b\x00c\x1b") == "<p>a\ufffdb\ufffdc\ufffd</p>"
