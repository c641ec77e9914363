"""Each side as it starts on any root, and what it may not hold."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .tree import CROSSING, NAMED, NAMELESS

PERSONAL_APPS = {"auth", "sessions", "contenttypes", "admin", "messages"}
PERSONAL_MIDDLEWARE = ("session", "auth", "csrf", "message", "account")


def start(root: Path, side: str | None, *command: str) -> "subprocess.CompletedProcess[str]":
    """A Python process of one side, on an empty database in memory and with no secret."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    environment |= {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= {} if side is None else {"SIDE": side}
    command = (sys.executable, "-W", "ignore", *command)
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def look(root: Path, side: str) -> dict[str, Any]:
    """What tests/walls/probe.py tells of a side. Raises RuntimeError when the side does not start."""
    run = start(root, side, "-m", "tests.walls.probe")
    if run.returncode:
        raise RuntimeError(run.stderr[-2000:])
    seen: dict[str, Any] = json.loads(run.stdout)
    return seen


def strangers(side: str, seen: dict[str, Any]) -> list[str]:
    """What a side has installed, runs or has loaded that belongs to the other, or to nobody on the nameless one."""
    foreign = NAMELESS if side == "named" else NAMED
    faults = [f"{app} is installed" for app in seen["apps"] if app in foreign]
    faults += [f"{name} is loaded" for name in seen["loaded"] if name.startswith(tuple(f"{room}." for room in foreign))]
    if side == "nameless":
        faults += [f"{name} is loaded" for name in seen["loaded"] if name == CROSSING]
        faults += [f"{app} is installed" for app in seen["apps"] if _is_personal(app)]
        faults += [
            f"{name} runs" for name in seen["middleware"] if any(word in name.lower() for word in PERSONAL_MIDDLEWARE)
        ]
    return faults + _tools(seen["loaded"])


def _is_personal(app: str) -> bool:
    return app.startswith("allauth") or (app.startswith("django.contrib.") and app.split(".")[-1] in PERSONAL_APPS)


def _tools(loaded: list[str]) -> list[str]:
    """The knife in any web process; either side has a blind door, and its deeds alone hold the pen (.importlinter)."""
    return [f"{name} is loaded by a web process" for name in loaded if name == "crypto.unseal"]
