"""Addresses of the named origin."""

from django.urls import include, path

from . import components

urlpatterns = [
    path("", include("surveys.campaigns.urls")),
    path("", include("surveys.people.urls")),
    path("", include("surveys.reports.urls")),
    path("", include("wellbeing.desk.urls")),
    path("look/", components.page, name="components"),
]

handler400 = "config.plain.bad_request"
handler403 = "config.plain.forbidden"
handler404 = "config.plain.not_found"
handler500 = "config.plain.broken"
