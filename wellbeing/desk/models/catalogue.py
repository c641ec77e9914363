"""What rest there is: kinds of break, and how many of each everybody may take in a quarter."""

from django.db import models
from django.db.models import Q

MOST_KINDS = 8
MOST_PASSES = 8  # of all kinds together, for one person and quarter
MOST_EACH = 8
LARGEST_CAPACITY = 1000


class BreakKind(models.Model):
    """One kind of break; it is never deleted, since its passes outlive it by a quarter."""

    slug = models.CharField(max_length=20, primary_key=True)
    name = models.JSONField()  # by language
    about = models.JSONField()
    capacity = models.PositiveSmallIntegerField(default=20)  # people who can be away on it on one day
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(slug__regex=r"^[a-z0-9-]{1,20}$"), name="a_kind_is_named_in_documents"),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=LARGEST_CAPACITY), name="a_kind_has_room_for_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def each_in(self, quarter: str) -> int:
        """How many passes of this kind everybody is entitled to in `quarter`, as 2026-Q4."""
        counts = self.counts.filter(quarter__lte=quarter).order_by("-quarter")
        return counts.values_list("each", flat=True).first() or 0


class BreakCount(models.Model):
    """From `quarter` on everybody is entitled to `each` of this kind; "" is before every quarter, 0 is none."""

    kind = models.ForeignKey(BreakKind, on_delete=models.CASCADE, related_name="counts")
    quarter = models.CharField(max_length=7, blank=True)
    each = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "quarter"], name="one_count_a_kind_and_quarter"),
            models.CheckConstraint(condition=Q(each__lte=MOST_EACH), name="a_count_fits_a_request"),
            models.CheckConstraint(condition=Q(quarter__regex=r"^([0-9]{4}-Q[1-4])?$"), name="a_count_has_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"{self.each} of {self.kind_id} from {self.quarter}"
