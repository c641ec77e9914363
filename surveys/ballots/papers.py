"""Finding the documents that are served, all by the fingerprint of their Notice."""

import re

from crypto.refusal import Refusal

from .models import Box, Notice, Report


class NotThere(Refusal):
    """There is no such document, or not yet."""

    status = 404


def notice_of(fingerprint: str) -> Notice:
    """Raises NotThere."""
    found = Notice.objects.filter(pk=_name(fingerprint)).first()
    if found is None:
        raise NotThere("no Notice of this name is pinned here")
    return found


def box_of(fingerprint: str) -> Box:
    """Raises NotThere."""
    found = Box.objects.filter(pk=_name(fingerprint)).first()
    if found is None:
        raise NotThere("there is no Box for this Notice yet")
    return found


def report_of(fingerprint: str) -> Report:
    """Raises NotThere."""
    found = Report.objects.filter(pk=_name(fingerprint)).first()
    if found is None:
        raise NotThere("the wave of this Notice has not been counted")
    return found


def _name(fingerprint: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", fingerprint):
        raise NotThere("no Notice has this name")
    return fingerprint
