"""The crossing, against a real server: what is sent in this side's name, and how much of an answer is read."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from crypto import keys, notice
from crypto.installation import SIGNATURE_HEADER
from surveys.crossing import Answer, Crossing, Unreachable
from tests.surveys.campaigns.peer import Peer, serving

SEED = keys.new_installation_seed()


@pytest.fixture
def peer() -> Iterator[Peer]:
    with serving(Peer(keys.installation_public(SEED))) as running:
        yield running


@pytest.fixture
def crossing(peer: Peer) -> Crossing:
    return Crossing(peer.origin, peer.public, SEED)


@pytest.fixture
def answering(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes the server answer 200 with this body."""

    def answer(body: bytes, headers: dict[str, str] | None = None) -> None:
        monkeypatch.setattr(peer, "answer", lambda *_: (200, body, headers or {}))

    return answer


def test_ask_when_signed_by_this_installation_is_answered(crossing: Crossing) -> None:
    assert crossing.ask("GET", "/notices/") == Answer(200, b'{"version": 1, "chain": []}', "")


def test_ask_when_another_installation_signs_is_refused(crossing: Crossing) -> None:
    stranger = replace(crossing, seed=keys.new_installation_seed())

    assert stranger.ask("GET", "/notices/").status == 401


def test_ask_when_a_document_is_sent_carries_its_signature(crossing: Crossing, peer: Peer, monkeypatch: Any) -> None:
    sent = []
    monkeypatch.setattr(peer, "answer", lambda *request: (sent.append(request), (201, b"", {}))[1])

    crossing.ask("PUT", "/notices/x/", body=b"document", signature="AAAA")

    [(method, path, body, headers)] = sent
    assert (method, path, body, headers[SIGNATURE_HEADER]) == ("PUT", "/notices/x/", b"document", "AAAA")


def test_ask_when_a_document_comes_gives_its_signature(crossing: Crossing, answering: Any) -> None:
    answering(b"document", {SIGNATURE_HEADER: "BBBB"})

    assert crossing.ask("GET", "/notices/x/") == Answer(200, b"document", "BBBB")


def test_ask_when_nobody_is_there(crossing: Crossing) -> None:
    with pytest.raises(Unreachable, match="cannot be reached"):
        replace(crossing, origin="http://127.0.0.1:9").ask("GET", "/notices/")


@pytest.mark.parametrize("kind", [None, "wave", "house-box", "wave-box", "report", "counted"])
def test_ask_when_an_answer_is_larger_than_its_kind_has(crossing: Crossing, answering: Any, kind: str | None) -> None:
    answering(bytes(notice.largest(kind) + 1))

    with pytest.raises(Unreachable, match="more bytes than any such document has"):
        crossing.ask("GET", "/a/", kind=kind)


@pytest.mark.parametrize("kind", ["report", "counted"])
def test_ask_when_a_large_document_was_asked_for_reads_it_whole(crossing: Crossing, answering: Any, kind: str) -> None:
    answering(bytes(notice.LARGEST + 1))

    assert len(crossing.ask("GET", "/a/", kind=kind).body) == notice.LARGEST + 1


def test_ask_when_an_answer_is_packed_leaves_it_packed(crossing: Crossing, answering: Any) -> None:
    packed = gzip.compress(bytes(10 * notice.LARGEST))
    answering(packed, {"Content-Encoding": "gzip"})

    assert crossing.ask("GET", "/a/").body == packed


def test_of_settings_when_all_is_there(settings: Any, tmp_path: Any, peer: Peer) -> None:
    (tmp_path / "installation").write_text(SEED.hex())
    settings.INSTALLATION_KEY_FILE, settings.OTHER_INSTALLATION_KEY = str(tmp_path / "installation"), peer.public.hex()
    settings.NAMELESS_ORIGIN = peer.origin

    assert Crossing.of_settings() == Crossing(peer.origin, peer.public, SEED)


@pytest.mark.parametrize(
    ("file", "other", "sentence"),
    [("", "ab", "must be set"), ("/nowhere", "", "must be set"), ("/nowhere", "ab", "cannot be read")],
)
def test_of_settings_when_the_worker_has_no_keys(settings: Any, file: str, other: str, sentence: str) -> None:
    settings.INSTALLATION_KEY_FILE, settings.OTHER_INSTALLATION_KEY = file, other

    with pytest.raises(Unreachable, match=sentence):
        Crossing.of_settings()
