"""Addresses of the nameless origin."""

from django.urls import include, path, re_path

from . import front

_FINGERPRINT = r"(?P<fingerprint>[0-9a-f]{64})/\Z"

urlpatterns = [
    re_path("^notices/" + _FINGERPRINT, front.notice, name="notice"),
    re_path("^boxes/" + _FINGERPRINT, front.box, name="box"),
    path("", include("surveys.ballots.urls")),
    path("", include("wellbeing.candles.urls")),
]

handler400 = "config.plain.bad_request"
handler403 = "config.plain.forbidden"
handler404 = "config.plain.not_found"
handler500 = "config.plain.broken"
