"""What of a Report must be the same each time that a wave is played."""

from collections.abc import Mapping
from typing import Any

from .expected import lineage


def essence(notice: Mapping[str, Any], report: Mapping[str, Any]) -> dict[str, Any]:
    """Everything by cohort name: ids are drawn anew each time."""
    cohorts = {cohort["id"]: cohort for cohort in notice["cohorts"]}
    parents = {cohort: row["parent"] for cohort, row in cohorts.items()}

    def name(cohort: str) -> str:
        return " / ".join(cohorts[above]["name"] for above in reversed(lineage(cohort, parents)))

    return {
        "ballots": report["ballots"],
        "spoiled": report["spoiled"],
        "hidden": sorted(map(name, report["hidden"])),
        "participation": {name(row["cohort"]): row["percent"] for row in report["participation"]},
        "cells": {name(cell["cohort"]): {"n": cell["n"], "items": cell["items"]} for cell in report["cells"]},
    }
