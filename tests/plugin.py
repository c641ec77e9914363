"""Starts real PostgreSQL and Redis before Django reads its settings; workers of xdist share what the first one started.

The run without a side (the ground, walls, flows, attacks) starts what it needs itself and knows no Django.
"""

import atexit
import os

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
