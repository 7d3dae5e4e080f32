"""Which tables one call touches, and how: by its tool's program and its arguments, not by names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from agentgym_synth.scorecard.operations import CHOICE, Part, Schema, sql_of
from agentgym_synth.scorecard.statement import Statement, read_statement


@dataclass(frozen=True, slots=True)
class Touch:
    """What a call does with one table.

    Attributes:
        op: `insert`, `delete`, or `update` with the kinds of the columns it sets; `read` where
            nothing is written.
        table: The table.
    """

    op: str
    table: str


def touches(tool: Part, arguments: Mapping[str, JsonValue], schema: Schema) -> tuple[Touch, ...]:
    """What a call does, in the order of the program: its writes, or else what it looks up.

    Of a query only the table that it is about counts, not those it joins. Branches that the
    arguments rule out are left out; of others both sides count.

    Args:
        tool: The tool's entry in the world file.
        arguments: The call's.
        schema: The world's tables.
    """
    writes: dict[Touch, None] = {}
    reads: dict[Touch, None] = {}
    given = {
        name: arguments.get(name, property.get("default"))
        for name, property in tool["input"].get("properties", {}).items()
    }
    for step in _taken(tool["steps"], given):
        sql = sql_of(step)
        if sql is None or "when" in step or "require" in step:
            continue
        statement = read_statement(sql)
        if statement.op is not None:
            writes.setdefault(Touch(_named(statement, schema), statement.target))
            continue
        about = statement.leading
        if about not in schema.kinds:
            about = next((name for name in statement.sources if name in schema.kinds), "")
        if about:
            reads.setdefault(Touch("read", about))
    return tuple(writes or reads)


def _named(statement: Statement, schema: Schema) -> str:
    """A write's kind of effect, as text."""
    if statement.op != "update":
        return str(statement.op)
    kinds = schema.kinds.get(statement.target, {})
    return " ".join(["update", *sorted({kinds[c] for c in statement.changed if c in kinds})])


def _taken(steps: Sequence[Part], given: Mapping[str, JsonValue]) -> Iterator[Part]:
    """The steps that a call with these arguments may run, up to where it surely ends."""
    for step in steps:
        yield step
        ended = "return" in step
        if "each" in step:
            yield from _taken(step["do"], given)
        elif "when" in step:
            choice = CHOICE.fullmatch(step["when"])
            if choice is None:
                yield from _taken(step["do"], given)
                yield from _taken(step.get("otherwise") or (), given)
            else:
                chosen = given.get(choice[1]) == choice[2].replace("''", "'")
                branch = step["do"] if chosen else step.get("otherwise") or ()
                yield from _taken(branch, given)
                ended = any("return" in last for last in branch[-1:])
        if ended:
            return
