"""Worlds to measure: the hand-written ones, and a car park in two API styles with its tasks."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from agentgym.environment import Environment
from agentgym.task import Check, Goal, Mention, SolutionTurn, Task
from agentgym.tools import ToolCall
from agentgym.world import World

HAND_WRITTEN = ("shop", "office", "bank")
GARAGE = "agentgym/garage-desk-v1"


@functools.cache
def _text(name: str) -> str:
    return files(f"agentgym_envs.{name}").joinpath("world.json").read_text(encoding="utf-8")


def hand_written(name: str) -> dict[str, Any]:
    """A fresh copy of a hand-written world's file."""
    world: dict[str, Any] = json.loads(_text(name))
    return world


def twelve_tables() -> dict[str, Any]:
    """What is left of the bank with twelve of its tables."""
    kept = (
        "customers accounts products holders transactions payees standing_orders direct_debits "
        "cards disputes complaints audit"
    ).split()
    world = hand_written("bank")
    return without(world, *(name for name in world["tables"] if name not in kept))


def without(world: dict[str, Any], *tables: str) -> dict[str, Any]:
    """A world without some tables, the references to them, and the tools that touch them."""
    touched = re.compile(rf"\b({'|'.join(tables)})\b")
    left = {name: table for name, table in world["tables"].items() if name not in tables}
    for table in left.values():
        for column in table["columns"].values():
            if column.get("ref") in tables:
                del column["ref"]
    tools = [tool for tool in world["tools"] if not touched.search(json.dumps(tool["steps"]))]
    return {**world, "tables": left, "tools": tools}


_TEXT = {"type": "string"}
_DRIVER = {"driver_id": {"type": "text", "ref": "driver"}}
_CANCEL = [
    {
        "one": "b",
        "sql": "SELECT status FROM booking WHERE booking_id = :booking_id",
        "else": "none",
    },
    {"require": ":b.status = 'active'", "else": "it is {b.status}"},
    {"write": "UPDATE booking SET status = 'cancelled' WHERE booking_id = :booking_id", "rows": 1},
]
_EXTEND = [
    {"write": "UPDATE booking SET days = days + :days WHERE booking_id = :booking_id", "rows": 1},
]


def garage(*, merged: bool = False) -> dict[str, Any]:
    """A car park: with a tool for each verb, or with one tool for all that is done to bookings."""
    done: dict[str, Any] = {"return": {"booking_id": ":booking_id"}}
    booking_id = {"booking_id": _TEXT}
    days = {"days": {"type": "integer"}}
    if merged:
        action = {"action": {"type": "string", "enum": ["cancel", "extend"]}}
        changing = [
            _tool(
                "manage_booking",
                {**action, **booking_id, **days},
                [
                    {"when": ":action = 'cancel'", "do": [*_CANCEL, done]},
                    *_EXTEND,
                    done,
                ],
                writes=["booking"],
            )
        ]
    else:
        changing = [
            _tool("cancel", booking_id, [*_CANCEL, done], writes=["booking"]),
            _tool("extend", {**booking_id, **days}, [*_EXTEND, done], writes=["booking"]),
        ]
    drivers = "SELECT driver_id, name FROM driver WHERE name = :name ORDER BY driver_id"
    bookings = (
        "SELECT booking_id, plate, days FROM booking WHERE driver_id = :driver_id "
        "ORDER BY booking_id"
    )
    return {
        "format": 1,
        "name": "garage",
        "tables": {
            "driver": {
                "columns": {"driver_id": {"type": "text", "key": True}, "name": {"type": "text"}},
                "rows": [["D1", "Ada Ash"], ["D2", "Bo Bell"]],
            },
            "booking": {
                "columns": {
                    "booking_id": {"type": "text", "key": True},
                    **_DRIVER,
                    "plate": {"type": "text"},
                    "days": {"type": "int"},
                    "status": {"type": "text", "enum": ["active", "cancelled"]},
                },
                "rows": [
                    [f"B{n}", "D1" if n < 5 else "D2", f"KL {n}", n, "active"] for n in range(1, 8)
                ],
            },
        },
        "tools": [
            _tool("find_driver", {"name": _TEXT}, [_many(drivers)]),
            _tool("list_bookings", {"driver_id": _TEXT}, [_many(bookings)]),
            *changing,
        ],
    }


def _many(sql: str) -> dict[str, Any]:
    return {"many": "found", "sql": sql}


def _tool(
    name: str, arguments: dict[str, Any], steps: list[dict[str, Any]], *, writes: Sequence[str] = ()
) -> dict[str, Any]:
    if not writes:
        steps = [*steps, {"return": {"found": ":found"}}]
    schema = {"type": "object", "properties": arguments}
    return {"name": name, "description": "", "writes": writes, "input": schema, "steps": steps}


def cancelling(number: str, driver: str, *bookings: str, merged: bool = False) -> Task:
    """A task to cancel all bookings of a driver."""
    name = {"D1": "Ada Ash", "D2": "Bo Bell"}[driver]
    made = task(
        number,
        f"{name} has sold the car. Please cancel every booking in that name.",
        ToolCall("find_driver", {"name": name}),
        ToolCall("list_bookings", {"driver_id": driver}),
        *(
            ToolCall("manage_booking", {"action": "cancel", "booking_id": booking})
            if merged
            else ToolCall("cancel", {"booking_id": booking})
            for booking in bookings
        ),
        changed=bookings,
    )
    who = Mention(phrase=name, among="driver", where=f"name = '{name}'", picks=driver)
    return made.model_copy(update={"mentions": (who,)})


def task(number: str, instruction: str, *calls: ToolCall, changed: Sequence[str] = ()) -> Task:
    """A task of the car park."""
    goal = [
        {
            "op": "update",
            "table": "booking",
            "key": {"booking_id": key},
            "values": {"status": "cancelled"},
        }
        for key in changed
    ]
    return Task(
        id=number,
        environment=GARAGE,
        kind="change",
        turns=(instruction,),
        goal=Goal(checks=(Check(state=goal),)),
        solution=(SolutionTurn(calls=calls, message="Done."),),
        provenance={"tier": 2},
    )


def garage_environment(*tasks: Task, merged: bool = False) -> Environment:
    """The car park with some tasks."""
    world = World.load(garage(merged=merged))
    prompt = "You look after bookings.\n\n- Be brief.\n- Cancel what you are asked to."
    return Environment(GARAGE, world.open, tasks, system_prompt=prompt, content=world.digest())
