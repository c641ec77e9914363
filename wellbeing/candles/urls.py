"""Addresses of the candles room."""

from django.urls import path

from .views import breaks, flags, keepers, mailbox

urlpatterns = [
    path("flags/", flags.flags, name="flags"),
    path("flags/now/", flags.flags_now, name="flags_now"),
    path("flags/bare/", flags.flags_bare, name="flags_bare"),
    path("exchanges/", breaks.exchanges, name="exchanges"),
    path("breaks/", breaks.breaks, name="breaks"),
    path("challenges/", flags.challenges, name="challenges"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/letters/", mailbox.letters, name="mailbox_letters"),
    path("mailbox/take/", mailbox.take, name="mailbox_take"),
    path("mailbox/withdraw/", mailbox.withdrawal, name="mailbox_withdraw"),
    path("queue/", keepers.queue, name="queue"),
    path("candles/<uuid:candle>/", keepers.candle, name="candle"),
    path("candles/<uuid:candle>/hold/", keepers.holding, name="hold"),
    path("candles/<uuid:candle>/give-back/", keepers.giving_back, name="give_back"),
    path("candles/<uuid:candle>/close/", keepers.close, name="close"),
    path("candles/<uuid:candle>/letters/", keepers.letters, name="letters"),
    path("candles/<uuid:candle>/offers/", keepers.offers, name="offers"),
    path("candles/<uuid:candle>/reseal/", keepers.resealing, name="reseal"),
]
