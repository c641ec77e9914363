"""Setting up a second factor and removing one: allauth's own views, with the rules of roles."""

import re
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ..deeds.set_second_factor import end_sessions
from ..rights import SET_UP, factors_of, must_set_up, visitor


class SecondFactor(IndexView):  # type: ignore[misc]  # allauth carries no types
    """What second factors this account has, and how to add another."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whether the role asks for one that is missing."""
        return {**super().get_context_data(**kwargs), "must_set_up": must_set_up(self.request.user)}


class _EndsOtherSessions:
    """A session that began before there was a second factor never used one: it ends."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it up, and keep this session alone, which has just shown the factor."""
        response = super().form_valid(form)  # type: ignore[misc]
        user = visitor(self.request)
        end_sessions(user)
        update_session_auth_hash(self.request, user)
        post_authentication(self.request, factors_of(user)[-1], reauthenticated=True)
        return response


class AddApp(_EndsOtherSessions, ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the secret in groups of four, as people type it."""
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return {**shown, "secret": " ".join(re.findall(".{1,4}", shown["form"].secret))}


class AddPasskey(_EndsOtherSessions, AddWebAuthnView):  # type: ignore[misc]
    """A passkey or a security key."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keeps the form with its error, which allauth's own view forgets."""
        return {**super().get_context_data(**kwargs), **kwargs}


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """A passkey that is to go, unless it is the last factor of a role."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuses before asking for confirmation."""
        found = self.get_queryset().filter(pk=kwargs["pk"]).first() if request.user.is_authenticated else None
        if found and not get_adapter().can_delete_authenticator(found):
            messages.error(request, _("Your role asks for a second factor. Add another one before you remove this."))
            return redirect(SET_UP)
        return super().dispatch(request, *args, **kwargs)
