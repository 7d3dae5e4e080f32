"""What must agree with what it refers to agrees, however the first rows fall out."""

from __future__ import annotations

import pytest

from agentgym_envs.domains.reading import read_domain
from agentgym_synth.trying import Trial, try_out
from tests.synth.domains.orchard import orchard

_SEEDS = range(6)
_OLD, _NEW = "refs: {tree: tree, family", "refs: {tree: {to: tree, same: {fruit: fruit}}, family"


def _orchard(seed: int, trees: str) -> Trial:
    """An orchard whose prunings are each for a tree with the same fruit."""
    text = orchard(_OLD, _NEW)
    text = text.replace("of: [apples, pears],", f"of: {trees},")
    text = text.replace(
        "      asked: {",
        "      fruit: {kind: choice, of: [apples, pears], words: fruit}\n"
        "      cut: {kind: choice, by: fruit, when: {apples: [spur], pears: [hard]}, words: cut}\n"
        "      asked: {",
    )
    return try_out(read_domain(text, "orchard.yaml"), seed)


@pytest.mark.parametrize("seed", _SEEDS)
@pytest.mark.parametrize(
    "trees", ["{apples: 1, pears: 1}", "{apples: 1000, pears: 1}", "{apples: 1, pears: 1000}"]
)
def test_a_record_agrees_with_what_it_is_about_and_its_values_with_each_other(
    seed: int, trees: str
) -> None:
    trial = _orchard(seed, trees)
    for pruning in trial.rows("pruning"):
        assert pruning["fruit"] == trial.row("tree", pruning["tree_id"])["fruit"]
        assert pruning["cut"] == {"apples": "spur", "pears": "hard"}[pruning["fruit"]]
    trial.live.close()


@pytest.mark.parametrize("seed", _SEEDS)
def test_what_there_is_none_of_is_made_to_be_there_rather_than_an_impossible_value(
    seed: int,
) -> None:
    text = orchard(_OLD, _NEW)
    text = text.replace("of: [apples, pears],", "of: {apples: 10000, pears: 1},")
    text = text.replace(
        "      asked: {", "      fruit: {kind: choice, of: [pears]}\n      asked: {"
    )
    trial = try_out(read_domain(text, "orchard.yaml"), seed)
    for pruning in trial.rows("pruning"):
        assert pruning["fruit"] == trial.row("tree", pruning["tree_id"])["fruit"] == "pears"
    trial.live.close()
