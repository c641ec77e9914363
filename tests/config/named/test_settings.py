import os
import subprocess
import sys

import pytest

from config import checks


def test_the_wall_when_it_stands():
    assert checks.the_wall_stands(None) == []


@pytest.mark.parametrize("side", ["both", "", "Named"])
def test_settings_when_the_side_is_none_of_the_two(side):
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**os.environ, "SIDE": side},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode != 0
    assert run.stderr.strip() == (
        f"SIDE must be 'named' or 'nameless', not {side!r}: each side is a deployment of its own."
    )


@pytest.mark.parametrize("side", ["named", "nameless"])
def test_migrate_when_only_side_and_database_are_set(tmp_path, side):
    environment = {
        "PATH": os.environ["PATH"],
        "SIDE": side,
        "DATABASE_URL": f"sqlite:///{tmp_path}/{side}.sqlite3",
    }

    run = subprocess.run(
        [sys.executable, "manage.py", "migrate"], env=environment, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("side", ["named", "nameless"])
def test_migrations_when_compared_with_the_models_are_complete(side):
    environment = {"PATH": os.environ["PATH"], "SIDE": side, "DATABASE_URL": "sqlite://:memory:"}

    run = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stdout
