"""The room as a Django app."""

from django.apps import AppConfig

from . import checks

__all__ = ["CampaignsConfig", "checks"]  # imported, its checks are registered


class CampaignsConfig(AppConfig):
    name = "surveys.campaigns"
    label = "campaigns"
