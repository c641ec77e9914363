"""A wave small enough to work out by hand: two teams, one of them too small to be shown, and a small division."""

from disclosure.release import plan, release


def scale(key):
    groups = [["favourable", [4, 5]], ["neutral", [3]], ["unfavourable", [1, 2]]]
    return {"key": key, "kind": "scale", "bins": [{"value": value} for value in range(1, 6)], "groups": groups}


RECOMMEND = {
    "key": "r", "kind": "recommend", "bins": [{"value": value} for value in range(11)],
    "groups": [["favourable", [9, 10]], ["neutral", [7, 8]], ["unfavourable", list(range(7))]],
}  # fmt: skip
CHOICES = {"key": "c", "kind": "choices", "bins": [{"value": 0}], "groups": []}
NOTICE = {
    "k": 5,
    "m": 7,
    "questions": [scale("q"), RECOMMEND, CHOICES],
    "cohorts": [
        {"id": "root", "parent": None, "eligible": 4},
        {"id": "a", "parent": "root", "eligible": 40},
        {"id": "b", "parent": "root", "eligible": 10},
        {"id": "c", "parent": "root", "eligible": 12},
        {"id": "d", "parent": "c", "eligible": 90},
    ],
}
COUNTS = {"root": 3, "a": 31, "b": 4, "c": 0, "d": 9}
PLAN = plan(NOTICE, COUNTS, frozenset())
COUNTERS = {
    "root": [[0, 0, 0, 0, 7, 0], [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 1], [3, 3, 1]],
    "a": [[6, 6, 6, 6, 6, 1], [3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 1, 1], [20, 10, 1]],
    "d": [[2, 2, 2, 2, 1, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0], [0, 9, 0]],
}


def made():
    return release(NOTICE, COUNTS, PLAN, COUNTERS)
