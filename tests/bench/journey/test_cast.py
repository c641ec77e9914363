"""Everybody's part is the same each time, and every way that a candle can go is somebody's."""

from bench.journey import cast


def test_parts_when_drawn_again_are_the_same():
    assert cast.parts(people=60, ticked=20) == cast.parts(people=60, ticked=20)


def test_parts_hold_every_way_that_a_candle_and_a_pass_can_go():
    parts = cast.parts(people=60, ticked=20)
    lit = [part for part in parts if part.lit]

    assert len(lit) == 20
    assert {(part.takes, part.withdraws) for part in lit} == {
        (True, False),
        (True, True),
        (False, True),
        (False, False),
    }
    assert any(part.own and part.takes for part in lit)
    assert any(part.own for part in parts if not part.lit)
    assert {part.cancels for part in lit} == {part.today for part in lit} == {True, False}
    assert any(part.is_declined and (part.takes or part.own) for part in parts)


def test_write_gives_everybody_answers_and_each_unit_one_who_leads(tmp_path):
    roster, data = cast.write(tmp_path, people=40)
    parts = cast.parts(people=40, ticked=4)

    assert [member.email for member in data.members] == [part.address for part in parts]
    leading = [line.split(",")[1] for line in roster.read_text().splitlines() if line.endswith(",yes")]
    assert leading == [part.address for part in parts if not part.leader]
    assert {part.leader for part in parts} == {"", *leading}
