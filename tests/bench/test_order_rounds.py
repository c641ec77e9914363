"""The trial `order`: what was recorded is not played again, and what is found is said."""

from bench import order_rounds
from bench.record import Record


def line(when, right, reading="dump"):
    return {"when": when, "tables": "one, other", "reading": reading, "rho": 0.0, "right": right, "trials": 500}


def test_run_says_what_tells_too_much_after_the_night_and_too_little_before(tmp_path, capsys):
    record = Record(tmp_path / "order-9.json")
    for kept in (
        line(order_rounds.BEFORE, 480),
        line(order_rounds.BEFORE, 255, "ctid"),
        line(order_rounds.AFTER, 262),
        line(order_rounds.AFTER, 275, "ctid"),  # one of fifteen may be as far from a half
        line(order_rounds.AFTER, 300, "xmin"),
    ):
        record.add(kept)

    faults = order_rounds.run(tmp_path, people=9)

    assert [fault.split(":")[0] for fault in faults] == [
        "order, one, other, ctid, before the night",
        "order, one, other, xmin, after it",
    ]
    assert "| one, other | xmin | after it | 500 | 60.0% | 50.0% | 55.6% to 64.3% | 0.00 |" in capsys.readouterr().out
