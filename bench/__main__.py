"""`make bench`: measures, prints a table and writes bench/results.json."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from . import casting, counting, figures, memory, page, signing
from .figures import Figure

RESULTS = Path(__file__).parent / "results.json"


def main() -> int:
    """0 when every figure could be taken."""
    started = time.monotonic()
    found: list[Figure] = []
    measures: list[Callable[[], list[Figure]]] = [
        lambda: [signing.measure()],
        lambda: [casting.measure()],
        lambda: [counting.measure()],
        memory.measure,
        page.measure,
    ]
    for measure in measures:
        try:
            found += measure()
        except signing.NoOpenssl as missing:
            print(missing, file=sys.stderr)
    print(figures.table(found))
    figures.write(RESULTS, found)
    print(f"{time.monotonic() - started:.0f} s; written to bench/{RESULTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
