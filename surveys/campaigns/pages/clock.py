"""Times on pages: shown and typed in the organisation's zone, which is always named beside them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def in_zone(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page with every time in the zone of the settings; templates name it as `zone`."""
    with timezone.override(settings.ORGANISATION_ZONE):
        return render(request, template, context | {"zone": str(settings.ORGANISATION_ZONE)})
