"""What the page of break passes says: collecting them, what lies on this device, carrying one to the desk."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "script": _(
        "Break passes are made by this page itself, on your device. It needs JavaScript for that: please switch it on "
        "for this address."
    ),
    "rest": _("Your break passes"),
}
COUNTED: dict[str, Callable[[int], str]] = {}
