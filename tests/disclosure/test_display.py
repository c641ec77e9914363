import pytest

from disclosure.coding import Coded, code
from disclosure.display import figures, percent_of, share
from disclosure.items import Item

GROUPS = (("favourable", frozenset({4, 5})), ("neutral", frozenset({3})), ("unfavourable", frozenset({1, 2})))
SCALE = Item("q", "q", "scale", (1, 2, 3, 4, 5), GROUPS)
YES_NO = Item("y.0", "y", "choices", (1, 0), (("chosen", frozenset({1})), ("not chosen", frozenset({0}))))
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


@pytest.mark.parametrize(
    "count, low", [(0, 0), (1, 0), (2, 20), (3, 20), (4, 40), (5, 40), (6, 60), (7, 60), (8, 80), (9, 80)]
)
def test_share_of_nine_is_in_the_band_that_holds_it(count, low):
    shown = share(count, 9, "or less")

    assert (shown["from"], shown["to"], shown["reads"]) == (low, low + 20, "or less")


def test_share_when_the_count_is_on_the_border_of_two_bands_is_in_the_upper():
    assert [share(count, 5, "exact")["from"] for count in range(6)] == [0, 20, 40, 60, 80, 80]


def test_figures_when_exactly_k_gave_an_answer():
    assert "mean" in figures(SCALE, exact(SCALE, [1, 1, 1, 1, 1, 5]), n=10, k=5)
    assert "mean" not in figures(SCALE, exact(SCALE, [1, 1, 1, 1, 0, 6]), n=10, k=5)


def test_figures_of_a_distribution_are_these():
    shown = figures(CHOICE, Coded((20, 9, 3), ("or more", "exact", "or less"), (), ()), n=32, k=5)

    assert shown == {
        "distribution": [
            {"value": 7, "count": 20, "reads": "or more"},
            {"value": 8, "count": 9, "reads": "exact"},
            {"value": None, "count": 3, "reads": "or less"},
        ]
    }


def test_figures_of_groups_are_these():
    shown = figures(YES_NO, Coded((12, 20, 0), ("exact",) * 3, (12, 20), ("or more", "or less")), n=32, k=5)

    assert shown["groups"] == {
        "chosen": {"percent": 38, "reads": "or more", "interval": [22, 55]},
        "not chosen": {"percent": 63, "reads": "or less", "interval": [45, 78]},
    }
    assert list(shown) == ["groups", "distribution"]


@pytest.mark.parametrize(
    "value, score",
    [(0, -100), (6, -100), (7, 0), (8, 0), (9, 100), (10, 100)],
)
def test_figures_when_all_recommend_alike(value, score):
    bins = [30 if at == value else 0 for at in range(11)] + [0]
    groups = (30 if value > 8 else 0, 30 if value in (7, 8) else 0, 30 if value < 7 else 0)

    shown = figures(RECOMMEND, Coded(tuple(bins), ("exact",) * 12, groups, ("exact",) * 3), n=30, k=5)

    assert shown["enps"] == {"value": score, "interval": [score, score]}
    assert shown["mean"]["value"] == value


def test_figures_when_few_recommend_stay_between_minus_and_plus_100():
    least = [5, *[0] * 6, 1, 0, 0, 0, 24]
    most = [*[0] * 7, 1, 0, 0, 5, 24]

    assert figures(RECOMMEND, exact(RECOMMEND, least), n=30, k=5)["enps"]["interval"] == [-100, -40]
    assert figures(RECOMMEND, exact(RECOMMEND, most), n=30, k=5)["enps"]["interval"] == [40, 100]


def test_figures_when_nearly_all_give_the_highest_stay_on_the_scale():
    shown = figures(SCALE, Coded((0, 0, 0, 1, 11, 0), ("exact",) * 6, (12, 0, 0), ("exact",) * 3), n=12, k=5)

    assert shown["mean"] == {"value": 4.9, "interval": [4.7, 5.0]}
