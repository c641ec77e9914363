"""The table of favourable options."""

import pytest

from surveys.campaigns.favourable import groups_of_scale


@pytest.mark.parametrize(
    "points, sizes",
    [
        (2, (1, 0, 1)),
        (3, (1, 1, 1)),
        (4, (2, 0, 2)),
        (5, (2, 1, 2)),
        (6, (2, 2, 2)),
        (7, (3, 1, 3)),
        (8, (3, 2, 3)),
        (9, (3, 3, 3)),
        (10, (4, 2, 4)),
        (11, (4, 3, 4)),
    ],
)
def test_sizes_of_the_groups_by_number_of_points(points: int, sizes: tuple[int, int, int]) -> None:
    values = list(range(points))

    groups = dict(groups_of_scale(values, good="high"))

    assert tuple(len(groups[name]) for name in ("unfavourable", "neutral", "favourable")) == sizes
    assert groups["unfavourable"] + groups["neutral"] + groups["favourable"] == values


@pytest.mark.parametrize("points", range(2, 12))
def test_turning_a_scale_round_swaps_the_outer_groups(points: int) -> None:
    high = dict(groups_of_scale(list(range(points)), good="high"))
    low = dict(groups_of_scale(list(range(points)), good="low"))

    assert low == {
        "favourable": high["unfavourable"], "neutral": high["neutral"], "unfavourable": high["favourable"]
    }  # fmt: skip
