"""A person who lights candles and opens them in the real client."""

import time
from typing import Any

from .device import Device

WANTED = {"urgency": "today", "rota": "hr", "kinds": ["day"], "note": "Somewhere quiet, please.\n疲"}
LIGHT = """async ({ wanted, how }) => told((async () => {
  window.house ??= await client.loadHouse()
  return client.light(safe, house, wanted, how)
})())"""
OPEN = """async (candleKey) => told((async () => {
  window.house ??= await client.loadHouse()
  window.mailbox = await client.openMailbox(candleKey)
  return (window.view = await mailbox.read(house))
})())"""
READ = "() => told(mailbox.read(house).then((found) => (window.view = found)))"
PATIENCE = 60.0  # seconds for the router


def light(device: Device, how: str = "now", **changed: Any) -> dict[str, Any]:
    """`value` has candleKey and verified."""
    said: dict[str, Any] = device.page.evaluate(LIGHT, {"wanted": WANTED | changed, "how": how})
    return said


def opened(device: Device, candle_key: str) -> dict[str, Any]:
    """The mailbox, as soon as the router has passed; it stays open in the page."""
    until = time.monotonic() + PATIENCE
    while True:
        said: dict[str, Any] = device.page.evaluate(OPEN, candle_key)
        if said["trouble"] != "unknown-candle" or time.monotonic() > until:
            return said
        time.sleep(0.5)


def read(device: Device) -> dict[str, Any]:
    """What the open mailbox holds now."""
    said: dict[str, Any] = device.page.evaluate(READ)
    return said
