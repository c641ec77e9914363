"""The front page: whom to answer as, whom to sign in as, and the codes that this takes."""

import re
from html import escape

from demo.cast import PASSPHRASE, Cast
from demo.inbox import ways, who

from .conftest import LINK, PLACE
from .test_markup import Reader


def test_front_page_offers_people_with_their_newest_invitation(get, post, players):
    first, second = players.waiting[:2]
    post.letter(LINK.replace("T", "S"), to=first.email, age=9)
    post.letter(LINK, to=first.email)

    shown = get("/").text

    path = LINK.removeprefix("http://127.0.0.1:1111")
    assert f'href="{PLACE.nameless}{path}"' in shown
    assert first.name in shown
    assert second.name not in shown  # whose invitation has not come


def test_front_page_names_everybody_to_sign_in_as(get, players):
    answer = get("/")

    links = [attributes.get("href", "") for tag, attributes in Reader(answer.text).elements if tag == "a"]
    for visit in players.visits:
        assert visit.name in answer.text
        assert escape(visit.look_at) in answer.text
        assert any(link.startswith(PLACE.named) and visit.email.split("@")[0] in link for link in links)


def test_front_page_turns_to_other_people_and_back_to_the_first(get, post, players):
    for visit in players.waiting[:12]:
        post.letter(LINK, to=visit.email)

    later = get("/?begin=6").text

    assert players.waiting[7].name in later
    assert players.waiting[0].name not in later
    assert players.waiting[0].name in get("/?begin=nonsense").text


def test_codes_show_the_mailed_one_and_the_app_s(get, post, players):
    owner = players.visits[0]
    post.letter("Your code:\n\nBXKD-7MPQ\n", to=owner.email)

    answer = get("/codes/0")

    assert "BXKD-7MPQ" in answer.text
    assert re.search(r"<code>[0-9]{6}</code>", answer.text)
    assert 1 <= int(answer.headers["Refresh"]) <= who.FRESH
    assert get(f"/codes/{len(players.visits)}").status_code == 404


def test_codes_of_somebody_without_a_second_factor_have_none(get, players):
    number = next(index for index, visit in enumerate(players.visits) if not visit.secret)

    assert "<code>" not in get(f"/codes/{number}").text


def test_front_page_tells_the_three_ways_of_a_candle_and_the_passphrase(get, players):
    shown = get("/").text

    for address in (f"{PLACE.nameless}/candle/", f"{PLACE.nameless}/keeper/", f"{PLACE.named}/leave/"):
        assert f'href="{address}"' in shown
    assert PASSPHRASE in shown
    for key in players.keys:
        assert key.written in shown
        assert key.holds in shown


def test_ways_of_a_town_without_keepers_say_so():
    assert "nobody, because this town is too small for one" in ways.section(PLACE, Cast())
