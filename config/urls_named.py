"""Addresses of the named origin."""

from django.urls import include, path

urlpatterns = [
    path("", include("surveys.campaigns.urls")),
    path("", include("surveys.people.urls")),
    path("", include("surveys.reports.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("account/", include("allauth.urls")),
]

handler400 = "config.plain.bad_request"
handler403 = "config.plain.forbidden"
handler404 = "config.plain.not_found"
handler500 = "config.plain.broken"
