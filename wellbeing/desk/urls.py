"""Addresses of the desk room: keepers and what rest there is, then the leave that is booked."""

from django.urls import URLPattern

_KEEPING: list[URLPattern] = []
_LEAVE: list[URLPattern] = []

urlpatterns = [*_KEEPING, *_LEAVE]
