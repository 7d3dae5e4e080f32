"""Tasks as rows: what an agent may hear in one table, what proves it in another.

JSON columns hold canonical JSON, so that equal rows are equal bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import orjson
from pydantic import JsonValue

from agentgym.environment import canonical_json
from agentgym.task import Task

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, JsonValue]

#: Column to type, as Arrow spells types.
TASK_COLUMNS = {
    "environment": "string",
    "id": "string",
    "number": "int32",
    "split": "string",
    "kind": "string",
    "tier": "int8",
    "pattern": "string",
    "instruction": "string",
    "turns": "list<string>",
    "tools": "int32",
    "calls": "int32",
    "max_steps": "int32",
    "max_steps_per_turn": "int32",
    "max_calls": "int32",
}
PROOF_COLUMNS = {
    "environment": "string",
    "id": "string",
    "twin": "string",
    "initial": "string",
    "goal": "string",
    "solution": "string",
    "routes": "string",
    "mentions": "string",
    "provenance": "string",
    "certificate": "string",
}
INDEX_COLUMNS = {
    "id": "string",
    "number": "int32",
    "domain": "string",
    "description": "string",
    "tasks": "int32",
    "tools": "int32",
    "writing_tools": "int32",
    "tables": "int32",
    "rows": "int32",
    "world": "string",
    "system_prompt": "string",
    "tool_list": "string",
    "exercises": "string",
    "about": "string",
    "parts": "parts",
}
_TEXTS = ("initial", "goal", "solution", "routes", "mentions", "provenance")


def schema_of(columns: Mapping[str, str]) -> pyarrow.Schema:
    """The Arrow schema of some columns."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int8": pa.int8(),
        "int32": pa.int32(),
        "list<string>": pa.list_(pa.string()),
        # Where an environment's tasks lie: one row group of each shard named.
        "parts": pa.list_(
            pa.struct(
                [
                    pa.field("split", pa.string()),
                    pa.field("shard", pa.string()),
                    pa.field("row_group", pa.int32()),
                    pa.field("tasks", pa.int32()),
                ]
            )
        ),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind in columns.items()])


def task_row(task: Task, *, number: int, tools: int) -> Row:
    """What may be known of a task by whoever acts in it or trains on it.

    Args:
        task: The task.
        number: Its place among the tasks of its environment.
        tools: How many tools the environment offers.
    """
    tier, pattern = task.provenance.get("tier"), task.provenance.get("pattern")
    return {
        "environment": task.environment,
        "id": task.id,
        "number": number,
        "split": task.split,
        "kind": task.kind,
        "tier": tier if isinstance(tier, int) else None,
        "pattern": pattern if isinstance(pattern, str) else None,
        "instruction": task.instruction,
        "turns": list(task.turns),
        "tools": tools,
        "calls": sum(len(turn.calls) for turn in task.solution),
        "max_steps": task.limits.steps,
        "max_steps_per_turn": task.limits.steps_per_turn,
        "max_calls": task.limits.calls,
    }


def proof_row(task: Task, certificate: JsonValue) -> Row:
    """What scores a task and proves it; no agent may see it."""
    whole = task.model_dump(mode="json")
    texts: Row = {name: canonical_json(whole[name]).decode() for name in _TEXTS}
    return {
        "environment": task.environment,
        "id": task.id,
        "twin": task.twin,
        **texts,
        "certificate": canonical_json(certificate).decode(),
    }


def task_from_rows(task: Mapping[str, JsonValue], proof: Mapping[str, JsonValue]) -> Task:
    """The task behind its two rows.

    Raises:
        pydantic.ValidationError: They make no task.
        ValueError: A JSON column is none.
    """
    limits = {
        "steps": task["max_steps"],
        "steps_per_turn": task["max_steps_per_turn"],
        "calls": task["max_calls"],
    }
    return Task.model_validate(
        {
            **{name: task[name] for name in ("id", "environment", "kind", "turns", "split")},
            **{name: orjson.loads(str(proof[name])) for name in _TEXTS},
            "twin": proof["twin"],
            "limits": limits,
        }
    )


class RowsHash:
    """Hashes rows as they pass, one line of canonical JSON each."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Take the next rows."""
        for row in rows:
            self._hash.update(canonical_json(row))
            self._hash.update(b"\n")

    def hexdigest(self) -> str:
        """The hash so far."""
        return self._hash.hexdigest()
