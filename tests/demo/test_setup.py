"""Set-up: rebuilds what changed and nothing else, survives an interrupted build, and says in a sentence what failed."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "env", "dirname", "cmp", "cp", "id", "sh", "awk", "find", "touch", "make")
CLOSED = "http://127.0.0.1:9/"  # nobody answers on the discard port


@pytest.fixture
def house(tmp_path):
    """A copy of what set-up reads, with this installation's packages and nothing built."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy2(ROOT / name, tmp_path / name)
    for name in ("browser", "config/look", "config/locale"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("node_modules", "dist", "*.mo"))
    (tmp_path / "browser" / "node_modules").symlink_to(ROOT / "browser" / "node_modules")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(ROOT / ".venv" / "bin")
    (tmp_path / ".venv" / "ready").touch()
    return tmp_path


@pytest.fixture
def bare(tmp_path):
    """A PATH with a few tools, without Node, Chromium and apt-get."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return str(folder)


def run(house, *command, **environment):
    return subprocess.run(
        command, cwd=house, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def is_ready(house):
    return run(house, "make", "-q", "setup").returncode == 0


def later(path, text=""):
    """Change a file as somebody does a moment after the build."""
    path.write_text(path.read_text() + text if path.exists() else text)
    moment = time.time() + 2
    os.utime(path, (moment, moment))


def test_setup_builds_and_then_has_nothing_to_do(house):
    made = run(house, "make", "setup")

    assert made.returncode == 0, made.stdout + made.stderr
    manifest = json.loads((house / "browser/dist/manifest.json").read_text())
    for entry in manifest.values():
        assert (house / "browser/dist" / entry["file"]).exists()
        assert (house / "browser/dist" / (entry["file"] + ".gz")).exists()
    assert {"look.css", "survey.js", "named.js"} <= manifest.keys()
    assert is_ready(house)


@pytest.mark.parametrize("changed", ["browser/survey/main.ts", "config/look/look.css", "browser/package-lock.json"])
def test_setup_after_a_source_changed_builds_again(house, changed):
    run(house, "make", "setup")

    later(house / changed)

    assert not is_ready(house)


@pytest.mark.parametrize("changed", ["README.md", "browser/notes.txt", "config/settings.py", ".venv/ready"])
def test_setup_after_something_else_changed_builds_nothing(house, changed):
    run(house, "make", "setup")

    later(house / changed)

    assert is_ready(house)


def test_setup_after_a_phrase_changed_compiles_it(house):
    run(house, "make", "setup")
    german = house / "config/locale/de/LC_MESSAGES/django.po"

    later(german, '\nmsgid "windbreak"\nmsgstr "Windschutz"\n')
    run(house, "make", "setup")

    assert b"Windschutz" in german.with_suffix(".mo").read_bytes()


def test_clean_forgets_what_was_built(house):
    run(house, "make", "setup")

    run(house, "make", "clean")

    assert not (house / "browser/dist").exists()
    assert list((house / "config/locale").rglob("*.mo")) == []
    assert not is_ready(house)


def test_build_that_fails_leaves_the_one_before(house):
    run(house, "make", "setup")
    before = (house / "browser/dist/manifest.json").read_text()

    later(house / "browser/survey/main.ts", "\nthis is no TypeScript (\n")
    failed = run(house, "make", "setup")

    assert failed.returncode != 0
    assert "survey/main.ts" in failed.stderr
    assert (house / "browser/dist/manifest.json").read_text() == before
    assert not is_ready(house)


def test_build_removes_what_no_page_names_any_more(house):
    run(house, "make", "setup")
    old = house / "browser/dist/survey-AAAAAAAA.js"
    old.write_text("old")
    os.utime(old, (1, 1))
    fresh = house / "browser/dist/survey-BBBBBBBB.js"
    fresh.write_text("of the build before, for which pages may be open")

    run(house / "browser", "./build.sh")

    assert (old.exists(), fresh.exists()) == (False, True)


def test_packages_that_cannot_be_fetched_are_told_in_a_sentence(house):
    (house / "browser/node_modules").unlink()

    failed = run(house / "browser", "./build.sh", npm_config_registry=CLOSED, npm_config_fetch_retries="0",
                 npm_config_cache=str(house / "cache"))  # fmt: skip

    assert failed.returncode == 1
    assert "browser: the packages of browser/package-lock.json could not be fetched" in failed.stderr


def test_node_that_cannot_be_fetched_is_told_in_a_sentence(house, bare):
    (house / ".venv/bin").unlink()
    (house / ".venv/bin").mkdir()
    (house / ".venv/bin/python").symlink_to(ROOT / ".venv/bin/python")

    failed = run(house / "browser", "./build.sh", PATH=bare, PIP_NO_INDEX="1", PIP_FIND_LINKS="",
                 PIP_CONFIG_FILE=os.devnull)  # fmt: skip

    assert failed.returncode == 1
    assert "browser: Node could not be fetched from the Python package index" in failed.stderr


def test_chromium_that_is_missing_is_told_in_a_sentence(bare):
    failed = run(ROOT, "browser/chromium.sh", PATH=bare, CHROMIUM="")

    assert failed.returncode == 1
    assert failed.stderr.startswith("The tests need Chromium: install it")


def test_chromium_that_is_no_program_is_named(bare):
    failed = run(ROOT, "browser/chromium.sh", PATH=bare, CHROMIUM="/nowhere/chromium")

    assert failed.returncode == 1
    assert "/nowhere/chromium" in failed.stderr


def test_chromium_that_is_there_is_silence(bare):
    (Path(bare) / "chromium").symlink_to("/bin/true")

    found = run(ROOT, "browser/chromium.sh", PATH=bare, CHROMIUM="")

    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
