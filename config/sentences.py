"""What several pages of the nameless origin say in the same words: frame, tick, candle key, contacts, forgetting."""

from django.utils.translation import gettext_lazy as _

FRAME = {
    "skip": _("Skip to the content"),
    "knows": _("This side keeps sealed answers and knows nobody's name: no account, no cookie, no address in any log."),
    "imprint": _("Imprint"),
    "language": _("Language"),
    "leave": _("Leave quickly"),
    "leave.hint": _("Clears this page at once. Pressing Escape twice does the same."),
    "trouble.retry": _("Try again"),
}

CANDLE = {
    "candle.tick": _("Candle in the wind: get me out of here, I need a break."),
    "candle.soon": _("How soon? This may stay empty."),
    "candle.today": _("today"),
    "candle.week": _("this week"),
    "candle.whenever": _("whenever it can be arranged"),
    "candle.whom": _("Whom should it reach?"),
}

KEY = {
    "key": _("Your candle key"),
    "key.why": _(
        "Write it down or save it where only you look. An answer to your candle can be found with this key, and only "
        "with it; it is shown once, nobody else has it, and a lost one cannot be restored."
    ),
    "key.lost": _("If you lose it, you can light another candle."),
    "key.copy": _("Copy"),
    "key.copied": _("Copied. Clear the clipboard when you have pasted it."),
    "key.download": _("Save as a text file"),
    "key.file": _("notes.txt"),
    "key.keep": _("Keep it on this device"),
    "key.keep.hint": _("Encrypted; but whoever can use this browser can then see it. Better not on a shared device."),
    "key.kept": _("The key is kept on this device."),
    "key.not_kept": _("The key is not kept on this device."),
}

CONTACTS = {
    "contacts": _("If you need somebody now"),
    "contacts.none": _(
        "In an emergency call the emergency number of your country. A doctor, or somebody you trust, is a good start "
        "for everything else."
    ),
}

FORGET = {
    "forget": _("Forget everything on this device"),
    "forget.ask": _(
        "Erase receipts, keys, passes and everything unsent from this browser? What was sent stays sent; a pass that "
        "lies here alone is lost."
    ),
    "forget.yes": _("Erase everything"),
    "forget.no": _("Keep it"),
    "forget.done": _("This device has forgotten everything."),
    "forget.done.why": _("Nothing of any survey, candle or pass is left in this browser. What was sent stays sent."),
}
