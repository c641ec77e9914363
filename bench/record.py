"""What a trial has finished, so that it can be taken up where it was stopped."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Record:
    """The finished rounds of one trial: a file of JSON, one line each, whole whenever the trial is killed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def lines(self) -> list[dict[str, Any]]:
        """Every finished round."""
        return [json.loads(line) for line in self.path.read_text().splitlines()] if self.path.exists() else []

    def add(self, line: Mapping[str, Any]) -> None:
        """One more finished round."""
        new = self.path.with_suffix(".new")
        new.write_text("".join(json.dumps(one) + "\n" for one in [*self.lines(), line]))
        os.replace(new, self.path)
