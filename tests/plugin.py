"""Starts real PostgreSQL and Redis before Django reads its settings; workers of xdist share what the first one started.

The run without a side (the ground, walls, flows, attacks) starts what it needs itself and knows no Django.
"""

import atexit
import os
from importlib import import_module

import pytest

if "SIDE" in os.environ:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"  # without it pytest-django stays asleep


def _start_services() -> None:
    from demo import embedded

    postgres, redis = embedded.Postgres().start(), embedded.Redis().start()
    os.environ["DATABASE_URL"], os.environ["BROKER_URL"] = postgres.url, redis.url
    atexit.register(redis.stop)
    atexit.register(postgres.stop)


if "SIDE" in os.environ and "PYTEST_XDIST_WORKER" not in os.environ and not os.environ.get("DATABASE_URL"):
    os.environ.setdefault("SECRET_KEY", "a secret for tests alone, of fifty characters or more")
    _start_services()


@pytest.fixture(scope="session")
def founded():
    """The boathouse, founded once for all files of a process that want both sides."""
    from tests.flows.founded import founded  # without Django, which the runs of one side load first

    with founded() as boathouse:
        yield boathouse


@pytest.fixture(autouse=True)
def migrated_rows(request: pytest.FixtureRequest) -> None:
    """What a migration of the desk put in is there again, which a test with transactions of its own empties away."""
    uses = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if os.environ.get("SIDE") != "named" or not (uses or request.node.get_closest_marker("django_db")):
        return
    request.getfixturevalue("db")
    from django.apps import apps  # only a run with a side has Django

    if not apps.get_model("desk", "Rota").objects.exists():
        import_module("wellbeing.desk.migrations.0001_keepers").begin(apps, None)
