"""The roof: picks rooms, addresses, database and broker of one side."""

from .celery import app as celery_app

__all__ = ["celery_app"]
