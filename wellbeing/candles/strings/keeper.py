"""What the keepers' console says, from signing in to the keys; the rest is in keeper_work.py and keeper_replies.py."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from .keeper_keys import KEYS, KEYS_COUNTED
from .keeper_replies import REPLIES
from .keeper_work import WORK, WORK_COUNTED

_ENTRY = {
    "script": _(
        "Candles are opened by this page itself, on this device. It needs JavaScript for that: please switch it on for "
        "this address."
    ),
    "keeper": _("The keepers' console"),
    "next": _("Next"),
    "back": _("Back"),
    "no": _("No, leave it"),
    # --- signing in ---
    "start.lede": _(
        "Here you read what people have sealed for you and your colleagues, and answer them. You learn what they need, "
        "not who they are. Everything is opened on this device alone."
    ),
    "start.go": _("Sign in"),
    "start.how": _("How it works"),
    "start.how.sign_in": _(
        "You sign in in a second window, with your second factor. This page never learns your name."
    ),
    "start.how.unlock": _("You open your key here with your passphrase. It leaves this device only wrapped."),
    "start.how.close": _(
        "When you close the second window, or nobody works here for 15 minutes, this page locks and forgets what it "
        "has opened."
    ),
    "start.blocked": _(
        "Your browser did not let this page open a second window. Allow windows for this address, then press the "
        "button once more."
    ),
    "signing_in": _("Sign in in the other window"),
    "signing_in.lede": _("As soon as you are signed in there, this page goes on by itself."),
    "signing_in.stay": _("Leave that window open while you work: closing it locks this page."),
    "signing_in.show": _("Show the other window"),
    "signing_in.cancel": _("Cancel"),
    "locked.closed": _("The other window was closed, so this page has locked itself."),
    "locked.missed": _("The other window could not renew your badge, so this page has locked itself."),
    "locked.idle": _("Nobody worked here for 15 minutes, so this page has locked itself."),
    "locked.asked": _("This page is locked. Nothing that was opened is left on it."),
    "locked.refused": _("The named side gives you no badge, so this page stays locked."),
    # --- what goes wrong ---
    "wrong.offline": _("There is no connection at the moment. Nothing was lost; try again."),
    "wrong.broken": _("Something broke on our side. Nothing was lost; try again."),
    "wrong.mistrust": _(
        "The two servers do not agree on what is published, or a signature is missing. Nothing was sent; please tell "
        "those who run this."
    ),
    "wrong.conflict": _("A colleague was quicker: this candle has changed meanwhile. You now see how it stands."),
    "wrong.badge": _("Your badge was not accepted. Wait a moment and try again, or lock this page and sign in anew."),
    "wrong.gone": _("This candle is not there any more."),
    "wrong.closed": _("This candle is closed: it takes nothing more."),
    "wrong.refused": _("The server refused: {why}"),
    "wrong.not_stored": _("It could not be stored. Nothing has changed; try again."),
    "wrong.not_stored.why": _("It was not stored: {why}"),
    "wrong.copy": _("This does not open the key."),
    "wrong.code": _("This is not a whole code, or there is a typing error in it."),
    "wrong.other_keys": _(
        "What was opened is not the key that the named side calls yours. Do not go on; please tell those who run this."
    ),
    "wrong.too_long": _("This is too long. Shorten it a little."),
    # --- whether the key is the published one ---
    "trust.looking": _("Comparing your key with the published one"),
    "trust.replaced": _("A colleague has changed the keys"),
    "trust.waiting": _("Your key is being published"),
    "trust.waiting.lede": _(
        "It is stored. Within a minute or two it stands in the notice that every browser reads; then this page goes on."
    ),
    "trust.waiting.why": _("Until then nobody can seal anything to it."),
    "trust.other": _("The published key is not yours"),
    "trust.other.why": _(
        "People are told to seal to a key that is not the one you hold, so this page refuses to work: somebody else "
        "might be reading. Please tell those who run this, by another way than this page."
    ),
    "trust.queue": _("The server with the candles goes by another key than yours"),
    "trust.queue.why": _(
        "The published key is yours, but this server says another, so this page refuses to work. Please tell those who "
        "run this."
    ),
    "trust.mistrust": _("The two servers do not agree"),
    "trust.mistrust.why": _(
        "What they publish differs, or a signature is missing, so this page refuses to work. Please tell those who run "
        "this."
    ),
    "trust.offline": _("There is no connection"),
    "trust.offline.why": _("Whether your key is the published one could not be looked up. Try again in a moment."),
    "trust.broken": _("Something broke on our side"),
    "trust.broken.why": _("Whether your key is the published one could not be looked up. Try again in a moment."),
    "trust.again": _("Look again"),
}

SENTENCES = {**_ENTRY, **KEYS, **WORK, **REPLIES}
COUNTED: dict[str, Callable[[int], str]] = {**KEYS_COUNTED, **WORK_COUNTED}
