"""Nameless: flags come in, the router opens them in batches, and lit ones become candles."""
