"""What a task does to the graph, as plain Python: the goal is the difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from pydantic import JsonValue

from agentgym.tools import JsonObject
from agentgym_envs.servers.memory.graph import Relation, company


class Memory:
    """The graph, changed step by step.

    Attributes:
        types: Entity to its type.
        facts: Entity to its observations; one that may be worded otherwise is a hole.
        relations: The relations.
    """

    def __init__(self) -> None:
        graph = company()
        self.types = {entity.name: entity.type for entity in graph.entities}
        self.facts: dict[str, list[JsonValue]] = {
            entity.name: [*entity.observations] for entity in graph.entities
        }
        self.relations = list(graph.relations)
        self._before = self._rows()

    def change(self) -> JsonValue:
        """The net change so far, as a goal for the views `entities` and `relations`."""
        after = self._rows()
        changes: JsonObject = {}
        for view, rows in after.items():
            before = self._before[view]
            changed: JsonObject = {
                key: rows.get(key)
                for key in sorted(before.keys() | rows.keys())
                if before.get(key) != rows.get(key)
            }
            if changed:
                changes[view] = changed
        return changes or None

    def value(self, entity: str, label: str) -> str:
        """The value of the observation with a label; empty where there is none."""
        for fact in self.facts[entity]:
            name, _, value = str(fact).partition(": ")
            if name == label:
                return value
        return ""

    def of_type(self, kind: str) -> list[str]:
        """The entities of a type."""
        return [name for name, its in self.types.items() if its == kind]

    def to(self, source: str, relation: str) -> list[str]:
        """What an entity has a relation to."""
        return [r.target for r in self.relations if (r.source, r.type) == (source, relation)]

    def from_(self, target: str, relation: str) -> list[str]:
        """What has a relation to an entity."""
        return [r.source for r in self.relations if (r.target, r.type) == (target, relation)]

    def _rows(self) -> dict[str, dict[str, JsonValue]]:
        return {
            "entities": {
                name: {"type": kind, "observations": _listed(self.facts[name])}
                for name, kind in self.types.items()
            },
            "relations": {
                f"{r.source} | {r.type} | {r.target}": {
                    "source": r.source,
                    "type": r.type,
                    "target": r.target,
                }
                for r in self.relations
            },
        }


Effect = Callable[[Memory], None]


def fresh(_initial: JsonValue) -> Memory:
    """The graph at the beginning of a task."""
    return Memory()


def learns(name: str, kind: str, *facts: JsonValue) -> Effect:
    """An entity is added."""

    def effect(memory: Memory) -> None:
        memory.types[name] = kind
        memory.facts[name] = [*facts]

    return effect


def notes(name: str, *facts: JsonValue) -> Effect:
    """Observations are added to an entity."""
    return lambda memory: memory.facts[name].extend(facts)


def drops(name: str, *facts: str) -> Effect:
    """Observations are removed from an entity."""

    def effect(memory: Memory) -> None:
        for fact in facts:
            memory.facts[name].remove(fact)

    return effect


def forgets(*names: str) -> Effect:
    """Entities are deleted, with their relations."""

    def effect(memory: Memory) -> None:
        for name in names:
            del memory.types[name], memory.facts[name]
        memory.relations = [
            r for r in memory.relations if r.source not in names and r.target not in names
        ]

    return effect


def links(*triples: tuple[str, str, str]) -> Effect:
    """Relations are added."""
    return lambda memory: memory.relations.extend(Relation(*triple) for triple in triples)


def unlinks(*triples: tuple[str, str, str]) -> Effect:
    """Relations are removed."""

    def effect(memory: Memory) -> None:
        for triple in triples:
            memory.relations.remove(Relation(*triple))

    return effect


def _listed(facts: list[JsonValue]) -> JsonValue:
    if all(isinstance(fact, str) for fact in facts):
        return cast("JsonValue", sorted(map(str, facts)))
    return {"hole": "in_any_order", "items": facts}
