"""Each file of docs/proof, run once: what it claims holds of that run, and what it breaks is told apart."""

import pytest

from tests.attacks.symbolic import claims, files

HOLDING = [model for model in files.models() if files.holds(model)]
TEMPTATIONS = 25  # runs of a model in which the employer answers by chance


@pytest.mark.parametrize("model", files.models(), ids=lambda model: model.stem)
def test_model_when_run_once_is_as_it_expects(model):
    test = files.run(model)

    print(f"{model.stem}: {test or 'nothing tells the two apart'}")
    assert (test is None) == files.holds(model)


@pytest.mark.parametrize("model", HOLDING, ids=lambda model: model.stem)
def test_model_when_the_employer_answers_by_chance_gives_nothing_away(model):
    for seed in range(TEMPTATIONS):
        assert files.tempt(model, seed) is None, f"seed {seed}"


def test_model_when_broken_is_told_apart_by_some_chance_answers_too():
    broken = [model for model in files.models() if model not in HOLDING]

    unseen = [model.stem for model in broken if not any(files.tempt(model, seed) for seed in range(TEMPTATIONS))]

    assert unseen == []


def test_models_are_those_of_the_claims():
    assert {model.stem for model in HOLDING} == set(claims.HOLD)
    assert {model.stem for model in files.models() if not files.holds(model)} == set(claims.BROKEN)


def test_models_cite_the_protocol():
    library = files.LIBRARY.read_text()

    assert all(f"Section {number}" in library or f"Sections {number}" in library for number in (1, 4, 6, 8))
    assert all("protocol, section" in model.read_text() for model in HOLDING)
    assert all(len(line) <= 120 for path in (files.LIBRARY, *files.models()) for line in path.read_text().splitlines())


def test_holds_when_a_file_says_nothing(tmp_path):
    silent = tmp_path / "silent.pv"
    silent.write_text("process out(net, yes)")

    with pytest.raises(ValueError, match="does not say"):
        files.holds(silent)
