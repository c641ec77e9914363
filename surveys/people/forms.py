"""Forms of the people room, and allauth's forms of passkeys, which break at what is no passkey."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from .models import EMAIL_SIZE, Role

MEANING = {
    Role.OWNER: _("Owner: keeps roster and questionnaires, plans waves, reads all results, gives roles"),
    Role.KEEPER: _("Keeper: reads the candles that were lit and answers them, without learning who wrote"),
    Role.DESK: _("Leave desk: books breaks for people, without learning why"),
}


class RoleForm(forms.Form):
    """Who is to have which role."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=EMAIL_SIZE,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=list(MEANING.items()), widget=forms.RadioSelect)


class RosterForm(forms.Form):
    """A roster to look at before anything changes."""

    file = forms.FileField(
        label=_("CSV file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Choose a file first.")},
    )


class _Unbroken:
    """Whatever is wrong with the bytes that a browser sent is one refusal, and no error of ours."""

    def _guard(self, check: Any) -> Any:
        try:
            return check()
        except forms.ValidationError:
            raise
        except Exception as error:  # CBOR, ASN.1 and signatures have dozens
            raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(_Unbroken, AddWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A passkey that was just made."""

    def clean_credential(self) -> Any:
        """An object, for allauth takes 0 and false for no answer at all. Raises ValidationError."""
        credential = self.cleaned_data["credential"]
        if not isinstance(credential, dict):
            raise get_adapter().validation_error("incorrect_code")
        return credential

    def clean(self) -> Any:
        """Raises ValidationError."""
        return self._guard(super().clean)


class UsePasskeyForm(_Unbroken, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey's answer at sign-in."""

    def clean_credential(self) -> Any:
        """The passkey that answered. Raises ValidationError."""
        return self._guard(super().clean_credential)


class ShowPasskeyForm(_Unbroken, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey's answer before something changes."""

    def clean_credential(self) -> Any:
        """The passkey that answered. Raises ValidationError."""
        return self._guard(super().clean_credential)
