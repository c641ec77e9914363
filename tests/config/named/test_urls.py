import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["%00", "0" * 63 + "%00", "A" * 64, "a" * 65, "a" * 64 + "%0A"])
@pytest.mark.parametrize("room", ["notices", "keys", "reports"])
def test_a_document_when_its_name_is_no_fingerprint_is_not_there(settings, room, name):
    settings.ALLOWED_HOSTS, settings.OPEN_REPORTS = ["testserver"], True

    response = Client().get(f"/{room}/{name}/")

    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert response.content == b"There is nothing at this address.\n"
