"""The files of docs/proof: what each expects, and what one honest run of it shows."""

import re
from copy import deepcopy
from pathlib import Path

from .employer import Chance, honest
from .equivalence import Test, tell_apart
from .models import Models, Step
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
    scope, process = read(model)
    left, right = (Run(scope, process, side, honest).to_end() for side in (0, 1))
    return tell_apart(left, right)


def tempt(model: Path, seed: int) -> Test | str | None:
    """What tells the two sides apart of a run in which the employer answers as chance will have it."""
    (scope, process), chance = read(model), Chance(seed)
    left = Run(scope, process, 0, chance.draws, lenient=True).to_end()
    right = Run(scope, process, 1, chance.repeats, lenient=True).to_end()
    if list(left) != list(right):
        return f"people go on differently: {list(left)}, {list(right)}"
    return tell_apart(left, right)


def read(model: Path) -> tuple[Scope, Step]:
    """All that is declared, and what the model's people do. Raises Miswritten."""
    scope = deepcopy(library())
    return scope, Models(model.read_text(), scope).model()


def library() -> Scope:
    """What all models stand on."""
    return Models(LIBRARY.read_text(), Scope()).library()
