"""The room's clock."""

import logging

from celery import shared_task
from django.utils import timezone

from crypto.refusal import Refusal

from .deeds.collect import collect
from .nameless import Nameless

log = logging.getLogger(__name__)


@shared_task(name="reports.tick")
def tick() -> None:
    """Collect what was published; what fails is one line in the log and tried again at the next tick."""
    try:
        for report in collect(nameless=Nameless.of_settings(), now=timezone.now()):
            log.info("the Report of Notice %s came", report.notice)
    except Refusal as refusal:
        log.warning("no Report was collected: %s", refusal)
