"""A team filled up with answers that the attacker knows: by invented employees, or under labels claimed by others.

One person of a small team answers. What is left of the team's cell when all that is known is taken away are that
person's answers. Figures are the engine's; the attacker tries every answer that the one may have given and keeps those
under which the engine would have shown the same cell.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from typing import Any

from disclosure.coding import code
from disclosure.cohorts import make_cohorts
from disclosure.items import items_of
from disclosure.tree import Node
from tests.attacks.oracle import people_below
from tests.attacks.rowspace import RowSpace
from tests.attacks.worlds import QUESTIONS, SCALE, Ballot, Wave, notice

from .tally import Tally, Trial

WHOLE, TEAM, OTHERS = "whole", "team", "others"
QUESTION = "scale"
USUAL = (0.05, 0.15, 0.3, 0.35, 0.15)  # of 1 to 5, everywhere
INVENTED, CLAIMED, LEFT_OUT = KNOWN = ("invented", "claimed", "left out")
ELSEWHERE, ABOVE = 60, 12  # people who answer in the other teams, and above all teams
SPREAD = (1, 3, 4, 2, 3, 5)  # what the attacker's own say: as many of each group as can be


@dataclass(frozen=True, slots=True)
class Stuffed:
    """A team of one, to which the attacker adds: so many invented people on the roster, of whom all answer; so many
    ballots with labels of the team, of people elsewhere; so many ballots without a label. `eligible` are the team's
    real people, of whom one answers; `above` answer who belong to no team. The rules that may be taken out: the cohort
    minimum, the door's, the one on overfull cohorts, and that all ballots without a good label are one towards k.
    """

    title: str
    expects: str
    eligible: int = 1
    invented: int = 0
    claimed: int = 0
    left_out: int = 0
    above: int = ABOVE
    k: int = 5
    minimum: bool = True
    door: bool = True
    overfull: bool = True
    as_one: bool = True

    @property
    def stands(self) -> str:
        """As in lone.py."""
        rules = self.minimum, self.door, self.overfull, self.as_one
        return "out" if self.expects == "above" and not all(rules) else "in"


ROWS = (
    Stuffed("a team of one, nobody invented", "chance"),
    Stuffed("4 invented (k - 1): a team of five merges upward", "chance", invented=4),
    Stuffed("the same, without the cohort minimum", "above", invented=4, minimum=False),
    Stuffed("6 invented (m - 1)", "above", invented=6),
    Stuffed("9 invented", "above", invented=9),
    Stuffed("k = 8: 10 invented, one fewer than m - 1", "chance", invented=10, k=8),
    Stuffed("k = 8: 11 invented (m - 1)", "above", invented=11, k=8),
    Stuffed("4 ask for the team's labels, the door refuses", "chance", eligible=12, claimed=4),
    Stuffed("the same, the door gives them out", "above", eligible=12, claimed=4, door=False),
    Stuffed("9 ask for them, the door gives them out", "above", eligible=12, claimed=9, door=False),
    Stuffed("12 more labels than people", "chance", eligible=12, claimed=23, door=False),
    Stuffed("the same, without the rule on overfull cohorts", "above", eligible=12, claimed=23, door=False,
            overfull=False),
    Stuffed("everybody is in a team, 4 elsewhere answer as they should", "chance", eligible=12, claimed=4, above=0),
    Stuffed("the same, they leave their labels out", "chance", eligible=12, left_out=4, above=0),
    Stuffed("9 leave their labels out", "chance", eligible=12, left_out=9, above=0),
    Stuffed("4 leave theirs out, and each is one towards k", "above", eligible=12, left_out=4, above=0, as_one=False),
    Stuffed("9 leave theirs out, and each is one towards k", "above", eligible=12, left_out=9, above=0, as_one=False),
    Stuffed("12 more labels than people, everybody is in a team", "chance", eligible=12, claimed=23, door=False,
            above=0),
    Stuffed("the same, and each is one towards k", "above", eligible=12, claimed=23, door=False, above=0,
            as_one=False),
)  # fmt: skip


def figure(row: Stuffed, *, trials: int) -> Tally:
    """Chance names the answer that most people gave."""
    return Tally([_trial(row, seed) for seed in range(trials)])


def least_left(row: Stuffed) -> int | None:
    """As `least_unknown`, of a row's organisation."""
    held = wave(row, 3, [3] * (ELSEWHERE + row.above))
    return least_unknown(held, {person for person in held.respondents if person.startswith(KNOWN)})


def least_unknown(held: Wave, known: Collection[str]) -> int | None:
    """The fewest people, of whom the attacker knows nothing, about whom something follows from the cells together."""
    members = people_below({one["id"]: one["parent"] for one in held.notice["cohorts"]}, held.respondents)
    return RowSpace(members[cohort].difference(known) for cohort in held.plan().published).smallest_support()


def _trial(row: Stuffed, seed: int) -> Trial:
    chance = Random(f"{row.title} {seed}")
    victim, *others = chance.choices(SCALE, USUAL, k=1 + ELSEWHERE + row.above)
    cells = _cells(wave(row, victim, others))
    shares = {line["value"]: line["count"] for line in cells[WHOLE]["distribution"]}
    possible = SCALE
    if TEAM in cells:
        possible = [one for one in SCALE if _cells(wave(row, one, others))[TEAM] == cells[TEAM]]
    elif OTHERS in cells:
        possible = [one for one in SCALE if _agrees(row, one, cells)]
    return Trial(seed, _said(possible, shares, victim), _said(SCALE, shares, victim))


def _cells(held: Wave) -> dict[str, Any]:
    return {cell["cohort"]: cell["items"][QUESTION] for cell in held.release()["cells"]}


def _agrees(row: Stuffed, answer: int, cells: dict[str, Any]) -> bool:
    """Whether whole and others differ by what the attacker knows and this answer, where nobody else is left over."""
    whole, others = ({line["value"]: line["count"] for line in cells[cell]["distribution"]} for cell in (WHOLE, OTHERS))
    left = [whole[value] - others[value] for value in SCALE]
    known = list(islice(cycle(SPREAD), row.left_out + row.claimed))
    return row.above > 0 or left == _coded([*known, answer])


def _coded(answers: Sequence[int]) -> list[int]:
    """A small class as its cell has it (R7)."""
    [item] = items_of(QUESTIONS[:1])
    return list(code(item, [answers.count(value) for value in SCALE] + [0]).bins[:-1])


def _said(possible: Sequence[int], shares: dict[int, int], victim: int) -> float:
    """Of the possible answers the attacker names the one that most of the organisation gave."""
    most = max(shares[one] for one in possible)
    named = [one for one in possible if shares[one] == most]
    return (victim in named) / len(named)


def wave(row: Stuffed, victim: int, others: Sequence[int]) -> Wave:
    """The Notice of such a wave, and each ballot under the cohort where it is counted."""
    sizes = {WHOLE: 2 * row.above, OTHERS: 2 * ELSEWHERE, TEAM: row.eligible + row.invented}
    nodes = [Node(name, None if name == WHOLE else WHOLE, own) for name, own in sizes.items()]
    least = -(-14 * row.k // 10) if row.minimum else row.k
    cohorts, cohort_of = make_cohorts(nodes, m=least)
    frozen = notice([Node(one.id, one.parent, one.eligible) for one in cohorts], k=row.k, questions=QUESTIONS[:1])
    sheets = [("victim", cohort_of[TEAM], victim), *_known(row, cohort_of[TEAM])]
    crowded = row.overfull and _labelled(sheets) > sizes[TEAM]
    unlabelled = row.left_out + (_labelled(sheets) if crowded else 0)
    sheets = _at_root(sheets) if crowded else sheets
    places = [OTHERS] * ELSEWHERE + [WHOLE] * row.above
    sheets += [(f"other {number}", place, others[number]) for number, place in enumerate(places)]
    ballots = [Ballot(person, cohort, {QUESTION: answer}) for person, cohort, answer in sheets]
    return Wave(frozen, ballots, unlabelled if row.as_one else 0)


Sheet = tuple[str, str, int]


def _known(row: Stuffed, team: str) -> Iterator[Sheet]:
    """Everybody whose answers the attacker knows. Whom the door refuses counts where they belong."""
    own = OTHERS if row.door else team
    for name, place, number in (
        (INVENTED, team, row.invented),
        (CLAIMED, own, row.claimed),
        (LEFT_OUT, WHOLE, row.left_out),
    ):
        yield from ((f"{name} {one}", place, answer) for one, answer in enumerate(islice(cycle(SPREAD), number)))


def _labelled(sheets: Sequence[Sheet]) -> int:
    return sum(cohort == TEAM for _, cohort, _ in sheets)


def _at_root(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The product's rule on overfull cohorts (docs/protocol.md section 12)."""
    return [(person, WHOLE if cohort == TEAM else cohort, answer) for person, cohort, answer in sheets]
