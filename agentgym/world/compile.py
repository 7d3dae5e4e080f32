"""From the tools of a world file to programs, with every name, table and statement checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import JsonValue

from agentgym.errors import InvalidToolError, InvalidWorldError, did_you_mean
from agentgym.schema import compile_schema
from agentgym.tools import JsonObject, Tool
from agentgym.world import spec
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
    Template,
    Text,
    WhenStep,
    WriteStep,
)
from agentgym.world.scope import Item, Row, Rows, Scope, Value
from agentgym.world.sql import Column, Rewritten, Vetter, check_order, is_ordered, rewrite
from agentgym.world.stray_keys import check_stray_keys
from agentgym.world.tables import TableLayout

_HOLE = re.compile(r"\{([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\}")
_SCALAR_TYPES = {"string", "integer", "number", "boolean"}
_DEEPEST = 3


def compile_tool(
    tool: spec.ToolProgram, vetter: Vetter, layouts: dict[str, TableLayout]
) -> tuple[Tool, Program]:
    """Compile one tool of a world file.

    Raises:
        InvalidWorldError: Something in it is wrong; the message names the tool and the step.
    """
    try:
        return _Compiler(tool, vetter, layouts).compile()
    except _PlacedError as error:
        raise InvalidWorldError(str(error)) from None


@dataclass
class _Compiler:
    tool: spec.ToolProgram
    vetter: Vetter
    layouts: dict[str, TableLayout]
    uses_now: bool = False
    makes_keys: bool = False
    _items: dict[str, Item] = field(default_factory=dict)

    def compile(self) -> tuple[Tool, Program]:
        with _at(f"tool {self.tool.name}"):
            schema = self._schema("input", {**self.tool.input})
            scope, defaults = self._arguments(schema)
            output = None
            if self.tool.output is not None:
                output = self._schema("output", {**self.tool.output})
            steps = self._block(self.tool.steps, scope, "", 1)
            if not _always_returns(self.tool.steps):
                raise InvalidWorldError(
                    "it does not return on every path; end its steps with a `return` (or a `when` "
                    "both of whose branches end so)"
                )
        described = Tool(
            name=self.tool.name,
            description=self.tool.description,
            input_schema=schema,
            output_schema=output,
            read_only=not self.tool.writes,
        )
        program = Program(
            name=self.tool.name,
            writes=bool(self.tool.writes),
            defaults=defaults,
            attributes=tuple(
                (name, tuple(sorted(item.used))) for name, item in self._items.items() if item.used
            ),
            uses_now=self.uses_now,
            makes_keys=self.makes_keys,
            steps=steps,
        )
        return described, program

    def _schema(self, which: str, schema: JsonObject) -> JsonObject:
        if schema.get("type") != "object":
            raise InvalidWorldError(
                f'{which}: the schema\'s type is {schema.get("type")!r}; it must be "object"'
            )
        if which == "input" and schema.setdefault("additionalProperties", False) is not False:
            raise InvalidWorldError(
                "input: additionalProperties must be false, or left out: an argument that no step "
                "reads would be ignored in silence"
            )
        try:
            compile_schema(which, schema)
        except InvalidToolError as error:
            raise InvalidWorldError(f"{error!s:.400}") from None
        return schema

    def _arguments(self, schema: JsonObject) -> tuple[Scope, dict[str, object]]:
        scope = Scope()
        scope.bind("now", Value())
        defaults: dict[str, object] = {}
        properties = schema.get("properties", {})
        assert isinstance(properties, dict)
        required = schema.get("required", [])
        assert isinstance(required, list)
        for name in required:
            if name not in properties:
                raise InvalidWorldError(
                    f"input: requires {name!r}, which is no property."
                    f"{did_you_mean(str(name), properties)}"
                )
        for name, about in properties.items():
            bound = _argument(about)
            with _at("input"):
                scope.bind(name, bound)
            if isinstance(bound, Item):
                self._items[name] = bound
            defaults[name] = about.get("default") if isinstance(about, dict) else None
        return scope, defaults

    def _block(
        self, steps: tuple[spec.Step, ...], scope: Scope, path: str, depth: int
    ) -> tuple[Step, ...]:
        if depth > _DEEPEST + 1:
            raise InvalidWorldError(f"steps are nested more than {_DEEPEST} deep; flatten them")
        compiled: list[Step] = []
        for number, step in enumerate(steps, start=1):
            if compiled and _always_returns(steps[number - 2 : number - 1]):
                raise InvalidWorldError(f"step {path}{number} is never reached; drop it")
            kind = type(step).__name__.lower()
            with _at(f"step {path}{number} ({kind})", step=True):
                compiled.append(self._step(step, scope, f"{path}{number}.", depth))
        return tuple(compiled)

    def _step(self, step: spec.Step, scope: Scope, path: str, depth: int) -> Step:
        match step:
            case spec.One() | spec.Many():
                return self._query(step, scope)
            case spec.Require():
                return RequireStep(
                    self._condition(step.require, scope), self._text(step.otherwise, scope)
                )
            case spec.Write():
                return self._write(step, scope)
            case spec.New():
                return self._new(step, scope)
            case spec.Each():
                return self._each(step, scope, path, depth)
            case spec.When():
                return WhenStep(
                    self._condition(step.when, scope),
                    self._block(step.do, Scope(scope), path, depth + 1),
                    self._block(step.otherwise, Scope(scope), f"{path}otherwise.", depth + 1),
                )
            case spec.Return():
                return ReturnStep(self._returned(step.return_, scope))

    def _query(self, step: spec.One | spec.Many, scope: Scope) -> Step:
        rewritten, statement = self._statement(step.sql, scope)
        columns = self.vetter.read(rewritten)
        check_order(rewritten.bare, whole=isinstance(step, spec.Many))
        names = tuple(column.name for column in columns)
        for name in step.json_:
            if name not in names:
                raise InvalidWorldError(
                    f"json: the query has no column {name!r}.{did_you_mean(name, names)}"
                )
        otherwise = None
        keys = {column.name: self._key_of(column) for column in columns}
        parsed = frozenset(step.json_)
        if isinstance(step, spec.Many):
            if step.otherwise is not None:
                otherwise = self._text(step.otherwise, scope)
            scope.bind(step.many, Rows(keys, parsed))
            return ManyStep(step.many, statement, names, step.json_, step.max, otherwise)
        if step.otherwise is not None:
            otherwise = self._text(step.otherwise, scope)
        scope.bind(step.one, Row(keys, parsed, nullable=otherwise is None))
        first = is_ordered(rewritten.bare)
        return OneStep(step.one, statement, names, step.json_, first, otherwise)

    def _key_of(self, column: Column) -> str | None:
        if column.table is None or column.origin is None or column.table not in self.layouts:
            return None
        layout = self.layouts[column.table]
        if layout.generated == column.origin:
            return column.table
        target = layout.refs.get(column.origin)
        return target if target is not None and self.layouts[target].sequence is not None else None

    def _write(self, step: spec.Write, scope: Scope) -> WriteStep:
        if not self.tool.writes:
            raise InvalidWorldError("the tool declares no `writes`; name the tables it may change")
        rewritten, statement = self._statement(step.write, scope)
        self.vetter.write(rewritten, self.tool.writes)
        check_order(rewritten.bare, whole=False)
        check_stray_keys(step.write, self.layouts, lambda name: scope.resolve(name).key_of)
        otherwise = None
        if step.otherwise is not None:
            if step.rows is None:
                raise InvalidWorldError("has an `else` but no `rows`, so it could never be said")
            otherwise = self._text(step.otherwise, scope)
        return WriteStep(statement, step.rows, otherwise)

    def _new(self, step: spec.New, scope: Scope) -> NewStep:
        made = [name for name, layout in self.layouts.items() if layout.sequence is not None]
        if step.of not in made:
            raise InvalidWorldError(
                f"the keys of {step.of!r} are not generated.{did_you_mean(step.of, made)} "
                f"Tables with `generate`: {', '.join(made) or 'none'}"
            )
        if step.of not in self.tool.writes:
            raise InvalidWorldError(
                f"makes a key of {step.of!r}, which is not among the tool's `writes` "
                f"({', '.join(self.tool.writes) or 'none'})"
            )
        self.makes_keys = True
        scope.bind(step.new, Value(key_of=step.of))
        return NewStep(step.new, step.of)

    def _each(self, step: spec.Each, scope: Scope, path: str, depth: int) -> EachStep:
        items = self._name(step.in_, scope)
        root, _, attribute = items.partition(".")
        bound = scope[root]
        if isinstance(bound, Value) or (isinstance(bound, Row) and attribute not in bound.parsed):
            raise InvalidWorldError(f"in: {step.in_!r} is not a list")
        inner = Scope(scope)
        if isinstance(bound, Rows):
            item = Item(tuple(bound.columns), keys=bound.columns)
        else:
            schema = self._property(root) if not attribute and root in self._items else None
            item = Item(_attributes_of(schema.get("items")) if schema else None)
        inner.bind(step.each, item)
        steps = self._block(step.do, inner, path, depth + 1)
        return EachStep(step.each, items, tuple(sorted(item.used)), steps, step.max)

    def _property(self, name: str) -> JsonObject | None:
        properties = self.tool.input.get("properties")
        found = properties.get(name) if isinstance(properties, dict) else None
        return found if isinstance(found, dict) else None

    def _condition(self, sql: str, scope: Scope) -> Statement:
        rewritten, statement = self._statement(f"SELECT ({sql}) AS holds", scope)
        self.vetter.read(rewritten)
        check_order(rewritten.bare, whole=False)
        return statement

    def _statement(self, sql: str, scope: Scope) -> tuple[Rewritten, Statement]:
        plain = True

        def resolve(path: str) -> str:
            nonlocal plain
            reference = scope.resolve(path)
            if reference.row is not None:
                example = next(iter(reference.row.columns))
                raise InvalidWorldError(
                    f"':{path}' is a whole row; name a column, such as :{path}.{example}"
                )
            plain = plain and reference.plain
            self.uses_now = self.uses_now or path == "now"
            return reference.name

        rewritten = rewrite(sql, resolve)
        return rewritten, Statement(rewritten.sql, rewritten.names, plain)

    def _name(self, path: str, scope: Scope) -> str:
        reference = scope.resolve(path)
        self.uses_now = self.uses_now or path == "now"
        return reference.name

    def _text(self, text: str, scope: Scope) -> Text:
        parts: list[str] = []
        position = 0
        for hole in _HOLE.finditer(text):
            reference = scope.resolve(hole[1])
            if reference.row is not None:
                raise InvalidWorldError(f"{hole[0]!r} is a whole row; name a column of it")
            self.uses_now = self.uses_now or hole[1] == "now"
            parts += [text[position : hole.start()], reference.name]
            position = hole.end()
        return Text((*parts, text[position:]))

    def _returned(self, template: JsonValue, scope: Scope) -> Template:
        if isinstance(template, dict):
            return self._template(template, scope)
        if isinstance(template, str) and template.startswith(":"):
            reference = scope.resolve(template[1:])
            if reference.row is not None and not reference.row.nullable:
                return self._template(template, scope)
            if reference.row is not None:
                raise InvalidWorldError(
                    f"{template!r} is null where no row is found; give its `one` step an `else`"
                )
        raise InvalidWorldError(
            f'a tool returns a JSON object: a template such as {{"found": ":found"}} or a row '
            f"bound by `one`, not {template!r:.80}"
        )

    def _template(self, template: JsonValue, scope: Scope) -> Template:
        if isinstance(template, dict):
            return ("object", [(key, self._template(x, scope)) for key, x in template.items()])
        if isinstance(template, list):
            return ("list", [self._template(x, scope) for x in template])
        if isinstance(template, str) and template.startswith(":"):
            reference = scope.resolve(template[1:])
            self.uses_now = self.uses_now or reference.name == "now"
            if reference.row is not None:
                return ("row", reference.name, list(reference.row.columns))
            return ("value", reference.name)
        return ("constant", template)


def _argument(about: JsonValue) -> Value | Item:
    if not isinstance(about, dict):
        return Item(None)
    kinds = about.get("type")
    named = set(kinds) if isinstance(kinds, list) else {kinds}
    if named - {"null"} <= _SCALAR_TYPES and named - {"null"}:
        return Value()
    values = about.get("enum")
    if (
        kinds is None
        and isinstance(values, list)
        and all(value is None or isinstance(value, str | int | float) for value in values)
    ):
        return Value()
    return Item(_attributes_of(about))


def _attributes_of(schema: JsonValue) -> tuple[str, ...] | None:
    """The attributes that a schema allows, where it lists them."""
    if not isinstance(schema, dict):
        return None
    properties = schema.get("properties")
    if isinstance(properties, dict) and schema.get("type") == "object":
        return tuple(properties)
    return None


def _always_returns(steps: tuple[spec.Step, ...]) -> bool:
    return any(
        isinstance(step, spec.Return)
        or (
            isinstance(step, spec.When)
            and _always_returns(step.do)
            and _always_returns(step.otherwise)
        )
        for step in steps
    )


class _PlacedError(InvalidWorldError):
    """A mistake whose place is known so far from the inside out."""

    def __init__(self, places: tuple[str, ...], text: str, in_step: bool) -> None:
        super().__init__(f"{', '.join(places)}: {text}")
        self.places = places
        self.text = text
        self.in_step = in_step


@contextmanager
def _at(place: str, *, step: bool = False) -> Iterator[None]:
    """Name the place of a mistake; of nested steps, the innermost names itself in full."""
    try:
        yield
    except _PlacedError as error:
        if step and error.in_step:
            raise
        raise _PlacedError((place, *error.places), error.text, error.in_step) from None
    except InvalidWorldError as error:
        raise _PlacedError((place,), str(error), step) from None
