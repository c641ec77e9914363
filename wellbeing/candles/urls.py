"""Addresses of the candles room."""

from django.urls import path

from . import views

urlpatterns = [path("flags/", views.flags, name="flags")]
