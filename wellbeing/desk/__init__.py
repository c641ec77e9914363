"""Named: who keeps candles and with which keys, what rest there is, and the leave that is booked; never why."""
