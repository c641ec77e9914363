"""import-linter, run on any root; and what must stand in its file, so that nothing is left out of it."""

import configparser
import os
import subprocess
import sys
from pathlib import Path

from .tree import CROSSING, NAMED, NAMELESS, PACKAGES, ROOMS, sources

_LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def broken(root: Path) -> list[str]:
    """The names of the contracts that `root` breaks, or what else keeps import-linter from being content."""
    run = subprocess.run(
        [sys.executable, "-c", _LINT, "--no-logo", "--no-cache"],
        cwd=root, env=os.environ | {"COLUMNS": "200"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = (run.stdout + run.stderr).splitlines()
    names = [line.removesuffix(" BROKEN") for line in said if line.endswith(" BROKEN")]
    return names if names or run.returncode == 0 else said[-1:]


def unlisted(root: Path) -> list[str]:
    """What stands outside every contract: no package of ours, a folder that is no package, a room without floors."""
    contracts = _Contracts(root)
    faults = [f"{name} is not listed in .importlinter" for name in sorted(_strangers(root) | contracts.missing())]
    for source in sources(root, *PACKAGES):
        folder = (root / source.name).parent
        if not (folder / "__init__.py").exists():
            faults.append(f"{source.name} is in a folder that is no package, which import-linter does not see")
    return faults


def _strangers(root: Path) -> set[str]:
    tops = {source.name.split("/")[0] for source in sources(root)}
    return tops - {*PACKAGES, "manage.py"}


class _Contracts:
    """`.importlinter`, read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = configparser.ConfigParser()
        self._file.read(root / ".importlinter", encoding="utf-8")

    def missing(self) -> set[str]:
        """Packages and rooms that some contract should name and none does."""
        absent = set(PACKAGES) - self._words("importlinter", "root_packages")
        absent |= {*NAMED, CROSSING} - self._words("importlinter:contract:named", "source_modules")
        absent |= {CROSSING} - self._words("importlinter:contract:crossing", "protected_modules")
        absent |= set(NAMELESS) - self._words("importlinter:contract:named", "forbidden_modules")
        absent |= {room for room in NAMELESS if not self._knows_none(room)}
        return absent | {room for room in self._rooms() if not self._has_floors(room)}

    def _rooms(self) -> set[str]:
        """Every Django app below the two halves of the house, whether the walls know it or not."""
        found = {app.parent for half in ("surveys", "wellbeing") for app in (self._root / half).glob("*/apps.py")}
        return {f"{room.parent.name}.{room.name}" for room in found} | set(ROOMS)

    def _knows_none(self, room: str) -> bool:
        section = f"importlinter:contract:{room.split('.')[-1]}"
        return self._words(section, "source_modules") == {room} and (
            self._words(section, "forbidden_modules") == {*ROOMS, CROSSING} - {room}
        )

    def _has_floors(self, room: str) -> bool:
        section = f"importlinter:contract:floors-{room.split('.')[-1]}"
        exhaustive = self._file.get(section, "exhaustive", fallback="") == "True"
        has_deeds = (self._root / room.replace(".", "/") / "deeds").is_dir()
        listed = f"{room}.deeds.*" in self._words("importlinter:contract:deeds", "modules")
        return exhaustive and self._words(section, "containers") == {room} and (listed or not has_deeds)

    def _words(self, section: str, key: str) -> set[str]:
        return set(self._file.get(section, key, fallback="").split())
