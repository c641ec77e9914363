"""Addresses of the ballots room; config/front.py answers those that it shares with the candles room."""

from django.urls import path, re_path

from . import views

_FINGERPRINT = r"(?P<fingerprint>[0-9a-f]{64})/\Z"

urlpatterns = [
    path("", views.status, name="status"),
    path("notices/", views.notices, name="notices"),
    re_path("^keys/" + _FINGERPRINT, views.keys, name="keys"),
    re_path("^counted/" + _FINGERPRINT, views.counted, name="counted"),
    path("reports/", views.reports, name="reports"),
    re_path("^reports/" + _FINGERPRINT, views.report, name="report"),
    path("ballots/", views.ballots, name="ballots"),
    path("waves/", views.waves, name="waves"),
]
