"""What the keepers' console says about keys: making, opening, handing over, replacing them."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

KEYS = {
    # --- a passphrase ---
    "pass.first": _("Passphrase"),
    "pass.hint": _("At least 12 characters. Four or five words that have nothing to do with each other are good."),
    "pass.again": _("The same once more"),
    "pass.show": _("Show what I type"),
    "pass.short": _("Too short: at least 12 characters."),
    "pass.weak": _("Too easy to guess. Add a word or two."),
    "pass.fair": _("Fair. One more word would make it strong."),
    "pass.strong": _("Strong."),
    "pass.differs": _("This is not the same as above."),
    # --- the first keys, and new ones ---
    "first.step.passphrase": _("Passphrase"),
    "first.step.kit": _("Recovery kit"),
    "first.step.check": _("Check"),
    "first.passphrase": _("Choose a passphrase"),
    "first.kit": _("Write down the recovery kit"),
    "first.check": _("Is it written down?"),
    "first.lede": _(
        "You are the first here: this page now makes the key to which all candles for you and your colleagues are "
        "sealed. It is made on this device and leaves it only wrapped."
    ),
    "first.again": _(
        "This page now makes a new key, signed by the one you hold. What was sealed to the old one stays readable for "
        "you and your colleagues, and for nobody else."
    ),
    "first.passphrase.why": _(
        "The passphrase opens your copy of the key. Nobody can reset it, not even those who run the servers."
    ),
    "first.storing": _("Wrapping the key and putting it away"),
    "kit": _("Recovery kit of the keepers' key"),
    "kit.lede": _(
        "If all passphrases are forgotten, this code alone opens the key. Print it or write it down, and lock it away."
    ),
    "kit.about": _("Whoever has this code and signs in as a keeper can read all candles. Keep it in a safe, on paper."),
    "kit.warning": _("It is shown once. Without it, and without a passphrase, open candles cannot be read by anybody."),
    "kit.print": _("Print"),
    "kit.next": _("I have it on paper"),
    "kit.check": _("Type two groups of it from the paper."),
    "kit.check.go": _("Check and store"),
    "kit.group": _("Group {number}"),
    "kit.wrong": _("This is not what stands there."),
    "kit.again": _("Show the code again"),
    # --- opening ---
    "unlock": _("Open the key"),
    "unlock.go": _("Open"),
    "unlock.working": _("Opening: this takes a few seconds, so that nobody can try many"),
    "unlock.changed": _("A colleague has changed the keys. Everything that was open here is closed."),
    "unlock.passphrase": _("Your passphrase"),
    "unlock.passphrase.lede": _("Your passphrase opens your copy of the key, on this device."),
    "unlock.passphrase.wrong": _("This passphrase does not open it. Mind capital letters and the keyboard's language."),
    "unlock.handover": _("The code from your colleague"),
    "unlock.handover.lede": _(
        "A colleague has made a copy of the key for you. Type the code that they told you; after that you choose a "
        "passphrase of your own."
    ),
    "unlock.handover.wrong": _("This code does not open it. Ask the colleague to look at it again, or for a new one."),
    "unlock.kit": _("The code of the recovery kit"),
    "unlock.kit.lede": _("Take the kit out of its safe and type the code. After that you choose a new passphrase."),
    "unlock.kit.wrong": _("This code does not open it. Every change of keys makes a new kit: is this the newest?"),
    "unlock.code.hint": _("Capital or small letters, with or without hyphens."),
    "unlock.other": _("Another way"),
    "unlock.by.passphrase": _("With my passphrase"),
    "unlock.by.handover": _("With a code from a colleague"),
    "unlock.by.kit": _("With the recovery kit"),
    "unlock.none": _("There is no copy of the key for you yet"),
    "unlock.none.lede": _(
        "Ask a colleague who keeps candles: on their console, under “Keys”, they hand the key over to you and tell you "
        "a code."
    ),
    "unlock.none.wait": _("Leave this page open; it goes on by itself within a few minutes."),
    "own": _("Choose your own passphrase"),
    "own.lede": _("The code was for coming in once. From now on your own passphrase opens your copy."),
    "own.go": _("Store it"),
    "own.storing": _("Wrapping your copy"),
    # --- the pane of keys ---
    "keys.colleagues": _("Colleagues"),
    "keys.alone": _(
        "You are the only one who keeps candles here. If your passphrase is lost, only the recovery kit helps; if you "
        "are away, nobody answers. A second keeper would be good."
    ),
    "keys.has": _("has a copy"),
    "keys.lacks": _("no copy yet"),
    "keys.hand": _("Hand the key over"),
    "keys.hand.again": _("Make a new code"),
    "keys.wrapping": _("Wrapping a copy"),
    "keys.anew": _("Make a new code for {name}? Use this when they have forgotten their passphrase."),
    "keys.anew.yes": _("Make a code"),
    "keys.passphrase": _("Change my passphrase"),
    "keys.passphrase.done": _("Your new passphrase is stored. The one before opens nothing any more."),
    "keys.kit": _("A new recovery kit"),
    "keys.kit.why": _("When the paper was lost or seen. The kit before then opens nothing any more."),
    "keys.kit.go": _("Make a new kit"),
    "keys.kit.done": _("The new recovery kit is stored. You can destroy the one before."),
    "keys.rotate": _("New keys"),
    "keys.rotate.why": _(
        "When somebody may hold the key who should not. Open candles are sealed again; colleagues get new codes."
    ),
    "keys.rotate.sure": _(
        "Change the keys now? Every colleague then needs a new code from you, and the recovery kit becomes void."
    ),
    "keys.rotate.yes": _("Change them"),
    # --- codes for colleagues ---
    "codes": _("Codes for your colleagues"),
    "codes.one": _("The code for your colleague"),
    "codes.lede": _("Tell it in person or by telephone, not by mail or chat. It is shown once."),
    "codes.for": _("For {name}"),
    "codes.about": _("It works for {name} alone, once they are signed in; then they choose a passphrase."),
    "codes.done": _("I have passed it on"),
    "codes.sure": _("Go on? The code cannot be shown again; a new one can be made at any time."),
    "codes.sure.yes": _("Go on"),
    "codes.sure.no": _("Show it a little longer"),
    # --- replacing keys ---
    "rotate.must": _("The keys must be changed"),
    "rotate.must.lede": _(
        "Somebody who held the key keeps no candles any more. With new keys they can read nothing new."
    ),
    "rotate.new": _("You choose a passphrase and write down a new recovery kit."),
    "rotate.codes": _("Colleagues who had a copy get a new code from you."),
    "rotate.candles": _("Open candles are sealed again to the new key. You can go on working meanwhile."),
    "rotate.go": _("Change the keys"),
    "rotate.later": _("First look at the candles"),
    "rotate.due": _("Somebody who held the key keeps no candles any more: the keys must be changed."),
    "reseal": _("Sealing candles again"),
    "reseal.going": _("Sealing candles again to the new key: {done} of {all}."),
    "reseal.later": _("The rest is done when you try again, or at the next sign-in."),
}

KEYS_COUNTED: dict[str, Callable[[int], str]] = {
    "reseal.done": lambda n: ngettext(
        "{count} candle is sealed again to the current key.", "{count} candles are sealed again to the current key.", n
    ),
    "reseal.closed": lambda n: ngettext(
        "{count} candle is sealed to a key that nobody here holds, and cannot be read.",
        "{count} candles are sealed to a key that nobody here holds, and cannot be read.",
        n,
    ),
}
