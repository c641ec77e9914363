import re

import pytest
from django.test import Client

from config.components import Sample

pytestmark = pytest.mark.django_db
VOCABULARY = [
    "page", "wide", "stack", "row", "grid", "eyebrow", "lede", "quiet", "card", "notice", "info", "good", "warning",
    "bad", "badge", "mid", "button", "primary", "danger", "empty", "steps", "crumbs", "field", "hint", "facts",
    "scroll", "meter", "progress", "skeleton", "dialog", "tabs", "code", "visually-hidden", "skip", "question",
    "scale", "option", "candle", "sendbar", "quickexit", "receipt", "contacts", "heat", "h1", "h2", "h3", "h4", "h5",
    "h6", "h7", "hidden-cell", "bars", "interval",
]  # fmt: skip


@pytest.fixture(autouse=True)
def demo(settings):
    settings.ALLOWED_HOSTS, settings.DEMO = ["testserver"], True


def test_the_page_of_components_when_this_is_no_demo_is_not_there(settings):
    settings.DEMO = False

    assert Client().get("/look/").status_code == 404


def test_the_page_of_components_shows_the_whole_vocabulary():
    page = Client().get("/look/").content.decode()

    shown = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    assert [name for name in VOCABULARY if name not in shown] == []


def test_the_page_of_components_has_nothing_that_the_policy_forbids():
    page = Client().get("/look/").content.decode()

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page) == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", 'dir="ltr"'),
        ("?dir=rtl&theme=dark", 'dir="rtl" data-theme="dark"'),
        ('?dir="><b>&theme="><b>', 'dir="ltr"'),
    ],
)
def test_the_page_of_components_when_asked_turns_round_and_dark(query, said):
    page = Client().get(f"/look/{query}").content.decode()

    assert page.split("\n", 2)[1] == f'<html lang="en" {said}>'


def test_a_form_when_something_is_wrong_says_it_beside_the_field_and_keeps_what_was_typed():
    form = Sample({"name": "<b>Spring", "opens": "soon", "about": "Why"})

    page = str(form)

    assert page.index('role="alert"') < page.index('<div class="field')
    assert 'value="&lt;b&gt;Spring"' in page
    opens = re.search(r'<div class="field has-error">\s*<label for="id_opens">.*?</div>', page, re.S)[0]
    assert 'aria-invalid="true"' in opens
    assert 'aria-describedby="id_opens_error"' in opens
    assert 'id="id_opens_error"' in opens
    assert '<a href="#id_opens">' in page


def test_a_form_when_every_id_is_looked_at_has_each_once():
    page = str(Sample({}))

    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(set(ids)) == sorted(ids)
    described = {one for value in re.findall(r'aria-describedby="([^"]+)"', page) for one in value.split()}
    assert described - set(ids) == set()
