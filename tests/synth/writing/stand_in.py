"""A source of small car parks: every environment another one, drawn by seed and number.

Its tasks are proved as any are, in a millisecond or two each, so that sets can be written many
times over in a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy
from pydantic import JsonValue

from agentgym.answers import TextAnswer
from agentgym.certifier import Certifier
from agentgym.environment import Environment
from agentgym.errors import AgentGymError
from agentgym.task import Check, Goal, Mention, SolutionTurn, Task
from agentgym.tools import JsonObject, ToolCall
from agentgym.world import World

GENERATOR = 1
DRIVERS = 24
TOWNS = ("ashford", "bray", "corby")
RULES = "You book and cancel parking spots. Answer questions with the plate alone."
_FIRST = "Ada Bo Cy Dee Eli Fay Gus Hal Ida Jo Kit Lou Mae Ned Oda Pia Quin Ray Sue Tom".split()
_LAST = "Ash Bell Cole Dunn Eyre Frost Grey Hood Ivey Judd Kerr Lamb Moss Nash Orr Pike".split()


class NotEnoughTasksError(AgentGymError, ValueError):
    """More tasks were asked for than there are."""


@dataclass(frozen=True, slots=True)
class CarPark:
    """One environment, whole."""

    id: str
    world: JsonObject
    system_prompt: str
    tasks: tuple[Task, ...]
    certificates: Mapping[str, JsonValue]
    exercises: tuple[ToolCall, ...]
    about: Mapping[str, JsonValue]


def ids(environments: int, seed: int) -> list[str]:
    """One from each town in turn."""
    drawn = f"-s{seed}" if seed else ""
    return [f"agentgym/synth-{TOWNS[n % 3]}{drawn}-{n // 3:04}-v1" for n in range(environments)]


def make(environment_id: str, *, tasks: int) -> CarPark:
    """The car park of this town, seed and number."""
    parts = re.fullmatch(r"agentgym/synth-(\w+?)(?:-s(\d+))?-(\d{4})-v1", environment_id)
    assert parts is not None
    town, seed, number = parts[1], int(parts[2] or 0), int(parts[3])
    key = (TOWNS.index(town), number)
    draws = numpy.random.PCG64(numpy.random.SeedSequence(seed, spawn_key=key))
    file = _world(town, draws)
    world = World.load(file)
    split = "test" if number % 3 == 2 else "train"
    every = list(_tasks(environment_id, world, split, seed))
    if tasks > len(every):
        raise NotEnoughTasksError(
            f"{environment_id} has {len(every)} tasks, and {tasks} were asked for: it knows "
            f"{DRIVERS} drivers, and each can ask two things; ask for fewer"
        )
    chosen = tuple(every[:tasks])
    exercises = (ToolCall("cancel", {"booking_id": "P002"}),)
    environment = Environment(
        id=environment_id,
        toolset=world.open,
        tasks=chosen,
        system_prompt=RULES,
        content=world.digest(),
        exercises=exercises,
    )
    certifier = Certifier(environment)
    try:
        certificates = {t.id: certifier.certify(t).model_dump(mode="json") for t in chosen}
    finally:
        certifier.close()
    about: dict[str, JsonValue] = {"domain": town, "number": number, "seed": seed, "split": split}
    return CarPark(environment_id, file, RULES, chosen, certificates, exercises, about)


def _tasks(environment_id: str, world: World, split: str, seed: int) -> Iterator[Task]:
    live = world.open()
    drivers = world.spec.tables["driver"].rows
    for number, (driver, name, plate) in enumerate(drivers):
        level = number % 3
        find = ToolCall("find_driver", {"name": str(name)})
        booking = [find, ToolCall("free_spots", {"level": level})]
        live.reset(0)
        free = live.call(booking[1]).structured_content
        assert free is not None
        spot = free["spots"][0]["spot_id"]  # type: ignore[index, call-overload]
        booking.append(ToolCall("book", {"spot_id": spot, "plate": plate}))
        live.call(booking[-1])
        changed = Goal(checks=(Check(state=live.state().changes()),))
        told = Goal(checks=(Check(answer=TextAnswer(value=str(plate))),))
        free_there = (
            f"level = {level} AND spot_id NOT IN "
            "(SELECT spot_id FROM booking WHERE status = 'active')"
        )
        mentions = (
            Mention(phrase=str(name), among="driver", where=f"name = '{name}'", picks=driver),
            Mention(
                phrase=f"the cheapest free spot on level {level}",
                among="spot",
                where=free_there,
                order="cents",
                picks=spot,
            ),
        )
        asked = [
            ("change", f"Book the cheapest free spot on level {level} for {name}.", changed),
            ("question", f"Which plate does {name} drive?", told),
        ]
        for kind, said, goal in asked:
            turn = (
                SolutionTurn(calls=tuple(booking))
                if kind == "change"
                else SolutionTurn(calls=(find,), message=str(plate))
            )
            yield Task(
                id=f"{kind}-{number}",
                environment=environment_id,
                kind=kind,  # type: ignore[arg-type]
                turns=(said,),
                goal=goal,
                solution=(turn,),
                mentions=mentions[: 2 if kind == "change" else 1],
                split=split,
                provenance={"generator": GENERATOR, "seed": seed, "tier": 1, "pattern": kind},
            )
    live.close()


def _world(town: str, draws: numpy.random.PCG64) -> JsonObject:
    drawn = sorted(range(len(_FIRST) * len(_LAST)), key=lambda _: int(draws.random_raw()))
    names = [f"{_FIRST[n % len(_FIRST)]} {_LAST[n // len(_FIRST)]}" for n in drawn[:DRIVERS]]
    text: JsonObject = {"type": "text"}
    key: JsonObject = {"type": "text", "key": True}
    whole: JsonObject = {"type": "integer"}
    string: JsonObject = {"type": "string"}
    drivers: list[JsonValue] = [
        [f"D{n:02}", name, f"{town[:2].upper()} {100 + 7 * n}"] for n, name in enumerate(names)
    ]
    spots: list[JsonValue] = [
        [f"{'ABC'[level]}{n}", level, 500 + 100 * n + int(draws.random_raw() % 90)]
        for level in range(3)
        for n in range(1, 5)
    ]
    bookings: list[JsonValue] = [
        ["P001", "A4", "OLD 1", "active"],
        ["P002", "B4", "OLD 2", "active"],
    ]
    return {
        "format": 1,
        "name": town,
        "clock": {"start": "2025-03-01T09:00:00", "tick_seconds": 60},
        "tables": {
            "spot": {
                "columns": {"spot_id": key, "level": {"type": "int"}, "cents": {"type": "int"}},
                "rows": spots,
            },
            "driver": {"columns": {"driver_id": key, "name": text, "plate": text}, "rows": drivers},
            "booking": {
                "columns": {
                    "booking_id": {**key, "generate": {"prefix": "P", "width": 3}},
                    "spot_id": {"type": "text", "ref": "spot"},
                    "plate": text,
                    "status": {"type": "text", "enum": ["active", "cancelled"]},
                },
                "rows": bookings,
            },
        },
        "tools": [
            _tool(
                "find_driver",
                {"name": string},
                {"one": "d", "sql": "SELECT plate FROM driver WHERE name = :name", "else": "none"},
                {"return": ":d"},
            ),
            _tool(
                "free_spots",
                {"level": whole},
                {
                    "many": "s",
                    "sql": "SELECT spot_id, cents FROM spot WHERE level = :level AND spot_id NOT "
                    "IN (SELECT spot_id FROM booking WHERE status = 'active') "
                    "ORDER BY cents, spot_id",
                },
                {"return": {"spots": ":s"}},
            ),
            _tool(
                "book",
                {"spot_id": string, "plate": string},
                {
                    "one": "s",
                    "sql": "SELECT level FROM spot WHERE spot_id = :spot_id",
                    "else": "no",
                },
                {"new": "id", "of": "booking"},
                {"write": "INSERT INTO booking VALUES (:id, :spot_id, :plate, 'active')"},
                {"return": {"booking_id": ":id"}},
                writes=["booking"],
            ),
            _tool(
                "cancel",
                {"booking_id": string},
                {
                    "write": "UPDATE booking SET status = 'cancelled' WHERE booking_id = "
                    ":booking_id AND status = 'active'",
                    "rows": 1,
                    "else": "no such booking",
                },
                {"return": {"status": "cancelled"}},
                writes=["booking"],
            ),
        ],
    }


def _tool(
    name: str, takes: JsonObject, *steps: JsonObject, writes: list[JsonValue] | None = None
) -> JsonObject:
    schema: JsonObject = {"type": "object", "properties": takes, "required": list(takes)}
    return {
        "name": name,
        "description": f"{name} of the car park.",
        "input": schema,
        "steps": list(steps),
        **({"writes": writes} if writes else {}),
    }
