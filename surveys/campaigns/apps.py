"""The room as a Django app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "surveys.campaigns"
    label = "campaigns"
