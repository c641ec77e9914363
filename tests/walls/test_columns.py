"""Every column that could tell something about one person, and what it may hold (rule 3).

A column that does not stand here fails, and so does one of a kind that holds a time, an address, a sequence, an
account or anything at all. Who adds a line says in it what the column can tell whoever steals the database.
"""

import pytest

from . import columns, sides
from .tree import ROOT

NAMELESS = {
    "ballots_notice.fingerprint": "a public document's name",
    "ballots_notice.previous": "a public document's name",
    "ballots_notice.kind": "house or wave",
    "ballots_notice.wave": "the wave id, in the public document",
    "ballots_notice.ballot_key_id": "a public key's name",
    "ballots_notice.document": "a public document",
    "ballots_notice.signature": "the named installation's, public",
    "ballots_labelkeys.notice_id": "the wave's Notice",
    "ballots_labelkeys.document": "public keys",
    "ballots_box.notice_id": "the wave's Notice",
    "ballots_box.state": "how far the count of a whole wave is",
    "ballots_box.document": "a public document",
    "ballots_box.signature": "this installation's, public",
    "ballots_box.signer": "a public key",
    "ballots_ballot.id": "random",
    "ballots_ballot.box_id": "the wave",
    "ballots_ballot.serial": "the hash of the envelope, signed unread on the other side",
    "ballots_ballot.sealed": "one size for everybody, readable with the box's seed alone",
    "ballots_chunk.box_id": "the wave",
    "ballots_chunk.number": "which share of the ballots; shares are cut by random ids",
    "ballots_chunk.after": "a border between random ids",
    "ballots_chunk.upto": "a border between random ids",
    "ballots_partial.box_id": "the wave",
    "ballots_partial.phase": "which step of the count",
    "ballots_partial.number": "which share of the ballots",
    "ballots_partial.sealed": "wrapped under a key that only the box's seed gives",
    "ballots_report.notice_id": "the wave's Notice",
    "ballots_report.fingerprint": "a document's name",
    "ballots_report.previous": "a document's name",
    "ballots_report.document": "what the disclosure rules let out",
    "ballots_report.signature": "this installation's, public",
    "ballots_report.counted": "the public list of serials, sorted",
    "ballots_report.counted_signature": "this installation's, public",
    "candles_candlekey.key_id": "a public key's name",
    "candles_candlekey.month": "the month it signs in, for everybody",
    "candles_candlekey.spki": "a public key",
    "candles_routerkey.id": "a public key's name",
    "candles_routerkey.month": "the month it was made for, for everybody",
    "candles_routerkey.public": "a public key",
    "candles_housebox.notice": "a public document's name",
    "candles_housebox.month": "the public document's month",
    "candles_housebox.document": "a public document",
    "candles_housebox.signature": "this installation's, public",
    "candles_spentpass.key_id": "a public key's name",
    "candles_spentpass.serial": "the hash of a one-time key, signed unread on the other side",
    "candles_spentpass.digest": "the hash of a flag, which only its sender and the router have seen",
    "candles_batch.id": "random",
    "candles_flag.id": "random",
    "candles_flag.router_id": "which month's router opens it",
    "candles_flag.sealed": "one size for everybody, lit or not, readable with the router's seed alone",
    "candles_flag.day": "the day it came: after it, the flag waits no longer",
    "candles_flag.batch_id": "with which others it is opened",
    "candles_candle.id": "random",
    "candles_candle.state": "what has become of it",
    "candles_candle.urgency": "how soon, if the person chose to say",
    "candles_candle.mailbox": "a public key that only the candle key's owner can recognise",
}

INVITATIONS = {
    "campaigns_invitation.id": "random; known to the person by mail",
    "campaigns_invitation.wave_id": "the wave",
    "campaigns_invitation.employee_id": "the person: this side knows who was asked",
    "campaigns_invitation.cohort": "the one label the person may be given",
    "campaigns_invitation.mail": "whether the mail still waits, was handed over or cannot be",
    "campaigns_issued.id": "random",
    "campaigns_issued.invitation_id": "the invitation: this side knows who asked for passes",
    "campaigns_issued.group": "labels, ballot or candle: every Send asks for all of them",
    "campaigns_issued.digest": "the hash of blinded bytes, which are random to everybody but the asker",
    "campaigns_issuedspare.id": "random",
    "campaigns_issuedspare.employee_id": "the person: every Send asks for spare passes, once a month",
    "campaigns_issuedspare.month": "the month of the key that signed them, for everybody",
    "campaigns_issuedspare.digest": "the hash of blinded bytes, which are random to everybody but the asker",
    "campaigns_issuedentitlement.id": "random",
    "campaigns_issuedentitlement.employee_id": "the person: every Send asks for passes for rest, once a quarter",
    "campaigns_issuedentitlement.quarter": "the quarter of the keys that signed them, for everybody",
    "campaigns_issuedentitlement.digest": "the hash of blinded bytes, which are random to everybody but the asker",
    "campaigns_collecting.id": "random; known to the person's browser",
    "campaigns_collecting.employee_id": "the person: this side knows who asked for passes",
    "campaigns_collecting.day": "the day somebody signed in to collect; forgotten two days later",
}

# What door 1 serves by person, whatever invitations they hold.
BY_PERSON = {"campaigns_issuedspare", "campaigns_issuedentitlement", "campaigns_collecting"}

# Tables of named rooms that say nothing about a person in a wave, so that a new one is looked at by somebody.
OTHERS = {
    "people_employee", "people_group",
    "campaigns_campaign", "campaigns_wave", "campaigns_participation", "campaigns_questionnaire", "campaigns_question",
    "campaigns_notice", "campaigns_signingkey",
    "reports_report", "reports_refusedreport",
    "desk_rota", "desk_keeper", "desk_keeperskey", "desk_copy", "desk_breakkind", "desk_breakcount",
}  # fmt: skip
SOFTWARE = {"django_migrations"}  # when the software was installed or updated


@pytest.fixture(scope="module")
def nameless():
    seen = sides.look(ROOT, "nameless")["columns"]
    return columns.of_tables(seen, columns.tables_of(seen) - SOFTWARE)


@pytest.fixture(scope="module")
def named():
    return sides.look(ROOT, "named")["columns"]


def test_every_nameless_column_is_declared(nameless):
    assert columns.undeclared(nameless, NAMELESS) == []


def test_no_nameless_column_can_hold_a_time_an_address_a_sequence_or_an_account(nameless):
    assert columns.unfit(nameless, targets=columns.tables_of(NAMELESS)) == []


def test_every_column_about_an_invitation_is_declared(named):
    bound = columns.of_tables(named, columns.bound_to(named, "campaigns_invitation") | BY_PERSON)

    assert columns.undeclared(bound, INVITATIONS) == []


def test_no_column_about_an_invitation_can_hold_a_time_an_address_or_a_sequence(named):
    bound = columns.of_tables(named, columns.bound_to(named, "campaigns_invitation") | BY_PERSON)

    assert columns.unfit(bound, targets={"campaigns_wave", "campaigns_invitation", "people_employee"}) == []


def test_every_table_of_a_named_room_is_known(named):
    rooms = ("people_", "campaigns_", "reports_", "desk_")
    ours = {table for table in columns.tables_of(named) if table.startswith(rooms)}

    assert ours == OTHERS | columns.tables_of(INVITATIONS)
