"""Addresses of the room on the named origin."""

from django.urls import path, re_path

from . import views
from .pages import collecting, making, plan, questionnaires, waves

urlpatterns = [
    path("passes/", views.passes, name="passes"),
    re_path(r"^notices/(?P<fingerprint>[0-9a-f]{64})/\Z", views.notice, name="notice"),
    re_path(r"^keys/(?P<key_id>[0-9a-f]{64})/\Z", views.key, name="key"),
    path("collect/", collecting.collect, name="collect"),
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/new/", making.questionnaire_new, name="questionnaire_new"),
    path("questionnaires/new/<slug:slug>/", making.questionnaire_start, name="questionnaire_start"),
    path("questionnaires/upload/", making.questionnaire_upload, name="questionnaire_upload"),
    path("questionnaires/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path("questionnaires/<int:pk>/change/", making.questionnaire_change, name="questionnaire_change"),
    path("questionnaires/<int:pk>/questionnaire.json", questionnaires.questionnaire_file, name="questionnaire_file"),
    path("waves/", waves.waves, name="waves"),
    path("waves/new/", plan.wave_new, name="wave_new"),
    path("waves/<uuid:pk>/", waves.wave, name="wave"),
    path("waves/<uuid:pk>/change/", plan.wave_change, name="wave_change"),
    path("waves/<uuid:pk>/cancel/", waves.wave_cancel, name="wave_cancel"),
]
