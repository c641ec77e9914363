"""Keys made once for all tests of the ground."""

import pytest

from crypto import keys


@pytest.fixture(scope="session")
def signing_key():
    return keys.new_signing_key()


@pytest.fixture(scope="session")
def other_key():
    return keys.new_signing_key()


@pytest.fixture(scope="session")
def seed():
    return keys.new_seed()
