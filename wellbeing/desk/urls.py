"""Addresses of the desk room: keepers and what rest there is, then the leave that is booked."""

from django.urls import path

from .views import away, badge, catalogue, keepers, leave, redeem, rest

_KEEPING = [
    path("badge/", badge.badge, name="badge"),
    path("badge/new/", badge.badge_new, name="badge_new"),
    path("badge/keys/", badge.badge_keys, name="badge_keys"),
    path("keepers/", keepers.keepers, name="keepers"),
    path("keepers/new/", keepers.rota_new, name="rota_new"),
    path("keepers/move/<str:number>/", keepers.keeper_move, name="keeper_move"),
    path("keepers/<slug:slug>/", keepers.rota, name="rota"),
    path("keepers/<slug:slug>/open/", keepers.rota_open, name="rota_open"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/new/", catalogue.kind_new, name="kind_new"),
    path("catalogue/<slug:slug>/", catalogue.kind, name="kind"),
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
