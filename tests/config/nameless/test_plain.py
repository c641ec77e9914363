import pytest
from django.test import Client, RequestFactory

from config.plain import broken

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def here(settings):
    settings.ALLOWED_HOSTS = ["testserver"]


def test_an_address_when_a_browser_finds_nothing_there_is_a_page_without_forms():
    response = Client().get("/nowhere/", headers=BROWSER)

    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Accept" in response["Vary"]
    assert b"There is nothing at this address." in response.content
    assert b"<form" not in response.content
    assert response.cookies == {}


def test_a_page_of_refusal_when_two_people_see_it_is_the_same_bytes():
    one = Client().get("/nowhere/", headers={**BROWSER, "accept-language": "de", "user-agent": "one"})
    other = Client().get("/elsewhere/?x=1", headers={**BROWSER, "accept-language": "ar", "cookie": "a=b"})

    assert one.content == other.content


def test_an_address_when_a_script_finds_nothing_there_answers_one_sentence():
    response = Client().get("/nowhere/", headers={"accept": "*/*"})

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_a_ballot_when_refused_answers_one_sentence_to_the_page_that_sent_it():
    response = Client().post("/ballots/", b"short", content_type="application/octet-stream", headers={"accept": "*/*"})

    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")


@pytest.mark.parametrize(("accept", "kind"), [("text/html", "text/html"), ("*/*", "text/plain")])
def test_something_broken_when_told_is_told_in_the_kind_that_was_asked_for(accept, kind):
    response = broken(RequestFactory().get("/", headers={"accept": accept}))

    assert (response.status_code, response["Content-Type"]) == (500, f"{kind}; charset=utf-8")
