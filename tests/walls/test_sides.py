"""Two sides and nothing in between (rule 2)."""

import pytest

from . import sides
from .tree import NAMED, NAMELESS, ROOT


@pytest.fixture(scope="module", params=["named", "nameless"])
def side(request):
    """A side's name and what it holds once it has started."""
    return request.param, sides.look(ROOT, request.param)


def test_a_side_holds_nothing_of_the_other(side):
    assert sides.strangers(*side) == []


def test_a_side_starts_without_what_only_a_report_needs(side):
    _, seen = side

    assert [name for name in seen["loaded"] if name.split(".")[0] in ("pandas", "statsmodels")] == []


def test_a_side_holds_its_own_rooms(side):
    name, seen = side
    own = NAMED if name == "named" else NAMELESS

    assert [app for app in seen["apps"] if app.startswith(("surveys.", "wellbeing."))] == list(own)


@pytest.mark.parametrize("wrong", ["both", "", "Named", "named,nameless", None])
def test_any_other_side_is_refused_with_one_sentence(wrong):
    run = sides.start(ROOT, wrong, "manage.py", "check")

    assert run.returncode != 0
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("SIDE must be 'named' or 'nameless'")
    assert run.stdout == ""
