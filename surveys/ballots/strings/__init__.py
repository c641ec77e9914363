"""Every sentence of the survey page, under keys that its script asks for; config/strings.py says how they are read."""

from collections.abc import Callable

from .asking import ASKING, ASKING_COUNTED
from .closing import CLOSING, CLOSING_COUNTED
from .sending import SENDING
from .visiting import VISITING

SENTENCES = {**ASKING, **SENDING, **CLOSING, **VISITING}
COUNTED: dict[str, Callable[[int], str]] = {**ASKING_COUNTED, **CLOSING_COUNTED}
