"""Shuffle: rewrite the rows whose order of writing would tell who came when."""

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from ..models import Candle, Flag, Letter, Offer, SpentEntitlement, SpentPass, TakenBreak, UsedChallenge

# In the order in which deeds lock them, so that nobody waits in a circle.
_ORDERED_BY_WRITING: tuple[type[models.Model], ...] = (
    SpentPass, Flag, Candle, Letter, TakenBreak, Offer, SpentEntitlement, UsedChallenge,
)  # fmt: skip


def shuffle() -> None:
    """Write every row again, in random order and all in one transaction; backups are taken only afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in _ORDERED_BY_WRITING:
            _rewrite(cursor, connection.ops.quote_name(model._meta.db_table))


def _rewrite(cursor: CursorWrapper, table: str) -> None:
    if connection.vendor == "postgresql":
        # Readers go on; a writer waits, so that no row comes between the copy and the deletion.
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
    cursor.execute(f"CREATE TEMPORARY TABLE shuffled AS SELECT * FROM {table}")  # noqa: S608  a model's own table
    cursor.execute(f"DELETE FROM {table}")  # noqa: S608
    cursor.execute(f"INSERT INTO {table} SELECT * FROM shuffled ORDER BY random()")  # noqa: S608
    cursor.execute("DROP TABLE shuffled")
