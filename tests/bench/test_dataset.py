"""Two CSV files become an organisation, a questionnaire and a turnout."""

import json

import pytest

from bench import dataset, invented

ROSTER = "employee_id,email,unit\np1,a@x.example,One\np2,b@x.example,Two\n"


def written(folder, answers, roster=ROSTER):
    (folder / "r.csv").write_text(roster)
    (folder / "a.csv").write_text(answers)
    return folder / "r.csv", folder / "a.csv"


def test_read_when_items_have_different_scales(tmp_path):
    found = dataset.read(*written(tmp_path, "employee_id,LEAD,HOST\np2,5,0\np1,1,\n"))

    assert [(m.email, m.unit, dict(m.answers)) for m in found.members] == [
        ("a@x.example", "One", {"lead": 1, "host": None}),
        ("b@x.example", "Two", {"lead": 5, "host": 0}),
    ]
    assert [(question["key"], question["from"], question["points"]) for question in found.questions] == [
        ("lead", 1, 5),
        ("host", 0, 2),
    ]


def test_read_when_someone_has_no_answers(tmp_path):
    with pytest.raises(ValueError, match="p2"):
        dataset.read(*written(tmp_path, "employee_id,LEAD\np1,5\n"))


def test_turnout_when_the_seed_is_the_same(tmp_path):
    members = dataset.read(*invented.write(tmp_path, people=100, units=5, items=2)).members

    one, again, other = (dataset.turnout(members, share=0.6, tick=0.1, seed=seed) for seed in (7, 7, 8))

    assert one == again
    assert one != other
    assert (len(one.responding), len(one.ticking)) == (60, 6)
    assert one.ticking < {member.email for member in one.responding}


def test_invented_when_the_seed_is_the_same(tmp_path):
    (tmp_path / "b").mkdir()

    first = [path.read_bytes() for path in invented.write(tmp_path, people=200, units=9, seed=3)]
    second = [path.read_bytes() for path in invented.write(tmp_path / "b", people=200, units=9, seed=3)]

    assert first == second
    assert len(first[0].splitlines()) == len(first[1].splitlines()) == 201


def test_write_questionnaire_when_read_back(tmp_path):
    found = dataset.read(*invented.write(tmp_path, people=60, units=4, items=3))

    dataset.write_questionnaire(tmp_path / "q.json", found)

    document = json.loads((tmp_path / "q.json").read_text())
    assert document["questions"] == found.questions
    assert [question["key"] for question in document["questions"]] == ["item00", "item01", "item02"]
