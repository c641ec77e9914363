"""The cast: who has a role, whom a visitor meets, and who is still to answer."""

import base64
from collections import Counter

from demo import cast, town

PEOPLE = town.residents()


def test_with_roles_is_one_owner_two_keepers_one_desk_and_no_leader():
    acting = cast.with_roles(PEOPLE)

    leaders = {person.email for person in PEOPLE if person.leads}
    assert Counter(visit.role for visit in acting) == {"owner": 1, "keeper": 2, "desk": 1}
    assert leaders & {visit.email for visit in acting} == set()
    assert len({visit.secret for visit in acting}) == 4
    assert {len(base64.b32decode(visit.secret)) for visit in acting} == {20}


def test_with_roles_of_a_small_town_has_them_all_too():
    roles = [visit.role for visit in cast.with_roles(town.residents(60))]

    assert roles == ["owner", "keeper", "keeper", "desk"]


def test_managers_lead_what_they_are_said_to_lead():
    leads = {person.email: person.group for person in PEOPLE if person.leads}

    found = cast.managers(PEOPLE)

    assert len(found) == 3
    assert [visit.group for visit in found] == [leads[visit.email] for visit in found]
    assert all(visit.group in visit.look_at and not visit.secret for visit in found)


def test_cast_leaves_out_who_has_answered_and_who_acts():
    answered = [person.email for person in PEOPLE[::2]]

    found = cast.cast(PEOPLE, answered=answered)

    waiting = {visit.email for visit in found.waiting}
    acting = {visit.email for visit in found.visits if visit.role}
    assert waiting & set(answered) == set()
    assert waiting & acting == set()
    assert len(waiting) > 80


def test_cast_offers_all_languages_among_the_first_six():
    offered = cast.cast(PEOPLE, answered=[]).waiting[:6]

    assert Counter(visit.language for visit in offered) == {"en": 3, "de": 2, "ar": 1}
    assert len({visit.group for visit in offered}) >= 4


def test_kept_cast_is_loaded_again(tmp_path):
    found = cast.cast(PEOPLE, answered=[], keys=[cast.Key("7Q2M-9XKT", "letters")])

    cast.keep(found, tmp_path)

    assert cast.load(tmp_path) == found


def test_load_of_a_folder_without_a_cast_is_nobody(tmp_path):
    assert cast.load(tmp_path) == cast.Cast()
