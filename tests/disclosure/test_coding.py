from itertools import product
from operator import eq, ge, le

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.coding import Coded, added, code, members_of
from disclosure.items import Item

SCALE = Item(
    "q", "q", "scale", (1, 2, 3, 4, 5),
    (("favourable", frozenset({4, 5})), ("neutral", frozenset({3})), ("unfavourable", frozenset({1, 2}))),
)  # fmt: skip
YES_NO = Item("q.0", "q", "choices", (1, 0), (("chosen", frozenset({1})), ("not chosen", frozenset({0}))))
CHOICE = Item("q", "q", "choice", (7, 8, 9), ())


@st.composite
def items(draw):
    """Any partition of the options into at most three groups, or no groups."""
    values = tuple(range(draw(st.integers(2, 11))))
    if draw(st.booleans()):
        return Item("q", "q", "choice", values, ())
    side = [draw(st.integers(0, 2)) for _ in values]
    names = ("favourable", "neutral", "unfavourable")
    return Item(
        "q", "q", "scale", values, tuple((n, frozenset(v for v in values if side[v] == g)) for g, n in enumerate(names))
    )


@st.composite
def small_classes(draw, *, of=None):
    """An item, `of` if given, and the bins of 5 to 29 people who nearly all agree, or do not."""
    item, n = of or draw(items()), draw(st.integers(5, 29))
    likely = draw(st.integers(0, len(item.bins)))
    spread = st.integers(0, len(item.bins)) | st.just(likely)
    counts = [0] * (len(item.bins) + 1)
    for _ in range(n - draw(st.integers(0, 3))):
        counts[likely] += 1
    while sum(counts) < n:
        counts[draw(spread)] += 1
    return item, counts


@st.composite
def large_classes(draw, item):
    """An item and the bins of nobody, or of 30 and more."""
    counts = [0] * (len(item.bins) + 1)
    counts[draw(st.integers(0, len(item.bins)))] = draw(st.sampled_from([0, 30, 41]))
    return item, counts


@pytest.mark.parametrize(
    "counts, bins, reads",
    [
        ([10, 0, 0, 0, 0, 0], (8, 0, 2, 0, 0, 0), ("exact", "or less", "or more")),
        ([0, 0, 0, 0, 10, 0], (0, 0, 2, 0, 8, 0), ("or more", "or less", "exact")),
        ([0, 0, 10, 0, 0, 0], (0, 2, 8, 0, 0, 0), ("exact", "or more", "or less")),
        ([0, 0, 0, 0, 9, 1], (0, 0, 1, 0, 8, 1), ("or more", "or less", "exact")),
        ([0, 0, 0, 5, 5, 0], (0, 0, 2, 3, 5, 0), ("or more", "or less", "exact")),
        ([0, 0, 1, 1, 8, 0], (0, 0, 2, 0, 8, 0), ("or more", "or less", "exact")),
        ([0, 0, 0, 0, 0, 10], (0, 0, 2, 0, 0, 8), ("exact", "or less", "exact")),
        ([2, 2, 2, 2, 2, 0], (2, 2, 2, 2, 2, 0), ("exact", "exact", "exact")),
    ],
)
def test_code_when_nearly_all_agree(counts, bins, reads):
    coded = code(SCALE, counts)

    assert (coded.bins, coded.group_reads) == (bins, reads)


def test_code_when_a_bin_stands_at_the_cap_reads_so_though_honest():
    coded = code(SCALE, [1, 0, 0, 0, 8, 1])

    assert coded.bins == (1, 0, 0, 0, 8, 1)
    assert coded.bin_reads == ("or less", "exact", "exact", "or more", "or more", "or less")


def test_code_when_only_a_group_stands_at_the_cap_all_its_bins_read_so():
    coded = code(SCALE, [0, 0, 1, 4, 4, 1])

    assert coded.bins == (0, 0, 1, 4, 4, 1)
    assert coded.bin_reads == ("exact", "exact", "or less", "or more", "or more", "or less")
    assert coded.group_reads == ("or more", "or less", "exact")


def test_code_when_all_agree_beside_the_end_of_a_wide_group_moves_them_out_of_it():
    groups = (("favourable", frozenset({9, 10})), ("neutral", frozenset({7, 8})), ("unfavourable", frozenset(range(7))))
    recommend = Item("r", "r", "recommend", tuple(range(11)), groups)

    coded = code(recommend, [0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0])

    assert coded.bins == (0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0)  # and none to 5, which nobody gave
    assert coded.bin_reads == (*["or more"] * 7, "or less", *["exact"] * 4)


def test_code_when_all_chose():
    assert code(YES_NO, [9, 0, 0]) == Coded((7, 2, 0), ("or more", "or less", "exact"), (7, 2), ("or more", "or less"))
    assert code(YES_NO, [0, 0, 9]).bins == (0, 2, 7)


def test_code_when_a_group_holds_every_option_moves_to_no_answer():
    everything = Item("q", "q", "scale", (1, 2), (("favourable", frozenset({1, 2})),))

    assert code(everything, [4, 4, 0]).bins == (4, 2, 2)


@pytest.mark.parametrize("counts", [[0, 0, 0, 0], [30, 0, 0, 0], [0, 0, 0, 31]])
def test_code_when_nobody_or_thirty_are_there(counts):
    assert code(CHOICE, counts) == Coded(tuple(counts), ("exact",) * 4, (), ())


@given(small_classes())
def test_code_keeps_the_sum_and_the_caps(small):
    item, counts = small

    coded = code(item, counts)

    assert sum(coded.bins) == sum(counts)
    assert min(coded.bins) >= 0
    assert max(coded.bins + coded.groups) <= sum(counts) - 2
    assert sum(abs(shown - true) for shown, true in zip(coded.bins, counts, strict=True)) <= 4  # two people moved


@given(small_classes())
def test_code_when_coded_again_changes_nothing_so_that_every_figure_may_be_honest(small):
    item, counts = small
    coded = code(item, counts)

    assert code(item, coded.bins) == coded


@given(small_classes())
def test_code_reads_what_is_true(small):
    item, counts = small

    coded = code(item, counts)

    assert untrue(item, counts, coded) == []
    assert "about" not in coded.bin_reads + coded.group_reads


@given(items(), st.data())
def test_added_reads_what_is_true(item, data):
    classes = data.draw(st.lists(st.one_of(small_classes(of=item), large_classes(item)), min_size=1, max_size=5))

    coded = added([code(item, counts) for _, counts in classes])

    assert untrue(item, [sum(column) for column in zip(*(counts for _, counts in classes), strict=True)], coded) == []


@given(items(), st.data())
def test_added_when_added_in_steps_is_the_same(item, data):
    classes = data.draw(st.lists(small_classes(of=item), min_size=3, max_size=5))
    parts = [code(item, counts) for _, counts in classes]

    assert added([added(parts[:2]), added(parts[2:])]) == added(parts)


def untrue(item, counts, coded):
    """Each figure that is not what it reads: the bin or group, what is true, shown and read."""
    groups = [sum(counts[at] for at, value in enumerate(item.bins) if value in members) for _, members in item.groups]
    rows = [
        *zip(range(len(counts)), counts, coded.bins, coded.bin_reads, strict=True),
        *zip((name for name, _ in item.groups), groups, coded.groups, coded.group_reads, strict=True),
    ]
    obeyed = {"exact": eq, "or more": ge, "or less": le, "about": lambda true, shown: True}
    return [row for row in rows if not obeyed[row[3]](row[1], row[2])]


@pytest.mark.parametrize("n", [5, 6, 7])
def test_code_when_all_classes_are_tried_none_shows_that_all_or_all_but_one_agree(n):
    item = Item("q", "q", "scale", (1, 2, 3), (("favourable", frozenset({1, 2})), SCALE.groups[1]))
    seen = {}
    for counts in product(range(n + 1), repeat=4):
        if sum(counts) == n:
            seen.setdefault(code(item, counts), []).append(counts)

    for classes in seen.values():  # what may stand behind one thing shown
        assert min(max(counts) for counts in classes) <= n - 2
        assert min(counts[0] + counts[1] for counts in classes) <= n - 2


def test_added_when_the_parts_read_differently():
    parts = [code(YES_NO, [9, 0, 0]), code(YES_NO, [4, 4, 1]), code(YES_NO, [0, 9, 0])]

    assert added(parts) == Coded((13, 13, 1), ("about", "about", "exact"), (13, 13), ("about", "about"))
    assert added(parts[1:]).group_reads == ("or less", "or more")
    assert added([*parts[:2], parts[0]]).group_reads == ("or more", "or less")
    assert added(parts[1:2]) == parts[1]


def test_code_when_no_answer_is_everybody_moves_to_the_middle_of_any_scale():
    for options, middle in ((2, 1), (3, 1), (4, 2), (5, 2)):
        item = Item("q", "q", "choice", tuple(range(options)), ())
        assert code(item, [0] * options + [9]).bins == (*(2 if at == middle else 0 for at in range(options)), 7)


@pytest.mark.parametrize(
    "options, full, beside",
    [(4, 0, 1), (4, 1, 2), (4, 2, 1), (4, 3, 2), (5, 1, 2), (5, 2, 1), (5, 3, 2), (2, 0, 1), (2, 1, 0)],
)
def test_code_when_all_give_one_option_moves_towards_the_middle(options, full, beside):
    item = Item("q", "q", "choice", tuple(range(options)), ())

    coded = code(item, [9 if at == full else 0 for at in range(options)] + [0])

    assert coded.bins == (*({full: 7, beside: 2}.get(at, 0) for at in range(options)), 0)


def test_code_when_a_class_is_one_under_thirty_is_coded():
    assert code(CHOICE, [29, 0, 0, 0]).bins == (27, 2, 0, 0)
    assert code(CHOICE, [28, 0, 0, 1]).bins == (27, 1, 0, 1)


def test_code_when_a_group_lies_between_others_moves_to_the_lower_neighbour():
    middle = Item("q", "q", "scale", (1, 2, 3, 4), (("neutral", frozenset({2, 3})),))

    assert code(middle, [0, 4, 5, 0, 0]).bins == (2, 2, 5, 0, 0)
    assert code(middle, [0, 1, 8, 0, 0]).bins == (2, 0, 7, 0, 0)  # one and then one


def test_added_when_one_part_lacks_a_bin():
    parts = [code(YES_NO, [3, 3, 3]), code(CHOICE, [3, 3, 3, 0])]

    with pytest.raises(ValueError):
        added(parts)


def test_members_of_an_item_are_the_places_of_its_groups():
    assert members_of(SCALE) == ((3, 4), (2,), (0, 1))
    assert members_of(CHOICE) == ()
