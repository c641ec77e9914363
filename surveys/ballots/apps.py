"""The room as a Django app."""

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "surveys.ballots"
    label = "ballots"
