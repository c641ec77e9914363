"""What lies in a candle's mailbox: letters either way, offers, and the break that was taken."""

from django.db import models

from .candle import Candle


class Letter(models.Model):
    """One letter, sealed twice, once for each side; numbered by candle from 1, whoever wrote."""

    class Author(models.TextChoices):
        EMPLOYEE = "employee"
        KEEPER = "keeper"

    pk = models.CompositePrimaryKey("candle_id", "number")
    candle = models.ForeignKey(Candle, on_delete=models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()
    author = models.CharField(max_length=8, choices=Author)
    keepers = models.BinaryField()
    employee = models.BinaryField()
    signed = models.BinaryField(
        max_length=32
    )  # SHA-256 of the keepers' envelope as it was signed, before any resealing
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(author__in=["employee", "keeper"]), name="letter_author_known")
        ]


class Offer(models.Model):
    """A break that the keepers offer, in their own signature."""

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        GONE = "gone"

    id = models.BinaryField(primary_key=True, max_length=16)
    candle = models.ForeignKey(Candle, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    signature = models.BinaryField(max_length=64)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["open", "taken", "gone"]), name="offer_state_known"),
            models.UniqueConstraint(fields=["candle"], condition=models.Q(state="taken"), name="offer_taken_once"),
        ]


class TakenBreak(models.Model):
    """The one break pass that blind door 2 signed for a candle, unread; only its owner can unblind it."""

    candle = models.OneToOneField(Candle, on_delete=models.CASCADE, primary_key=True)
    offer = models.BinaryField(max_length=16)
    key_id = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)  # SHA-256 of the blinded message
    kept = models.BinaryField()  # what unblinds it, encrypted under the candle key
    signature = models.BinaryField()
