"""An employer that keeps to the protocol gets everybody to the end; one that does not is the same on both sides."""

from tests.attacks.symbolic import files
from tests.attacks.symbolic.employer import Chance, honest
from tests.attacks.symbolic.running import Run

MODEL = files.FOLDER / "ballots.pv"


def test_honest_when_both_took_part_both_ballots_arrive():
    scope, process = files.read(MODEL)

    seen = Run(scope, process, 0, honest).to_end()

    assert [label for label in seen if "in_no_order" in label] == list(seen)[-2:]


def test_chance_when_repeated_on_the_same_side_sees_the_same():
    (scope, process), chance = files.read(MODEL), Chance(7)

    first = Run(scope, process, 0, chance.draws, lenient=True).to_end()
    again = Run(scope, process, 0, chance.repeats, lenient=True).to_end()

    assert first == again
    assert chance.recipes == []


def test_chance_answers_differently_with_another_seed():
    answered = []
    for seed in range(5):
        (scope, process), chance = files.read(MODEL), Chance(seed)
        Run(scope, process, 0, chance.draws, lenient=True).to_end()
        answered.append(chance.recipes)

    assert len({str(recipes) for recipes in answered}) > 1


def test_chance_lets_some_runs_come_to_their_end():
    ends = []
    for seed in range(20):
        (scope, process), chance = files.read(MODEL), Chance(seed)
        ends.append(len(Run(scope, process, 0, chance.draws, lenient=True).to_end()))

    assert max(ends) == len(Run(scope, process, 0, honest).to_end())
    assert min(ends) < max(ends)
