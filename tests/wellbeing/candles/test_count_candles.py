"""The command that counts candles."""

import pytest
from django.core.management import call_command

from tests.wellbeing.candles.conftest import candle


@pytest.mark.django_db
@pytest.mark.parametrize("lit", [0, 3])
def test_the_number_of_lit_candles_is_printed_and_nothing_else(capsys, now, lit):
    for _ in range(lit):
        candle(now)
    candle(now, state="withdrawn")

    call_command("count_candles")

    assert capsys.readouterr().out == f"{lit}\n"
