"""From a plan, rows and an API style to a world file, and to what task makers know of its tools."""

from __future__ import annotations

from dataclasses import dataclass

from agentgym_synth.aspect import Rows
from agentgym_synth.doing_tools import doing_tools
from agentgym_synth.extra_tools import extra_tools
from agentgym_synth.keys import KeyForm, key_forms
from agentgym_synth.looking_tools import looking_tools
from agentgym_synth.model import Column, Json, Thing
from agentgym_synth.plan import Plan
from agentgym_synth.style import Style
from agentgym_synth.surface import Refusing, Surface

_TICK_SECONDS = 20
_TYPES = {"int": "int", "money": "int", "flag": "int", "real": "real"}
_TEXT = {"type": "string"}


@dataclass(frozen=True, slots=True)
class Built:
    """An environment's world file and its tools.

    Attributes:
        world: The world file.
        surface: The tools.
        prompt: The system prompt.
        codes: The rules' codes.
        logs: The tools that take notes: name, the argument for a key, and the thing it is of.
    """

    world: Json
    surface: Surface
    prompt: str
    codes: tuple[str, ...]
    logs: tuple[tuple[str, str, str], ...]


def build(plan: Plan, rows: Rows, style: Style, *, name: str) -> Built:
    """Give a plan its API.

    Args:
        plan: Things, actions and rules.
        rows: The first rows.
        style: How the API looks.
        name: The world's name.
    """
    forms = key_forms(plan.things, style)
    tables = {
        thing.name: _table(thing, forms, rows, enums=_choices(plan, thing))
        for thing in plan.things.values()
    }
    tables["refusal"] = {
        "columns": {
            "refusal_id": {"type": "text", "key": True, "generate": {"prefix": "REFUSAL-"}},
            "rule": {"type": "text"},
            "about": {"type": "text"},
            "noted": {"type": "text", "volatile": True},
        },
        "rows": [],
    }
    looking, looks = looking_tools(plan.things, style, forms)
    doing, doings = doing_tools(plan, style, forms)
    refusing, refuse = _refusing(plan, style)
    extra_tables, extra, logs = extra_tools(plan, style, forms)
    tables |= extra_tables
    world: Json = {
        "format": 1,
        "name": name,
        "clock": {"start": f"{rows.today.isoformat()}T09:00:00", "tick_seconds": _TICK_SECONDS},
        "tables": tables,
        "tools": [*looking, *doing, refuse, *extra],
    }
    surface = Surface(looks, doings, refusing, style.money == "cents")
    codes = tuple(rule.code for rule in plan.rules) or ("R0",)
    return Built(world, surface, _prompt(plan, rows, style, refusing), codes, logs)


def _table(
    thing: Thing, forms: dict[str, KeyForm], rows: Rows, enums: dict[str, list[object]]
) -> Json:
    columns: Json = {thing.id: dict(forms[thing.name].column)}
    if not thing.made:
        columns[thing.id].pop("generate", None)
    for column in thing.columns.values():
        columns[column.name] = _column(column, forms, enums)
    keyed = [(c.name, None if c.ref is None else forms[c.ref]) for c in thing.columns.values()]
    form = forms[thing.name]
    made = []
    for row in rows.tables[thing.name]:
        values: list[object] = [form.key(row[thing.id])]
        for name, leads in keyed:
            value = row.get(name)
            values.append(leads.key(value) if leads is not None and value is not None else value)
        made.append(values)
    return {"columns": columns, "rows": made}


def _column(column: Column, forms: dict[str, KeyForm], enums: dict[str, list[object]]) -> Json:
    described: Json
    if column.ref is not None:
        described = {"type": "text" if forms[column.ref].digits else "int", "ref": column.ref}
    else:
        assert column.attribute is not None
        described = {"type": _TYPES.get(column.attribute.kind, "text")}
        if described["type"] == "real":
            described["decimals"] = column.attribute.decimals
        if column.name in enums:
            described["enum"] = enums[column.name]
    if column.null:
        described["null"] = True
    return described


def _choices(plan: Plan, thing: Thing) -> dict[str, list[object]]:
    """The columns that hold one of a few values, where all of them are known."""
    found: dict[str, list[object]] = {}
    for column in thing.columns.values():
        attribute = column.attribute
        closed = attribute is not None and attribute.kind == "choice" and attribute.by is None
        if closed and attribute is not None and attribute.of:
            found[column.name] = list(attribute.of)
    return found


def _refusing(plan: Plan, style: Style) -> tuple[Refusing, Json]:
    rule, about = style.word("rule"), style.word("about_id")
    refusing = Refusing(
        tool=style.tool(*_split(plan.domain.refusal)), rule=rule, about=about, table="refusal"
    )
    codes = [r.code for r in plan.rules] or ["R0"]
    return refusing, {
        "name": refusing.tool,
        "description": "Record that a request was declined because a house rule forbids it. "
        "Nothing else changes.",
        "writes": ["refusal"],
        "input": {
            "type": "object",
            "properties": {
                rule: {"type": "string", "enum": codes, "description": "The rule that forbids it."},
                about: {
                    "type": "string",
                    "description": "The id of what the request is about.",
                },
            },
            "required": [rule, about],
        },
        "steps": [
            {"new": "made", "of": "refusal"},
            {"write": f"INSERT INTO refusal VALUES (:made, :{rule}, :{about}, :now)"},
            {"return": {style.word("refusal_id"): ":made"}},
        ],
    }


def _split(words: str) -> tuple[str, str]:
    verb, _, noun = words.partition("_")
    return verb, noun or "request"


def _prompt(plan: Plan, rows: Rows, style: Style, refusing: Refusing) -> str:
    opening = " ".join(plan.domain.prompt.replace("{place}", plan.place).split())
    today = f"{rows.today:%A} {rows.today.day} {rows.today:%B %Y}"
    lines = [opening, "", f"Today is {today}."]
    if plan.rules:
        lines += ["", "House rules. The tools do not enforce them; you do."]
        lines += [f"{rule.code}. {' '.join(rule.text.split())}" for rule in plan.rules]
        lines += [
            "",
            "When a rule forbids what is asked, leave everything as it is, record it with "
            f"{refusing.tool} (the rule's code, and the id of what the request is about) and say "
            "why. What no rule forbids is to be done.",
        ]
    lines += [
        "",
        "Look things up instead of guessing, do what is asked and nothing beyond it, and end with "
        "a short message. When you are asked for a fact, a number or a list, give it after "
        '"Answer:".',
    ]
    return "\n".join(lines)
