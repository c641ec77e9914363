"""Run in a process of its own, `python -m tests.walls.probe`: one side as it really starts, told as JSON.

What is installed, which of our modules a web process has loaded once every address is there, and every column of
every table after `migrate` on an empty database.
"""

import json
import sys
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.urls import URLPattern, URLResolver, get_resolver

from .tree import PACKAGES


def main() -> None:
    import config.wsgi  # noqa: F401  as a web process starts

    addresses = sorted(_addresses(get_resolver().url_patterns))
    loaded = sorted(name for name in sys.modules if name.split(".")[0] in PACKAGES)
    call_command("migrate", verbosity=0)
    seen = {
        "apps": [app.name for app in apps.get_app_configs()],
        "middleware": list(settings.MIDDLEWARE),
        "addresses": addresses,
        "loaded": loaded,
        "columns": _columns(),
    }
    print(json.dumps(seen))


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    found = []
    for entry in patterns:
        here = before + str(entry.pattern)
        found += _addresses(entry.url_patterns, here) if isinstance(entry, URLResolver) else [here]
    return found


def _columns() -> dict[str, str]:
    """`table.column` to the kind of field; a column that no model knows has the kind `?`."""
    fields: dict[str, str] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if field.column:
                fields[f"{model._meta.db_table}.{field.column}"] = _kind(field)
    with connection.cursor() as cursor:
        there = [name for table in connection.introspection.table_names(cursor) for name in _columns_of(cursor, table)]
    return {name: fields.get(name, "?") for name in sorted({*there, *fields})}


def _columns_of(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return [f"{table}.{column[0]}" for column in cursor.description]


def _kind(field: "models.Field[Any, Any]") -> str:
    """Django's name of the field, and for a link the kind of what it points at."""
    kind = field.get_internal_type()
    return f"{kind} to {field.related_model._meta.db_table}" if field.is_relation else kind  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
