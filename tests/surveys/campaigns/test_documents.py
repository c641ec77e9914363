"""Public documents and keys on the named origin."""

import pytest
from django.conf import settings
from django.test import Client

from crypto import keys, notice
from crypto.installation import SIGNATURE_HEADER, check_document
from surveys.campaigns.models import Notice, SigningKey, Wave


def test_a_notice_is_served_with_its_signature(announced: Wave, client: Client, seed: bytes) -> None:
    answer = client.get(f"/notices/{announced.notice_id}/", headers={"origin": settings.NAMELESS_ORIGIN})

    assert notice.fingerprint(answer.content) == announced.notice_id
    check_document(keys.installation_public(seed), answer.content, answer[SIGNATURE_HEADER])
    assert answer["Access-Control-Allow-Origin"] == settings.NAMELESS_ORIGIN
    assert not answer.cookies


def test_a_key_of_every_purpose_is_served(announced: Wave, client: Client) -> None:
    for purpose in ("ballot", "label", "candle"):
        key = SigningKey.objects.filter(purpose=purpose)[0]

        answer = client.get(f"/keys/{key.id}/", headers={"origin": settings.NAMELESS_ORIGIN})

        assert keys.key_id(answer.content).hex() == key.id


def test_a_key_of_the_stock_is_not_served(client: Client, db: None) -> None:
    assert client.get(f"/keys/{SigningKey.make().id}/").status_code == 404


@pytest.mark.parametrize("path", ["notices", "keys"])
@pytest.mark.parametrize("name", ["0" * 64, "0" * 63, "%00" * 64, "A" * 64, "../x", "0" * 64 + "%0A"])
def test_unknown_and_malformed_names_are_not_found(client: Client, db: None, path: str, name: str) -> None:
    answer = client.get(f"/{path}/{name}/")

    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/plain")


def test_pages_of_other_origins_are_refused(announced: Wave, client: Client) -> None:
    answer = client.get(f"/notices/{announced.notice_id}/", headers={"origin": "https://elsewhere.example.org"})

    assert answer.status_code == 403
    assert "max-age" not in answer.headers.get("Cache-Control", "")


def test_a_document_is_read_only(announced: Wave, client: Client) -> None:
    before = list(Notice.objects.values_list("fingerprint", "delivered"))

    answer = client.put(f"/notices/{announced.notice_id}/", b"{}")

    assert answer.status_code == 405
    assert list(Notice.objects.values_list("fingerprint", "delivered")) == before
