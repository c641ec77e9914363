"""An uploaded file between preview and import: kept sealed, for one account, for an hour."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from surveys.people.held import LASTS, Held, held, hold, let_go

pytestmark = pytest.mark.usefixtures("own_counts")
FILE = Held("mai \u00e4.csv", b"employee_id,email,group\n1,canary@x.org,A\n" * 100)


def test_a_file_comes_back_as_it_was_held():
    account = uuid4()

    hold(account, FILE)

    assert held(account) == FILE
    assert held(uuid4()) is None


def test_the_cache_holds_nothing_readable_and_not_for_long():
    account = uuid4()

    hold(account, FILE)

    stored = cache.get(f"held-roster-{account}")
    assert b"canary" not in stored
    assert b"mai" not in stored
    assert cache._cache.get_client().ttl(cache.make_key(f"held-roster-{account}")) in range(1, LASTS + 1)


def test_a_file_let_go_or_kept_under_another_secret_is_not_there(settings):
    account, other = uuid4(), uuid4()
    hold(account, FILE)
    hold(other, FILE)

    let_go(account)
    settings.SECRET_KEY = "another secret, of fifty characters or more, for now"

    assert (held(account), held(other)) == (None, None)
