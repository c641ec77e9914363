"""Bringing Notices to a real nameless origin, learning from it after a restore, and opening on its Boxes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine

from crypto import keys
from crypto.installation import BadAuthorization
from surveys.campaigns.deeds.announce_house import announce_house
from surveys.campaigns.deeds.catch_up import ForkedChain, catch_up
from surveys.campaigns.deeds.deliver import NotOurChain, deliver
from surveys.campaigns.deeds.fetch_box import fetch_box
from surveys.campaigns.models import Notice, Wave
from surveys.campaigns.nameless import Declined, Nameless
from surveys.crossing import Unreachable
from tests.surveys.campaigns.peer import Peer


def test_notices_arrive_in_order_with_the_label_keys(announced: Wave, nameless: Nameless, peer: Peer) -> None:
    assert deliver(nameless=nameless) == 2

    assert peer.chain == Notice.chain()
    assert list(peer.label_keys) == [announced.notice_id]
    assert not Notice.objects.filter(delivered=False).exists()


def test_nothing_is_asked_when_all_is_delivered(announced: Wave, nameless: Nameless, peer: Peer) -> None:
    deliver(nameless=nameless)
    asked = len(peer.requests)

    assert deliver(nameless=nameless) == 0
    assert len(peer.requests) == asked


def test_a_broken_delivery_is_made_good_later(announced: Wave, nameless: Nameless, peer: Peer) -> None:
    peer.is_broken = True
    with pytest.raises(Declined):
        deliver(nameless=nameless)
    assert Notice.objects.filter(delivered=False).count() == 2
    peer.is_broken = False

    assert deliver(nameless=nameless) == 2
    assert peer.chain == Notice.chain()


def test_label_keys_that_did_not_arrive_are_brought_again(announced: Wave, nameless: Nameless, peer: Peer) -> None:
    deliver(nameless=nameless)
    Notice.objects.filter(pk=announced.notice_id).update(delivered=False)
    peer.label_keys.clear()

    assert deliver(nameless=nameless) == 1
    assert list(peer.label_keys) == [announced.notice_id]


def test_what_a_restored_nameless_side_lost_is_brought_again(
    announced: Wave, nameless: Nameless, peer: Peer, seed: bytes, now: datetime
) -> None:
    deliver(nameless=nameless)
    peer.chain.clear()
    peer.notices.clear()
    announce_house(now=now + timedelta(days=31), seed=seed)

    assert deliver(nameless=nameless) == 3
    assert peer.chain == Notice.chain()


def test_nothing_is_delivered_onto_a_foreign_chain(announced: Wave, nameless: Nameless, peer: Peer) -> None:
    peer.chain.append("0" * 64)

    with pytest.raises(NotOurChain):
        deliver(nameless=nameless)

    assert [method for method, _ in peer.requests] == ["GET"]


def test_a_side_that_is_away_is_unreachable(announced: Wave, nameless: Nameless) -> None:
    away = replace(nameless, origin="http://127.0.0.1:9")

    with pytest.raises(Unreachable, match="cannot be reached"):
        deliver(nameless=away)


def test_a_restored_named_side_learns_what_it_forgot(announced: Wave, nameless: Nameless, now: datetime) -> None:
    deliver(nameless=nameless)
    whole = Notice.chain()
    Wave.objects.filter(pk=announced.pk).delete()
    Notice.objects.filter(kind="wave").delete()
    next_month = now + timedelta(days=31)

    with time_machine.travel(next_month, tick=False):
        assert catch_up(nameless=nameless, now=next_month) == 1
        assert catch_up(nameless=nameless, now=next_month) == 0
        announce_house(now=next_month, seed=nameless.seed)
        deliver(nameless=nameless)

    assert Notice.chain()[:2] == whole
    assert len(Notice.chain()) == 3


def test_nothing_is_asked_while_nothing_is_due(announced: Wave, nameless: Nameless, peer: Peer, now: datetime) -> None:
    assert catch_up(nameless=nameless, now=now) == 0
    assert peer.requests == []


def test_a_forked_chain_is_refused(announced: Wave, nameless: Nameless, peer: Peer, now: datetime) -> None:
    peer.chain.append("0" * 64)
    next_month = now + timedelta(days=31)

    with time_machine.travel(next_month, tick=False), pytest.raises(ForkedChain):
        catch_up(nameless=nameless, now=next_month)


def test_a_notice_that_another_key_signed_is_not_taken_back(
    announced: Wave, nameless: Nameless, peer: Peer, now: datetime
) -> None:
    deliver(nameless=nameless)
    Wave.objects.all().delete()
    Notice.objects.all().delete()
    peer.notices = {name: (data, "AAAA") for name, (data, _) in peer.notices.items()}

    with pytest.raises(BadAuthorization):
        catch_up(nameless=nameless, now=now)

    assert not Notice.objects.exists()


def test_a_wave_opens_when_both_boxes_are_there(announced: Wave, nameless: Nameless, peer: Peer, now: datetime) -> None:
    assert fetch_box(nameless=nameless, now=now) == 0
    deliver(nameless=nameless)
    peer.shows_boxes = False
    assert fetch_box(nameless=nameless, now=now) == 0
    peer.shows_boxes = True

    assert fetch_box(nameless=nameless, now=now) == 1
    assert fetch_box(nameless=nameless, now=now) == 0

    announced.refresh_from_db()
    assert announced.state == Wave.State.OPEN


def test_a_box_that_another_key_signed_opens_nothing(
    announced: Wave, nameless: Nameless, peer: Peer, now: datetime
) -> None:
    deliver(nameless=nameless)
    peer.seed = keys.new_installation_seed()

    with pytest.raises(BadAuthorization):
        fetch_box(nameless=nameless, now=now)

    announced.refresh_from_db()
    assert announced.state == Wave.State.ANNOUNCED


def test_a_wave_does_not_open_after_its_close(announced: Wave, nameless: Nameless, now: datetime) -> None:
    deliver(nameless=nameless)

    assert fetch_box(nameless=nameless, now=announced.closes) == 0


@pytest.mark.parametrize("body", [b"", b"[]", b'{"chain": 1}', b'{"chain": [1]}', b"[" * 90_000])
def test_a_chain_that_is_none_is_declined(
    nameless: Nameless, peer: Peer, body: bytes, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    answer: Callable[..., object] = lambda *_: (200, body, {})  # noqa: E731
    monkeypatch.setattr(peer, "answer", answer)

    with pytest.raises(Declined):
        nameless.chain()


def test_an_endless_answer_is_no_answer(
    nameless: Nameless, peer: Peer, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    monkeypatch.setattr(peer, "answer", lambda *_: (200, b"x" * (2 * 1024 * 1024 + 1), {}))

    with pytest.raises(Unreachable, match="more bytes"):
        nameless.notice("0" * 64)
