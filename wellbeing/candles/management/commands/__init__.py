"""Commands of the candles room."""
