"""What the closing screen says: what was sent and stored where, what happens next."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

CLOSING = {
    "closing": _("It is sent. Thank you."),
    "closing.lit": _("It is sent. Your candle is lit."),
    "closing.earlier": _("You have answered this survey"),
    "closing.lede": _("You can close this page whenever you like."),
    "closing.unlit": _(
        "Your ballot was taken, but your candle was not, and nobody has seen it. Please use one of the contacts below."
    ),
    "closing.another": _("Did somebody else answer with this browser?"),
    "closing.another.go": _("Answer with my link"),
    # --- what happens next ---
    "next": _("What happens next"),
    "next.closes": _("The survey closes on {when}. Until then every ballot stays sealed."),
    "next.counted": _("After that all ballots are counted together, and the counted ones are erased."),
    "next.flags": _(
        "Flags are opened at fixed hours, many together. Those without a candle are burned; the candles go to the "
        "people who arrange breaks."
    ),
    # --- what was sent and stored ---
    "sent": _("What was sent, and who knows what"),
    "sent.ballot": _("A sealed ballot"),
    "sent.ballot.what": _("{bytes} bytes: your answers. The count opens it, after the close."),
    "sent.ballot.labelled": _("Inside it lies the proof of your group, without your name."),
    "sent.ballot.bare": _("It holds no proof of a group: it counts for the whole organisation."),
    "sent.flag": _("A sealed flag"),
    "sent.flag.what": _("{bytes} bytes that look the same with and without a candle. Everybody's ballot has one."),
    "sent.named": _("The side that knows names"),
    "sent.named.what": _("It knows that you asked for passes. It knows neither your answers nor whether you ticked."),
    "sent.nameless": _("The side that knows answers"),
    "sent.nameless.what": _("It holds the sealed ballot and the flag. It knows nobody's name, address or mail."),
    "sent.device": _("This device"),
    "sent.device.kept": _("It keeps a receipt, so that you can see whether your ballot was counted. No answers."),
    "sent.device.nothing": _("It keeps nothing."),
    # --- was it counted ---
    "counted": _("Was my ballot counted?"),
    "counted.not-yet": _("Not yet: ballots are counted after the close. Come back with this browser, and look here."),
    "counted.counted": _("Yes. Your ballot is on the list of those that were counted."),
    "counted.missing": _(
        "No. Your ballot is not on the list of those that were counted. Please tell those who run it."
    ),
    "counted.unknown": _("That could not be looked up at the moment."),
    "counted.look": _("Look again"),
}

CLOSING_COUNTED = {
    "next.floor": lambda n: ngettext(
        "Results are shown for groups in which at least {count} person has answered, never for anything smaller.",
        "Results are shown for groups in which at least {count} people have answered, never for anything smaller.",
        n,
    ),
}
