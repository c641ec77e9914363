"""The router's rule, case by case; beside the real one it stands in tests/wellbeing/candles/attacks/test_queue.py."""

from .colleague import flood, flush
from .flags import COLLEAGUE, Flag, Month
from .router import Rule, openings


def waiting(*times, **said):
    return [Flag(time, person, **said) for person, time in enumerate(times)]


def opened(flags, rule=None):
    """When batches of how many people were opened."""
    return [(batch.opened, len(batch.people())) for batch in openings(flags, rule or Rule())]


def test_eight_flags_are_opened_at_the_next_fixed_hour():
    assert opened(waiting(*[9 + number / 10 for number in range(8)])) == [(12.0, 8)]


def test_the_eighth_flag_opens_the_batch_itself_where_the_hour_begins():
    soon, later = ([9, *[12 + start + number / 1000 for number in range(7)]] for start in (0.05, 0.1))

    assert opened(waiting(*soon)) == [(soon[-1], 8)]
    assert opened(waiting(*later)) == [(16.0, 8)]
    assert opened(waiting(*later), Rule(all_hour=True)) == [(later[-1], 8)]


def test_fewer_are_opened_at_midnight():
    assert opened(waiting(17.5, 23.9)) == [(24.0, 2)]
    assert opened(waiting(17.5, 23.9, 27.0), Rule(late=12)) == [(36.0, 3)]
    assert opened(waiting(17.5), Rule(patience=3)) == [(72.0, 1)]


def test_whoever_sends_at_once_goes_alone():
    flags = [*waiting(9.0, 9.5), Flag(10.0, 2, at_once=True)]

    assert opened(flags) == [(10.0, 1), (24.0, 2)]
    assert opened(flags, Rule(takes_along=True)) == [(10.0, 3)]


def test_flags_without_a_pass_go_along_and_do_not_count():
    bare = waiting(*[9 + number / 10 for number in range(8)], bare=True)

    assert opened(bare) == [(24.0, 8)]
    assert opened(bare, Rule(bare_count=True)) == [(12.0, 8)]


def test_a_colleague_around_a_flag_has_it_opened_alone_where_the_rules_are_out():
    target = Flag(12.5, 3, lit=True)
    month = Month(0, [*waiting(12.1, 12.2), target, Flag(12.9, 4)], frozenset())

    for meddled in (flush(month, target), flood(month, target)):
        [batch] = [one for one in openings(meddled, Rule(takes_along=True, all_hour=True)) if target in one.flags]
        assert batch.people() == {3}
        assert {flag.person for flag in batch.flags} == {3, COLLEAGUE}
