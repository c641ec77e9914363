"""What the page of break passes says: collecting them, what lies on this device, carrying one to the desk."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .trouble import TROUBLE

SENTENCES = {
    **TROUBLE,
    "trouble.token-over": _("This collecting link is over"),
    "trouble.token-over.why": _(
        "It is good on its day and the next. Please sign in again and collect from there; passes that lie here stay."
    ),
    "script": _(
        "Break passes are made by this page itself, on your device. It needs JavaScript for that: please switch it on "
        "for this address."
    ),
    # --- the list ---
    "rest": _("Your break passes"),
    "rest.lede": _("Each is the right to one break. You can rest; nobody needs to be asked."),
    "rest.lede.none": _("None lies on this device yet."),
    "rest.loose": _(
        "This browser keeps nothing: passes are gone when this page is closed. Please carry them over now."
    ),
    "rest.cover": _(
        "Once a month this page also sends an empty flag with one of your spare candle passes. It asks for nothing; "
        "flags of candles travel among such ones, which makes it harder to tell whose is lit."
    ),
    "rest.candle": _("To the candle page"),
    "rest.back": _("Back to my passes"),
    "pass.until": _("good until {day}"),
    "pass.of": _("Pass {number} of {total}"),
    "pass.enough": _("Many of these are out: the desk gets yours with the next morning's batch."),
    "pass.few": _(
        "Few of these are out yet: the desk gets yours when more are, so that it points at nobody, and after seven "
        "days at the latest. You can also choose at once."
    ),
    # --- carrying one over ---
    "carry.go": _("Take it to the desk"),
    "carry.other": _("Other ways to carry it over"),
    "carry.copy": _("Copy as text"),
    "carry.copied": _("Copied. Clear the clipboard when you have pasted it."),
    "carry.save": _("Save as a file"),
    "carry.file": _("pass.txt"),
    "carry.code": _("Show a code for another device"),
    "carry.code.hide": _("Hide the code"),
    "carry.code.label": _("A QR code with the link to the desk and this pass"),
    "carry.code.why": _("Point the camera of the other device at it. Whoever reads it first can use the pass."),
    "used.ask": _("Handed in already?"),
    "used.mark": _("Mark it as used"),
    "used.marked": _("Marked as used. You can undo that below."),
    "used.undo": _("Not used: put it back"),
    "used.undone": _("The pass is back."),
    # --- the desk ---
    "desk": _("What the desk learns"),
    "booking.signed": _("You sign in there and say from when to when."),
    "booking.daily": _("What was handed in is given to the desk once a day, early in the morning, all together."),
    "booking.sees": _("It sees your name, the kind of break and the days. Not why, and not where the pass came from."),
    "more": _("Are there more?"),
    "more.why": _(
        "Everybody gets the same passes each quarter: with every survey that they send, or here after signing in. They "
        "lie on one device alone, and go to the first that collects them."
    ),
    "collect": _("Sign in and collect my passes"),
    # --- none ---
    "empty": _("How passes come to this device"),
    "empty.survey": _("By themselves, when you send a survey with this browser."),
    "empty.collect": _("After signing in: the link below leads to the named side, and from there back to this page."),
    "empty.candle": _("From a candle, when a break was offered to you and you took it."),
    # --- collecting ---
    "collecting": _("Collecting your passes"),
    "collecting.stay": _("They are signed unread: nobody can tell later which of them were yours."),
    "collected.spares": _("Spare candle passes are collected. This quarter's break passes were collected before."),
    "collected.before": _("Everything was collected before, with this device or another one."),
}

COUNTED: dict[str, Callable[[int], str]] = {
    "collected": lambda n: ngettext("{count} break pass is collected.", "{count} break passes are collected.", n),
    "rest.waiting": lambda n: ngettext(
        "{count} more is on its way to this device. Please open this page again later.",
        "{count} more are on their way to this device. Please open this page again later.",
        n,
    ),
    "pass.several": lambda n: ngettext("You hold {count} of these.", "You hold {count} of these.", n),
    "used": lambda n: ngettext("{count} pass is marked as used", "{count} passes are marked as used", n),
}
