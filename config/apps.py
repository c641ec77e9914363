"""The roof as a Django app: its checks run before anything starts, and rooms that do not know each other meet."""

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registering is the import's purpose; it needs the app registry

        if settings.NAMED:
            from surveys.campaigns import collected, house_parts
            from wellbeing.desk import collecting, house

            house_parts.register(house.part)
            collecting.register(collected.has_collected)
