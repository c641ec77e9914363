"""The trial `order`: a thousand people send within minutes, and a thief pairs their rows by the order of writing.

Five pairs of tables, each read three ways, with five hundred guesses each: before the nightly rewriting, which is the
protection, and after it (docs/attacks.md, section Order).
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from demo.play import Reply
from tests.attacks.candle.choices import invite
from tests.attacks.order.night import Pairing, sleep, thieve
from tests.attacks.order.thief import Paired

from .record import Record
from .sides import Sides

PEOPLE = 1000
BEFORE, AFTER = "before the night", "after it"
HEAD = "| tables | read by | when | trials | right | chance | 95 % interval | rho |"
SURELY = 0.95 ** (1 / 15)  # fifteen intervals together contain chance as often as one of 95 % does


def run(folder: Path, *, people: int = PEOPLE) -> list[str]:
    """One sentence for each pairing that tells more than chance after the night, or no more before. Prints a table."""
    record = Record(folder / f"order-{people}.json")
    if not record.lines():
        started = time.monotonic()
        for line in _play(folder / "logs", people):
            record.add(line)
        print(f"order: {time.monotonic() - started:.0f} s", flush=True)
    lines = record.lines()
    print("\n".join([HEAD, "|---|---|---|--:|--:|--:|--:|--:|", *map(_row, lines)]))
    return [fault for line in lines for fault in _faults(line)]


def _play(logs: Path, people: int) -> list[dict[str, Any]]:
    with Sides(logs=logs) as sides:
        opens = (datetime.now(UTC) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        links = invite(sides, people=people, opens=opens)
        sent = sides.play.answer(links, lambda to: Reply({"rest": 3}, lit=len(to) % 3 == 0))
        before = thieve(list(sent.values()), sides)
        sleep(opens, sides)
        after = thieve(list(sent.values()), sides)
    found = [(BEFORE, before), (AFTER, after)]
    return [_line(when, pairing, paired) for when, all_of in found for pairing, paired in all_of.items()]


def _line(when: str, pairing: Pairing, paired: Paired) -> dict[str, Any]:
    one, other, reading = pairing
    return {"when": when, "tables": f"{one}, {other}", "reading": reading, "rho": paired.rho} | {
        "right": paired.right,
        "trials": paired.trials,
    }


def _paired(line: dict[str, Any]) -> Paired:
    return Paired(line["rho"], line["right"], line["trials"])


def _row(line: dict[str, Any]) -> str:
    paired = _paired(line)
    low, high = paired.interval()
    said = f"| {line['tables']} | {line['reading']} | {line['when']} | {paired.trials} |"
    return f"{said} {paired.right / paired.trials:.1%} | 50.0% | {low:.1%} to {high:.1%} | {paired.rho:.2f} |"


def _faults(line: dict[str, Any]) -> Iterator[str]:
    paired = _paired(line)
    said = f"order, {line['tables']}, {line['reading']}, {line['when']}: {paired.right} of {paired.trials} right"
    if line["when"] == AFTER and not paired.holds_chance(SURELY):
        yield f"{said}; it should know no more"
    if line["when"] == BEFORE and paired.interval()[0] <= 0.5:
        yield f"{said}; without the rewriting it should know more"
