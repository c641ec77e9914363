"""The whole product once, small: 60 invented people, real processes, two killed with -9 on the way."""

from bench import dataset, invented, replay
from bench.disturbed import Disturbed


def test_replay_when_two_processes_are_killed(tmp_path):
    roster, answers = invented.write(tmp_path, people=60, units=6, items=3, seed=4)
    data = dataset.read(roster, answers)
    turnout = dataset.turnout(data.members, share=0.6, tick=0.2, seed=4)
    sides = Disturbed(seed=4, before=1, after=1)

    with sides:
        outcome = replay.play(sides, roster, data, turnout, stage=replay.Stages(), k=5)

    assert outcome.faults == []
    assert len(sides.kills) == 2
    assert (outcome.ballots, outcome.ticked, outcome.candles) == (36, 7, 7)
    assert len(outcome.queue.arrived) == len(set(outcome.queue.opened)) == 7
    assert outcome.comparison.published >= 2
    assert outcome.comparison.hidden >= 1  # there is something that could leak
    assert outcome.comparison.figures > 100
