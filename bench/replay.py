"""Play a data set through both sides as its people would, and hold the Report against the data.

    python -m bench.replay ROSTER ANSWERS [--share 0.6] [--tick 0.1] [--seed n] [--chromium n] [--console]

starts both sides on throw-away servers, imports the roster, lets a keeper make a key, opens a wave, lets a share of
the people answer from the link in their mail, moves the clock past the close, compares every figure of the Report
with the same figure computed straight from the answers, and opens the queue as the keeper. Ends with 1 when anything
differs, a ticked box is missing in the queue, stands there twice or does not open, or a hidden group can be worked
out.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.installation import ROOT
from tests.attacks import oracle

from . import console, crowd, dataset, queue, visitor, wave
from .comparison import Comparison, compare
from .crowd import Part
from .dataset import Dataset, Turnout
from .expected import Sheet
from .given import Given
from .queue import Queue
from .sides import Sides
from .wave import Reader

K = 8  # floor of every figure
LOGS = ROOT / "var" / "replay"


@dataclass(slots=True)
class Outcome:
    """What came of one replay; `faults` is empty when all is as it should be."""

    notice: dict[str, Any]
    report: dict[str, Any]
    comparison: Comparison
    ballots: int
    ticked: int
    candles: int | None
    queue: Queue | None
    recovered: list[Any]

    @property
    def faults(self) -> list[str]:
        """One sentence for each thing that went wrong."""
        found = list(self.comparison.faults)
        if self.candles is not None and self.candles != self.ticked:
            found.append(f"{self.ticked} people ticked the box, {self.candles} candles are lit")
        found += self.queue.faults if self.queue else []
        return found + [f"the oracle worked out {group}" for group in self.recovered]


class Stages:
    """How long each stage took, said as soon as it is over."""

    def __init__(self, say: Callable[[str], None] = lambda line: None) -> None:
        self.seconds: dict[str, float] = {}
        self._say = say

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """One stage."""
        started = time.monotonic()
        yield
        self.seconds[stage] = time.monotonic() - started
        self._say(_row(f"{stage}, seconds", f"{self.seconds[stage]:.1f}"))


def play(
    sides: Sides | Given,
    roster: Path,
    data: Dataset,
    turnout: Turnout,
    *,
    stage: Stages,
    k: int = K,
    visitors: int = 0,
    reader: Reader = queue.read,
) -> Outcome:
    """The whole life of one wave, `visitors` of its people in Chromium; `reader` opens the queue afterwards.

    Raises crowd.Failed, sides.TookTooLong and what the sides raise.
    """
    with stage("import"):
        sides.prepare(roster, data, k=k)
    with stage("open"):
        links = wave.invitations(sides, people=len(data.members))
    parts = [Part(links[m.email], m.answers, m.email in turnout.ticking) for m in turnout.responding]
    with stage("visit"):
        ticked = visitor.visit(parts[:visitors])
    with stage("answer"):
        ticked += crowd.play(parts[visitors:], sides.origins, pulse=sides.pulse)
    name = wave.notice_of(parts[0].link)
    with stage("count"):
        notice = wave.notice(sides, name)
        wave.close(sides, notice)
        report = wave.report(sides, name)
    with stage("candles"):
        candles = wave.candles(sides, wanted=len(turnout.ticking))
    with stage("queue"):
        arrived = wave.read_queue(sides, ticked, reader=reader)
    with stage("compare"):
        sheets = [Sheet(wave.cohort_of(part.link), part.answers) for part in parts]
        comparison = compare(notice, report, sheets)
        comparison.faults += wave.faults_of_cohorts(notice, data, links)
        recovered = oracle.recovered(
            report, notice, {m.email: wave.cohort_of(links[m.email]) for m in turnout.responding}
        )
    return Outcome(notice, report, comparison, len(parts), len(turnout.ticking), candles, arrived, recovered)


def table(outcome: Outcome) -> str:
    """What was published and what became of the boxes."""
    found = outcome.comparison
    rows = [
        ("ballots", outcome.ballots),
        ("cells published", found.published),
        ("figures compared", found.figures),
        ("cells hidden by R5", found.hidden),
        ("  of them with k or more ballots", found.held_back),
        ("cells equal", found.equal_cells),
        ("cells unequal", found.unequal_cells),
        ("boxes ticked", outcome.ticked),
        ("candles lit", "not counted" if outcome.candles is None else outcome.candles),
        ("candles in the queue", "not read" if outcome.queue is None else len(outcome.queue.arrived)),
        ("  of them opened, once each", "not read" if outcome.queue is None else len(set(outcome.queue.opened))),
        ("groups the oracle worked out", len(outcome.recovered)),
    ]
    return "\n".join(_row(title, value) for title, value in rows)


def _row(title: str, value: object) -> str:
    return f"{title:<34} {value!s:>12}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.replay", description=__doc__.split("\n")[0])
    parser.add_argument("roster", type=Path, metavar="ROSTER")
    parser.add_argument("answers", type=Path, metavar="ANSWERS")
    parser.add_argument("--share", type=float, default=0.6, help="part of the people who answer (0.6)")
    parser.add_argument("--tick", type=float, default=0.1, help="part of those who tick the box (0.1)")
    parser.add_argument("--seed", type=int, default=1, help="decides who answers and who ticks")
    parser.add_argument("--chromium", type=int, default=0, metavar="N", help="so many of them answer in Chromium (0)")
    parser.add_argument("--console", action="store_true", help="the keeper opens every candle in Chromium")
    given = parser.add_argument_group("sides that run already, with the wave open and the invitations sent")
    given.add_argument("--named", metavar="URL")
    given.add_argument("--nameless", metavar="URL")
    given.add_argument("--mails", type=Path, metavar="FOLDER", help="where the invitations were kept")
    arguments = parser.parse_args()
    named = [arguments.named, arguments.nameless, arguments.mails]
    if any(named) and not all(named):
        parser.error("--named, --nameless and --mails go together")
    return arguments


def main() -> int:
    """0 when everything is as it should be."""
    options = _arguments()
    data = dataset.read(options.roster, options.answers)
    turnout = dataset.turnout(data.members, share=options.share, tick=options.tick, seed=options.seed)
    stage = Stages(lambda line: print(line, flush=True))
    with ExitStack() as stack:
        with stage("start"):
            sides = stack.enter_context(_sides(options))
        reader = console.read if options.console else queue.read
        outcome = play(sides, options.roster, data, turnout, stage=stage, visitors=options.chromium, reader=reader)
    print(table(outcome))
    return _verdict(outcome.faults)


def _sides(options: argparse.Namespace) -> AbstractContextManager[Sides | Given]:
    if not options.named:
        return Sides(logs=LOGS)
    origins = crowd.Origins(options.named, options.nameless)
    return nullcontext(Given(origins, options.mails))


def _verdict(faults: Sequence[str]) -> int:
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    if faults:
        print(f"{len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
