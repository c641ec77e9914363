"""What a keeper found is held against who ticked: nothing missing, nothing twice, nothing that does not open."""

import pytest

from bench.queue import Queue


def test_faults_when_every_candle_came_once_and_opens():
    assert Queue(["a", "b"], ["b", "a"], ["a", "b"]).faults == []


@pytest.mark.parametrize(
    ("arrived", "opened", "sentence"),
    [
        (["a"], ["a"], "1 people ticked the box and are not in the queue"),
        (["a", "b", "c"], ["a", "b", "c"], "1 candles in the queue that nobody ticked, or once too often"),
        (["a", "b", "b"], ["a", "b", "b"], "1 candles in the queue that nobody ticked, or once too often"),
        (["a", "b"], ["a"], "1 candles in the queue that do not open"),
        (["a", "b"], ["a", "b", "b"], "1 candles opened that are not in the queue, or once too often"),
    ],
)
def test_faults_when_something_is_wrong_name_it(arrived, opened, sentence):
    assert Queue(["a", "b"], arrived, opened).faults == [sentence]
