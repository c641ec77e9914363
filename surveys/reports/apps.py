"""The reports room as Django knows it."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "surveys.reports"
    label = "reports"
    verbose_name = "Reports"
