"""The room as a Django app."""

from django.apps import AppConfig

from . import checks

__all__ = ["DeskConfig", "checks"]  # imported, its checks are registered


class DeskConfig(AppConfig):
    name = "wellbeing.desk"
    label = "desk"
