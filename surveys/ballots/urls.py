"""Addresses of the ballots room; config/front.py answers those that it shares with the candles room."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.status, name="status"),
    path("notices/", views.notices, name="notices"),
    path("keys/<str:fingerprint>/", views.keys, name="keys"),
    path("counted/<str:fingerprint>/", views.counted, name="counted"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:fingerprint>/", views.report, name="report"),
    path("ballots/", views.ballots, name="ballots"),
]
