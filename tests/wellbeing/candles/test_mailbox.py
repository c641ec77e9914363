"""Mailboxes, by their public key."""

import pytest

from tests.wellbeing.candles.conftest import candle
from wellbeing.candles.mailbox import NoMailbox, candle_at, exists

pytestmark = pytest.mark.django_db


def test_a_candle_is_found_by_its_mailbox_alone(now):
    lit = candle(now)

    assert candle_at(bytes(lit.mailbox)) == lit
    assert exists(bytes(lit.mailbox))
    assert not exists(b"m" * 32)
    with pytest.raises(NoMailbox) as refused:
        candle_at(b"m" * 32)
    assert refused.value.status == 404
