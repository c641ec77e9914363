"""Addresses of the desk room: keepers and what rest there is, then the leave that is booked."""

from django.urls import path

from .views import away, badge, leave, redeem, rest

_KEEPING = [
    path("badge/", badge.badge, name="badge"),
    path("badge/new/", badge.badge_new, name="badge_new"),
    path("badge/keys/", badge.badge_keys, name="badge_keys"),
]
_LEAVE = [
    path("rest/", rest.rest, name="rest"),
    path("rest/redeem/", redeem.redeem, name="redeem"),
    path("rest/<uuid:pk>/cancel/", rest.rest_cancel, name="rest_cancel"),
    path("leave/", leave.leave, name="leave"),
    path("leave/<uuid:pk>/", leave.leave_one, name="leave_one"),
    path("away/", away.away, name="away"),
]

urlpatterns = [*_KEEPING, *_LEAVE]
