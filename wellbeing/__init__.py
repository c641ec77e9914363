"""We care: the rooms where a candle is lit, seen and answered."""
