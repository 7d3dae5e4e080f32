"""Tools that a real API has beside those that are needed: notes, messages, counts."""

from __future__ import annotations

from collections.abc import Mapping

from agentgym_synth.fields import key_schema
from agentgym_synth.keys import KeyForm
from agentgym_synth.looking_tools import plural_names
from agentgym_synth.model import Json, Thing
from agentgym_synth.plan import Plan
from agentgym_synth.style import Style


def extra_tools(
    plan: Plan, style: Style, forms: Mapping[str, KeyForm]
) -> tuple[dict[str, Json], list[Json], tuple[tuple[str, str, str], ...]]:
    """As many tools as the style wants, the tables that they write to, and which of them log.

    Args:
        plan: The things they are about.
        style: How they look, and how many there are.
        forms: How keys look.
    """
    things = [t for t in plan.things.values() if not t.person]
    people = [t for t in plan.things.values() if t.person]
    tables: dict[str, Json] = {}
    tools: list[Json] = []
    logs: list[tuple[str, str, str]] = []
    for number in range(style.extras):
        thing = things[number % len(things)]
        match number:
            case 0:
                tools.append(_house(plan, style))
            case 1 | 4 if f"{thing.name}_note" not in plan.things:
                table, tool = _note(thing, style, forms)
                tables |= table
                tools.append(tool)
                logs.append((tool["name"], style.word(thing.id), thing.name))
            case 2 if people:
                table, tool = _message(people[0], style, forms)
                tables |= table
                tools.append(tool)
                logs.append((tool["name"], style.word(people[0].id), people[0].name))
            case 5 if people:
                table, tool = _callback(people[-1], style, forms)
                tables |= table
                tools.append(tool)
                logs.append((tool["name"], style.word(people[-1].id), people[-1].name))
            case _:
                tools.append(_count(thing, plan, style))
    return tables, tools, tuple(logs)


def _house(plan: Plan, style: Style) -> Json:
    return {
        "name": style.tool("get", "office_hours"),
        "description": "When the office can be reached.",
        "input": {"type": "object", "properties": {}},
        "steps": [
            {
                "return": {
                    "place": plan.place,
                    "monday_to_friday": "08:00 to 18:00",
                    "saturday": "09:00 to 13:00",
                }
            }
        ],
    }


def _count(thing: Thing, plan: Plan, style: Style) -> Json:
    plural = plural_names(plan.things)[thing.name]
    return {
        "name": style.tool("count", plural),
        "description": f"How many {thing.many} there are on record in all.",
        "input": {"type": "object", "properties": {}},
        "steps": [
            {"one": "all", "sql": f"SELECT count(*) AS number FROM {thing.name}"},
            {"return": {"total": ":all.number"}},
        ],
    }


def _log(name: str) -> Json:
    return {
        "columns": {
            f"{name}_id": {"type": "int", "key": True, "generate": {"start": 1}},
            "about": {"type": "text"},
            "words": {"type": "text"},
            "at": {"type": "text", "volatile": True},
        },
        "rows": [],
    }


def _logging(
    name: str, verb: str, about: str, thing: Thing, style: Style, form: KeyForm
) -> tuple[dict[str, Json], Json]:
    key = style.word(thing.id)
    text = {"type": "string", "minLength": 1, "maxLength": 500, "description": "The words."}
    tool: Json = {
        "name": style.tool(verb, name),
        "description": about,
        "writes": [name],
        "input": {
            "type": "object",
            "properties": {key: key_schema(thing, form), "text": text},
            "required": [key, "text"],
        },
        "steps": [
            {
                "one": "found",
                "sql": f"SELECT 1 AS there FROM {thing.name} WHERE {thing.id} = :{key}",
                "else": style.message(f"there is no {thing.one} {{{key}}}", "not_found"),
            },
            {"new": "made", "of": name},
            {"write": f"INSERT INTO {name} VALUES (:made, :{key}, :text, :now)"},
            {"return": {"done": verb, key: f":{key}"}},
        ],
    }
    return {name: _log(name)}, tool


def _note(thing: Thing, style: Style, forms: Mapping[str, KeyForm]) -> tuple[dict[str, Json], Json]:
    return _logging(
        f"{thing.name}_note",
        "add",
        f"Put a note into the file of a {thing.one}.",
        thing,
        style,
        forms[thing.name],
    )


def _message(
    person: Thing, style: Style, forms: Mapping[str, KeyForm]
) -> tuple[dict[str, Json], Json]:
    return _logging(
        f"{person.name}_message",
        "send",
        f"Send a short message to a {person.one}.",
        person,
        style,
        forms[person.name],
    )


def _callback(
    person: Thing, style: Style, forms: Mapping[str, KeyForm]
) -> tuple[dict[str, Json], Json]:
    return _logging(
        f"{person.name}_callback",
        "request",
        f"Ask a colleague to ring a {person.one} back, and say what about.",
        person,
        style,
        forms[person.name],
    )
