"""What the nameless origin answers for the candles room."""
