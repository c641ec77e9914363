"""What must be there before a wave can be planned."""

from django.utils import timezone

from surveys.people.audience import audience

from ..models import Questionnaire
from ..models.wave import smallest_m

FEWEST = smallest_m(5)  # people: with fewer no wave can be held whatever its thresholds


def missing_first() -> dict[str, bool]:
    """`roster` while too few people are on it for any wave, `questionnaire` while there is none."""
    few = len(audience(when=timezone.now())) < FEWEST
    return {"roster": few, "questionnaire": not Questionnaire.objects.exists()}
