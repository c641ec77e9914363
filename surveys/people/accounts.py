"""Accounts follow the roster: nobody signs up, and nobody changes an address or sets a password."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from .letters import post
from .models import Employee
from .rights import SET_UP, must_set_up

ROLE_SESSION = 12 * 3600  # seconds a session with a role lasts; others last as long as Django says
NEVER_SENT = "account/email/unknown_account"
LOGIN_CODE = "account/email/login_code"


class RosterAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """allauth's questions, answered from the roster."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from the roster and from `make_owner`."""
        return False

    def clean_email(self, email: str) -> NoReturn:
        """Refuses every address someone wants to add: it would receive that account's codes.

        allauth asks this at sign-up, for a further address and for a new password, never at sign-in by code.
        """
        raise ValidationError("Addresses come from the roster; ask whoever keeps it.")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Post a letter in the person's language; for an address that nobody has, the same work and no letter."""
        language = Employee.objects.filter(email=email.lower()).values_list("language", flat=True).first()
        if template_prefix == NEVER_SENT:
            post(LOGIN_CODE, address=email, language="", sent=False, code=self.generate_login_code())
        else:
            post(template_prefix, address=email, language=language or "", code=context.get("code", ""))

    def send_notification_mail(
        self, template_prefix: str, user: Employee, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell people what changed about their account, without the address and browser it was done from."""
        if user.email:
            post(template_prefix, address=user.email, language=user.language)

    def login(self, request: HttpRequest, user: Employee) -> None:
        """Begin the session; with a role it is a short one."""
        super().login(request, user)
        if user.role:
            request.session.set_expiry(ROLE_SESSION)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the home page, or to set up a second factor where the role asks for one."""
        return reverse(SET_UP) if must_set_up(request.user) else super().get_login_redirect_url(request)
