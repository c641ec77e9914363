"""Signing in by a mailed code: allauth's own views, and what they leave unsaid."""

from allauth.account import views as allauth
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

SIGN_IN = "account_request_login_code"


@never_cache
def elsewhere(_request: HttpRequest) -> HttpResponse:
    """Addresses of allauth that lead to the one way in: there is no password and no signing up."""
    return redirect(SIGN_IN)


def confirm(request: HttpRequest) -> HttpResponseBase:
    """The page of the code; whoever comes too late is told so instead of only being sent back."""
    response = allauth.confirm_login_code(request)
    sent_back = getattr(response, "url", None) == reverse(SIGN_IN)
    if request.method == "POST" and sent_back and not len(messages.get_messages(request)):
        messages.warning(request, _("That code has expired. Ask for a new one; it comes in a moment."))
    return response
