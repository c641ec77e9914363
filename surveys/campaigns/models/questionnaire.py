"""Questionnaires: versioned sets of questions, frozen once a wave has asked them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from crypto.refusal import Refusal


class Frozen(Refusal):
    """What a wave has asked is never changed; a new version is made instead."""

    status = 409


class Questionnaire(models.Model):
    """One version of a set of questions, in one or more languages (`languages`: a list of BCP 47 tags)."""

    name = models.CharField(max_length=150)
    version = models.PositiveIntegerField()
    languages = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="questionnaire_version_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="questionnaire_version_from_one"),
        ]

    def __str__(self) -> str:
        return _("%(name)s (version %(number)s)") % {"name": self.name, "number": self.version}

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises Frozen."""
        _refuse_if_frozen(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises Frozen."""
        _refuse_if_frozen(self)
        return super().delete(*args, **kwargs)

    @property
    def is_frozen(self) -> bool:
        """Whether a wave was planned with this version."""
        return self.pk is not None and self.waves.exists()

    def asked(self) -> list[dict[str, Any]]:
        """The questions as a Notice writes them (docs/protocol.md section 2)."""
        return [question.asked() for question in self.questions.order_by("position")]


class Question(models.Model):
    """One question; `text`, `bins` and `groups` have the shapes of docs/protocol.md section 2."""

    class Kind(models.TextChoices):
        SCALE = "scale"
        CHOICE = "choice"
        CHOICES = "choices"
        RECOMMEND = "recommend"

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.JSONField()
    bins = models.JSONField()
    groups = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="question_position_once"),
            models.UniqueConstraint(fields=["questionnaire", "key"], name="question_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}: {self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises Frozen."""
        _refuse_if_frozen(self.questionnaire)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises Frozen."""
        _refuse_if_frozen(self.questionnaire)
        return super().delete(*args, **kwargs)

    def asked(self) -> dict[str, Any]:
        """The question as a Notice writes it."""
        return {"key": self.key, "kind": self.kind, "text": self.text, "bins": self.bins, "groups": self.groups}


def _refuse_if_frozen(questionnaire: Questionnaire) -> None:
    if questionnaire.is_frozen:
        raise Frozen(f"{questionnaire} was asked already; import the change as a new version")
