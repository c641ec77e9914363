"""Every column that could tell something about one person, and what it may hold (rule 3).

A column that does not stand here fails, and so does one of a kind that holds a time, an address, a sequence, an
account or anything at all. Who adds a line says in it what the column can tell whoever steals the database.
"""

import pytest

from . import columns, sides
from .tree import ROOT

HOURS = (
    "whole hours, the one exception of rule 3: how long a candle waits; empty once a break was taken or it is closed"
)

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
    "candles_housebox.breaks": "kinds and quarters, from the public document",
    "candles_housebox.document": "a public document",
    "candles_housebox.signature": "this installation's, public",
    "candles_spentpass.key_id": "a public key's name",
    "candles_spentpass.serial": "the hash of a one-time key, signed unread on the other side; of a bare flag its own",
    "candles_spentpass.digest": "the hash of a flag, which only its sender and the router have seen",
    "candles_batch.id": "random",
    "candles_flag.id": "random",
    "candles_flag.router_id": "which month's router opens it",
    "candles_flag.sealed": "one size for everybody, lit or not, readable with the router's seed alone",
    "candles_flag.day": "the day it came: after it, the flag waits no longer",
    "candles_flag.bare": "whether it came without a pass",
    "candles_flag.batch_id": "with which others it is opened",
    "candles_candle.id": "random",
    "candles_candle.state": "what has become of it",
    "candles_candle.urgency": "how soon, if the person chose to say",
    "candles_candle.mailbox": "a public key that only the candle key's owner can recognise",
    "candles_candle.rota": "whom the person chose to reach",
    "candles_candle.inner": "one size for everybody, readable with the rota's keys alone; gone when it is withdrawn",
    "candles_candle.sealed_to": "a public key: which keepers' key opens it",
    "candles_candle.verified": "whether its flag came with a pass",
    "candles_candle.since": HOURS,
    "candles_candle.visited": "the month in which its owner last looked into it",
    "candles_candle.closed": "the month in which it was closed",
    "candles_candle.holder": "the random number of the keeper who has it, which the other side alone can resolve",
    "candles_letter.candle_id": "the candle",
    "candles_letter.number": "which of the candle's letters, whoever wrote it",
    "candles_letter.author": "the employee or the keepers",
    "candles_letter.keepers": "one size for everybody, readable with the rota's keys alone",
    "candles_letter.employee": "one size for everybody, readable with the candle key alone",
    "candles_letter.signed": "the hash of random bytes",
    "candles_letter.signature": "by the mailbox's key or the rota's",
    "candles_offer.id": "random, made by the keeper's browser",
    "candles_offer.candle_id": "the candle",
    "candles_offer.kind": "a kind of rest, which passes of everybody's buy too",
    "candles_offer.signature": "by the rota's key",
    "candles_offer.state": "open, taken or gone",
    "candles_takenbreak.candle_id": "the candle",
    "candles_takenbreak.offer": "which of its offers",
    "candles_takenbreak.key_id": "a public key's name: the kind and quarter",
    "candles_takenbreak.digest": "the hash of blinded bytes, which are random to everybody but the asker",
    "candles_takenbreak.kept": "one size for everybody, readable with the candle key alone",
    "candles_takenbreak.signature": "over blinded bytes: it matches no pass without what is kept",
    "candles_house.name": "a constant",
    "candles_house.notice": "a public document's name",
    "candles_house.badge_key": "a public key",
    "candles_rota.slug": "a rota's name, in the public document",
    "candles_rota.position": "where it stands in the public document",
    "candles_rota.sealing": "a public key",
    "candles_rota.signing": "a public key",
    "candles_rota.rotated": "the day of a public document",
    "candles_kind.slug": "a kind of rest, in the public document",
    "candles_entitlementkey.key_id": "a public key's name",
    "candles_entitlementkey.kind": "a kind of rest, in the public document",
    "candles_entitlementkey.quarter": "the quarter it signs in, for everybody",
    "candles_entitlementkey.spki": "a public key",
    "candles_breakkey.id": "a public key's name",
    "candles_breakkey.kind": "a kind of rest, in the public document",
    "candles_breakkey.quarter": "the quarter it signs in, for everybody",
    "candles_breakkey.spki": "a public key",
    "candles_breakkey.wrapped": "the private half, readable with this side's secret alone; it signs unread",
    "candles_breakkey.enough": "whether so many passes are out that one points at nobody, public a day later",
    "candles_breaksdocument.name": "a constant",
    "candles_breaksdocument.day": "the day of a public document",
    "candles_breaksdocument.document": "a public document",
    "candles_breaksdocument.signature": "this installation's, public",
    "candles_spententitlement.key_id": "a public key's name",
    "candles_spententitlement.serial": "random, signed unread on the other side",
    "candles_spententitlement.digest": "the hash of blinded bytes, which are random to everybody but the asker",
    "candles_usedchallenge.digest": "the hash of random bytes that a request answered",
    "candles_usedchallenge.day": "the day of that request, whoever's it was; kept for two",
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

LEAVE = {
    "desk_leave.id": "random",
    "desk_leave.employee_id": "the person: leave is booked under a name",
    "desk_leave.kind_id": "the kind of break, which candles and entitlements buy alike",
    "desk_leave.quarter": "the quarter of the key that signed the pass, for everybody",
    "desk_leave.first": "a day of the leave",
    "desk_leave.last": "a day of the leave",
    "desk_leave.state": "what has become of it",
    "desk_leave.handed_in": "the day on which it was asked for, while it waits for its batch; empty from then on",
    "desk_leave.note": "the desk's sentence to the person where it declined",
    "desk_leave.turn": "counts how often the desk decided on it",
    "desk_leavemail.id": "random",
    "desk_leavemail.leave_id": "the leave it tells of",
    "desk_leavemail.reader_id": "the person, or who leads their group",
    "desk_leavemail.what": "booked, taken back or declined",
    "desk_leavemail.turn": "counts the desk's decisions before it",
    "desk_leavemail.state": "whether it still waits, was handed over or cannot be",
    "desk_spentbreakpass.id": "random",
    "desk_spentbreakpass.key_id": "a public key's name",
    "desk_spentbreakpass.serial": "random, signed unread on the other side",
    "desk_spentbreakpass.digest": "keyed: only this side's secret can hold it against a leave or a person",
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
    "desk_breakkeyseen", "desk_leavebatch",
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


def test_every_column_about_leave_is_declared(named):
    bound = columns.of_tables(named, columns.tables_of(LEAVE) | columns.bound_to(named, "desk_leave"))

    assert columns.undeclared(bound, LEAVE) == []


def test_no_column_about_leave_can_hold_a_time_an_address_or_a_sequence(named):
    bound = columns.of_tables(named, columns.tables_of(LEAVE))

    assert columns.unfit(bound, targets={"people_employee", "desk_breakkind", "desk_leave"}) == []


def test_a_spent_pass_stands_beside_no_name(named):
    assert "desk_spentbreakpass" not in columns.bound_to(named, "people_employee")


def test_every_table_of_a_named_room_is_known(named):
    rooms = ("people_", "campaigns_", "reports_", "desk_")
    ours = {table for table in columns.tables_of(named) if table.startswith(rooms)}

    assert ours == OTHERS | columns.tables_of(INVITATIONS) | columns.tables_of(LEAVE)
