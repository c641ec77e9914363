import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client, RequestFactory
from django.urls import include, path

from config.plain import broken
from crypto.refusal import Refusal

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}
KINDS = {"script": {"accept": "*/*"}, "machine": {}, "json": {"accept": "application/json"}}


class Gone(Refusal):
    """What was asked for has ended."""

    status = 410


def view(request):
    raise {
        "gone": Gone("<i>this</i> wave is over"),
        "forbidden": PermissionDenied(),
        "bad": BadRequest(),
        "broken": RuntimeError("with a secret"),
    }[request.GET["how"]]


urlpatterns = [path("how/", view), path("", include("surveys.people.urls"))]
handler400, handler403 = "config.plain.bad_request", "config.plain.forbidden"
handler404, handler500 = "config.plain.not_found", "config.plain.broken"


@pytest.fixture(autouse=True)
def here(settings):
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture
def failing(settings):
    """A client of an installation whose one view fails as it is asked to."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("headers", KINDS.values(), ids=KINDS)
def test_an_address_when_a_machine_finds_nothing_there_answers_one_sentence(headers):
    response = Client().get("/nowhere/", headers=headers)

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert response.content == b"There is nothing at this address.\n"


def test_an_address_when_a_browser_finds_nothing_there_is_a_page():
    response = Client().get("/nowhere/<script>", headers=BROWSER)

    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Accept" in response["Vary"]
    assert b"There is nothing at this address." in response.content
    assert b"nowhere" not in response.content.replace(b'value="/nowhere/%3Cscript%3E"', b"")


def test_a_page_when_used_as_it_should_not_be_says_so():
    response = Client().post("/look/", headers=BROWSER)

    assert (response.status_code, response["Content-Type"]) == (405, "text/html; charset=utf-8")
    assert b"This address does not do that." in response.content


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_refusal_when_the_browser_speaks_another_language_keeps_its_frame(language):
    response = Client().get("/nowhere/", headers={**BROWSER, "accept-language": language})

    assert f'<html lang="{language}"' in response.content.decode()


def test_a_form_when_it_is_forged_or_too_old_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/i18n/setlang/", headers=BROWSER)

    assert response.status_code == 403
    assert b"reload it" in response.content


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("gone", 410, "&lt;i&gt;this&lt;/i&gt; wave is over."),
        ("forbidden", 403, "You may not do this."),
        ("bad", 400, "The request cannot be understood."),
        ("broken", 500, "Something broke on our side"),
    ],
)
def test_a_failure_when_a_browser_meets_it_is_a_page(failing, how, status, said):
    response = failing.get(f"/how/?how={how}", headers=BROWSER)

    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert said in response.content.decode()
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize(("how", "status"), [("gone", 410), ("forbidden", 403), ("bad", 400), ("broken", 500)])
def test_a_failure_when_a_machine_meets_it_is_one_sentence(failing, how, status):
    response = failing.get(f"/how/?how={how}")

    assert (response.status_code, response["Content-Type"]) == (status, "text/plain; charset=utf-8")
    assert response.content.count(b"\n") == 1
    assert b"secret" not in response.content


def test_the_broken_page_when_the_database_is_what_broke_asks_it_nothing(django_assert_num_queries):
    request = RequestFactory().get("/", headers=BROWSER)

    with django_assert_num_queries(0):
        response = broken(request)

    assert response.status_code == 500
