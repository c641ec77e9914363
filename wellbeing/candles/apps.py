"""The room as a Django app."""

from django.apps import AppConfig


class CandlesConfig(AppConfig):
    name = "wellbeing.candles"
    label = "candles"
