"""Saved replies of the keepers' console, and a few of our own to begin with: short, warm, without names or promises."""

from django.utils.translation import gettext_lazy as _

REPLIES = {
    "replies": _("Saved replies"),
    "replies.why": _(
        "Texts that you use often. They are kept on this device alone, encrypted; letters carry no names."
    ),
    "replies.none": _("There are no saved replies. Add one that you would write often."),
    "replies.add": _("Add a reply"),
    "replies.edit": _("Change"),
    "replies.drop": _("Remove"),
    "replies.dropped": _("“{title}” is removed."),
    "replies.back": _("Bring it back"),
    "replies.title": _("Name"),
    "replies.text": _("Text"),
    "replies.save": _("Save"),
    "replies.cancel": _("Cancel"),
    "replies.saved": _("The reply is saved."),
    "replies.empty": _("This must not be empty."),
    "reply.seen": _("We have read it"),
    "reply.seen.text": _(
        "We have read your note. Thank you for telling us; it was right to. You need not explain anything. We will "
        "write here again within a day, and you can write to us here whenever you like."
    ),
    "reply.offer": _("There are breaks for you to choose from"),
    "reply.offer.text": _(
        "Below you find breaks that you can take. Choose the one that suits you; you then book it at the desk "
        "yourself, with dates of your own. Nobody there learns of this letter. If none of them "
        "fits, tell us what would."
    ),
    "reply.ask": _("What would help?"),
    "reply.ask.text": _(
        "We would like to get this right for you. Would some days off help most, or fewer hours, or a talk with "
        "somebody outside? Say only as much as you want to, and please nothing by which we could tell who you are."
    ),
    "reply.today": _("You can rest today"),
    "reply.today.text": _(
        "If you need to get out today, you can: everybody has passes for a break of their own, and they need nobody's "
        "answer. You find them on the page for rest. Take one, and write to us afterwards if you like."
    ),
    "reply.close": _("A good end"),
    "reply.close.text": _(
        "We are glad that you have a break ahead of you. We will close this candle in a few days unless you write. You "
        "can light another one at any time, without giving a reason."
    ),
}
