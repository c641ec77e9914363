"""Who answers and who lights a candle is the same each time, and never somebody whom a visitor signs in as."""

from demo import cast, town
from demo.past import LIGHTS_AT_LEAST, replies_of

PEOPLE = town.residents()


def test_replies_are_the_same_each_time_and_others_in_another_wave():
    first, second = (replies_of(PEOPLE, number, share=1.0, lights=True) for number in (1, 2))

    assert first == replies_of(PEOPLE, 1, share=1.0, lights=True)
    assert first[1] != second[1]


def test_who_lights_a_candle_answers_too_and_is_nobody_to_sign_in_as():
    replies, lit = replies_of(PEOPLE, 3, share=0.4, lights=True)

    acting = {visit.email for visit in (*cast.with_roles(PEOPLE), *cast.managers(PEOPLE))}
    assert len(lit) >= LIGHTS_AT_LEAST
    assert [address for address, reply in replies.items() if reply.lit] == [one for one in replies if one in lit]
    assert set(lit) & acting == set()


def test_a_small_town_lights_enough_for_every_part_of_the_queue():
    _, lit = replies_of(town.residents(60), 3, share=0.4, lights=True)

    assert len(lit) >= 4


def test_nobody_lights_a_candle_where_nobody_keeps_them():
    replies, lit = replies_of(PEOPLE, 1, share=1.0, lights=False)

    assert lit == []
    assert not any(reply.lit for reply in replies.values())
