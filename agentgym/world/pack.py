"""Packs: compiled worlds as bytes, for caches.

A pack holds SQL that was vetted when it was made and is trusted when it is opened. Its SHA-256
catches a damaged file, not a forged one: open only packs that you, or a process of yours, made.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, cast

import orjson

from agentgym.errors import InvalidWorldError
from agentgym.tools import Tool
from agentgym.version import __version__
from agentgym.world.clock import VirtualClock
from agentgym.world.program import (
    EachStep,
    ManyStep,
    NewStep,
    OneStep,
    Program,
    RequireStep,
    ReturnStep,
    Statement,
    Step,
    Text,
    WhenStep,
    WriteStep,
)
from agentgym.world.tables import KeySequence, TableLayout

_MAGIC = b"agentgym world\n"
#: Raised with every change to what a pack holds.
ENGINE = f"{__version__}/2"
# What JSON gives back; the shapes are this module's own.
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything a world runs on.

    Attributes:
        name: The world's name.
        digest: SHA-256 of its file.
        clock: Its time.
        layouts: Its tables.
        tools: What an agent may call.
        programs: Tool to program, or to the program's JSON until it is first called.
        uses_dates: Whether any program calls a date function.
        image: The database that every episode starts from.
        source: Its file as JSON, compressed or not; empty where the pack does not hold it.
    """

    name: str
    digest: str
    clock: VirtualClock
    layouts: dict[str, TableLayout]
    tools: tuple[Tool, ...]
    programs: Mapping[str, Program | _Json]
    uses_dates: bool
    image: bytes
    source: bytes


def pack(world: Compiled) -> bytes:
    """The world as bytes."""
    header = orjson.dumps(
        {
            "name": world.name,
            "digest": world.digest,
            "clock": world.clock,
            "layouts": [_layout_json(layout) for layout in world.layouts.values()],
            "tools": [tool.model_dump(mode="json") for tool in world.tools],
            "programs": world.programs,
            "uses_dates": world.uses_dates,
            "image": len(world.image),
        }
    )
    source = zlib.compress(world.source) if world.source.startswith(b"{") else world.source
    body = b"".join((len(header).to_bytes(4), header, world.image, source))
    engine = ENGINE.encode() + b"\n"
    return b"".join((_MAGIC, engine, hashlib.sha256(body).digest(), body))


def unpack(data: bytes) -> Compiled:
    """The world in a pack.

    Raises:
        InvalidWorldError: The bytes are no pack, were made by another version, or are damaged.
    """
    if not data.startswith(_MAGIC):
        raise InvalidWorldError("not a world pack; make one with World.load(...).pack()")
    engine, _, rest = data[len(_MAGIC) :].partition(b"\n")
    if engine != ENGINE.encode():
        raise InvalidWorldError(
            f"the world pack was made by engine {engine!r:.40}, and this is {ENGINE!r}; "
            "make it anew from the world file"
        )
    body = memoryview(rest)[32:]
    if hashlib.sha256(body).digest() != rest[:32]:
        raise InvalidWorldError("the world pack is damaged; make it anew from the world file")
    end = 4 + int.from_bytes(body[:4])
    header: _Json = orjson.loads(body[4:end])
    layouts = [_layout(layout) for layout in header["layouts"]]
    return Compiled(
        name=header["name"],
        digest=header["digest"],
        clock=VirtualClock(**header["clock"]),
        layouts={layout.name: layout for layout in layouts},
        tools=tuple(Tool.model_construct(**tool) for tool in header["tools"]),
        programs=header["programs"],
        uses_dates=header["uses_dates"],
        image=bytes(body[end : end + header["image"]]),
        source=bytes(body[end + header["image"] :]),
    )


def _layout_json(layout: TableLayout) -> _Json:
    plain = {f.name: getattr(layout, f.name) for f in fields(TableLayout) if f.init}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in plain.items()
    }


def _layout(data: _Json) -> TableLayout:
    sequence = data["sequence"]
    return TableLayout(
        name=data["name"],
        columns=tuple(data["columns"]),
        types=tuple(data["types"]),
        key=tuple(data["key"]),
        nullable=frozenset(data["nullable"]),
        refs=data["refs"],
        volatile=frozenset(data["volatile"]),
        json_columns=frozenset(data["json_columns"]),
        decimals=data["decimals"],
        path_dependent=data["path_dependent"],
        sequence=KeySequence(**sequence) if sequence is not None else None,
    )


def read_program(data: _Json) -> Program:
    """A program from its JSON."""
    return Program(
        name=data["name"],
        writes=data["writes"],
        defaults=data["defaults"],
        attributes=tuple((name, tuple(used)) for name, used in data["attributes"]),
        uses_now=data["uses_now"],
        makes_keys=data["makes_keys"],
        steps=_steps(data["steps"]),
    )


def _steps(data: Sequence[_Json]) -> tuple[Step, ...]:
    return tuple(_step(step) for step in data)


def _step(data: _Json) -> Step:
    match data["kind"]:
        case "one":
            return OneStep(
                data["bind"],
                _statement(data["statement"]),
                tuple(data["columns"]),
                tuple(data["parsed"]),
                data["first"],
                _text(data["otherwise"]),
            )
        case "many":
            return ManyStep(
                data["bind"],
                _statement(data["statement"]),
                tuple(data["columns"]),
                tuple(data["parsed"]),
                data["max"],
                _text(data["otherwise"]),
            )
        case "require":
            otherwise = cast("Text", _text(data["otherwise"]))
            return RequireStep(_statement(data["statement"]), otherwise)
        case "write":
            return WriteStep(_statement(data["statement"]), data["rows"], _text(data["otherwise"]))
        case "new":
            return NewStep(data["bind"], data["of"])
        case "each":
            return EachStep(
                data["bind"],
                data["items"],
                tuple(data["attributes"]),
                _steps(data["do"]),
                data["max"],
            )
        case "when":
            return WhenStep(
                _statement(data["statement"]), _steps(data["do"]), _steps(data["otherwise"])
            )
    return ReturnStep(data["template"])


def _statement(data: _Json) -> Statement:
    return Statement(data["sql"], tuple(data["names"]), data["plain"])


def _text(data: _Json | None) -> Text | None:
    return Text(tuple(data["parts"])) if data is not None else None
