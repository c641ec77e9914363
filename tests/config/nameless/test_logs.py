import json
import logging

import pytest

from config import logs


@pytest.fixture
def line(capsys):
    root = logging.getLogger()
    before, level = list(root.handlers), root.level

    def write(side, act):
        logs.configure({"SIDE": side})
        root.handlers[0].setStream(__import__("sys").stderr)
        act(logging.getLogger("surveys"))
        return json.loads(capsys.readouterr().err)

    yield write
    root.handlers[:] = before
    root.setLevel(level)


def fail_with_a_secret(logger):
    answers = "canary answer"
    try:
        raise ValueError(f"cannot take {answers}")
    except ValueError:
        logger.exception("The count stopped")


def test_a_log_line_when_an_error_passed_names_its_places_and_no_values(line):
    written = line("nameless", fail_with_a_secret)

    assert written["error"] == "ValueError"
    assert written["passed"][0].startswith("test_logs.py:")
    assert "canary" not in json.dumps(written)


def test_a_log_line_when_on_the_nameless_side_knows_the_day_alone(line):
    assert len(line("nameless", lambda logger: logger.info("Counted"))["at"]) == len("2026-11-01")


def test_a_log_line_when_on_the_named_side_knows_the_instant(line):
    assert "T" in line("named", lambda logger: logger.info("Opened"))["at"]
