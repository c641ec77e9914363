"""The named side alone, as its owner meets it: one real web process, and a browser that is signed in."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext

from crypto.keys import installation_public, new_installation_seed
from demo import leash
from demo.embedded import free_port
from tests.browser.chromium import person

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Office:
    """Where the side is, and what office_rows.py said it made."""

    origin: str
    made: dict[str, Any]

    @contextmanager
    def signed_in(self, browser: Browser, **options: object) -> Iterator[BrowserContext]:
        """The owner's browser; `options` as for `person`."""
        with person(browser, **options) as context:
            context.add_cookies([{"name": "sessionid", "value": self.made["session"], "url": self.origin}])
            yield context


@contextmanager
def office(folder: Path, *wanted: str, rows: str = "office_rows") -> Iterator[Office]:
    """The side with what is `wanted` of the module `rows` beside this one, run with SIDE=named."""
    port = free_port()
    origin = f"http://localhost:{port}"
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    environment |= {
        "SIDE": "named", "DATABASE_URL": f"sqlite:///{folder}/named.sqlite3", "NAMED_ORIGIN": origin,
        "SECRET_KEY": "a secret for tests alone, of fifty characters or more", "ORGANISATION_NAME": "Boathouse",
        "DJANGO_SETTINGS_MODULE": "config.settings", "TIME_ZONE": "Europe/Berlin",
        "OTHER_INSTALLATION_KEY": installation_public(new_installation_seed()).hex(),
    }  # fmt: skip
    run = {"cwd": ROOT, "env": environment, "check": True}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], **run)
    said = subprocess.run(
        [sys.executable, "-m", f"tests.browser.{rows}", *wanted], stdout=subprocess.PIPE, text=True, **run
    )
    web = leash.start(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "config.wsgi:application",
        ], cwd=ROOT, env=environment,
    )  # fmt: skip
    try:
        _wait(f"{origin}/notices/{'0' * 64}/")
        yield Office(origin, json.loads(said.stdout.splitlines()[-1]))
    finally:
        web.terminate()
        web.wait(timeout=20)


def _wait(address: str) -> None:
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing answers at {address}")
