from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentgym.errors import InvalidWorldError
from agentgym.world import World
from agentgym_synth.scorecard import Signature, renamed, signature, similarity
from tests.synth.scorecard.restyling import STYLES, Restyle, in_batches, merged_by_thing
from tests.synth.scorecard.worlds import HAND_WRITTEN, garage, hand_written, twelve_tables, without


@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_a_renamed_copy_loads_and_has_the_same_signature(name: str) -> None:
    world = hand_written(name)
    copy = renamed(world)
    assert not set(world["tables"]) & set(World.load(copy).layouts)
    assert signature(copy) == signature(world)
    assert signature(copy).digest == signature(world).digest


@pytest.mark.parametrize("name", HAND_WRITTEN)
@pytest.mark.parametrize("restyle", STYLES)
def test_a_change_of_style_alone_is_hardly_a_change(name: str, restyle: Restyle) -> None:
    world = hand_written(name)
    assert similarity(signature(world), signature(restyle(world))) >= 0.85


@pytest.mark.parametrize("name", HAND_WRITTEN)
@pytest.mark.parametrize("left_out", [merged_by_thing, in_batches])
def test_all_changes_of_style_together_are_hardly_a_change(name: str, left_out: Restyle) -> None:
    world = other = hand_written(name)
    for restyle in reversed(STYLES):
        if restyle is not left_out:
            other = restyle(other)
    assert similarity(signature(world), signature(other)) >= 0.85


@pytest.mark.parametrize("restyle", STYLES)
def test_every_style_here_changes_the_shop(restyle: Restyle) -> None:
    assert restyle(hand_written("shop")) != hand_written("shop")


def test_restyled_worlds_are_worlds() -> None:
    refused = {}
    for restyle in STYLES:
        try:
            World.load(restyle(hand_written("bank")))
        except InvalidWorldError as error:
            refused[restyle.__name__] = str(error)
    # The bank's rows have texts for keys.
    assert set(refused) == {"with_number_keys"}


@pytest.mark.parametrize("merged", [False, True])
def test_a_tool_with_an_action_argument_is_as_many_operations_as_it_has_branches(
    merged: bool,
) -> None:
    assert signature(garage(merged=merged)) == signature(garage())


def test_worlds_of_different_trades_have_little_in_common() -> None:
    shop, office, bank = (signature(hand_written(name)) for name in HAND_WRITTEN)
    assert max(similarity(shop, office), similarity(office, bank), similarity(shop, bank)) < 0.2


@pytest.mark.parametrize(
    "tables", [("cards", "disputes"), ("standing_orders", "direct_debits"), ("payees", "disputes")]
)
def test_a_world_without_a_whole_behaviour_is_another_world(tables: tuple[str, str]) -> None:
    world = twelve_tables()
    assert len(world["tables"]) == 12
    less = without(twelve_tables(), *tables)
    assert 2 <= len(world["tools"]) - len(less["tools"]) <= 8
    assert similarity(signature(world), signature(less)) < 0.8


def test_one_operation_more_or_less_counts_a_little() -> None:
    world = hand_written("bank")
    less = {**world, "tools": [tool for tool in world["tools"] if tool["name"] != "replace_card"]}
    assert 0.95 < similarity(signature(world), signature(less)) < 1


def test_attributes_of_a_kind_that_a_table_has_do_not_count() -> None:
    world = hand_written("bank")
    world["tables"]["customers"]["columns"]["nickname"] = {"type": "text"}
    assert signature(world) == signature(hand_written("bank"))


def test_an_attribute_of_another_kind_counts_for_its_own_table_alone() -> None:
    for name in twelve_tables()["tables"].keys() - {"audit"}:
        world = twelve_tables()
        world["tables"][name]["columns"]["extra"] = {"type": "text", "json": True}
        assert 0.9 < similarity(signature(world), signature(twelve_tables())) < 1


def test_what_is_only_ever_written_down_does_not_count() -> None:
    world = garage()
    world["tables"]["remark"] = {
        "columns": {
            "remark_id": {"type": "int", "key": True, "generate": {}},
            "text": {"type": "text"},
        }
    }
    world["tools"].append(
        {
            "name": "add_remark",
            "description": "",
            "writes": ["remark"],
            "input": {"type": "object", "properties": {"text": {"type": "string"}}},
            "steps": [
                {"new": "made", "of": "remark"},
                {"write": "INSERT INTO remark VALUES (:made, :text)"},
                {"return": {"done": "noted"}},
            ],
        }
    )
    World.load(world)
    assert signature(world) == signature(garage())
    show = {"many": "found", "sql": "SELECT text FROM remark ORDER BY remark_id"}
    world["tools"].append(
        {
            "name": "list_remarks",
            "description": "",
            "input": {"type": "object", "properties": {}},
            "steps": [show, {"return": {"remarks": ":found"}}],
        }
    )
    assert similarity(signature(world), signature(garage())) < 1


def test_in_round_0_a_difference_counts_once() -> None:
    def alike(last_round: int) -> float:
        world, less = twelve_tables(), without(twelve_tables(), "cards")
        return similarity(
            signature(world, last_round=last_round), signature(less, last_round=last_round)
        )

    assert alike(0) > 0.85 > alike(1) > alike(2) > alike(3)


def test_a_reference_more_makes_another_world() -> None:
    world = twelve_tables()
    world["tables"]["complaints"]["columns"]["card_id"] = {"type": "text", "ref": "cards"}
    assert similarity(signature(world), signature(twelve_tables())) < 0.85


def test_a_world_that_was_loaded_has_the_signature_of_its_file() -> None:
    for name in HAND_WRITTEN:
        assert signature(World.load(hand_written(name)).spec) == signature(hand_written(name))


@given(st.randoms(use_true_random=False))
def test_the_order_of_tables_columns_and_tools_does_not_matter(random: Any) -> None:
    world = garage()

    def shuffled(items: dict[str, Any]) -> dict[str, Any]:
        return dict(random.sample(list(items.items()), len(items)))

    world["tables"] = shuffled(world["tables"])
    for table in world["tables"].values():
        table["columns"] = shuffled(table["columns"])
    random.shuffle(world["tools"])
    assert signature(world) == signature(garage())


@given(st.frozensets(st.integers(0, 30)), st.frozensets(st.integers(0, 30)))
def test_similarity_is_symmetric_and_one_only_for_the_same(
    first: frozenset[int], second: frozenset[int]
) -> None:
    one, other = Signature(first), Signature(second)
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert (similarity(one, other) == 1) == (first == second)


def test_a_signature_is_the_same_in_every_process() -> None:
    code = (
        "from tests.synth.scorecard.worlds import hand_written\n"
        "from agentgym_synth.scorecard import signature\n"
        "print(signature(hand_written('office')).digest)"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == signature(hand_written("office")).digest
