"""Which rows of a Report a reader sees."""

from surveys.reports.scope import EVERYTHING, Elsewhere, Scope, Seen

ABOVE = {"root": None, "ops": "root", "night": "ops", "sales": "root", "lab": "root"}
PUBLISHED = {"root", "ops", "night", "sales"}
ROSTER = {
    "root": (None, "Everybody"), "ops": ("root", "Ops"), "night": ("ops", "Night"), "pair": ("ops", "Pair"),
    "sales": ("root", "Sales"), "lab": ("root", "Lab"), "bench": ("lab", "Bench"),
}  # fmt: skip


def seen(*led: str, published: set[str] = PUBLISHED) -> Seen:
    return Scope(frozenset(led), ROSTER).of(ABOVE, published)


def test_whoever_reads_everything_sees_every_cohort():
    assert EVERYTHING.of(ABOVE, PUBLISHED) == Seen(frozenset(ABOVE))


def test_a_manager_sees_their_groups_and_the_organisation():
    assert seen("ops", "night", "pair") == Seen(frozenset({"root", "ops", "night"}))
    assert seen("night") == Seen(frozenset({"root", "night"}))


def test_a_hidden_group_is_shown_as_hidden_and_where_it_counts():
    assert seen("lab", "bench") == Seen(frozenset({"root", "lab"}), (Elsewhere("Lab", "root"),))


def test_a_merged_group_shows_the_nearest_published_cohort_above_and_no_other():
    assert seen("pair") == Seen(frozenset({"root", "ops"}), (Elsewhere("Pair", "ops"),))
    assert seen("bench") == Seen(frozenset({"root"}), (Elsewhere("Bench", "root"),))


def test_a_merged_group_counts_higher_up_where_the_cohort_above_is_hidden():
    assert seen("pair", published={"root", "sales"}) == Seen(frozenset({"root"}), (Elsewhere("Pair", "root"),))


def test_where_nothing_is_published_nothing_counts_anywhere():
    assert seen("pair", published=set()) == Seen(frozenset({"root"}))


def test_a_group_that_came_after_the_wave_counts_where_the_roster_puts_it_now():
    roster = ROSTER | {"new": ("night", "New")}

    found = Scope(frozenset({"new"}), roster).of(ABOVE, PUBLISHED)

    assert found == Seen(frozenset({"root", "night"}), (Elsewhere("New", "night"),))


def test_a_group_that_nobody_knows_counts_for_the_whole_organisation():
    found = Scope(frozenset({"gone"}), ROSTER).of(ABOVE, PUBLISHED)

    assert found.cohorts == frozenset({"root"})
