"""The trial `oracle`: random trees before the attacker of tests/attacks, in rounds that are kept."""

from collections.abc import Iterator

from tests.attacks import oracle

from .record import Record

TREES = 50  # a round; the round's number is its seed


def run(record: Record, *, trees: int) -> list[str]:
    """One sentence for each thing that was worked out of any tree and should not."""
    for seed in _missing(record, rounds=-(-trees // TREES)):
        trial = oracle.trees(TREES, seed)
        record.add(
            {
                "round": seed,
                "trees": trial.trees,
                "cells": trial.cells,
                "eligible": trial.eligible,
                "shown": trial.shown,
                "margin": trial.margin,
                "seconds": round(trial.seconds, 1),
                "faults": trial.faults,
            }
        )
        print(f"oracle, round {seed:>2}: {trial.seconds:>6.1f} s, {len(trial.faults)} faults", flush=True)
    lines = record.lines()
    counted = {key: sum(line[key] for line in lines) for key in ("trees", "eligible", "shown")}
    margin = min((line["margin"] for line in lines), default=0)
    print(
        f"oracle: {counted['trees']} trees, {counted['shown']} of {counted['eligible']} eligible cells shown,", end=" "
    )
    print(f"nobody worked out fewer than k + {margin} people")
    return [fault for line in lines for fault in line["faults"]]


def _missing(record: Record, *, rounds: int) -> Iterator[int]:
    done = {line["round"] for line in record.lines()}
    return (seed for seed in range(rounds) if seed not in done)
