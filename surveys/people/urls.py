"""Addresses of the people room: sign-in is under account/, the roster and roles are here."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
