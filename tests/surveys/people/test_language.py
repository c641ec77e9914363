"""Whose language a page speaks: the reader's own, then the roster's, then the browser's."""

import pytest

from surveys.people.models import Employee
from tests.surveys.people.conftest import someone

pytestmark = pytest.mark.django_db


def spoken(client, **headers: str) -> str:
    return client.get("/account/", headers=headers)["Content-Language"]


def test_a_page_speaks_the_language_of_the_roster_and_without_one_the_browsers(client, db):
    ann, bob = someone(language="ar"), someone(number="2", email="bob@x.org")

    client.force_login(ann)
    hers = spoken(client, accept_language="de")
    client.force_login(bob)
    his = spoken(client, accept_language="de")

    assert (hers, his) == ("ar", "de")


def test_strangers_are_spoken_to_as_their_browser_asks(client, db):
    answer = client.get("/account/login/code/", headers={"accept_language": "ar"})

    assert answer["Content-Language"] == "ar"


def test_choosing_a_language_is_kept_with_the_account(client, db):
    ann = someone(language="ar")
    client.force_login(ann)

    answer = client.post("/i18n/setlang/", {"language": "de", "next": "/account/"})

    ann.refresh_from_db()
    assert answer["Location"] == "/account/"
    assert (ann.language, ann.chose_language, spoken(client)) == ("de", True, "de")


def test_choosing_the_browsers_language_forgets_the_own_one(client, db):
    ann = someone(language="ar")
    client.force_login(ann)

    client.post("/i18n/setlang/", {"language": "", "next": "/account/"})

    ann.refresh_from_db()
    assert (ann.language, spoken(client, accept_language="de")) == ("", "de")


def test_a_stranger_chooses_for_the_browser(client, db):
    client.post("/i18n/setlang/", {"language": "de", "next": "/"})

    assert client.get("/account/login/code/")["Content-Language"] == "de"


@pytest.mark.parametrize("language", ["fr", "xx", "en; x", "\x00"])
def test_what_is_no_language_of_ours_changes_nothing(client, db, language):
    ann = someone(language="ar")
    client.force_login(ann)

    client.post("/i18n/setlang/", {"language": language, "next": "/account/"})

    ann.refresh_from_db()
    assert (ann.language, ann.chose_language) == ("ar", False)


def test_choosing_a_language_leads_nowhere_else(client, db):
    answer = client.post("/i18n/setlang/", {"language": "de", "next": "https://evil.example/"})

    assert answer["Location"] == "/"


def test_public_documents_are_the_same_for_everybody(client, db):
    answer = client.get(f"/notices/{'a' * 64}/")

    assert "Cookie" not in answer.get("Vary", "")


def test_the_account_shows_what_the_roster_holds(client, roster):
    roster("7,ann@x.org,Ops / Night,Ann,yes", columns="employee_id,email,group,name,leads")
    client.force_login(Employee.objects.get(number="7"))

    page = client.get("/account/").content.decode()

    for held in ("Ann", "ann@x.org", ">7<", "Everybody / Ops / Night", "You lead this group"):
        assert held in page
