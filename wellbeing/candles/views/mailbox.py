"""A candle's mailbox, for whoever holds the candle key."""

import base64

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from .. import shown
from ..asked import NewLetter, Nothing, Taking, read_body
from ..deeds.take_break import take_break
from ..deeds.visit import visit
from ..deeds.withdraw import withdraw
from ..deeds.write_letter import write_letter
from ..proving import prove_mailbox


@require_POST
def mailbox(request: HttpRequest) -> HttpResponse:
    """POST /mailbox/: all that is in it; notes the day of the visit."""
    now = timezone.now()
    owner = prove_mailbox(request, now=now)
    read_body(request.body, Nothing)
    return JsonResponse(shown.mailbox(visit(mailbox=owner, now=now)))


@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """POST /mailbox/letters/: a letter to the keepers."""
    owner = prove_mailbox(request, now=timezone.now())
    write_letter(mailbox=owner, letter=read_body(request.body, NewLetter))
    return HttpResponse()


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """POST /mailbox/take/: the blind signature of the one break pass."""
    now = timezone.now()
    owner = prove_mailbox(request, now=now)
    signature = take_break(mailbox=owner, asked=read_body(request.body, Taking), now=now)
    return JsonResponse({"version": 1, "signature": base64.b64encode(signature).decode()})


@require_POST
def withdrawal(request: HttpRequest) -> HttpResponse:
    """POST /mailbox/withdraw/: the candle is taken back."""
    now = timezone.now()
    owner = prove_mailbox(request, now=now)
    read_body(request.body, Nothing)
    withdraw(mailbox=owner, now=now)
    return HttpResponse()
