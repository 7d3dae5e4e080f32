"""Reads what a generated set holds from its files alone: Parquet, JSON, and world files."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq

from agentgym import Environment, Task, ToolCall
from agentgym.tools import Tool
from agentgym.world import World

_PROVED = ("initial", "goal", "solution", "routes", "mentions", "provenance")


@dataclass(frozen=True, slots=True)
class Stored:
    """One environment of a set.

    Attributes:
        environment: Its tools and tasks, to play in.
        file: The world file.
        tools: Its tools by name.
        exercises: Calls that the set says work in the first state.
    """

    environment: Environment
    file: dict[str, Any]
    tools: dict[str, Tool]
    exercises: tuple[ToolCall, ...]

    @property
    def tasks(self) -> list[Task]:
        """Its tasks, in order."""
        return list(self.environment.tasks.values())


def environment_ids(folder: Path) -> list[str]:
    """The ids of a set's environments, in order."""
    ids: list[str] = pq.read_table(folder / "environments.parquet", columns=["id"])[
        "id"
    ].to_pylist()
    return ids


def read_environment(folder: Path, environment_id: str) -> Stored:
    """One environment with all its tasks."""
    wanted = [("id", "=", environment_id)]
    columns = ["system_prompt", "exercises", "parts"]
    (entry,) = pq.read_table(
        folder / "environments.parquet", columns=columns, filters=wanted
    ).to_pylist()
    name = environment_id.partition("/")[2]
    text = gzip.decompress((folder / "worlds" / f"{name}.json.gz").read_bytes())
    world = World.load(text)
    exercises = tuple(ToolCall(**call) for call in orjson.loads(entry["exercises"]))
    tasks: list[tuple[int, Task]] = []
    for part in entry["parts"]:
        rows = _rows(folder / "tasks" / f"{part['shard']}.parquet", part["row_group"])
        proofs = _rows(folder / "proofs" / f"{part['shard']}.parquet", part["row_group"])
        proved = {row["id"]: row for row in proofs}
        tasks += [(row["number"], _task(row, proved[row["id"]])) for row in rows]
    environment = Environment(
        environment_id,
        world.open,
        [task for _, task in sorted(tasks, key=lambda pair: pair[0])],
        system_prompt=entry["system_prompt"],
    )
    tools = {tool.name: tool for tool in world.tools}
    return Stored(environment, orjson.loads(text), tools, exercises)


def stored_answers(folder: Path) -> list[tuple[str, str]]:
    """The type of every answer that the set's tasks want, and how one would write it."""
    found = []
    for shard in sorted((folder / "proofs").glob("*.parquet")):
        for goal in pq.read_table(shard, columns=["goal"])["goal"].to_pylist():
            answers = (check.get("answer") for check in orjson.loads(goal)["checks"])
            found += [(answer["type"], written(answer["value"])) for answer in answers if answer]
    return found


def written(value: object) -> str:
    """A right answer as an agent would write it."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _rows(path: Path, row_group: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.ParquetFile(path).read_row_group(row_group).to_pylist()
    return rows


def _task(row: dict[str, Any], proof: dict[str, Any]) -> Task:
    limits = {
        "steps": row["max_steps"],
        "steps_per_turn": row["max_steps_per_turn"],
        "calls": row["max_calls"],
    }
    told = {name: row[name] for name in ("id", "environment", "kind", "turns", "split")}
    proved = {name: orjson.loads(proof[name]) for name in _PROVED}
    return Task.model_validate({**told, **proved, "twin": proof["twin"], "limits": limits})
