import pytest

from disclosure.coding import Coded, code
from disclosure.display import figures, percent_of, share
from disclosure.items import Item

GROUPS = (("favourable", frozenset({4, 5})), ("neutral", frozenset({3})), ("unfavourable", frozenset({1, 2})))
SCALE = Item("q", "q", "scale", (1, 2, 3, 4, 5), GROUPS)
CHOICE = Item("c", "c", "choice", (7, 8), ())
RECOMMEND = Item(
    "r", "r", "recommend", tuple(range(11)),
    (("favourable", frozenset({9, 10})), ("neutral", frozenset({7, 8})), ("unfavourable", frozenset(range(7)))),
)  # fmt: skip


def exact(item, counts):
    assert code(item, counts).bins == tuple(counts)
    return code(item, counts)


@pytest.mark.parametrize("count, whole, percent", [(1, 200, 1), (1, 201, 0), (1, 8, 13), (3, 8, 38), (9, 9, 100)])
def test_percent_of_rounds_the_half_up(count, whole, percent):
    assert percent_of(count, whole) == percent


def test_share_when_under_ten_says_no_more_than_its_band():
    assert share(3, 7, "exact") == {"from": 40, "to": 60, "reads": "exact", "interval": [14, 86]}
    assert share(4, 9, "exact") == {"from": 40, "to": 60, "reads": "exact", "interval": [16, 84]}
    assert (share(7, 7, "exact")["from"], share(0, 7, "exact")["from"]) == (80, 0)


@pytest.mark.parametrize("n", range(5, 10))
def test_share_when_under_ten_is_the_same_for_every_count_of_a_band(n):
    shares = [share(count, n, "exact") for count in range(n + 1)]

    assert len({str(shown) for shown in shares}) == len({shown["from"] for shown in shares}) == 5


def test_figures_when_nine_are_in_a_cell():
    shown = figures(SCALE, exact(SCALE, [2, 2, 2, 2, 1, 0]), n=9, k=5)

    assert list(shown) == ["groups"]
    assert {tuple(row) for row in shown["groups"].values()} == {("from", "to", "reads", "interval")}


def test_figures_when_ten_are_in_a_cell():
    shown = figures(SCALE, exact(SCALE, [2, 2, 2, 2, 2, 0]), n=10, k=5)

    assert shown["groups"]["favourable"] == {"percent": 40, "reads": "exact", "interval": [16, 69]}
    assert shown["mean"] == {"value": 3.0, "interval": [1.9, 4.1]}
    assert list(shown) == ["groups", "mean"]


def test_figures_when_thirty_are_in_a_cell():
    shown = figures(SCALE, exact(SCALE, [6, 6, 6, 6, 5, 1]), n=30, k=5)

    assert list(shown) == ["groups", "mean", "distribution"]
    assert shown["distribution"][-1] == {"value": None, "count": 1, "reads": "exact"}
    assert [row["count"] for row in shown["distribution"]] == [6, 6, 6, 6, 5, 1]


def test_figures_when_fewer_than_k_gave_an_answer():
    shown = figures(RECOMMEND, exact(RECOMMEND, [4, *[0] * 10, 30]), n=34, k=5)

    assert list(shown) == ["groups", "distribution"]


def test_figures_when_a_choice_has_no_groups():
    assert figures(CHOICE, exact(CHOICE, [14, 15, 0]), n=29, k=5) == {}
    assert list(figures(CHOICE, exact(CHOICE, [15, 15, 0]), n=30, k=5)) == ["distribution"]


def test_figures_when_all_give_the_lowest_stay_on_the_scale():
    shown = figures(SCALE, Coded((12, 0, 0, 0, 0, 0), ("exact",) * 6, (0, 0, 12), ("exact",) * 3), n=12, k=5)

    assert shown["mean"] == {"value": 1.0, "interval": [1.0, 1.0]}
    assert all(type(end) is float for end in shown["mean"]["interval"])


def test_figures_when_people_recommend():
    shown = figures(RECOMMEND, exact(RECOMMEND, [3] * 11 + [0]), n=33, k=5)

    assert shown["enps"] == {"value": -45, "interval": [-74, -17]}  # 6 of 33 promote, 21 detract
    assert "enps" not in figures(RECOMMEND, exact(RECOMMEND, [2] * 11 + [7]), n=29, k=5)
