"""Second factors: how their secrets are kept, what they are called, and when one may go."""

import base64

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from qrcode.image.svg import SvgPathFillImage

from crypto.wrap import BadWrap, derive, unwrap, wrap

from .models import Employee
from .rights import SECOND_FACTORS

PURPOSE = "second factor"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """allauth's questions about second factors."""

    def encrypt(self, text: str) -> str:
        """A secret as it is stored: under a key from SECRET_KEY, so that a stolen database makes no codes."""
        wrapped = wrap(_key(settings.SECRET_KEY), text.encode(), context=PURPOSE)
        return base64.b64encode(wrapped).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again, also under a SECRET_KEY that was replaced. Raises BadWrap."""
        wrapped = base64.b64decode(encrypted_text)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return unwrap(_key(secret), wrapped, context=PURPOSE).decode()
            except BadWrap:
                continue
        raise BadWrap("this second factor was kept under another SECRET_KEY")

    def build_totp_svg(self, url: str) -> str:
        """The secret as a picture, dark on white also where the page is dark."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether it may go: the last one stays where the role asks for one."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        return not authenticator.user.role or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Employee, type: Authenticator.Type) -> str:  # noqa: A002
        """A first name for a passkey, which its owner may change."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey {number}").format(number=number)

    def _get_site_name(self) -> str:
        """What an authenticator app and a browser show beside the address."""
        return settings.ORGANISATION_NAME


def _key(secret: str | bytes) -> bytes:
    return derive(force_bytes(secret), purpose=PURPOSE)
