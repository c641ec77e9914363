"""The people room as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "surveys.people"
    label = "people"
    verbose_name = "People"
