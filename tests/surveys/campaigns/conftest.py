"""A small organisation, a questionnaire, and a wave as far along as a test needs it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.conf import settings
from django.test import Client

from crypto import keys
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.announce_wave import announce_wave
from surveys.campaigns.deeds.import_questionnaire import import_questionnaire
from surveys.campaigns.deeds.plan_wave import Thresholds, plan_wave
from surveys.campaigns.models import Invitation, Questionnaire, SigningKey, Wave
from surveys.campaigns.nameless import Nameless
from surveys.campaigns.questionnaires import read_questionnaire
from surveys.campaigns.terms import scope_of
from surveys.people.models import Employee, Group
from tests.surveys.campaigns.asker import Asker
from tests.surveys.campaigns.mailbox import Mailbox, free_port
from tests.surveys.campaigns.peer import Peer, serving

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

READY_KEYS: list[SigningKey] = []

FILE: dict[str, Any] = {
    "name": "Pulse",
    "languages": ["en", "de"],
    "questions": [
        {
            "key": "load",
            "kind": "scale",
            "good": "high",
            "points": 5,
            "text": {"en": "My workload is right.", "de": "Meine Arbeitslast passt."},
            "low": {"en": "never", "de": "nie"},
            "high": {"en": "always", "de": "immer"},
        },
        {"key": "enps", "kind": "recommend", "text": {"en": "Would you recommend us?", "de": "Empfohlen?"}},
    ],
}


@pytest.fixture(autouse=True)
def installed(settings: Any) -> None:
    """The nameless installation's public key, which every house Notice names."""
    settings.OTHER_INSTALLATION_KEY = "b5" * 32


@pytest.fixture
def now() -> Iterator[datetime]:
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def roster(db: None) -> dict[str, Group]:
    """Everybody: 3 at the top, Sales 20, Tech 14, Tiny 5 (which merges upward)."""
    root = Group.objects.create(name="Everybody")
    groups = {"root": root} | {name: Group.objects.create(name=name, parent=root) for name in ("Sales", "Tech", "Tiny")}
    for name, size in (("root", 3), ("Sales", 20), ("Tech", 14), ("Tiny", 5)):
        for i in range(size):
            Employee.objects.create(number=f"{name}{i}", email=f"{name}{i}@example.org".lower(), group=groups[name])
    return groups


@pytest.fixture
def questionnaire(db: None) -> Questionnaire:
    return import_questionnaire(draft=read_questionnaire(json.dumps(FILE).encode()))[0]


@pytest.fixture
def seed() -> bytes:
    return keys.new_installation_seed()


@pytest.fixture
def plan(roster: dict[str, Group], questionnaire: Questionnaire, now: datetime) -> Callable[..., Wave]:
    """Plan a wave of seven days, opening now, changed by keywords."""

    def planned(**changes: Any) -> Wave:
        opens = changes.pop("opens", now)
        terms = {
            "questionnaire": questionnaire,
            "campaign": "Pulse",
            "opens": opens,
            "closes": opens + timedelta(days=7),
            "thresholds": Thresholds(8, 12),
            "grace_hours": 6,
            "now": now,
        }
        return plan_wave(**(terms | changes))

    return planned


@pytest.fixture
def stock(db: None) -> None:
    """Ready keys, made once a run: a key takes as long as many a test."""
    scope_of.cache_clear()  # a key of one test has another purpose in the next
    if not READY_KEYS:
        READY_KEYS.extend(SigningKey.make() for _ in range(8))
    else:
        SigningKey.objects.bulk_create(READY_KEYS)


@pytest.fixture
def announced(stock: None, plan: Callable[..., Wave], seed: bytes, now: datetime) -> Wave:
    plan()
    announce_house(now=now, seed=seed)
    [wave] = announce_wave(now=now, seed=seed)
    return wave


@pytest.fixture
def opened(announced: Wave) -> Wave:
    announced.move(Wave.State.OPEN)
    return announced


@pytest.fixture
def peer(seed: bytes) -> Iterator[Peer]:
    with serving(Peer(keys.installation_public(seed))) as running:
        yield running


@pytest.fixture
def nameless(peer: Peer, seed: bytes) -> Nameless:
    return Nameless(peer.origin, peer.public, seed)


@pytest.fixture
def worker_settings(peer: Peer, seed: bytes, settings: Any, tmp_path: Path) -> None:
    """The settings of a named worker beside the peer."""
    file = tmp_path / "installation"
    file.write_text(seed.hex())
    settings.INSTALLATION_KEY_FILE, settings.OTHER_INSTALLATION_KEY = str(file), peer.public.hex()
    settings.NAMELESS_ORIGIN = peer.origin
    settings.CELERY_TASK_ALWAYS_EAGER = True


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box = Mailbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    controller.stop()


@pytest.fixture
def asker(opened: Wave) -> Asker:
    return Asker(opened, Invitation.objects.filter(wave=opened).order_by("id")[0])


@pytest.fixture
def post(client: Client) -> Callable[..., Any]:
    """POST /passes/ as a page of the nameless origin does."""

    def posted(body: Any, **headers: str) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        said = {"origin": settings.NAMELESS_ORIGIN} | headers
        return client.post("/passes/", data, content_type="text/plain", headers=said)

    return posted
