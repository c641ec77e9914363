"""What import-linter cannot see: each rule a function from a root to the lines that break it."""

import ast
import re
from pathlib import Path

from .tree import KNOWN, NAMELESS, PACKAGES, ROOMS, Function, Source, called, sources

LINES_OF_A_FILE, LINES_OF_A_DEED, LINES_OF_A_FUNCTION = 250, 120, 40
LINES_OF_A_VIEW, LINES_OF_A_TASK = 12, 8
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "service", "services", "signal", "signals"}
# Django's app registry must be there before the checks can be registered.
IMPORTS_LATE = {"config/apps.py"}
# Libraries too heavy for the processes that never need them; what they are called is no name of ours.
HEAVY = {"statsmodels"}
_DYNAMIC = {"__import__", "import_module", "import_string", "exec", "eval", "run_module", "run_path"}
_CLOCKS = {"now", "today", "utcnow", "localtime", "localdate", "monotonic", "perf_counter"}
_TIMELESS = re.compile(r"crypto/|disclosure/|(surveys|wellbeing)/\w+/(deeds/|models)")
_MIGRATION = re.compile(r"\d{4}_|__(first|latest)__")
_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplemented|placeholder|stub)\b")


def late_imports(root: Path) -> list[str]:
    """Imports inside a function, and imports by name, which no contract sees."""
    faults = []
    for source in sources(root, *PACKAGES):
        if source.name not in IMPORTS_LATE:
            faults += [
                source.at(node, "imports inside a function")
                for function in source.functions()
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom) and not _is_heavy(node)
            ]
        calls = (call for call in source.nodes(ast.Call) if called(call) in _DYNAMIC)
        faults += [source.at(call, f"imports or runs by name: {called(call)}") for call in calls]
    return faults


def _is_heavy(node: ast.Import | ast.ImportFrom) -> bool:
    return isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in HEAVY


def links_across(root: Path) -> list[str]:
    """Strings that point at a room which this room may not know: foreign keys, get_model, migrations, dotted names."""
    faults = []
    for source in sources(root, "surveys", "wellbeing"):
        if source.room:
            foreign = {room.split(".")[-1]: room for room in ROOMS if room not in KNOWN[source.room]}
            faults += [
                source.at(word, f"points at another room: {word.value!r}")
                for word in source.nodes(ast.Constant)
                if isinstance(word.value, str) and _points_at(word.value, foreign)
            ]
            faults += [source.at(word, f"points at another room: {word.value!r}") for word in _labels(source, foreign)]
        if source.room in NAMELESS and "AUTH_USER_MODEL" in source.text:
            faults.append(f"{source.name} speaks of accounts")
    return faults


def _points_at(text: str, foreign: dict[str, str]) -> bool:
    """`people.Employee`, `surveys.people.models` and such; a sentence that names a room is none."""
    label, _, rest = text.partition(".")
    return (label in foreign and rest.isidentifier()) or any(
        text == room or text.startswith(f"{room}.") for room in foreign.values()
    )


def _labels(source: Source, foreign: dict[str, str]) -> list[ast.Constant]:
    """A label alone: `get_model("people", ...)` anywhere, `("people", "0001_initial")` in a migration."""
    asked = [call for call in source.nodes(ast.Call) if called(call).startswith("get_")]
    given = [word for call in asked for word in (*call.args, *(keyword.value for keyword in call.keywords))]
    words = [*given, *(_dependencies(source) if source.is_migration else [])]
    return [word for word in words if isinstance(word, ast.Constant) and word.value in foreign]


def _dependencies(source: Source) -> list[ast.expr]:
    """The labels of a migration's pairs of a label and a migration's name; a role may have a room's name."""
    pairs = [node.elts for node in source.nodes(ast.Tuple) if len(node.elts) == 2]
    return [
        label
        for label, name in pairs
        if isinstance(name, ast.Constant) and isinstance(name.value, str) and _MIGRATION.match(name.value)
    ]


def drawers(root: Path) -> list[str]:
    """Files and folders named after nothing (rule 6)."""
    paths = {at for source in sources(root) for at in (Path(source.name), *Path(source.name).parents)}
    return [f"{path} says nothing about what is in it" for path in sorted(paths) if path.stem in DRAWERS]


def too_long(root: Path) -> list[str]:
    """Files, deeds, functions, views and tasks over their budget; migrations are written by Django."""
    faults = []
    for source in sources(root):
        if source.is_migration:
            continue
        lines, limit = len(source.text.splitlines()), LINES_OF_A_DEED if "/deeds/" in source.name else LINES_OF_A_FILE
        if lines > limit:
            faults.append(f"{source.name} has {lines} lines, {limit} at most")
        faults += [
            source.at(function, f"{function.name} has {_lines(function)} lines")
            for function in source.functions()
            if _lines(function) > _limit(source, function)
        ]
    return faults


def _limit(source: Source, function: Function) -> int:
    is_public = source.room and not function.name.startswith("_")
    if is_public and source.name.endswith("/views.py"):
        return LINES_OF_A_VIEW
    if is_public and source.name.endswith("/tasks.py"):
        return LINES_OF_A_TASK
    return LINES_OF_A_FUNCTION


def _lines(function: Function) -> int:
    """From `def` to the end, without the docstring."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    documented = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def unexplained(root: Path) -> list[str]:
    """Modules whose first line does not say what they are for."""
    silent = (source for source in sources(root) if not (ast.get_docstring(source.tree) or "").strip())
    return [f"{source.name} does not say what it is for" for source in silent if not source.is_migration]


def clocks(root: Path) -> list[str]:
    """The ground has no clock, and deeds and models are handed the time."""
    faults = []
    for source in sources(root, *PACKAGES):
        if _TIMELESS.match(source.name):
            calls = (call for call in source.nodes(ast.Call) if called(call) in _CLOCKS)
            faults += [source.at(call, f"looks at the clock: {called(call)}") for call in calls]
            faults += [
                source.at(keyword.value, f"looks at the clock: {keyword.arg}")
                for keyword in source.nodes(ast.keyword)
                if keyword.arg in ("auto_now", "auto_now_add")
            ]
    return faults


def leftovers(root: Path) -> list[str]:
    """Words that promise to do something later."""
    return [
        f"{source.name}:{number} leaves something for later"
        for source in sources(root)
        for number, line in enumerate(source.text.splitlines(), start=1)
        if _LATER.search(line)
    ]
