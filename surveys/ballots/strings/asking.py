"""What the survey page says while it asks: the group, the questions, the draft, the candle."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ASKING = {
    "script": _(
        "Your answers are sealed by this page itself, before they leave your device. It needs JavaScript for that: "
        "please switch it on for this address."
    ),
    "open_until": _("Open until {when} ({distance})"),
    "open_until.plain": _("Open until {when}"),
    # --- where the answers count ---
    "group": _("Where your answers count"),
    "group.counts": _("Your answers count under {group} ({people})."),
    "group.left_out": _("Your answers count for the whole organisation, without your group."),
    "group.more": _("What does that mean?"),
    "group.place": _("Your group is part of: {path}."),
    "group.same": _("It has as many people as in the last wave."),
    "group.leave_out": _("Leave out my group: count for the whole organisation only"),
    "group.elsewhere": _(
        "Your group was already confirmed in another browser. If you sent your answers there, you are done. If not, "
        "you can go on here: your answers then count for the whole organisation."
    ),
    # --- questions ---
    "questions": _("Questions"),
    "questions.free": _("Every question may stay empty."),
    "questions.several": _("Choose as many as you like."),
    "questions.clear": _("Clear"),
    "questions.clear_of": _("Clear the answer to: {question}"),
    "questions.cleared": _("Answer cleared."),
    "questions.answered": _("{count} of {total} answered"),
    "questions.least": _("not at all likely"),
    "questions.most": _("extremely likely"),
    # --- the draft ---
    "draft.kept": _("What you choose is kept on this device alone, encrypted, until you send it."),
    "draft.not_kept": _("This browser keeps nothing. If you close this page before it is sent, this ballot is lost."),
    "draft.restored": _("Your answers from before are back."),
    "draft.forget": _("Forget my answers"),
    "draft.forget.ask": _("Erase all answers on this page and from this device?"),
    "draft.forget.yes": _("Erase them"),
    "draft.forget.no": _("Keep them"),
    "draft.forgotten": _("Your answers are erased from this device."),
    # --- the candle ---
    "candle.before": _("And one last thing"),
    "candle.no_reason": _("No reason is asked. Ticked or not, what leaves this device looks the same."),
    "candle.next": _(
        "Your candle is opened together with others at fixed hours. It says that somebody needs a break, and not who. "
        "After sending you get a candle key; an answer can be found with it alone."
    ),
    "candle.nobody": _(
        "Nobody can read candles here yet, so none can be lit: please turn to one of the contacts below instead."
    ),
    "candle.together": _("In this organisation the same person may read candles and book leave."),
    "candle.now": _("Need somebody right now?"),
    # --- send ---
    "send": _("Send"),
    "send.hint": _("It is sealed on this device before it leaves."),
}

ASKING_COUNTED = {
    "people": lambda n: ngettext("{count} person", "{count} people", n),
    "group.grew": lambda n: ngettext(
        "It has {count} person more than in the last wave.", "It has {count} people more than in the last wave.", n
    ),
    "group.shrank": lambda n: ngettext(
        "It has {count} person fewer than in the last wave.", "It has {count} people fewer than in the last wave.", n
    ),
    "group.floor": lambda n: ngettext(
        "Results are shown only for groups in which at least {count} person has answered; anything smaller stays "
        "hidden.",
        "Results are shown only for groups in which at least {count} people have answered; anything smaller stays "
        "hidden.",
        n,
    ),
}
