"""The files of docs/proof: what each expects, and what one honest run of it shows."""

import re
from copy import deepcopy
from pathlib import Path

from .equivalence import Test, tell_apart
from .models import Models
from .running import Run
from .syntax import Scope

FOLDER = Path(__file__).parents[3] / "docs" / "proof"
LIBRARY = FOLDER / "windbreak.pvl"
_EXPECTED = re.compile(r"\A\(\* .*?\n   expect: (true|false) \*\)\n", re.DOTALL)


def models() -> list[Path]:
    """All claims and broken variants, by name."""
    return sorted(FOLDER.glob("*.pv"))


def holds(model: Path) -> bool:
    """What the first comment says of the equivalence. Raises ValueError where it says nothing."""
    said = _EXPECTED.match(model.read_text())
    if said is None:
        raise ValueError(f"{model.name} begins with no claim, or does not say what to expect")
    return said[1] == "true"


def run(model: Path) -> Test | None:
    """What tells the two sides of one honest run apart. Raises Miswritten and Stuck."""
    scope = deepcopy(library())
    process = Models(model.read_text(), scope).model()
    left, right = (Run(scope, process, side).to_end() for side in (0, 1))
    return tell_apart(left, right)


def library() -> Scope:
    """What all models stand on."""
    return Models(LIBRARY.read_text(), Scope()).library()
