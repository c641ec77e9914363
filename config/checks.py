"""Refuses to start when the wall is breached, and says what is missing for work that must last."""

from collections.abc import Sequence

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from .organisation import logo_fault

NAMED_ONLY = {
    "surveys.people", "surveys.campaigns", "surveys.reports", "wellbeing.desk", "allauth", "allauth.account",
    "django.contrib.auth", "django.contrib.sessions", "django.contrib.contenttypes", "django.contrib.admin",
    "django.contrib.messages",
}  # fmt: skip
NAMELESS_ONLY = {"surveys.ballots", "wellbeing.candles"}
PERSONAL_MIDDLEWARE = ("sessions", "auth", "csrf", "messages", "allauth")


@register
def the_wall_stands(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """No room of the other side is installed, and the nameless side knows no session."""
    foreign = NAMELESS_ONLY if settings.NAMED else NAMED_ONLY
    found = sorted(config.name for config in apps.get_app_configs() if config.name in foreign)
    errors: list[CheckMessage] = [
        Error(f"{name} does not belong on the {settings.SIDE} side", id="windbreak.E001") for name in found
    ]
    if not settings.NAMED:
        errors += [
            Error(f"{name} would know one visitor from another", id="windbreak.E002")
            for name in settings.MIDDLEWARE
            if any(word in name.lower() for word in PERSONAL_MIDDLEWARE)
        ]
    return errors


@register
def the_sides_are_apart(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Two origins that a browser keeps apart: cookies ignore ports, so the hosts must differ."""
    named, nameless = settings.NAMED_ORIGIN.split("//")[-1], settings.NAMELESS_ORIGIN.split("//")[-1]
    if named.rsplit(":", 1)[0] == nameless.rsplit(":", 1)[0]:
        return [Error("NAMED_ORIGIN and NAMELESS_ORIGIN must be on different hosts", id="windbreak.E003")]
    return []


@register
def secrets_last(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """A key made under a secret that dies with the process could never be used again."""
    if not settings.SECRET_KEY_IS_LASTING:
        return [Warning("SECRET_KEY is not set: nothing made now can be read later", id="windbreak.W001")]
    return []


@register
def the_logo_can_be_shown(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """A logo that no page could show is told at the start, not by pages that break."""
    fault = logo_fault(settings.ORGANISATION_LOGO)
    return [Error(fault, id="windbreak.E004")] if fault else []
