"""Addresses of the nameless origin."""

from django.urls import include, path, re_path

from . import front, pages, reminder

_FINGERPRINT = r"(?P<fingerprint>[0-9a-f]{64})/\Z"

urlpatterns = [
    re_path("^notices/" + _FINGERPRINT, front.notice, name="notice"),
    re_path("^boxes/" + _FINGERPRINT, front.box, name="box"),
    re_path(r"^w/(?P<fingerprint>[0-9a-f]{64})/?\Z", pages.survey, name="survey"),
    path("candle/", pages.page, {"name": "candle"}, name="candle_page"),
    path("rest/", pages.page, {"name": "rest"}, name="rest_page"),
    path("keeper/", pages.page, {"name": "keeper"}, name="keeper_page"),
    path("reminder.ics", reminder.reminder, name="reminder"),
    path("", include("surveys.ballots.urls")),
    path("", include("wellbeing.candles.urls")),
]

handler400 = "config.plain.bad_request"
handler403 = "config.plain.forbidden"
handler404 = "config.plain.not_found"
handler500 = "config.plain.broken"
