"""The knowledge graph when an episode begins, how its file looks, and how that is read back."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import JsonValue

from agentgym.tools import JsonObject
from agentgym_envs.handwritten.content import records

#: The file that the server keeps, relative to its directory.
FILE = "memory.jsonl"
_CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph."""

    name: str
    type: str
    observations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge of the graph."""

    source: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Entities and relations, in the order of the file."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


@functools.cache
def company() -> Graph:
    """What is known of the Lantern Room."""
    return Graph(
        tuple(
            Entity(name, kind, tuple(part.strip() for part in observations.split(";")))
            for kind, name, observations in records(_CONTENT, "graph")
        ),
        tuple(Relation(*line) for line in records(_CONTENT, "relations")),
    )


def memory_file(graph: Graph) -> str:
    """The file of a graph, as the server writes it."""
    lines: list[JsonObject] = [
        {
            "type": "entity",
            "name": entity.name,
            "entityType": entity.type,
            "observations": list(entity.observations),
        }
        for entity in graph.entities
    ]
    lines += [
        {"type": "relation", "from": r.source, "to": r.target, "relationType": r.type}
        for r in graph.relations
    ]
    return b"\n".join(map(orjson.dumps, lines)).decode()


def entities(directory: Path) -> Mapping[str, JsonValue]:
    """The view of entities: name to type and observations, sorted, since their order means nothing.

    The server lets one call create two entities of one name; the second is `name #2`.
    """
    rows: dict[str, JsonValue] = {}
    for line in _lines(directory, "entity"):
        observations = line["observations"]
        assert isinstance(observations, list)
        ordered: list[JsonValue] = [*sorted(map(str, observations))]
        row: JsonObject = {"type": line["entityType"], "observations": ordered}
        rows[_free(rows, str(line["name"]))] = row
    return rows


def relations(directory: Path) -> Mapping[str, JsonValue]:
    """The view of relations: `source | type | target` to the three."""
    rows: dict[str, JsonValue] = {}
    for line in _lines(directory, "relation"):
        row = {"source": line["from"], "type": line["relationType"], "target": line["to"]}
        rows[_free(rows, " | ".join(map(str, row.values())))] = row
    return rows


def _lines(directory: Path, kind: str) -> Iterator[JsonObject]:
    file = directory / FILE
    for line in file.read_bytes().splitlines() if file.exists() else ():
        if line.strip():
            item = orjson.loads(line)
            if item["type"] == kind:
                yield item


def _free(rows: Mapping[str, JsonValue], key: str) -> str:
    number, free = 1, key
    while free in rows:
        number += 1
        free = f"{key} #{number}"
    return free
