import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from surveys.people.models import Employee, Group

pytestmark = pytest.mark.django_db
PAGE = "/look/"  # any page of the frame will do


@pytest.fixture(autouse=True)
def demo(settings):
    settings.ALLOWED_HOSTS, settings.DEMO = ["testserver"], True


@pytest.fixture
def somebody():
    """Makes an employee of a role, with a second factor where it needs one, and gives their signed-in client."""

    def make(*, role="", leads=False, factor=True, name="Ada <b>Lind</b>"):
        group = Group.objects.create(name="Harbour")
        person = Employee.objects.create(email="ada@harbour.example", name=name, group=group, leads=leads, role=role)
        if factor:
            Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
        client = Client()
        client.force_login(person)
        return client

    return make


def entries(page):
    """The navigation's labels, as written."""
    return re.findall(r'<li><a href="[^"]*"[^>]*>([^<]*)</a></li>', page[page.index("<nav") : page.index("</nav>")])


def test_the_frame_when_a_stranger_looks_offers_the_sign_in_and_nothing_else():
    page = Client().get(PAGE).content.decode()

    header = page[page.index("<header") : page.index("</header>")]
    assert "Sign in" in header
    assert "<nav" not in header
    assert "Sign out" not in header


def test_the_frame_when_an_owner_looks_leads_everywhere(somebody):
    page = somebody(role="owner").get(PAGE).content.decode()

    everywhere = ["Results", "Questionnaires", "Waves", "Roster", "Roles", "Rest", "Keepers", "Catalogue"]
    assert entries(page) == everywhere


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ({}, []),
        ({"leads": True}, ["Away"]),
        ({"role": "keeper"}, ["Candles"]),
        ({"role": "desk"}, ["Leave"]),
        ({"role": "owner", "factor": False}, []),
    ],
)
def test_the_frame_when_somebody_without_these_rights_looks_leads_to_what_is_theirs(somebody, who, own):
    page = somebody(**who).get(PAGE).content.decode()

    assert sorted(entries(page)) == sorted(["Results", "Rest", *own])


def test_the_frame_when_somebody_is_signed_in_names_them_and_signs_out_by_post(somebody):
    page = somebody().get(PAGE).content.decode()

    assert "Ada &lt;b&gt;Lind&lt;/b&gt;" in page
    assert "<b>Lind" not in page
    form = re.search(r'<form method="post" action="/account/logout/">.*?</form>', page, re.S)[0]
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize(("path", "label", "said"), [("/roles/", "Roles", "page"), ("/", "Results", "page")])
def test_the_frame_marks_the_page_one_is_on(somebody, path, label, said):
    page = somebody(role="owner").get(path).content.decode()

    assert re.findall(r'<a href="[^"]*" aria-current="(\w+)">([^<]*)</a>', page)[:1] == [(said, label)]


@pytest.mark.parametrize(("language", "direction"), [("en", ""), ("de", ""), ("ar", ' dir="rtl"')])
def test_the_frame_when_another_language_is_chosen_speaks_it_and_stays(language, direction):
    client = Client()
    client.get(PAGE)

    answer = client.post("/i18n/setlang/", {"language": language, "next": "/account/login/code/?next=%2Fx"})

    assert answer["Location"] == "/account/login/code/?next=%2Fx"
    page = client.get(answer["Location"]).content.decode()
    assert f'<html lang="{language}"{direction}>' in page
    assert re.findall(r'lang="(\w+)" aria-pressed="true"', page) == [language]
    assert re.findall(r'aria-pressed="\w+">([^<]*)</button>', page) == ["English", "Deutsch", "العربيّة"]


@pytest.mark.parametrize(
    ("level", "kind"),
    [(constants.INFO, "info"), (constants.SUCCESS, "good"), (constants.WARNING, "warning"), (constants.ERROR, "bad")],
)
def test_a_message_when_shown_is_a_notice_of_its_kind_and_escaped(level, kind):
    shown = render_to_string("look/messages.html", {"messages": [Message(level, "<b>Saved</b>")]})

    assert f'<li class="notice {kind}">&lt;b&gt;Saved&lt;/b&gt;</li>' in shown


def test_the_frame_shows_the_organisation_its_imprint_and_what_this_side_knows(settings):
    settings.ORGANISATION_NAME, settings.IMPRINT_URL = "Harbour & Sons", "https://harbour.example/imprint"

    page = Client().get(PAGE).content.decode()

    assert "<span>Harbour &amp; Sons</span>" in page
    assert '<a class="imprint" href="https://harbour.example/imprint">Imprint</a>' in page
    assert "never sees an answer" in page


def test_asking_again_when_it_is_shown_says_what_follows_and_offers_the_way_back():
    context = {"title": "End it?", "text": "Now.", "action": "End", "back": "/waves/", "consequences": ["It is over."]}

    page = render_to_string("look/confirm.html", context, request=RequestFactory().get("/"))

    assert '<button class="button danger primary">End</button>' in page
    assert '<a class="button" href="/waves/">' in page
    assert "<li>It is over.</li>" in page
