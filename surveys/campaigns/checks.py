"""Says at the start what would otherwise be found out when the next house Notice is due."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register

from .contacts import BadContacts, load_contacts


@register
def the_contacts_can_be_published(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Surveys go on with the contacts that were published last, so this stops nothing."""
    try:
        load_contacts()
    except BadContacts as fault:
        return [Warning(f"CRISIS_CONTACTS_FILE: {fault}", id="windbreak.W002")]
    return []
