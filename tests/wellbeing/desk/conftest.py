"""People of a small organisation, what the other side signs, and a real mail server."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.test import Client
from django.utils import translation

from surveys.people.models import Group
from tests.surveys.campaigns.mailbox import Mailbox, free_port
from tests.surveys.people.conftest import own_counts, someone
from tests.wellbeing.desk.booking import NOW, OtherSide, Person

__all__ = ["own_counts"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever language the page before was read in."""
    with translation.override("en"):
        yield


@pytest.fixture
def now() -> Iterator[datetime]:
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def other_side(db: None) -> OtherSide:
    side = OtherSide()
    side.show()
    return side


@pytest.fixture
def groups(db: None) -> dict[str, Group]:
    """Everybody, with Harbour (and Cranes below it) and Office."""
    root = Group.objects.create(name="Everybody")
    harbour = Group.objects.create(name="Harbour", parent=root)
    cranes = Group.objects.create(name="Cranes", parent=harbour)
    return {
        "root": root,
        "harbour": harbour,
        "cranes": cranes,
        "office": Group.objects.create(name="Office", parent=root),
    }


@pytest.fixture
def person(groups: dict[str, Group], own_counts: None) -> Callable[..., Person]:
    """Somebody signed in: by name, with a role, in a group (Cranes unless told otherwise), leading it or not."""

    def made(name: str = "ann", role: str = "", group: str = "cranes", **changes: Any) -> Person:
        own = {"number": name, "email": f"{name}@example.org", "name": name.title(), "group": groups[group]}
        employee = someone(role, **(own | changes))
        client = Client()
        client.force_login(employee)
        return Person(employee, client)

    return made


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()
