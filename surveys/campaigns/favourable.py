"""Which options of a scale are favourable: the outer thirds, each rounded up, and what lies between is neutral.

    points  2  3  4  5  6  7  8  9  10 11
    outer   1  1  2  2  2  3  3  3  4  4      favourable, and as many unfavourable
    middle  0  1  0  1  2  1  2  3  2  3      neutral

The table is symmetric, so turning a scale round swaps the outer groups and nothing else. At five points it is the
field's top two and bottom two; at seven only the midpoint is neutral, since "somewhat agree" is agreement.
"""

FEWEST, MOST = 2, 11  # points of a scale
OUTER = {points: -(-points // 3) for points in range(FEWEST, MOST + 1)}

Groups = list[tuple[str, list[int]]]


def groups_of_scale(values: list[int], *, good: str) -> Groups:
    """Part 2 to 11 `values` in their natural order; `good` says which end, "high" or "low", is favourable."""
    outer = OUTER[len(values)]
    low, middle, high = values[:outer], values[outer : len(values) - outer], values[len(values) - outer :]
    favourable, unfavourable = (high, low) if good == "high" else (low, high)
    return [("favourable", favourable), ("neutral", middle), ("unfavourable", unfavourable)]


def groups_of_recommend() -> Groups:
    """Promoters 9 and 10, passives 7 and 8, detractors 0 to 6, as the eNPS has them."""
    return [("favourable", [9, 10]), ("neutral", [7, 8]), ("unfavourable", list(range(7)))]
