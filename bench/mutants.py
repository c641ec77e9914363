"""How many mutants of `crypto/` and `disclosure/` their tests catch; may be stopped and taken up again.

    python -m bench.mutants [PATH ...] [--most 300]

Of each part so many mutants are judged, drawn by a hash of their name; `--most 0` judges all. One that was caught is
not judged again, one that survived is, once the tests are others. docs/mutants.md lists those that nobody could catch.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from statsmodels.stats.proportion import proportion_confint

from . import judging
from .judging import CAUGHT, ROOT, SURVIVED
from .mutating import Mutant, difference, mutants_of
from .record import Record

FOLDER = ROOT / "var" / "trial"
MOST = 300  # of each part
AIM = 0.9  # of the mutants that were judged
NO_PROGRAM = "no program"  # not counted
FIRST = {  # the test file that knows a module best, where it has another name
    "crypto/fields": "notice", "crypto/house": "notice", "crypto/shapes": "notice", "crypto/openssl": "sign",
    "crypto/unseal": "seal", "disclosure/planning": "release", "disclosure/recheck": "safety",
}  # fmt: skip
REST = {"crypto": ["tests/crypto", "tests/vectors"], "disclosure": ["tests/disclosure", "tests/attacks/test_*.py"]}


@dataclass(frozen=True, slots=True)
class Part:
    """What is changed, and the tests that are asked one after the other until one is not passed."""

    name: str
    sources: tuple[Path, ...]

    def tests(self, path: str) -> list[list[str]]:
        """First the file that belongs to the source, then all."""
        module = path.removesuffix(".py")
        own = Path("tests", self.name, f"test_{FIRST.get(module, Path(module).name)}.py")
        every = [str(found.relative_to(ROOT)) for pattern in REST[self.name] for found in sorted(ROOT.glob(pattern))]
        return [[str(own)], every] if (ROOT / own).exists() else [every]

    def digest(self) -> str:
        """Another whenever a test of this part is another."""
        found = (path for pattern in REST[self.name] for path in sorted(ROOT.glob(pattern)))
        files = [file for path in found for file in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]
        return sha256(b"".join(f.read_bytes() for f in files if f.suffix in (".py", ".json"))).hexdigest()[:12]


def run(folder: Path, *, paths: Sequence[str] = tuple(REST), most: int = MOST) -> list[str]:
    """One sentence for each part of which too few were caught. Prints figures and survivors."""
    return [fault for path in paths for fault in _run(Record(folder / "mutants.json"), _part(path), most)]


def judge(part: Part, path: str, text: str) -> str:
    """What became of a text in the place of a file."""
    outcome = SURVIVED
    for tests in part.tests(path):
        outcome = judging.judge(path, text, tests)
        if outcome != SURVIVED:
            break
    return outcome


def _part(path: str) -> Part:
    at = ROOT / path
    return Part(path.split("/")[0], tuple(sorted(at.glob("*.py")) if at.is_dir() else [at]))


def _run(record: Record, part: Part, most: int) -> list[str]:
    everyone = [one for at in part.sources for one in mutants_of(str(at.relative_to(ROOT)), at.read_text())]
    drawn = sorted(everyone, key=lambda mutant: mutant.name)[: most or None]
    digest = part.digest()
    done = {line["mutant"]: line for line in record.lines()}
    waiting = [one for one in drawn if not _is_judged(done.get(one.name), digest)]
    if waiting:
        _check_the_unchanged(part)
    for mutant in waiting:
        started = time.monotonic()
        line = {"mutant": mutant.name, "at": f"{mutant.path}:{mutant.line}", "tests": digest} | _judged(part, mutant)
        record.add(line | {"seconds": round(time.monotonic() - started, 1)})
        done[mutant.name] = line
    return list(_verdict(part, [done[one.name] for one in drawn], len(everyone)))


def _is_judged(line: Mapping[str, Any] | None, digest: str) -> bool:
    return line is not None and (line["outcome"] != SURVIVED or line["tests"] == digest)


def _check_the_unchanged(part: Part) -> None:
    """Whoever fails without any change would seem to catch everything."""
    path = str(part.sources[0].relative_to(ROOT))
    outcome = judge(part, path, part.sources[0].read_text())
    if outcome != SURVIVED:
        raise RuntimeError(f"the tests of {part.name} fail without any mutant: {outcome}")


def _judged(part: Part, mutant: Mutant) -> dict[str, str]:
    text = mutant.text()
    if text is None:
        return {"outcome": NO_PROGRAM}
    before, after = difference((ROOT / mutant.path).read_text(), text)
    return {"outcome": judge(part, mutant.path, text), "before": before, "after": after}


def _verdict(part: Part, lines: Sequence[Mapping[str, Any]], everyone: int) -> Iterator[str]:
    judged = [line for line in lines if line["outcome"] != NO_PROGRAM]
    survivors = [line for line in judged if line["outcome"] == SURVIVED]
    caught = len(judged) - len(survivors)
    score = caught / max(len(judged), 1)
    low, high = proportion_confint(caught, max(len(judged), 1), method="wilson")
    for line in sorted(survivors, key=lambda line: line["at"]):
        print(f"survived {line['at']}\n    {line['before']}\n    {line['after']}")
    interval = "" if len(lines) == everyone else f" (95 %: {low:.1%} to {high:.1%})"
    kinds = ", ".join(f"{count} {kind}" for kind, count in _counted(judged).items())
    print(f"{part.name}: {score:.1%}{interval} of {len(judged)} judged of {everyone} mutants: {kinds}", flush=True)
    if score < AIM:
        yield f"{part.name}: the tests catch {score:.1%} of the mutants, not {AIM:.0%}"


def _counted(lines: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    kinds = (CAUGHT, judging.CRASHED, judging.HUNG, SURVIVED)
    return {kind: sum(line["outcome"] == kind for line in lines) for kind in kinds}


def main() -> int:
    """0 when enough were caught."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", default=list(REST), help="crypto, disclosure, or a file in them")
    parser.add_argument("--most", type=int, default=MOST, help="mutants of each path; 0 for all")
    options = parser.parse_args()
    faults = run(FOLDER, paths=options.paths, most=options.most)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
