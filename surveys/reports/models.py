"""Reports as they came from the nameless side, and those that were refused."""

from typing import Any, NoReturn

from django.db import models

FINGERPRINT_SIZE = 64  # hex digits


class Changed(Exception):
    """Someone tried to change or remove what was published. Reports are final (R8)."""


class Final(models.QuerySet["Report"]):
    """Rows that are added and read, nothing else."""

    def update(self, **_: Any) -> NoReturn:
        raise Changed("a Report is final")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        raise Changed("a Report is final")

    def delete(self) -> NoReturn:
        raise Changed("a Report is final")


class Report(models.Model):
    """One wave's Report with all that proves it: each byte as it was served (docs/protocol.md section 2)."""

    notice = models.CharField(primary_key=True, max_length=FINGERPRINT_SIZE)  # its fingerprint names the wave here
    fingerprint = models.CharField(max_length=FINGERPRINT_SIZE, unique=True)
    previous = models.CharField(max_length=FINGERPRINT_SIZE, unique=True, blank=True)  # "" for the first: no forks
    wave = models.CharField(max_length=32, unique=True)
    notice_document = models.BinaryField()
    document = models.BinaryField()
    signature = models.CharField(max_length=100)  # base64, the nameless installation's over `document`
    counted_document = models.BinaryField()
    changed = models.JSONField(default=list)  # [[cohort id, item key], ...] that differ clearly from the wave before
    received = models.DateField()

    objects = Final.as_manager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row; raises Changed for one that is there."""
        if not self._state.adding:
            raise Changed("a Report is final")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Changed("a Report is final")

    @classmethod
    def last_fingerprint(cls) -> str:
        """The end of the chain: the fingerprint no other Report names; "" while there is none."""
        named = cls.objects.values("previous")
        return cls.objects.exclude(fingerprint__in=named).values_list("fingerprint", flat=True).first() or ""


class RefusedReport(models.Model):
    """A Report that came altered or out of its chain: why, and on which day first."""

    notice = models.CharField(max_length=FINGERPRINT_SIZE)
    reason = models.CharField(max_length=300)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint("notice", "reason", name="a_refusal_is_kept_once")]
