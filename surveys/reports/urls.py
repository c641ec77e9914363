"""Addresses of the reports room."""

from django.urls import path, re_path

from . import views

_REPORT = r"^reports/(?P<fingerprint>[0-9a-f]{64})/"

urlpatterns = [
    path("", views.status, name="status"),
    re_path(_REPORT + r"\Z", views.report, name="report"),
    re_path(_REPORT + r"report\.json\Z", views.document, name="report_document"),
    re_path(_REPORT + r"figures\.csv\Z", views.as_csv, name="report_csv"),
    re_path(_REPORT + r"figures\.xlsx\Z", views.as_xlsx, name="report_xlsx"),
    re_path(_REPORT + r"(?P<key>[a-z0-9_.]{1,60})/\Z", views.item, name="report_item"),
]
