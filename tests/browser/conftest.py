"""What tests of the client share: the same pair of real sides as the flows, and the ground in browsers of two ages."""

import pytest

from tests.flows.conftest import sides

from .chromium import chromium, person
from .ground import OLDER, load
from .minute import minute
from .served import served

__all__ = ["sides"]


@pytest.fixture(scope="module")
def chrome():
    """One running Chromium."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def wave(sides):
    """A wave with every kind of question, and its people in turn."""
    return minute(sides)


@pytest.fixture
def link(wave):
    """An invitation that no other test uses."""
    open_wave, people = wave
    return open_wave.links[next(people)]


@pytest.fixture(scope="module")
def ground(chrome):
    """A page with the ground loaded, under the policy of the nameless origin."""
    with served() as origin, person(chrome) as context:
        yield load(context.new_page(), origin)


@pytest.fixture(scope="module")
def older_ground(chrome):
    """The same in a browser without ML-KEM and Ed25519."""
    with served() as origin, person(chrome) as context:
        context.add_init_script(OLDER)
        yield load(context.new_page(), origin)


@pytest.fixture(params=["native", "older"])
def either_ground(request):
    """Both, one after the other."""
    return request.getfixturevalue("ground" if request.param == "native" else "older_ground")
