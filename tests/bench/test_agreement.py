"""Two implementations that share no code say the same of any class, any share and any cell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bench import expected, shown
from disclosure import coding, display
from disclosure.items import items_of

QUESTIONS = [
    {"key": "five", "kind": "scale", "bins": [{"value": v} for v in range(1, 6)],
     "groups": [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]]},
    {"key": "turned", "kind": "scale", "bins": [{"value": v} for v in range(5)],
     "groups": [["favourable", [0, 1]], ["neutral", [2]], ["unfavourable", [3, 4]]]},
    {"key": "two", "kind": "scale", "bins": [{"value": 0}, {"value": 1}],
     "groups": [["favourable", [1]], ["neutral", []], ["unfavourable", [0]]]},
    {"key": "pick", "kind": "choice", "bins": [{"value": v} for v in range(1, 5)], "groups": []},
    {"key": "many", "kind": "choices", "bins": [{"value": 1}, {"value": 2}], "groups": []},
    {"key": "enps", "kind": "recommend", "bins": [{"value": v} for v in range(11)],
     "groups": [["favourable", [9, 10]], ["neutral", [7, 8]], ["unfavourable", list(range(7))]]},
]  # fmt: skip
MEASURES, ITEMS = expected.measures(QUESTIONS), {item.key: item for item in items_of(QUESTIONS)}


@st.composite
def classes(draw):
    """An item and the counts of a residual class of 5 to 40 people, many of them nearly of one mind."""
    key = draw(st.sampled_from(sorted(ITEMS)))
    bins = len(ITEMS[key].bins) + 1
    counts = [0] * bins
    counts[draw(st.integers(0, bins - 1))] += draw(st.integers(3, 35))
    for place in draw(st.lists(st.integers(0, bins - 1), min_size=2, max_size=5)):
        counts[place] += 1
    return key, counts


def test_measures_when_all_kinds_are_asked():
    assert sorted(MEASURES) == sorted(ITEMS)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(classes())
def test_code_when_any_class_is_small_or_not(drawn):
    key, counts = drawn

    ours, theirs = expected.code(counts, MEASURES[key]), coding.code(ITEMS[key], counts)

    assert (ours.bins, ours.groups) == (list(theirs.bins), list(theirs.groups))
    assert (ours.reads, ours.group_reads) == (list(theirs.bin_reads), list(theirs.group_reads))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(classes(), st.integers(5, 20))
def test_figures_when_a_cell_is_any_class(drawn, k):
    key, counts = drawn
    coded = expected.code(counts, MEASURES[key])

    ours = expected.figures(MEASURES[key], coded, n=sum(counts), k=k)

    assert ours == display.figures(ITEMS[key], coding.code(ITEMS[key], counts), n=sum(counts), k=k)


def test_share_when_n_is_anything_up_to_60():
    for n in range(5, 61):
        for count in range(n + 1):
            assert shown.share(count, n) | {"reads": "exact"} == display.share(count, n, "exact"), (count, n)
