"""What is looked at before anything starts."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register

from .danger import BadDanger, load_danger


@register
def what_to_do_in_danger_can_be_published(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Keepers go on with what was published last, so this stops nothing."""
    try:
        load_danger()
    except BadDanger as refusal:
        return [Warning(f"DANGER_FILE: {refusal}", id="windbreak.W003")]
    return []
