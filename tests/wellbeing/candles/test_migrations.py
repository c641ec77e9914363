"""An installation that has candles already is brought up to date and loses none that anybody could answer."""

import os

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.fixture
def migrate(transactional_db):
    """Brings the candles room to a migration; its models as they were then. Afterwards everything is up to date."""

    def migrated(name):
        executor = MigrationExecutor(connection)
        executor.migrate([("candles", name)])
        return executor.loader.project_state([("candles", name)]).apps

    yield migrated
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_what_was_lit_before_waits_in_the_queue_from_now_on(migrate, now, time_machine):
    time_machine.move_to(now)
    before = migrate("0002_wishes").get_model("candles", "Candle")
    one, other = os.urandom(32), os.urandom(32)
    for mailbox in (one, other, other, b""):
        before.objects.create(mailbox=mailbox, urgency="week")

    after = migrate("0003_queue").get_model("candles", "Candle")

    assert {bytes(candle.mailbox) for candle in after.objects.all()} == {one, other}
    assert after.objects.count() == 2
    kept = after.objects.values_list("state", "urgency", "rota", "verified", "since", "visited", "closed").distinct()
    assert list(kept) == [("lit", "week", "", True, int(now.timestamp()) // 3600, now.date(), None)]
