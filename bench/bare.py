"""The limit that `cast` is held against: a Django view with one insert of the same size and nothing else."""

import os
import uuid

import dj_database_url
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path

SERIAL = slice(0, 32)  # of a body of 5,586 bytes; what lies between is read and not stored, as by `cast`
SEALED = slice(354, None)

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)},
    ROOT_URLCONF=__name__,
    SECRET_KEY=uuid.uuid4().hex,
    USE_TZ=True,
)
django.setup()


class Row(models.Model):
    """The columns of a ballot, without their constraints to other tables."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    box = models.CharField(max_length=64)
    serial = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()

    class Meta:
        app_label = "bare"


def insert(request: HttpRequest) -> HttpResponse:
    """POST /: one row."""
    body = request.body
    Row(box="0" * 64, serial=body[SERIAL], sealed=body[SEALED]).save(force_insert=True)
    return HttpResponse()


urlpatterns = [path("", insert)]
application = get_wsgi_application()
if connection.introspection.table_names() == []:
    with connection.schema_editor() as editor:
        editor.create_model(Row)
connection.close()  # each thread of the server opens its own
