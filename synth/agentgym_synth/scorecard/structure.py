"""The structural signature of a world: its tables, references and operations, without names.

The labels of Weisfeiler and Lehman (rounds 0 to 3, all counted) of a graph whose nodes are tables
and operations. Two worlds are compared by the weighted Jaccard index of their labels.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import JsonValue

from agentgym.world import WorldSpec
from agentgym_synth.scorecard.operations import Operation, Part, Schema, column_kind, operations

#: Rounds of relabelling; round 0 counts too.
ROUNDS = 3
#: From here on two worlds count as near-duplicates.
NEAR = 0.85


@dataclass(frozen=True)
class Signature:
    """The labels of a world's graph.

    Attributes:
        labels: 64-bit hashes. A label that occurs n times stands for n different members, so that
            the Jaccard index of two such sets is the weighted one of the two multisets.
    """

    labels: frozenset[int]

    @cached_property
    def digest(self) -> str:
        """A hex SHA-256 of the labels: the same for worlds that nothing here tells apart."""
        whole = b"".join(label.to_bytes(8, "big") for label in sorted(self.labels))
        return hashlib.sha256(whole).hexdigest()


def signature(world: Mapping[str, JsonValue] | WorldSpec, *, last_round: int = ROUNDS) -> Signature:
    """The structural signature of a world.

    Args:
        world: A world file that has been read (see docs/worlds.md), or `World.spec`. It must be one
            that `World.load` accepts.
        last_round: The round to stop at. In round 0 nothing counts but what a table or operation is
            by itself, so that no difference counts more than once.
    """
    file: Part = world_file(world) if isinstance(world, WorldSpec) else world
    tables: Mapping[str, Part] = file["tables"]
    schema = Schema(tables)
    done = {operation for tool in file["tools"] for operation in operations(tool, schema)}
    sinks = _sinks(tables, done)
    rounds = _table_rounds(tables, last_round)
    labels: Counter[int] = Counter()
    for name in tables.keys() - sinks:
        columns: Mapping[str, Part] = tables[name]["columns"]
        kinds = {column_kind(column) for column in columns.values()} - {"key", "ref"}
        labels.update(_hash("table", found[name], sorted(kinds)) for found in rounds)
    for operation in {_without(operation, sinks) for operation in done}:
        if operation.effects:
            labels.update(_operation_labels(operation, rounds))
    for name in {name for operation in done if not operation.effects for name in operation.reads}:
        labels.update(_hash("read", found[name]) for found in rounds)
    return Signature(
        frozenset(
            label if number == 0 else _hash(label, number)
            for label, count in labels.items()
            for number in range(count)
        )
    )


def similarity(first: Signature, second: Signature) -> float:
    """The weighted Jaccard index: 1.0 for the same structure, 0.0 for nothing in common."""
    common = len(first.labels & second.labels)
    whole = len(first.labels) + len(second.labels) - common
    return common / whole if whole else 1.0


def world_file(spec: WorldSpec) -> dict[str, Any]:
    """The world file behind a spec, without its rows."""
    return spec.model_dump(by_alias=True, exclude={"tables": {"__all__": {"rows"}}})


def _sinks(tables: Mapping[str, Part], done: Collection[Operation]) -> frozenset[str]:
    """The tables that nothing leads to or from, and that are only ever added to and never read."""
    linked = {
        name
        for owner, table in tables.items()
        for column in table["columns"].values()
        if column.get("ref") is not None
        for name in (owner, column["ref"])
    }
    read = {name for operation in done for name in operation.reads}
    changed = {e.table for operation in done for e in operation.effects if e.op != "insert"}
    added = {e.table for operation in done for e in operation.effects}
    return frozenset(added - changed - read - linked)


def _without(operation: Operation, sinks: frozenset[str]) -> Operation:
    kept = frozenset(effect for effect in operation.effects if effect.table not in sinks)
    return operation if kept == operation.effects else replace(operation, effects=kept)


def _table_rounds(tables: Mapping[str, Part], last_round: int) -> list[dict[str, int]]:
    """Every table's label after 0, 1, ... rounds, by keys and references alone.

    What attributes a table has is no part of it, or one attribute more would change the labels of
    all tables up to three references away.
    """
    near: dict[str, list[tuple[str, str]]] = {name: [] for name in tables}
    first: dict[str, int] = {}
    for name, table in tables.items():
        columns: Mapping[str, Part] = table["columns"]
        keys = sum(1 for column in columns.values() if column.get("key"))
        first[name] = _hash(keys, bool(table.get("path_dependent")))
        for column in columns.values():
            target = column.get("ref")
            if target is not None:
                how = "key" if column.get("key") else "null" if column.get("null") else "set"
                near[name].append(("to " + how, target))
                near[target].append(("from " + how, name))
    rounds = [first]
    for _ in range(last_round):
        last = rounds[-1]
        rounds.append(
            {
                name: _hash(label, sorted((how, last[other]) for how, other in near[name]))
                for name, label in last.items()
            }
        )
    return rounds


def _operation_labels(operation: Operation, rounds: list[dict[str, int]]) -> Iterator[int]:
    """An operation's label after 0, 1, ... rounds."""
    edges = [((effect.op, *sorted(effect.kinds)), effect.table) for effect in operation.effects]
    label = _hash("operation", sorted(what for what, _ in edges), sorted(operation.arguments))
    edges += [(("reads",), table) for table in operation.reads]
    edges += [(("takes",), table) for table in operation.named]
    yield label
    for last in rounds[:-1]:
        label = _hash(label, sorted((what, last[table]) for what, table in edges))
        yield label


def _hash(*parts: object) -> int:
    """64 bits for numbers, texts and tuples of them, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "big")
