"""What the keepers' console says at work: the list of candles, one opened, letters, breaks on offer, danger."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

WORK = {
    "board": _("Candles"),
    "board.lock": _("Lock"),
    "board.parts": _("Parts of the console"),
    "board.candles": _("Candles"),
    "board.replies": _("Saved replies"),
    "board.keys": _("Keys"),
    # --- the list ---
    "list": _("Waiting for an answer"),
    "list.refresh": _("Refresh"),
    "list.filter": _("Which candles to show"),
    "list.filter.all": _("All ({count})"),
    "list.filter.lit": _("New ({count})"),
    "list.filter.mine": _("Mine ({count})"),
    "list.filter.others": _("With colleagues ({count})"),
    "list.filter.offered": _("Offered ({count})"),
    "list.filter.taken": _("Taken ({count})"),
    "list.none": _("Nobody is waiting"),
    "list.none.why": _("There is no open candle. New ones appear here after the next opening of flags."),
    "list.none.fits": _("None of the candles that are shown is like this."),
    "list.unverified.why": _(
        "These came without a pass, so anybody may have sent them, and one person many. They may still be in earnest."
    ),
    "list.waiting.none": _("No flags wait at the moment."),
    "list.waiting.when": _("Flags are opened next on {when}."),
    "candle.called": _("Candle {mark}"),
    "candle.now": _("for less than an hour"),
    "candle.unread": _("new letter"),
    "candle.today": _("needed today"),
    "candle.week": _("needed this week"),
    "candle.whenever": _("whenever it can be"),
    "candle.unverified": _("unverified"),
    "state.lit": _("new"),
    "state.mine": _("held by you"),
    "state.held": _("held by a colleague"),
    "state.offered": _("break offered"),
    "state.taken": _("break taken"),
    "state.out": _("closed"),
    "state.withdrawn": _("withdrawn"),
    "state.lapsed": _("lapsed"),
    "state.and_mine": _("{state}, held by you"),
    # --- one candle ---
    "open.none": _("Choose a candle to open it."),
    "open.back": _("Back to the list"),
    "open.opening": _("Opening"),
    "open.unverified": _("It came without a pass: anybody may have sent it. It may still be in earnest."),
    "open.others": _("A colleague holds this candle. You can read along; they answer."),
    "open.out": _("This candle is closed."),
    "open.withdrawn": _("Its owner has withdrawn this candle. What they wrote is deleted."),
    "open.lapsed": _("Its owner has not looked for a whole month, so this candle has lapsed."),
    "open.inside": _("What they sent"),
    "open.no_note": _("No note, and none is needed: they ask for a break."),
    "open.no_inner": _("Nothing but the wish for a break."),
    "open.kinds": _("This would suit:"),
    "open.inner.forged": _(
        "What lies in this candle was put there by somebody other than its owner, so it is not shown and cannot be "
        "answered."
    ),
    "open.inner.unreadable": _("What lies in this candle is sealed to a key that nobody here holds."),
    "open.inner.stray": _(
        "It was lit for a group of keepers that is not there any more, and is sealed to their key. Only that somebody "
        "needs a break, and how soon, can be read; it cannot be answered."
    ),
    "hold": _("Take this candle"),
    "hold.done": _("The candle is yours. Colleagues see that somebody answers."),
    "give_back": _("Give back"),
    "give_back.done": _("Given back: any colleague can take it now."),
    # --- letters ---
    "letters": _("Letters"),
    "letters.none": _("No letters yet."),
    "letters.keeper": _("From the keepers"),
    "letters.employee": _("From them"),
    "letters.forged.employee": _("This letter was not written by the owner of the candle, so it is not shown."),
    "letters.forged.keeper": _("This letter claims to be from you or a colleague and is not, so it is not shown."),
    "letters.unreadable.employee": _("This letter cannot be opened with the key that you hold."),
    "letters.unreadable.keeper": _("This letter cannot be opened with the key that you hold."),
    "compose": _("Your letter"),
    "compose.hint": _("Letters carry no names: leave out yours, and do not ask for theirs."),
    "compose.reply": _("Begin with a saved reply"),
    "compose.send": _("Send the letter"),
    "compose.left": _("{count} characters left"),
    "compose.over": _("{count} characters too many"),
    "compose.empty": _("The letter is empty."),
    "compose.going": _("The letter is sealed and goes out in a few seconds."),
    "compose.undo": _("Take it back"),
    "compose.undone": _("Taken back. The text is still here."),
    "compose.sending": _("Sending the letter"),
    "compose.sent": _("The letter is sent. They find it when they look."),
    "compose.not_sent": _("The letter was not sent; its text is still here."),
    # --- breaks ---
    "offers": _("Breaks on offer"),
    "offers.which": _("Which breaks do you offer?"),
    "offers.why": _(
        "They choose one of them and book it at the desk themselves. The desk sees a name and dates, and never that "
        "there was a candle."
    ),
    "offers.nothing": _("The catalogue has no break that everybody is entitled to, so none can be offered."),
    "offers.suits": _("would suit them"),
    "offers.go": _("Offer these breaks"),
    "offers.again": _("Offer these instead"),
    "offers.replaces": _("What is on offer now is replaced."),
    "offers.empty": _("Choose at least one break."),
    "offers.back": _("Take the offers back"),
    "offers.back.done": _("Nothing is on offer now."),
    "offers.open": _("on offer"),
    "offers.taken": _("taken"),
    "offers.gone": _("no longer on offer"),
    "offers.taken.why": _("They have taken a break. When nothing is left to say, you can close the candle."),
    "offers.forged": _("An offer in your name was not made by you or a colleague, so it is not shown."),
    # --- the end ---
    "close": _("When all is said"),
    "close.why": _(
        "A closed candle takes no more letters. What it held is deleted once a whole month has passed without a visit."
    ),
    "close.go": _("Close this candle"),
    "close.sure": _(
        "Close this candle? It cannot be opened again. They can still read what was written, and light another."
    ),
    "close.yes": _("Close it"),
    "close.no": _("Leave it open"),
    "close.done": _("The candle is closed."),
    # --- danger ---
    "danger": _("Danger to life?"),
    "danger.title": _("When a note speaks of danger to life"),
    "danger.unwritten": _(
        "Answer at once, in plain and warm words, and give the contacts below.\n\nYou cannot see who wrote it: do not "
        "try to find out, and do not promise what you cannot do. Ask whether they are safe now, and "
        "whether somebody can be with them.\n\nTell the colleague responsible for emergencies that there is such a "
        "note. Your organisation has written no rules of its own here yet; ask for them."
    ),
    "danger.contacts": _("Who helps now"),
    "danger.answer": _("Put the contacts into a letter"),
    "danger.close": _("Close"),
    "danger.letter": _(
        "Thank you for writing this. What you say worries us, and you need not be alone with it. Please speak with one "
        "of these now; they are there for exactly this, and they do not tell us:"
    ),
    "danger.letter.bare": _(
        "Thank you for writing this. What you say worries us, and you need not be alone with it. Please speak with a "
        "doctor, or with somebody you trust, now."
    ),
    "danger.letter.end": _(
        "If you are in danger at this moment, call the emergency number. We read your letters here and answer as "
        "fast as we can. Are you safe right now?"
    ),
}

WORK_COUNTED: dict[str, Callable[[int], str]] = {
    "list.count": lambda n: ngettext("{count} open candle.", "{count} open candles.", n),
    "list.unverified": lambda n: ngettext("{count} unverified candle", "{count} unverified candles", n),
    "list.waiting": lambda n: ngettext("{count} flag waits, ticked or not.", "{count} flags wait, ticked or not.", n),
    "candle.hours": lambda n: ngettext("for {count} hour", "for {count} hours", n),
    "candle.days": lambda n: ngettext("for {count} day", "for {count} days", n),
    "offers.done": lambda n: ngettext("{count} break is on offer.", "{count} breaks are on offer.", n),
}
