"""The candle journey of a whole wave, while processes are killed, and the ledger that is drawn up afterwards."""
