"""What the survey page says to somebody who comes without an invitation in the address."""

from django.utils.translation import gettext_lazy as _

VISITING = {
    "visit": _("Your own link opens the survey"),
    "visit.why": _(
        "Everybody who is asked gets a mail with a link of their own. Open that link, or paste it here: it never "
        "leaves this device."
    ),
    "visit.paste": _("The link from your mail"),
    "visit.open": _("Open"),
    "visit.bad": _("This is not the whole link. It starts with {start} and has a # in it; copy all of it."),
    "visit.waves": _("Surveys that are open now"),
    "visit.waves.none": _("No survey is open at the moment."),
    "visit.waves.unknown": _("Which surveys are open could not be looked up at the moment."),
    "visit.pending": _("Sealed on this device, not sent yet"),
    "visit.pending.send": _("Send it now"),
    "visit.receipts": _("Answered with this browser"),
}
