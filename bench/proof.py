"""`make proof`: every model of docs/proof before ProVerif, where it is installed, and before the check that needs none.

A table of what each model expects and what was found; a difference makes the exit code 1. ProVerif speaks of every
run with an active attacker; the check (tests/attacks/symbolic) of one honest run, and of some by chance.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.symbolic import claims, files
from tests.attacks.symbolic.equivalence import tell_apart

PROVERIF = "proverif"  # another place: PROVERIF=/path/to/it
PATIENCE = 600  # seconds for one model
TEMPTATIONS = 100  # runs of each model in which the employer answers by chance
MISSING = "ProVerif is not installed here, so its column stays empty; the others need nothing."
_RESULT = re.compile(r"^RESULT Observational equivalence (.*)$", re.MULTILINE)
HOLDS, BREAKS, UNPROVED, UNKNOWN = "holds", "told apart", "not proved", "no answer"
_ATTACK = "A trace has been found."


@dataclass(frozen=True, slots=True)
class Row:
    """One model: what it expects, and what was found; "" where nothing was asked."""

    name: str
    expected: str
    proverif: str
    run: str
    chance: str
    frames: str

    @property
    def is_as_expected(self) -> bool:
        """Whether everything that was asked says what the model expects.

        ProVerif need not find the attack on what is broken: it must not prove that there is none.
        """
        proverif = BREAKS if self.proverif == UNPROVED else self.proverif
        return {proverif, self.run, self.chance, self.frames} - {""} == {self.expected}


def main() -> int:
    """0 when every model is as it expects."""
    proverif = shutil.which(os.environ.get("PROVERIF", PROVERIF))
    if proverif is None:
        print(MISSING)
    rows = [examine(model, proverif) for model in files.models()]
    print(table(rows))
    wrong = [row.name for row in rows if not row.is_as_expected]
    print("every model is as it expects" if not wrong else f"not as expected: {', '.join(wrong)}")
    return 1 if wrong else 0


def examine(model: Path, proverif: str | None) -> Row:
    """One model before each of the four."""
    world = (claims.HOLD | claims.BROKEN)[model.stem]
    return Row(
        name=model.stem,
        expected=_said(files.holds(model)),
        proverif=ask(proverif, model) if proverif else "",
        run=_said(files.run(model) is None),
        chance=_said(not any(files.tempt(model, seed) for seed in range(TEMPTATIONS))) if TEMPTATIONS else "",
        frames=_said(tell_apart(world(False), world(True)) is None),
    )


def ask(proverif: str, model: Path) -> str:
    """What ProVerif says of a model."""
    command = [proverif, "-lib", str(files.LIBRARY), str(model)]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return UNKNOWN
    return read(answer.stdout)


def read(output: str) -> str:
    """The equivalence in ProVerif's RESULT lines: it may try several ways to prove one, and one is enough."""
    results = [result.strip().removesuffix(".") for result in _RESULT.findall(output)]
    if not results:
        return UNKNOWN
    if "is true" in results:
        return HOLDS
    return BREAKS if _ATTACK in output else UNPROVED


def table(rows: list[Row]) -> str:
    """One line a model."""
    lines = [("model", "expects", "ProVerif", "one run", "by chance", "one run, with both databases")]
    lines += [(row.name, row.expected, row.proverif, row.run, row.chance, row.frames) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _said(holds: bool) -> str:
    return HOLDS if holds else BREAKS


if __name__ == "__main__":
    sys.exit(main())
