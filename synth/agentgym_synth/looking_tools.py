"""The tools that show things: lists, searches and details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agentgym_synth.fields import field_name, key_schema, shown
from agentgym_synth.keys import KeyForm
from agentgym_synth.model import Column, Json, Thing
from agentgym_synth.style import Style, slug
from agentgym_synth.surface import Look

_FILTERED = ("choice", "date", "flag")


def looking_tools(
    things: Mapping[str, Thing], style: Style, forms: Mapping[str, KeyForm]
) -> tuple[list[Json], dict[str, tuple[Look, ...]]]:
    """The tools that show things, and what is known of them.

    Args:
        things: The environment's things.
        style: How they look.
        forms: How keys look.
    """
    programs: list[Json] = []
    looks: dict[str, tuple[Look, ...]] = {}
    plurals = plural_names(things)
    for thing in things.values():
        maker = _Maker(thing, things, style, forms, plurals[thing.name])
        made = [maker.listing()]
        if style.search and thing.titled is not None:
            made.append(maker.searching(thing.titled))
        if style.details or any(c.hidden for c in thing.columns.values()):
            made.append(maker.details())
        programs += [program for program, _ in made]
        looks[thing.name] = tuple(look for _, look in made)
    return programs, looks


def plural_names(things: Mapping[str, Thing]) -> dict[str, str]:
    """What tools call several of each thing."""
    names: dict[str, str] = {}
    for name, thing in things.items():
        plural = slug(thing.many)
        taken = plural in names.values() or len(plural) > 32
        names[name] = f"{name}s" if taken else plural
    return names


@dataclass(frozen=True, slots=True)
class _Maker:
    thing: Thing
    things: Mapping[str, Thing]
    style: Style
    forms: Mapping[str, KeyForm]
    plural: str

    def listing(self) -> tuple[Json, Look]:
        """All of them, narrowed where the style allows it."""
        thing, style = self.thing, self.style
        properties: Json = {}
        conditions = []
        filters: dict[str, str] = {}
        for column in self._filters():
            name = style.word(column.name)
            filters[column.name] = name
            properties[name] = self._filter_schema(column)
            value = f":{name}"
            if column.attribute is not None and column.attribute.kind == "flag":
                value = f"(:{name} = 'yes')"
            conditions.append(f"(:{name} IS NULL OR t.{column.name} = {value})")
        return self._rows(
            style.tool("list", self.plural),
            f"{_capital(thing.many)}.{_sentence(thing.about)}",
            properties,
            conditions,
            filters=filters,
            query=None,
        )

    def searching(self, titled: str) -> tuple[Json, Look]:
        """Those whose name contains a text."""
        style = self.style
        query = style.word("name" if self.thing.person else "query")
        words = {"type": "string", "minLength": 2, "description": "A part of the name."}
        condition = f"instr(lower(t.{titled}), lower(:{query})) > 0"
        return self._rows(
            style.tool("search" if not self.thing.person else "find", self.plural),
            f"Find {self.thing.many} by name.",
            {query: words},
            [condition],
            filters={},
            query=query,
        )

    def details(self) -> tuple[Json, Look]:
        """Everything that is known of one."""
        thing, style = self.thing, self.style
        key = style.word(thing.id)
        columns = list(thing.columns.values())
        select, names = self._select(columns)
        program: Json = {
            "name": style.tool("get", thing.name),
            "description": f"Everything that is known of one {thing.one}.",
            "input": {
                "type": "object",
                "properties": {key: key_schema(thing, self.forms[thing.name])},
                "required": [key],
            },
            "steps": [
                {
                    "one": "found",
                    "sql": f"SELECT {select} FROM {thing.name} t WHERE t.{thing.id} = :{key}",
                    "else": style.message(f"there is no {thing.one} {{{key}}}", "not_found"),
                },
                {"return": ":found"},
            ],
        }
        shows = {c.name: field_name(c, style) for c in columns} | {thing.id: key}
        return program, Look(program["name"], thing.name, shows, names, key=key)

    def _rows(
        self,
        name: str,
        about: str,
        properties: Json,
        conditions: list[str],
        *,
        filters: dict[str, str],
        query: str | None,
    ) -> tuple[Json, Look]:
        thing, style = self.thing, self.style
        columns = [c for c in thing.columns.values() if not c.hidden]
        select, names = self._select(columns)
        rows = style.word(self.plural)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        source = f"FROM {thing.name} t{where}"
        limit, following, page = "", "", None
        more: Json = {}
        properties = dict(properties)
        if style.paging != "none":
            arg = "page" if style.paging == "page" else "offset"
            first, step = (1, 1) if style.paging == "page" else (0, style.page_size)
            unit = "A page" if arg == "page" else "How many rows to pass over; an answer"
            properties[arg] = {
                "type": "integer",
                "minimum": first,
                "maximum": 10_000,
                "default": first,
                "description": f"{unit} has up to {style.page_size} rows.",
            }
            passed = f"(:{arg} - 1) * {style.page_size}" if arg == "page" else f":{arg}"
            limit = f" LIMIT {style.page_size} OFFSET {passed}"
            page = (arg, step, style.page_size)
            end = f":{arg} * {style.page_size}" if arg == "page" else f":{arg} + {style.page_size}"
            following = f", CASE WHEN count(*) > {end} THEN :{arg} + {step} END AS following"
            more = {style.word(f"next_{arg}"): ":rows_in_all.following"}
        program: Json = {
            "name": name,
            "description": about.strip(),
            "input": {
                "type": "object",
                "properties": properties,
                **({"required": [query]} if query else {}),
            },
            "steps": [
                {"one": "rows_in_all", "sql": f"SELECT count(*) AS number{following} {source}"},
                {
                    "many": "rows_shown",
                    "sql": f"SELECT {select} {source} ORDER BY t.{thing.id}{limit}",
                },
                {"return": {"total": ":rows_in_all.number", **more, rows: ":rows_shown"}},
            ],
        }
        shows = {c.name: field_name(c, style) for c in columns}
        shows[thing.id] = style.word(thing.id)
        look = Look(
            name, thing.name, shows, names, rows=rows, filters=filters, query=query, page=page
        )
        return program, look

    def _select(self, columns: list[Column]) -> tuple[str, dict[str, str]]:
        """The SQL for what is shown, and the fields with the names of what references lead to."""
        thing, style = self.thing, self.style
        parts = [f't.{thing.id} AS "{style.word(thing.id)}"']
        names: dict[str, str] = {}
        for column in columns:
            parts.append(shown(column, "t", style))
            titled = self.things[column.ref].titled if column.ref is not None else None
            if style.labels and column.ref is not None and titled is not None:
                names[column.name] = style.word(f"{column.label}_{titled}")
                parts.append(
                    f"(SELECT o.{titled} FROM {column.ref} o WHERE o.{column.ref}_id = "
                    f't.{column.name}) AS "{names[column.name]}"'
                )
        return ", ".join(parts), names

    def _filters(self) -> list[Column]:
        columns = [c for c in self.thing.columns.values() if not c.hidden]
        refs = [c for c in columns if c.ref is not None]
        states = [c for c in columns if c.name == "status"]
        match self.style.filters:
            case "few":
                return refs[:1]
            case "refs":
                return [*refs, *states]
        others = [c for c in columns if c.attribute and c.attribute.kind in _FILTERED]
        return [*refs, *others]

    def _filter_schema(self, column: Column) -> Json:
        words = column.attribute.words if column.attribute is not None else ""
        about = f"Only those with this {words or column.label.replace('_', ' ')}."
        if column.ref is not None:
            return key_schema(self.things[column.ref], self.forms[column.ref], about)
        attribute = column.attribute
        assert attribute is not None
        if attribute.kind == "flag":
            return {"type": "string", "enum": ["yes", "no"], "description": about}
        if attribute.kind == "choice" and attribute.of and attribute.by is None:
            values = list(attribute.of)
            if all(isinstance(v, str) for v in values):
                return {"type": "string", "enum": values, "description": about}
            return {"type": "integer", "enum": values, "description": about}
        if attribute.kind == "date":
            return {"type": "string", "description": f"{about} As YYYY-MM-DD."}
        return {"type": "string", "description": about}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return f" {text}" if text else ""
