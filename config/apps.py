"""The roof as a Django app, so that its checks run before anything starts."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registering is the import's purpose; it needs the app registry
