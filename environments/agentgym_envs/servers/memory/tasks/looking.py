"""The calls with which solutions look and write."""

from __future__ import annotations

from agentgym.task import Mention
from agentgym.tools import ToolCall
from agentgym_envs.servers.drafts import about, call


def search(query: str) -> ToolCall:
    """Search names, types and observations."""
    return call("search_nodes", query=query)


def open_(*names: str) -> ToolCall:
    """Open entities."""
    return call("open_nodes", names=list(names))


def everything() -> ToolCall:
    """Read the whole graph."""
    return call("read_graph")


def create(name: str, kind: str, *observations: str) -> ToolCall:
    """Create an entity."""
    entity = {"name": name, "entityType": kind, "observations": list(observations)}
    return call("create_entities", entities=[entity])


def link(*triples: tuple[str, str, str]) -> ToolCall:
    """Create relations."""
    return call("create_relations", relations=_relations(triples))


def unlink(*triples: tuple[str, str, str]) -> ToolCall:
    """Delete relations."""
    return call("delete_relations", relations=_relations(triples))


def add(name: str, *observations: str) -> ToolCall:
    """Add observations to an entity."""
    return add_all({name: observations})


def add_all(observations: dict[str, tuple[str, ...]]) -> ToolCall:
    """Add observations to several entities."""
    return call(
        "add_observations",
        observations=[
            {"entityName": name, "contents": list(texts)} for name, texts in observations.items()
        ],
    )


def drop(name: str, *observations: str) -> ToolCall:
    """Delete observations of an entity."""
    return drop_all({name: observations})


def drop_all(observations: dict[str, tuple[str, ...]]) -> ToolCall:
    """Delete observations of several entities."""
    return call(
        "delete_observations",
        deletions=[
            {"entityName": name, "observations": list(texts)}
            for name, texts in observations.items()
        ],
    )


def delete(*names: str) -> ToolCall:
    """Delete entities."""
    return call("delete_entities", entityNames=list(names))


def entity(phrase: str, where: str, picks: str) -> Mention:
    """A description of an entity; `where` is SQL over key, type and observations."""
    return about(phrase, "entities", where, picks)


def relation(phrase: str, source: str, kind: str, target: str) -> Mention:
    """A description of what is said by one relation; each part is a LIKE pattern."""
    parts = {"source": source, "type": kind, "target": target}
    escaped = (
        f"{name} LIKE '{value.replace(chr(39), chr(39) * 2)}'" for name, value in parts.items()
    )
    return about(phrase, "relations", " AND ".join(escaped), " | ".join((source, kind, target)))


def _relations(triples: tuple[tuple[str, str, str], ...]) -> list[dict[str, str]]:
    return [{"from": a, "relationType": kind, "to": b} for a, kind, b in triples]
