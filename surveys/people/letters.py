"""Letters about an account: in its owner's language, plain and HTML, sent while the page has answered already.

Rendering and sending happen in threads of their own, so that how long a page takes does not tell whether a letter was
sent, and to whom. Nothing here touches the database.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

_log = logging.getLogger(__name__)
_room = ThreadPoolExecutor(max_workers=4, thread_name_prefix="letters")  # a process that ends waits for it


def post(template: str, *, address: str, language: str, sent: bool = True, **context: Any) -> Future[None]:
    """Write the letter `template` (`_subject.txt`, `_message.txt`, `_message.html`) and send it to `address`.

    `language` is a code of settings.LANGUAGES, or "" for the language of the page. One that is not to be `sent` takes
    the same work. What goes wrong is logged without the address.
    """
    shown = {
        "organisation": settings.ORGANISATION_NAME,
        "named_origin": settings.NAMED_ORIGIN,
        "candle_page": f"{settings.NAMELESS_ORIGIN}/candle/",
        **context,
    }
    spoken = language or translation.get_language() or settings.LANGUAGE_CODE
    return _room.submit(_post, template, address, spoken, sent, shown)


def _post(template: str, address: str, language: str, sent: bool, context: dict[str, Any]) -> None:
    try:
        with translation.override(language):
            letter = _write(template, address, context)
        if sent:
            letter.send()
    except Exception as error:  # noqa: BLE001  nobody waits for the outcome
        _log.error("a letter about an account was not sent: %s", type(error).__name__)


def _write(template: str, address: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    parts = (f"{template}_message.txt", "account/email/candle.txt")  # every mail to staff ends with the same line
    plain = "\n\n".join(render_to_string(part, context).strip() for part in parts) + "\n"
    headers = {"Auto-Submitted": "auto-generated"}
    letter = EmailMultiAlternatives(subject, plain, to=[address], headers=headers)
    letter.attach_alternative(render_to_string(f"{template}_message.html", context), "text/html")
    return letter
