"""Accounts follow the roster: nobody signs up, and nobody changes an address or sets a password."""

from typing import NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest


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
