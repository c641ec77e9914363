"""Ticked or not: what leaves the device and what is stored is the same, and a clock does not tell.

Small, for every run of the tests; `make trial` does the same with two thousand people (bench/coins.py).
"""

from itertools import islice

import pytest

from .guessing import guess
from .watching import watch

pytestmark = pytest.mark.timeout(900)
FAIR, MORE, LONGER = 60, 8, 40
SURE = 0.999  # of few people: a fair coin is taken for a leak once in two thousand runs
NOTICES_THE_TICK = """
let ticked = false
const real = window.fetch
addEventListener('change', ({ target }) => target.closest?.('.tick') && (ticked = target.checked), true)
"""
SENDS_MORE = f"""{NOTICES_THE_TICK}
window.fetch = (address, request) => {{
  const more = ticked && address.endsWith('/flags/') && request.method === 'POST'
  return more ? real(address.replace('flags', 'waves')).then(() => real(address, request)) : real(address, request)
}}"""
WAITS_LONGER = f"""{NOTICES_THE_TICK}
window.fetch = async (address, request) => {{
  if (ticked && address.endsWith('/flags/') && request.method === 'POST') {{
    await new Promise((resolve) => setTimeout(resolve, 2500))
  }}
  return real(address, request)
}}"""


@pytest.fixture(scope="module")
def fair(sides, people):
    return watch(sides.installation, list(islice(people, FAIR)))


def test_requests_and_rows_are_the_same_ticked_or_not(fair):
    assert (len(set(fair.ticked)), fair.unsent) == (2, [])

    assert fair.differences() == []
    assert fair.nobodys <= {"named campaigns_signingkey"}  # the stock of keys is filled up by the clock


def test_clock_does_not_tell_who_ticked(fair):
    guesses = guess(fair.times(), fair.ticked)

    assert guesses.holds_chance(SURE)


def test_client_that_sends_more_when_ticked_is_found(sides, people):
    leaking = watch(sides.installation, list(islice(people, MORE)), client=SENDS_MORE)

    assert leaking.differences() != []


def test_client_that_waits_longer_when_ticked_is_found(sides, people):
    leaking = watch(sides.installation, list(islice(people, LONGER)), client=WAITS_LONGER)

    assert leaking.differences() == []
    assert not guess(leaking.times(), leaking.ticked).holds_chance(SURE)
