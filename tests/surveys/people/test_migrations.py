"""The data that moves when the tables change."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


@pytest.mark.django_db(transaction=True)
def test_owners_keep_their_role_there_and_back():
    def to(name: str):
        executor = MigrationExecutor(connection)
        executor.migrate([("people", name)])
        return executor.loader.project_state([("people", name)]).apps.get_model("people", "Employee")

    try:
        before = to("0001_initial")
        before.objects.create(email="owner@x.org", is_owner=True)
        before.objects.create(email="ann@x.org")
        after = dict(to("0002_roles_and_languages").objects.values_list("email", "role"))
        back = dict(to("0001_initial").objects.values_list("email", "is_owner"))
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    assert after == {"owner@x.org": "owner", "ann@x.org": ""}
    assert back == {"owner@x.org": True, "ann@x.org": False}
