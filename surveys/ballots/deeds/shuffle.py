"""Shuffle: rewrite the ballots of open boxes, so that neither place nor transaction tells who came when."""

from typing import Final

from django.db import connection, transaction

# The ids are random, so their order is a random one. Both take the open boxes' rows for sharing first, or write
# alone: no box is frozen meanwhile, while ballots go on coming in.
_POSTGRESQL: Final = """
WITH open AS (SELECT notice_id FROM ballots_box WHERE state = 'open' FOR SHARE),
     moved AS (DELETE FROM ballots_ballot USING open WHERE box_id = notice_id
               RETURNING id, box_id, serial, sealed)
INSERT INTO ballots_ballot (id, box_id, serial, sealed)
SELECT id, box_id, serial, sealed FROM moved ORDER BY id
"""
_SQLITE: Final = (
    "CREATE TEMPORARY TABLE shuffled AS SELECT id, box_id, serial, sealed FROM ballots_ballot"
    " WHERE box_id IN (SELECT notice_id FROM ballots_box WHERE state = 'open')",
    "DELETE FROM ballots_ballot WHERE id IN (SELECT id FROM shuffled)",
    "INSERT INTO ballots_ballot (id, box_id, serial, sealed)"
    " SELECT id, box_id, serial, sealed FROM shuffled ORDER BY id",
    "DROP TABLE shuffled",
)
_STATEMENTS: Final = {"postgresql": (_POSTGRESQL,), "sqlite": _SQLITE}


def shuffle() -> None:
    """Write every ballot of an open box again, by its random id, in one transaction; backups come afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement)
