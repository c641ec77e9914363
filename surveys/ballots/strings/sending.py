"""What the survey page says while it sends, and one heading and one explanation for everything that can go wrong."""

from django.utils.translation import gettext_lazy as _

SENDING = {
    "sending": _("Sending"),
    "sending.stay": _("This takes a few seconds. Please leave this page open."),
    "stage.checking": _("Making sure that the survey is genuine"),
    "stage.sealing": _("Sealing your answers on this device"),
    "stage.labels": _("Collecting the pass that proves your group"),
    "stage.passes": _("Collecting the passes, signed unread"),
    "stage.waiting": _("Waiting a random moment, so that nobody can tell by the clock"),
    "stage.ballot": _("Posting the sealed ballot"),
    "stage.flag": _("Posting the sealed flag"),
    "stage.done": _("Done"),
    # --- what can go wrong ---
    "trouble.offline": _("There is no connection"),
    "trouble.offline.why": _(
        "Nothing has been sent yet and nothing is lost: your answers are still on this page. Try again when the "
        "connection is back."
    ),
    "trouble.offline.sealed": _("Sealed, and kept on this device"),
    "trouble.offline.sealed.why": _(
        "It goes out by itself when the connection is back, or at your next visit with this browser. You need not "
        "answer again."
    ),
    "trouble.offline.loose": _("Sealed, but not sent yet"),
    "trouble.offline.loose.why": _(
        "It goes out by itself when the connection is back. This browser keeps nothing, so please leave this page "
        "open until then."
    ),
    "trouble.mistrust": _("This survey does not prove that it is genuine"),
    "trouble.mistrust.why": _(
        "Two servers vouch for every survey, and here they disagree or a signature is missing. Nothing was sent. "
        "Please tell those who run the survey; you can open the link again later."
    ),
    "trouble.unknown-wave": _("There is no such survey"),
    "trouble.unknown-wave.why": _(
        "The link may be cut off, or the survey may be very old. Open the link in the mail once more, or paste it "
        "below."
    ),
    "trouble.unknown-invitation": _("This invitation is not known here"),
    "trouble.unknown-invitation.why": _(
        "The link may be cut off at its end. Open the link in the mail once more, or paste the whole of it below."
    ),
    "trouble.not-open": _("This survey is not open yet"),
    "trouble.not-open.why": _("It opens on {when}. The link in your mail will work from then on."),
    "trouble.closed": _("This survey is closed"),
    "trouble.closed.why": _("It took answers until {when}. The results are published once they are counted."),
    "trouble.used-elsewhere": _("This invitation was already used"),
    "trouble.used-elsewhere.why": _(
        "Every invitation gives passes for one ballot, and they went to another browser or device: perhaps your "
        "phone, or your computer. If you began there, finish there. If it was not you, please tell those who run the "
        "survey: somebody may have read your mail."
    ),
    "trouble.label-elsewhere": _("Your group was confirmed in another browser"),
    "trouble.label-elsewhere.why": _("You can still answer here: your answers then count for the whole organisation."),
    "trouble.broken": _("Something broke on our side"),
    "trouble.broken.why": _("Nothing is lost: what you answered is still on this device. Please try again."),
    "trouble.old-browser": _("This browser cannot seal your answers"),
    "trouble.old-browser.why": _(
        "Answers leave a device only sealed, and this browser is too old for that. Please open the link in a current "
        "Firefox, Chrome, Edge or Safari."
    ),
    "trouble.no-keepers": _("Nobody can read this candle"),
    "trouble.no-keepers.why": _(
        "Whom it should reach has changed, or nobody reads candles here any more. Nothing was sent. Go back and choose "
        "again, or send your answers without a candle and turn to one of the contacts."
    ),
    "trouble.other-tab": _("This survey is open in another tab"),
    "trouble.other-tab.why": _("Go on there, or move it here; the other tab then stops."),
    "trouble.other-tab.take": _("Go on in this tab"),
    "trouble.moved": _("This survey went on in another tab"),
    "trouble.moved.why": _("You can close this one."),
    "trouble.still_lit": _("Your candle was taken all the same, and its key is here."),
    "trouble.back": _("Back to my answers"),
    "trouble.whole": _("Answer for the whole organisation"),
}
