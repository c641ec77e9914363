"""Every page that a script fills is the same bytes for everybody, and whole in every language."""

import gzip
import json
import re

import pytest
from django.conf import settings as configured

from config.pages import KINDS, page_of
from surveys.ballots.deeds.pin import pin
from tests.surveys.ballots import town as towns

UNKNOWN = "ab" * 32
SURVEY = f"/w/{UNKNOWN}"
ADDRESSES = {"survey": SURVEY, "candle": "/candle/", "rest": "/rest/", "keeper": "/keeper/"}
VISITORS = [
    {},
    {"Cookie": "a=b", "Accept-Language": "de", "User-Agent": "Telephone", "Referer": "https://mail.example/"},
    {"Accept-Language": "ar", "Authorization": "Basic YTpi", "X-Forwarded-For": "192.0.2.7", "Accept": "*/*"},
]
every_page = pytest.mark.parametrize("name, address", ADDRESSES.items())


@pytest.fixture(autouse=True)
def host(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.OTHER_INSTALLATION_KEY = towns.NAMED_PUBLIC


def data_of(body):
    """The page's data block."""
    block = re.search(rb'<script id="page" type="application/json">(.*?)</script>', body, re.S)
    return json.loads(block[1])


def test_pages_that_are_made_all_have_an_address():
    assert set(KINDS) == set(ADDRESSES)


def test_survey_page_is_the_same_bytes_for_every_wave_and_everybody(client, db):
    house = towns.signed(towns.house_notice())
    pin(**house)
    known = house["fingerprint"]
    addresses = [f"/w/{known}", f"/w/{known}/", f"/w/{UNKNOWN}", f"/w/{UNKNOWN}/"]

    answers = [client.get(address, headers=visitor) for address in addresses for visitor in VISITORS]

    assert {answer.content for answer in answers} == {page_of("survey").body}
    # One header repeats the fingerprint of the address, and nothing else differs.
    links = {
        answer.headers.pop("Link")[1].replace(answer.request["PATH_INFO"].split("/")[2], "…") for answer in answers
    }
    assert links == {"</notices/…/>; rel=preload; as=fetch; crossorigin=anonymous"}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)


@every_page
def test_page_is_the_same_bytes_and_headers_for_everybody(client, name, address):
    answers = [client.get(address, headers=visitor) for visitor in VISITORS]

    assert {answer.content for answer in answers} == {page_of(name).body}
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)


def test_survey_page_says_before_its_bytes_which_notice_the_script_will_want(client):
    answer = client.get(f"/w/{'a' * 64}")

    assert answer["Link"] == f"</notices/{'a' * 64}/>; rel=preload; as=fetch; crossorigin=anonymous"


@every_page
def test_page_when_a_browser_takes_gzip_is_the_same_page_compressed(client, name, address):
    plain, compressed = client.get(address), client.get(address, headers={"Accept-Encoding": "br, gzip"})

    assert compressed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(compressed.content) == plain.content
    assert compressed["ETag"] != plain["ETag"]
    assert compressed["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "accepted, is_compressed",
    [
        ("gzip", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("br;q=0, gzip;q=0.5", True),
        ("identity", False),
    ],
)
def test_page_is_compressed_as_the_browser_says(client, accepted, is_compressed):
    answer = client.get(SURVEY, headers={"Accept-Encoding": accepted})

    assert answer.has_header("Content-Encoding") is is_compressed


@every_page
def test_page_when_a_browser_has_it_already_is_not_sent_again(client, name, address):
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


@every_page
def test_page_when_something_is_posted_to_it_refuses(client, name, address):
    assert client.post(address).status_code == 405


def test_survey_page_when_the_address_names_no_fingerprint_is_not_there(client):
    for address in ("/w/", "/w/abc", f"/w/{UNKNOWN.upper()}", f"/w/{UNKNOWN}0", f"/w/{UNKNOWN}/x"):
        assert client.get(address).status_code == 404


@every_page
def test_page_asks_for_nothing_without_integrity_and_runs_nothing_inline(client, name, address):
    text = client.get(address).content.decode()

    loaded = re.findall(r"<(?:script|link)\b[^>]*\b(?:src|href)=[^>]*>", text)
    assert len(loaded) >= 2
    assert all("integrity=" in tag for tag in loaded if "icon" not in tag)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert not re.search(r"\s(style|on[a-z]+)=", text)


@every_page
def test_page_when_names_hold_markup_keeps_them_text(client, settings, name, address):
    settings.ORGANISATION_NAME = "</script><b>Sons & Daughters"

    body = client.get(address).content

    assert data_of(body)["organisation"] == "</script><b>Sons & Daughters"
    assert b"<b>" not in body


@every_page
def test_page_says_without_script_what_it_needs_in_every_language(client, name, address):
    text = client.get(address).content.decode()

    noscript = re.search(r"<noscript>(.*?)</noscript>", text, re.S)[1]
    assert re.findall(r'lang="([a-z-]+)"', noscript) == [code for code, _ in configured.LANGUAGES]


@every_page
def test_page_data_has_origins_and_languages(client, name, address):
    data = data_of(client.get(address).content)

    assert data["named"] == configured.NAMED_ORIGIN
    assert data["nameless"] == configured.NAMELESS_ORIGIN
    assert {one["code"]: one["direction"] for one in data["languages"]} == {"en": "ltr", "de": "ltr", "ar": "rtl"}
