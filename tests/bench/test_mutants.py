"""A few mutants of one small file: what must be caught is, and what changes nothing is not."""

from collections import Counter

import pytest

from bench import judging, mutants
from bench.judging import CAUGHT, CRASHED, HUNG, SURVIVED
from bench.mutating import difference, mutants_of
from bench.record import Record

WRAP = "crypto/wrap.py"
SOURCE = (mutants.ROOT / WRAP).read_text()
OWN = ["tests/crypto/test_wrap.py"]


def changed(path, line):
    """What becomes of the one line of a file that holds this."""
    source = (mutants.ROOT / path).read_text()
    (number,) = (at for at, text in enumerate(source.splitlines(), 1) if line in text)
    texts = [mutant.text() for mutant in mutants_of(path, source) if mutant.line == number]
    return [difference(source, text)[1] for text in texts if text]


@pytest.mark.parametrize(
    "text, outcome",
    [
        (SOURCE, SURVIVED),
        (SOURCE + "\n# nothing more\n", SURVIVED),
        (SOURCE.replace("_NONCE_SIZE = 12", "_NONCE_SIZE = 13"), CAUGHT),
        ("raise SystemExit(0)", CAUGHT),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", CRASHED),
    ],
    ids=["unchanged", "a comment", "another nonce", "an end", "a crash"],
)
def test_judge_a_text_in_the_place_of_a_file(text, outcome):
    assert judging.judge(WRAP, text, OWN) == outcome


def test_judge_when_it_never_ends(monkeypatch):
    monkeypatch.setattr(judging, "CPU", 2)

    assert judging.judge(WRAP, "while True:\n    pass\n", OWN) == HUNG


def test_judge_when_the_file_is_loaded_here_leaves_it_alone():
    from crypto import wrap

    assert judging.judge(WRAP, SOURCE.replace("_NONCE_SIZE = 12", "_NONCE_SIZE = 13"), OWN) == CAUGHT
    assert wrap._NONCE_SIZE == 12


def test_mutants_of_a_file_are_each_another_text_of_python():
    texts = [mutant.text() for mutant in mutants_of(WRAP, SOURCE)]

    assert len(texts) > 20
    assert SOURCE not in texts
    for text in texts:
        compile(text, WRAP, "exec")


def test_mutants_of_a_file_reach_limits_decorated_functions_and_constants():
    assert "_NONCE_SIZE = 13" in changed(WRAP, "_NONCE_SIZE = 12")
    assert "k: Annotated[int, Meta(ge=6, le=20)]  # R1" in changed("crypto/shapes.py", "le=20)]  # R1")
    assert "return self.value - OVERHEAD" in changed("crypto/seal.py", "self.value + OVERHEAD")


def test_mutants_of_a_file_leave_sentences_alone():
    assert changed(WRAP, "this does not unwrap") == []
    assert changed("crypto/shapes.py", "the cohorts do not have one root") == []
    assert changed("crypto/shapes.py", "__all__") == []
    assert not any("XX" in line or "None" in line for line in changed("disclosure/safety.py", "lacks a bin")[-1:])


def test_run_when_taken_up_again_judges_none_twice(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(mutants.REST, "crypto", OWN)

    faults = mutants.run(tmp_path, paths=[WRAP], most=3)
    printed = capsys.readouterr().out
    lines = Record(tmp_path / "mutants.json").lines()
    monkeypatch.setattr(judging, "judge", lambda *given: pytest.fail("judged twice"))

    assert Counter(line["outcome"] for line in lines) == {CAUGHT: 3}
    assert mutants.run(tmp_path, paths=[WRAP], most=3) == faults == []
    assert capsys.readouterr().out == printed
    assert "crypto: 100.0% (95 %: 43.9% to 100.0%) of 3 judged" in printed


def test_run_when_one_survived_judges_it_again_once_the_tests_are_others(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(mutants.REST, "crypto", OWN)
    mutants.run(tmp_path, paths=[WRAP], most=2)
    first, second = Record(tmp_path / "mutants.json").lines()
    record = tmp_path / "others" / "mutants.json"
    for line in (first | {"outcome": SURVIVED}, second | {"outcome": SURVIVED, "tests": "others"}):
        Record(record).add(line)

    faults = mutants.run(record.parent, paths=[WRAP], most=2)

    assert Record(record).lines()[2:] == [second | {"seconds": Record(record).lines()[2]["seconds"]}]
    assert faults == ["crypto: the tests catch 50.0% of the mutants, not 90%"]
    assert f"survived {first['at']}" in capsys.readouterr().out


def test_run_when_the_tests_fail_without_any_mutant(tmp_path, monkeypatch):
    monkeypatch.setattr(judging, "judge", lambda *given: CAUGHT)

    with pytest.raises(RuntimeError, match="without any mutant"):
        mutants.run(tmp_path, paths=[WRAP], most=1)
