"""`make test`: pytest three times, once a side and once without Django, each in a process of its own."""

import argparse
import os
import subprocess
import sys
import time

NAMED = ["tests/surveys/test_crossing.py", "tests/surveys/people", "tests/surveys/campaigns", "tests/surveys/reports",
         "tests/wellbeing/desk", "tests/config/named", "tests/config/both"]  # fmt: skip
NAMELESS = ["tests/surveys/ballots", "tests/wellbeing/candles", "tests/config/nameless", "tests/config/both"]
NO_SIDE = ["tests/crypto", "tests/vectors", "tests/disclosure", "tests/attacks", "tests/walls", "tests/demo",
           "tests/flows", "tests/bench", "tests/browser"]  # fmt: skip
RUNS = {"named": NAMED, "nameless": NAMELESS, "": NO_SIDE}


def main() -> int:
    """Runs all three whatever became of the others; the exit code says whether all passed."""
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("--jobs", default="2", help="tests at once")
    jobs = parser.parse_args().jobs
    failed = [side or "no side" for side, folders in RUNS.items() if not _passes(side, folders, jobs)]
    print("all runs passed" if not failed else f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def _passes(side: str, folders: list[str], jobs: str) -> bool:
    environment = {name: value for name, value in os.environ.items() if name not in ("SIDE", "DATABASE_URL")}
    if side:
        environment["SIDE"] = side
    started = time.monotonic()
    print(f"--- {f'the {side} side' if side else 'without Django'} ---", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", jobs, "--dist", "loadfile", *folders]
    code = subprocess.run(command, env=environment, check=False).returncode
    print(f"--- {time.monotonic() - started:.0f} s ---", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
