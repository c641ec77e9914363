"""The source as the walls see it, under any root, so that a copy with a breach planted in it is read the same way."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
# In the order of the house; everything with Python in it that is neither here nor `tests` or `manage.py` is a breach.
PACKAGES = ("crypto", "disclosure", "config", "surveys", "wellbeing", "demo", "bench")
NAMED = ("surveys.people", "surveys.campaigns", "surveys.reports", "wellbeing.desk")
NAMELESS = ("surveys.ballots", "wellbeing.candles")
ROOMS = NAMED + NAMELESS
CROSSING = "surveys.crossing"  # on the named side, and no room: it knows none
# A room's own name, and for named rooms `people`: what a string in it may point at.
KNOWN = {room: {room, "surveys.people"} if room in NAMED else {room} for room in ROOMS} | {CROSSING: set()}
Node = TypeVar("Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef
_SKIPPED = re.compile(r"\.|__pycache__$|var$|node_modules$")


@dataclass(frozen=True)
class Source:
    """One Python file; `name` is its path below the root, with slashes."""

    root: Path
    name: str

    @cached_property
    def text(self) -> str:
        return (self.root / self.name).read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.name

    @property
    def room(self) -> str | None:
        """The room the file is in, as `surveys.ballots`; the crossing is held to the same."""
        dotted = self.name.replace("/", ".")
        return next((room for room in KNOWN if dotted.startswith(f"{room}.")), None)

    def nodes(self, kind: type[Node]) -> Iterator[Node]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kind))

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def at(self, node: ast.AST, fault: str) -> str:
        """One line that says where and what."""
        return f"{self.name}:{getattr(node, 'lineno', 1)} {fault}"


def sources(root: Path, *below: str) -> list[Source]:
    """All Python files below these folders (the whole root when none is given), without tests."""
    starts = [root / folder for folder in below] or [
        at for at in root.iterdir() if not _SKIPPED.match(at.name) and at.name != "tests"
    ]
    files = (file for start in starts for file in ([start] if start.is_file() else start.rglob("*.py")))
    names = sorted(file.relative_to(root).as_posix() for file in files if file.suffix == ".py")
    return [Source(root, name) for name in names if not any(_SKIPPED.match(part) for part in name.split("/"))]


def called(call: ast.Call) -> str:
    """What a call calls: `get_model` for `apps.get_model(...)`, `open` for `open(...)`, else ""."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""
