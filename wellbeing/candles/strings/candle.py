"""What the candle page says, whole."""

from collections.abc import Callable

from .candle_lighting import LIGHTING, LIGHTING_COUNTED
from .candle_mailbox import MAILBOX
from .trouble import CANDLE_TROUBLE, TROUBLE

SENTENCES = {**LIGHTING, **MAILBOX, **TROUBLE, **CANDLE_TROUBLE}
COUNTED: dict[str, Callable[[int], str]] = {**LIGHTING_COUNTED}
