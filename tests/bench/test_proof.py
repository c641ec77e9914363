"""The table of `make proof`, with ProVerif played by a script where it is not installed."""

import pytest

from bench import proof
from tests.attacks.symbolic import files

HOLDS = "Linear part:\n\nRESULT Observational equivalence is true.\n"
BREAKS = "A trace has been found.\nRESULT Observational equivalence cannot be proved.\n"


@pytest.fixture(autouse=True)
def no_chance(monkeypatch):
    """Runs by chance take a minute, and tests/attacks/symbolic has its own."""
    monkeypatch.setattr(proof, "TEMPTATIONS", 0)


@pytest.fixture
def said(tmp_path, monkeypatch):
    """Makes a `proverif` that answers each model with what is given."""

    def say(of_claims, of_broken):
        script = tmp_path / "proverif"
        holding = " ".join(model.stem for model in files.models() if files.holds(model))
        script.write_text(f"""#!/bin/sh
[ "$1" = -lib ] && [ -f "$2" ] || exit 2
case " {holding} " in *" $(basename "$3" .pv) "*) printf '{of_claims}';; *) printf '{of_broken}';; esac
""")
        script.chmod(0o755)
        monkeypatch.setenv("PROVERIF", str(script))

    return say


def test_main_when_proverif_is_missing_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setenv("PROVERIF", "no-such-program")

    assert proof.main() == 0
    printed = capsys.readouterr().out
    assert printed.startswith(proof.MISSING)
    assert all(model.stem in printed for model in files.models())


def test_main_when_proverif_says_what_is_expected(said, capsys):
    said(HOLDS, BREAKS)

    assert proof.main() == 0
    assert "every model is as it expects" in capsys.readouterr().out


def test_main_when_proverif_can_neither_prove_nor_break_anything(said, capsys):
    said("RESULT Observational equivalence cannot be proved.", BREAKS)

    assert proof.main() == 1
    assert "not as expected: ballots, ballots_chosen_key, flags" in capsys.readouterr().out


def test_main_when_proverif_proves_what_is_broken(said, capsys):
    said(HOLDS, HOLDS)

    assert proof.main() == 1
    assert "not as expected: ballots_key_per_person" in capsys.readouterr().out


def test_main_when_proverif_cannot_read_a_model(said):
    said("Error: syntax error.", BREAKS)

    assert proof.main() == 1


@pytest.mark.parametrize(
    "output, found",
    [
        (HOLDS, proof.HOLDS),
        (BREAKS, proof.BREAKS),
        (BREAKS + HOLDS, proof.HOLDS),
        ("RESULT Observational equivalence cannot be proved.\n", proof.UNPROVED),
        ("Error: syntax error.", proof.UNKNOWN),
        ("", proof.UNKNOWN),
    ],
)
def test_read(output, found):
    assert proof.read(output) == found
