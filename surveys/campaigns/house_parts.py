"""What other rooms add to the house Notice: rooms do not know each other, so the roof brings their parts here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

Part = Callable[[datetime, str], dict[str, Any]]
_parts: list[Part] = []


def register(part: Part) -> None:
    """`part(now, quarter)` gives fields of the house Notice; None for one that stays as it was published last."""
    if part not in _parts:
        _parts.append(part)


def gathered(now: datetime, quarter: str) -> dict[str, Any]:
    """The fields of all parts together."""
    fields: dict[str, Any] = {}
    for part in _parts:
        fields |= part(now, quarter)
    return fields
