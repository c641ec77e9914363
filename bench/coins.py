"""`coins`: two thousand people send in Chromium, half of them with a candle by a fair coin; nobody can tell which half.

Requests and rows must be the same for all; then an observer with a clock guesses (tests/attacks/candle/guessing.py),
first from what was recorded, then from the same with a wait planted into it, to learn which wait would be found.
"""

import json
import time
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from tests.attacks.candle.choices import NAME, QUESTIONNAIRE, choose, roster
from tests.attacks.candle.guessing import guess
from tests.attacks.candle.watching import watch

from . import wave
from .record import Record
from .sides import Sides

PEOPLE = 2000
A_ROUND = 200  # people of one organisation, all in one wave
QUIET = {"ROUTER_MINIMUM": "100000"}  # no flag is opened while it is counted
PLANTED = (2, 5, 10, 20, 50, 100, 200, 500)  # milliseconds
PLACE = "POST named /passes/ 2 idle"  # what the page does between two answers, before it asks for ballot and candle
BUILT = Path(__file__).parents[1] / "browser" / "dist" / "manifest.json"


def run(folder: Path, *, people: int = PEOPLE) -> list[str]:
    """One sentence for each thing that differed, and one more when the clock told. Prints the figures."""
    record = Record(folder / f"coins-{_client()}.json")
    rounds = -(-people // A_ROUND)
    for number in range(len(record.lines()), rounds):
        started = time.monotonic()
        line = _round(folder, number)
        record.add({"round": number, "seconds": round(time.monotonic() - started, 1)} | line)
        print(f"coins, round {number + 1} of {rounds}: {record.lines()[-1]['seconds']:.0f} s", flush=True)
    lines = record.lines()[:rounds]
    ticked = list(chain.from_iterable(line["ticked"] for line in lines))
    times = list(chain.from_iterable(line["times"] for line in lines))
    differ = [f"coins, round {line['round']}: {one}" for line in lines for one in line["differ"]]
    return differ + _unsent(lines) + _told(times, ticked)


def _client() -> str:
    """Names the record: another client is another trial."""
    return str(json.loads(BUILT.read_text())["survey.js"]["file"]).removesuffix(".js")


def _round(folder: Path, number: int) -> dict[str, Any]:
    with Sides(workers=1, logs=folder / "logs", settings=QUIET) as sides:
        watched = watch(sides.installation, choose(_invite(sides), seed=number))
    differ, unsent = watched.differences(), watched.unsent
    return {"differ": differ, "unsent": unsent, "ticked": watched.ticked, "times": watched.times()}


def _invite(sides: Sides) -> list[str]:
    """Everybody's link."""
    people, questions = sides.folder / "coin.csv", sides.folder / "coin.json"
    people.write_text(roster(A_ROUND))
    questions.write_text(json.dumps(QUESTIONNAIRE))
    sides.installation.manage("named", "import_roster", str(people), "--apply")
    sides.installation.manage("named", "import_questionnaire", str(questions))
    sides.installation.manage("named", "open_wave", NAME)
    return list(wave.invitations(sides, people=A_ROUND).values())


def _unsent(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """Who did not get through is nobody's proof; of many it is a fault, and it is told how many had ticked."""
    unsent = [(lit, why) for line in lines for lit, why in line["unsent"]]
    told = f"coins: {len(unsent)} did not get through, {sum(lit for lit, _ in unsent)} of them ticked"
    if unsent:
        print(f"{told}; the first: {unsent[0][1][:200]}")
    return [told] if len(unsent) > sum(len(line["ticked"]) for line in lines) / 100 else []


def _told(times: Sequence[Mapping[str, float]], ticked: Sequence[bool]) -> list[str]:
    guesses = guess(times, ticked)
    low, high = guesses.interval()
    sentence = f"{guesses.right} of {guesses.made} ticks guessed, {guesses.accuracy:.1%}; 95 %: {low:.1%} to {high:.1%}"
    found = next((wait for wait in PLANTED if not guess(_waiting(times, ticked, wait), ticked).holds_chance()), None)
    print(f"coins: {len(ticked)} people, {sum(ticked)} ticked; {sentence}; a wait of {found} ms would be found")
    return [] if guesses.holds_chance() else [f"coins: the clock tells who ticked: {sentence}"]


def _waiting(times: Sequence[Mapping[str, float]], ticked: Sequence[bool], wait: float) -> list[dict[str, float]]:
    return [{**one, PLACE: one[PLACE] + wait * tick} for one, tick in zip(times, ticked, strict=True)]
