"""What the candle page says until a candle is lit: the tick, the short lists, when it is opened, what it costs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

LIGHTING = {
    "script": _(
        "What you write here is sealed by this page itself, before it leaves your device. It needs JavaScript for "
        "that: please switch it on for this address."
    ),
    "candle": _("A candle in the wind"),
    "candle.lede": _(
        "Light it when you need a break. No reason is asked, and nobody learns who you are. Somebody reads it and "
        "answers."
    ),
    # --- the form ---
    "light": _("Light a candle"),
    "light.no_reason": _("This tick is enough. Everything below it may stay empty."),
    "light.nobody": _(
        "Nobody here can read candles yet, so none can be lit. Please use one of the contacts below, and tell those "
        "who run this that the keepers have no key."
    ),
    "light.not_apart": _(
        "In this organisation the same people may read candles and book leave. When you book a break, they could "
        "guess that you lit one."
    ),
    "light.send": _("Light the candle"),
    "light.who": _("It is sealed on this device. Only the people whom it should reach can open it."),
    "light.back": _("Back to my candle"),
    "kinds": _("What would suit you?"),
    "note": _("A note, if you like"),
    "note.hint": _("Nobody needs to write one. Leave out names and places if you do not want to be recognised."),
    "danger": _("What happens when a note speaks of danger to life?"),
    "counted.empty": _("Nothing is written yet."),
    # --- when it is opened ---
    "how": _("When should it be opened?"),
    "how.batch": _("Together with others"),
    "how.now": _("At once"),
    "how.now.costs": _(
        "It is opened now, by itself. Whoever sees that you are online at this moment could guess that it is yours."
    ),
    "opening.none": _("No other flag waits now."),
    "opening.when": _(
        "Flags are opened on {when} ({distance}) if at least {minimum} wait by then, and after a day in any case."
    ),
    "opening.unknown": _("Flags are opened together at fixed hours, and after a day in any case."),
    "unverified": _(
        "There is no spare pass on this device, so nothing shows that this candle comes from somebody who works here. "
        "It will be marked as unverified, and others are read first. Sign in to collect passes, or light it without."
    ),
    "collect": _("Sign in and collect my passes"),
    # --- on its way ---
    "lighting": _("Lighting your candle"),
    "lighting.stay": _("This takes a few seconds. Please leave this page open."),
    "sealed": _("A candle waits on this device"),
    "sealed.why": _("It is sealed, but it was not sent. Its key is shown as soon as it is."),
    "sealed.send": _("Send it now"),
    "sealed.drop": _("Throw it away"),
    "sealed.ask": _(
        "Throw this candle away? If it did arrive without an answer coming back, nobody can open its mailbox any more."
    ),
    "sealed.yes": _("Throw it away"),
    "sealed.no": _("Keep it"),
    # --- it is lit ---
    "lit": _("Your candle is lit"),
    "lit.waits": _("It waits for a fixed hour, and for what others send by then."),
    "lit.opened": _("It is being opened now."),
    "lit.unverified": _("It went without a pass: the people who read it see that it is unverified."),
    "lit.next": _("What happens next"),
    "lit.next.waits": _("It is opened together with others at a fixed hour, and after a day in any case."),
    "lit.next.opened": _("It is in the queue within a minute or so."),
    "lit.next.keepers": _("Somebody reads it, and may write to you or offer you a break."),
    "lit.next.silence": _("Nothing is ever sent to you. Look here again, with your candle key, on any device."),
    "lit.next.lapse": _("A candle that nobody looks at for a whole month goes out."),
    "lit.open": _("Open my candle"),
    "lit.leave": _("Have you written your candle key down? It is not shown again."),
    "lit.leave.yes": _("I have it"),
    "lit.leave.no": _("Not yet"),
    # --- what needs nobody's answer ---
    "today": _("You can rest today"),
    "today.why": _("Everybody here holds the right to a break, candle or not. Nobody needs to be asked."),
    "today.none": _("No break pass lies on this device. Whoever signs in can collect their own."),
    "today.go": _("See my break passes"),
    "reminder": _("A reminder to look again"),
    "reminder.why": _(
        "A calendar file with one neutral line a day for two weeks. It names neither this page nor anything about it."
    ),
    "reminder.go": _("Get the calendar file"),
}

LIGHTING_COUNTED = {
    "counted.left": lambda n: ngettext("{count} character left.", "{count} characters left.", n),
    "counted.over": lambda n: ngettext(
        "{count} character too many. Please shorten it a little.",
        "{count} characters too many. Please shorten it a little.",
        n,
    ),
    "opening.waiting": lambda n: ngettext("{count} other flag waits now.", "{count} other flags wait now.", n),
    "today.passes": lambda n: ngettext(
        "{count} break pass lies on this device.", "{count} break passes lie on this device.", n
    ),
}
