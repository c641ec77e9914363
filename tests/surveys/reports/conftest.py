"""A nameless side that has published nothing yet, and the way to it."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from crypto.keys import installation_public
from surveys.reports.nameless import Nameless
from tests.surveys.reports.published import Publisher, served


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever language the page before was read in."""
    with translation.override("en"):
        yield


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with served(Publisher()) as publisher:
        yield publisher


@pytest.fixture
def nameless(publisher: Publisher) -> Nameless:
    return Nameless(publisher.origin, installation_public(publisher.seed), publisher.own)
