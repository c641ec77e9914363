"""What the candle page says: lighting a candle, the mailbox, letters, offers."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "script": _(
        "What you write here is sealed by this page itself, before it leaves your device. It needs JavaScript for "
        "that: please switch it on for this address."
    ),
    "candle": _("A candle in the wind"),
}
COUNTED: dict[str, Callable[[int], str]] = {}
