"""Mails in a list and one by one: their codes, their links, their HTML in a sandbox."""

import re

from .conftest import LINK, PLACE
from .test_markup import Reader


def test_list_shows_newest_first_and_marks_what_is_new(get, post):
    post.letter(subject="older")
    post.letter(subject="newer")

    shown = get("/mail/").text

    assert shown.index("newer") < shown.index("older")
    assert shown.count(">new<") == 2


def test_list_of_many_is_turned_page_by_page(get, post):
    for number in range(45):
        post.letter(subject=f"mail {number:02}")

    first, second = get("/mail/").text, get("/mail/?page=1").text

    assert "mail 44" in first
    assert "mail 04" not in first
    assert "mail 04" in second
    assert "Page 2 of 2" in second


def test_list_without_mail_says_so(get):
    assert "No mail yet" in get("/mail/").text
    assert "No such mail" in get("/mail/?word=tide").text


def test_news_says_how_many_came_since(get, post):
    post.letter(subject="shown")
    after = re.search(r"after=(\d+)", get("/mail/").text).group(1)
    assert "Show" not in get(f"/news?after={after}").text

    post.letter(subject="one")
    post.letter(subject="two", to="bela@lantern.example")

    assert "Show 2 new mails" in get(f"/news?after={after}").text
    assert "Show 1 new mail<" in get(f"/news?after={after}&to=bela@lantern.example").text


def test_letter_shows_code_large_and_links_as_links(get, post):
    key = post.letter("Your code:\n\nBXKD-7MPQ\n\nSee https://lantern.example/a?b=1&c=2.\n")

    shown = get(f"/mail/{key}").text

    assert '<code class="large">BXKD-7MPQ</code>' in shown
    assert '<a href="https://lantern.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">' in shown


def test_letter_with_an_invitation_opens_it_where_the_nameless_side_is(get, post):
    shown = get(f"/mail/{post.letter(f'Hello{chr(10)}{LINK}')}").text

    path = LINK.removeprefix("http://127.0.0.1:1111")
    assert f'href="{PLACE.nameless}{path}"' in shown


def test_html_part_is_locked_in_a_sandbox_of_its_own(get, post):
    key = post.letter("text", html="<p>Hello <a href='https://lantern.example/'>you</a></p>")

    alone = get(f"/mail/{key}/html")
    around = [attributes for tag, attributes in Reader(get(f"/mail/{key}?part=html").text).elements if tag == "iframe"]

    policy = alone.headers["Content-Security-Policy"]
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "allow-scripts" not in policy + around[0]["sandbox"]
    assert "allow-same-origin" not in policy + around[0]["sandbox"]
    assert alone.text.startswith('<!doctype html><base target="_blank">')
