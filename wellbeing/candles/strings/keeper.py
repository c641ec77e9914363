"""What the keepers' console says."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "script": _(
        "Candles are opened by this page itself, on this device. It needs JavaScript for that: please switch it on for "
        "this address."
    ),
    "keeper": _("Candles"),
}
COUNTED: dict[str, Callable[[int], str]] = {}
