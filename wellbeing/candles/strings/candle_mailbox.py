"""What the candle page says of a candle that is lit: how it stands, letters, offers, taking it back."""

from django.utils.translation import gettext_lazy as _

MAILBOX = {
    # --- finding it ---
    "lookup": _("Look for an answer"),
    "lookup.key": _("Your candle key"),
    "lookup.hint": _("27 characters. Capitals, hyphens and spaces do not matter."),
    "lookup.open": _("Open"),
    "lookup.empty": _("Please type your candle key first."),
    "lookup.bad": _("This is not a whole candle key: a character is missing or wrong. Please compare it once more."),
    "lookup.kept": _("Open the candle whose key is kept here"),
    "lookup.kept.of": _("Open the candle whose key I kept on {day}"),
    "lookup.other": _("Use another key"),
    "mailbox.opening": _("Opening your candle"),
    "mailbox.again": _("Look again"),
    "mailbox.looked": _("Nothing has changed since you looked."),
    "mailbox.changed": _("This is how it stands now."),
    "mailbox.back": _("Close"),
    "mailbox.forged": _("Something here was not signed by the people who read your candle, so it is not shown."),
    # --- how it stands ---
    "state.lit": _("Your candle is lit"),
    "state.lit.why": _("It stands in the queue. Nobody has taken it up yet."),
    "state.held": _("Somebody has taken up your candle"),
    "state.held.why": _("They may write to you here, or offer you a break."),
    "state.offered": _("A break is offered to you"),
    "state.offered.why": _("Choose what suits you, or write first. Nobody learns who you are by it."),
    "state.taken": _("You have taken a break"),
    "state.taken.why": _("Carry its pass to the desk to say when. The desk learns your name and the days, not why."),
    "state.out": _("This candle is closed"),
    "state.out.why": _("The people who read it have closed it. If you need something more, light another one."),
    "state.withdrawn": _("This candle is withdrawn"),
    "state.withdrawn.why": _("You took it back. What was written and offered is deleted; you can light another one."),
    "state.lapsed": _("This candle has gone out"),
    "state.lapsed.why": _("Nobody looked at it for a whole month. If you still need a break, light another one."),
    # --- letters ---
    "letters": _("Letters"),
    "letters.you": _("You wrote"),
    "letters.keepers": _("{keepers} wrote"),
    "write": _("Write to them"),
    "write.hint": _("Sealed on this device. A name, if you give one, is known to them from then on."),
    "write.send": _("Send the letter"),
    "write.sent": _("Your letter is sent."),
    # --- offers ---
    "offers": _("Choose a break"),
    "offers.one": _("A break for you"),
    "offers.why": _(
        "You can take one. It comes as a break pass, the same as everybody's, and you choose the days later."
    ),
    "offers.take": _("Take it"),
    "offers.ask": _("Take “{break}”? A candle gives one break; another offer can then no longer be taken."),
    "offers.yes": _("Take it"),
    "offers.no": _("Not yet"),
    "offers.taken": _("Your break pass lies on this device now."),
    "taken": _("Its break pass lies on this device. Carry it to the desk by a link, as text, as a file or as a code."),
    "taken.go": _("See my break passes"),
    "taken.elsewhere": _("Its break pass does not lie on this device. It can be used once, wherever it lies."),
    "taken.bring": _("Put it on this device"),
    "taken.unreadable": _("Its break pass cannot be read any more: it was good until the end of the quarter after."),
    # --- taking it back ---
    "withdraw.head": _("No longer needed?"),
    "withdraw.why": _("Taken back, a candle is gone with everything that was written."),
    "withdraw": _("Withdraw the candle"),
    "withdraw.ask": _(
        "Withdraw your candle? Your note, all letters and all open offers are deleted. This cannot be undone; a break "
        "pass that you took stays yours."
    ),
    "withdraw.yes": _("Withdraw it"),
    "withdraw.no": _("Leave it lit"),
}
