"""The tools that do things: actions as world programs, in an API style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from agentgym_synth.fields import key_schema, value_schema
from agentgym_synth.keys import KeyForm
from agentgym_synth.looking_tools import plural_names
from agentgym_synth.model import Action, Json, Param, Thing, Value
from agentgym_synth.paths import as_sql
from agentgym_synth.plan import Plan
from agentgym_synth.style import Style, slug
from agentgym_synth.surface import Doing

_NAME = re.compile(r"'(?:[^']|'')*'|(?<![:\w]):([a-z][a-z0-9_]*)")
_IN_MESSAGE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_TODAY = "substr(:now, 1, 10)"
_MOST_AT_ONCE = 20


def doing_tools(
    plan: Plan, style: Style, forms: Mapping[str, KeyForm]
) -> tuple[list[Json], dict[str, Doing]]:
    """The tools for a plan's actions, and what is known of them.

    Args:
        plan: Things and actions.
        style: How the tools look.
        forms: How keys look.
    """
    programs: list[Json] = []
    doings: dict[str, Doing] = {}
    maker = _Maker(plan.things, style, forms)
    taken: set[str] = set()
    for actions in _groups(plan.actions, style):
        if len(actions) > 1:
            program, made = maker.merged(actions)
        else:
            program, made = maker.single(actions[0])
        if program["name"] in taken:
            # Two behaviours of one thing may share a verb.
            name = style.tool(f"{actions[0].tool}_{actions[0].behaviour}", actions[0].thing)
            program["name"] = name
            made = [replace(doing, tool=name) for doing in made]
        taken.add(program["name"])
        programs.append(program)
        doings |= {doing.action.name: doing for doing in made}
    return programs, doings


def _groups(actions: Iterable[Action], style: Style) -> list[list[Action]]:
    if style.granularity != "manage":
        return [[action] for action in actions]
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.thing, []).append(action)
    found: list[list[Action]] = []
    for group in groups.values():
        kinds: dict[str, set[tuple[str, str | None]]] = {}
        for action in group:
            for param in action.params:
                kinds.setdefault(param.name, set()).add((param.kind, param.thing))
        verbs = [action.tool for action in group]
        if all(len(k) == 1 for k in kinds.values()) and len(set(verbs)) == len(verbs):
            found.append(group)
        else:
            found += [[action] for action in group]
    return found


class _Maker:
    def __init__(
        self, things: Mapping[str, Thing], style: Style, forms: Mapping[str, KeyForm]
    ) -> None:
        self._things = things
        self._style = style
        self._forms = forms
        self._plurals = plural_names(things)
        words = (f"{t.name} {t.one} {t.many}".replace("_", " ").split() for t in things.values())
        self._nouns = frozenset(slug(word) for some in words for word in some)

    def single(self, action: Action) -> tuple[Json, list[Doing]]:
        """A tool for one action, which may take several keys at once."""
        style = self._style
        if style.granularity == "batch" and action.each is not None and action.makes is None:
            return self._batch(action, action.each)
        args = self._args(action)
        program: Json = {
            "name": style.doing(action.tool, action.thing, self._nouns),
            "description": action.about,
            "writes": list(action.writes),
            "input": {
                "type": "object",
                "properties": {args[p.name]: self._schema(p) for p in action.params},
                "required": [args[p.name] for p in action.params],
            },
            "steps": [*self._steps(action, args), self._return(action, args)],
        }
        return program, [self._doing(action, program["name"], args)]

    def merged(self, actions: list[Action]) -> tuple[Json, list[Doing]]:
        """One tool for all that can be done with a thing."""
        style = self._style
        thing = self._things[actions[0].thing]
        choice = style.word("action")
        properties: Json = {
            choice: {
                "type": "string",
                "enum": [action.tool for action in actions],
                "description": " ".join(f"{a.tool}: {a.about}" for a in actions),
            }
        }
        steps: list[Json] = []
        name = style.tool("manage", thing.name)
        doings = []
        every = {p.name: p for action in actions for p in action.params}
        for param in every.values():
            schema = self._schema(param)
            if param.kind == "choice":
                values = [
                    v for a in actions for p in a.params if p.name == param.name for v in p.of
                ]
                schema["enum"] = list(dict.fromkeys(values))
            properties[self._arg(param)] = schema
        for number, action in enumerate(actions):
            args = self._args(action)
            needed: list[Json] = []
            for other in every.values():
                arg = self._arg(other)
                if other.name in args:
                    text = f"{arg} is needed to {action.tool}"
                    held = f":{arg} IS NOT NULL"
                else:
                    text = f"{arg} has no place in {action.tool}"
                    held = f":{arg} IS NULL"
                needed.append({"require": held, "else": style.message(text, "bad_request")})
            branch = [*needed, *self._steps(action, args), self._return(action, args)]
            if number < len(actions) - 1:
                steps.append({"when": f":{choice} = '{action.tool}'", "do": branch})
            else:
                steps += branch
            constants: dict[str, Value] = {choice: action.tool}
            doings.append(replace(self._doing(action, name, args), constants=constants))
        program: Json = {
            "name": name,
            "description": f"Change {thing.many}: {', '.join(a.tool for a in actions)}.",
            "writes": sorted({table for action in actions for table in action.writes}),
            "input": {"type": "object", "properties": properties, "required": [choice]},
            "steps": steps,
        }
        return program, doings

    def _batch(self, action: Action, each: str) -> tuple[Json, list[Doing]]:
        style = self._style
        args = self._args(action)
        listed = style.word(f"{action.things[each]}_ids")
        inner = dict(args)
        inner[each] = "item"
        properties: Json = {}
        for param in action.params:
            schema = self._schema(param)
            if param.name == each:
                properties[listed] = {
                    "type": "array",
                    "items": schema,
                    "minItems": 1,
                    "maxItems": _MOST_AT_ONCE,
                    "uniqueItems": True,
                }
            else:
                properties[args[param.name]] = schema
        args = {**args, each: listed}
        steps = self._steps(action, inner)
        name = style.doing(action.tool, self._plurals[action.things[each]], self._nouns)
        program: Json = {
            "name": name,
            "description": f"{action.about} Takes several at once: all are done, or none.",
            "writes": list(action.writes),
            "input": {
                "type": "object",
                "properties": properties,
                "required": [args[p.name] for p in action.params],
            },
            "steps": [
                {"each": "item", "in": listed, "do": steps, "max": _MOST_AT_ONCE},
                {"return": {listed: f":{listed}", "done": action.tool}},
            ],
        }
        return program, [replace(self._doing(action, name, args), batch=each)]

    def _doing(self, action: Action, tool: str, args: Mapping[str, str]) -> Doing:
        made = self._style.word(f"{action.makes}_id") if action.makes is not None else None
        return Doing(action=action, tool=tool, args=dict(args), made=made)

    def _arg(self, param: Param) -> str:
        if param.kind == "thing":
            return self._style.word(f"{param.name}_id")
        if param.kind == "money" and self._style.money == "cents":
            return self._style.word(f"{param.name}_cents")
        return self._style.word(param.name)

    def _args(self, action: Action) -> dict[str, str]:
        return {param.name: self._arg(param) for param in action.params}

    def _schema(self, param: Param) -> Json:
        if param.thing is not None:
            return key_schema(self._things[param.thing], self._forms[param.thing], param.about)
        return value_schema(param, self._style)

    def _steps(self, action: Action, args: Mapping[str, str]) -> list[Json]:
        steps: list[Json] = []
        for param in action.params:
            if param.thing is None:
                continue
            thing, arg = self._things[param.thing], args[param.name]
            missing = self._style.message(f"there is no {thing.one} {{{arg}}}", "not_found")
            steps.append(
                {
                    "one": f"found_{param.name}",
                    "sql": f"SELECT 1 AS there FROM {thing.name} WHERE {thing.id} = :{arg}",
                    "else": missing,
                }
            )
        for guard in action.guards:
            said = _IN_MESSAGE.sub(lambda m: f"{{{args.get(m[1], m[1])}}}", guard.message)
            steps.append(
                {
                    "require": self._sql(guard.holds, action, args),
                    "else": self._style.message(said, "conflict"),
                }
            )
        steps += [self._step(step, action, args) for step in action.steps]
        return steps

    def _step(self, step: Json, action: Action, args: Mapping[str, str]) -> Json:
        """A step with its SQL and its messages in the style's names."""
        done: Json = {}
        for key, value in step.items():
            if key in ("write", "sql", "require", "when") and isinstance(value, str):
                done[key] = self._sql(value, action, args)
            elif key in ("do", "otherwise"):
                done[key] = [self._step(inner, action, args) for inner in value]
            elif key == "else":
                said = _IN_MESSAGE.sub(lambda m: f"{{{args.get(m[1], m[1])}}}", value)
                done[key] = self._style.message(said, "conflict")
            else:
                done[key] = value
        return done

    def _sql(self, sql: str, action: Action, args: Mapping[str, str]) -> str:
        money = {p.name for p in action.params if p.kind == "money"}

        def named(found: re.Match[str]) -> str:
            name = found[1]
            if name is None:
                return found[0]
            if name == "today":
                return _TODAY
            if name not in args:
                return found[0]
            if name in money and self._style.money == "units":
                return f"CAST(round(:{args[name]} * 100) AS INTEGER)"
            return f":{args[name]}"

        return _NAME.sub(named, as_sql(sql, action.things, self._things))

    def _return(self, action: Action, args: Mapping[str, str]) -> Json:
        word = self._style.word
        shown: Json = {"done": action.tool}
        if action.makes is not None:
            shown[word(f"{action.makes}_id")] = ":made"
        for param in action.params:
            if param.thing is not None and args[param.name] not in shown:
                shown[args[param.name]] = f":{args[param.name]}"
        return {"return": shown}
