"""The roof as a Django app: its checks run before anything starts, and rooms that do not know each other meet."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registering is the import's purpose; it needs the app registry

        if settings.NAMED:  # by name, since the other side has none of these rooms
            register = import_string("surveys.campaigns.house_parts.register")
            register(import_string("wellbeing.desk.house.part"))
