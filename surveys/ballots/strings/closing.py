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
    "answer": _("An answer will be on the candle page, for this key alone. Nothing is ever sent to you."),
    "answer.go": _("Go to the candle page"),
    # --- rest that everybody has ---
    "rest": _("You can rest"),
    "rest.kept": _(
        "Nobody needs to be asked. With every survey this page collects break passes, for everybody alike and whether "
        "or not a candle is lit; they are kept in this browser."
    ),
    "rest.loose": _(
        "Nobody needs to be asked. Everybody has break passes; this browser keeps nothing, so collect yours with one "
        "that does."
    ),
    "rest.go": _("See my break passes"),
    "rest.collect": _("Collect my break passes"),
    # --- what happens next ---
    "next": _("What happens next"),
    "next.closes": _("The survey closes on {when}. Until then every ballot stays sealed."),
    "next.counted": _("After that all ballots are counted together, and the counted ones are erased."),
    "next.flags": _(
        "Flags are opened at fixed hours, many together. Those without a candle are burned; the candles go to the "
        "people who arrange breaks."
    ),
    "next.opening": _(
        "Next on {when}, when at least {minimum} of them wait by then; each in any case when the day has ended."
    ),
    "next.candle": _("A candle can also be lit without a survey, whenever you need one."),
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
    "next.waiting": lambda n: ngettext("{count} of them waits now.", "{count} of them wait now.", n),
    "next.floor": lambda n: ngettext(
        "Results are shown for groups in which at least {count} person has answered, never for anything smaller.",
        "Results are shown for groups in which at least {count} people have answered, never for anything smaller.",
        n,
    ),
}
