"""One heading and one explanation for everything that can go wrong on the employees' pages of this room."""

from django.utils.translation import gettext_lazy as _

TROUBLE = {
    "trouble.offline": _("There is no connection"),
    "trouble.offline.why": _("Nothing is lost. Please try again when the connection is back."),
    "trouble.mistrust": _("This page does not prove that it is genuine"),
    "trouble.mistrust.why": _(
        "Two servers vouch for everything here, and now they disagree or a signature is missing. Nothing was sent. "
        "Please tell those who run this."
    ),
    "trouble.broken": _("Something broke on our side"),
    "trouble.broken.why": _("Nothing is lost. Please try again in a moment."),
    "trouble.old-browser": _("This browser cannot seal anything"),
    "trouble.old-browser.why": _(
        "What you send leaves a device only sealed, and this browser is too old for that. Please open this address in "
        "a current Firefox, Chrome, Edge or Safari."
    ),
}

CANDLE_TROUBLE = {
    "trouble.offline.sealed": _("Sealed, but not sent yet"),
    "trouble.offline.sealed.why": _(
        "Your candle is kept on this device, encrypted. Try again when the connection is back, or open this page later."
    ),
    "trouble.offline.loose": _("Sealed, but not sent yet"),
    "trouble.offline.loose.why": _(
        "This browser keeps nothing, so please leave this page open and try again when the connection is back."
    ),
    "trouble.no-keepers": _("Nobody could read this candle"),
    "trouble.no-keepers.why": _(
        "The people whom it should reach have no key at the moment. Nothing was sent. Please use one of the contacts."
    ),
    "trouble.too-many": _("Too many candles without a pass are waiting"),
    "trouble.too-many.why": _(
        "So that nobody can drown the others, only a few are taken without a pass. Collect your passes after signing "
        "in, or try again tomorrow. If you need somebody now, use one of the contacts."
    ),
    "trouble.bad-candle-key": _("This is not a candle key"),
    "trouble.bad-candle-key.why": _("A character is missing or wrong. Please compare it once more."),
    "trouble.unknown-candle": _("No candle is open under this key"),
    "trouble.unknown-candle.why": _(
        "If you lit it today, it still waits to be opened together with others. If not, it has gone out and was "
        "deleted: light another one."
    ),
    "trouble.candle-over": _("This candle is closed by now"),
    "trouble.candle-over.why": _("Nothing more can be written or taken. You can light another one."),
    "trouble.letters-full": _("This letter could not be added"),
    "trouble.letters-full.why": _(
        "Either the mailbox is full, or something was written at the same moment. Look again, then try once more."
    ),
    "trouble.taken": _("This offer can no longer be taken"),
    "trouble.taken.why": _("Another one was taken, or it was withdrawn. Look again to see how it stands."),
}
