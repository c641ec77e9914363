"""Whoever may and may not see these pages, and pages read as their words."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from surveys.people.deeds.set_second_factor import set_second_factor
from surveys.people.models import Employee

SECRET = "A" * 32


class Words(HTMLParser):
    """The words of a page, each space one space; scripts and styles are no words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found.get("href")))
        if tag == "input" and found.get("name"):
            self.fields[str(found["name"])] = found.get("value") or ""

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.fixture
def owner(db: None) -> Employee:
    employee = Employee.objects.create(email="owner@example.org", role="owner")
    set_second_factor(employee=employee, secret=SECRET)
    return employee


@pytest.fixture
def as_owner(client: Client, owner: Employee) -> Client:
    client.force_login(owner)
    return client


@pytest.fixture
def read(as_owner: Client) -> Callable[[str], Words]:
    """A page that is there, as the owner reads it."""

    def shown(address: str) -> Words:
        answer = as_owner.get(address)
        assert answer.status_code == 200
        return Words(answer.content.decode())

    return shown
