"""Puts one file of source in another's place and asks the tests, in a process of its own: it may hang or crash.

The process is forked, so that what all tests want is loaded once, here.
"""

import multiprocessing
import os
import resource
import sys
from collections.abc import Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType

import gmpy2  # noqa: F401 these are what all tests want
import msgspec  # noqa: F401
import pytest
import statsmodels.stats.multitest
import statsmodels.stats.proportion  # noqa: F401
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parent.parent
OURS = {"crypto", "disclosure", "tests"}  # loaded anew for each mutant
CPU, WALL = 60, 600  # seconds; the tests of a part take 15
EXAMPLES = 50  # of each property, fewer than `make test` has
SURVIVED, CAUGHT, CRASHED, HUNG = "survived", "caught", "crashed", "hung"
_ASKED = 100  # added to pytest's exit code, so that no other end of the process looks like one


def judge(path: str, text: str, tests: Sequence[str]) -> str:
    """What became of `text` in the place of `path`, as the files and folders in `tests` see it."""
    process = multiprocessing.get_context("fork").Process(target=_ask, args=(path, text, tests))
    process.start()
    process.join(WALL)
    if process.exitcode is None:
        process.kill()
        process.join()
        return HUNG
    if process.exitcode < 0:
        return HUNG if process.exitcode in (-9, -24) else CRASHED  # SIGKILL and SIGXCPU: no time left
    return SURVIVED if process.exitcode == _ASKED else CAUGHT


def _ask(path: str, text: str, tests: Sequence[str]) -> None:
    os.chdir(ROOT)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    for name in [name for name in sys.modules if name.split(".")[0] in OURS]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Instead(path, text))
    settings.register_profile(
        "mutants", derandomize=True, database=None, deadline=None, max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    settings.load_profile("mutants")
    os._exit(_ASKED + pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:playwright", *tests]))


class _Instead(MetaPathFinder, InspectLoader):
    """Imports the given text where the file at `path` is asked for."""

    def __init__(self, path: str, text: str) -> None:
        self._path, self._text = path, text
        self._name = path.removesuffix(".py").replace("/", ".")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return spec_from_loader(fullname, self, origin=self._path) if fullname == self._name else None

    def get_source(self, fullname: str) -> str:
        return self._text
