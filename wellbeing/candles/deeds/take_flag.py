"""Take a flag: spend its candle pass and keep it sealed for the router."""

from datetime import datetime

from ..taking import keep_flag


def take_flag(*, body: bytes, now: datetime) -> None:
    """Keep a flag of 9,810 bytes (docs/protocol.md section 6). The same bytes again change nothing.

    Raises BadFlag and BadPass (400), UnknownKey (404), AnotherFlag (409), TooLate (410).
    """
    keep_flag(body, now=now)
