"""Addresses of the room on the named origin."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("passes/", views.passes, name="passes"),
    re_path(r"^notices/(?P<fingerprint>[0-9a-f]{64})/\Z", views.notice, name="notice"),
    re_path(r"^keys/(?P<key_id>[0-9a-f]{64})/\Z", views.key, name="key"),
]
