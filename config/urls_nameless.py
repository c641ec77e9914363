"""Addresses of the nameless origin."""

from django.urls import include, path

from . import front

urlpatterns = [
    path("notices/<str:fingerprint>/", front.notice, name="notice"),
    path("boxes/<str:fingerprint>/", front.box, name="box"),
    path("", include("surveys.ballots.urls")),
    path("", include("wellbeing.candles.urls")),
]

handler400 = "config.plain.bad_request"
handler403 = "config.plain.forbidden"
handler404 = "config.plain.not_found"
handler500 = "config.plain.broken"
