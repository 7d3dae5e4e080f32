"""What a generated environment is made of: things, actions and rules, before any API style."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from agentgym.errors import InvalidWorldError
from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Key, Saying

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

Value = str | int | float
Values = Mapping[str, Value]
#: A world file's JSON.
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A property of a thing, or its reference to another.

    Attributes:
        name: The column: an attribute's name, or `<ref>_id`.
        attribute: Its type, values and words; None for a reference.
        ref: The thing it leads to.
        ask: Questions for a reference.
        most: For a reference, a question which of the things it leads to has the most of these.
        fewest: The same for the fewest.
        null: May be empty.
        hidden: Shown only in the details of one thing.
        own: The noun has it of itself; aspects added the others.
        default: SQL for its value in rows that tools make and that are not given one.
    """

    name: str
    attribute: Attribute | None = None
    ref: str | None = None
    ask: tuple[str, ...] = ()
    most: str | None = None
    fewest: str | None = None
    null: bool = False
    hidden: bool = False
    own: bool = False
    default: str | None = None

    @property
    def label(self) -> str:
        """What descriptions call it: the attribute, or the reference without `_id`."""
        return self.name.removesuffix("_id") if self.ref is not None else self.name


@dataclass(slots=True)
class Thing:
    """A kind of thing in one environment: a table.

    Attributes:
        name: The table.
        one: What people call one.
        many: The plural.
        about: One line for tools' descriptions.
        columns: All but the key, in order.
        key: Where people know the key.
        person: They are people.
        described: How people name one.
        sets: How people name several.
        alike: In which columns another one agrees that would do in its place.
        made: Tools make new ones.
    """

    name: str
    one: str
    many: str
    about: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    key: Key | None = None
    person: bool = False
    described: tuple[Description, ...] = ()
    sets: tuple[Description, ...] = ()
    alike: tuple[str, ...] = ()
    made: bool = False

    @property
    def id(self) -> str:
        """The key's column."""
        return f"{self.name}_id"

    @property
    def titled(self) -> str | None:
        """The column that names each one of them uniquely, where there is one."""
        for column in self.columns.values():
            if column.attribute is not None and column.attribute.kind in ("person", "names"):
                return column.name
        return None

    def ref(self, label: str) -> Column | None:
        """The reference of this name."""
        column = self.columns.get(f"{label}_id")
        return column if column is not None and column.ref is not None else None

    def refs_to(self, thing: str) -> list[Column]:
        """The references that lead to a thing."""
        return [c for c in self.columns.values() if c.ref == thing]

    def add(self, *columns: Column) -> None:
        """Add columns.

        Raises:
            InvalidWorldError: There is one of this name.
        """
        for column in columns:
            if column.name in self.columns:
                raise InvalidWorldError(
                    f"{self.name} has {column.name!r} twice: of itself and by a behaviour, or by "
                    "two behaviours; call the attribute something else, or let another noun carry "
                    "one of them"
                )
            self.columns[column.name] = column


ParamKind = Literal["thing", "choice", "int", "money", "date", "time", "real"]


@dataclass(frozen=True, slots=True)
class Param:
    """What an action needs to be told.

    Attributes:
        name: Its slot in phrases and its `:name` in SQL.
        kind: `thing` for the key of one; else the kind of value. Money is in cents.
        thing: Which.
        of: The choices.
        draw: Gives a value that makes sense with the values drawn before; None where there is none.
        about: One line for the tool's schema.
        unit: What people write after the number.
    """

    name: str
    kind: ParamKind
    thing: str | None = None
    of: tuple[Value, ...] = ()
    draw: Callable[[Draws, Scene, Values], Value | None] | None = None
    about: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """What must hold, or the tool refuses.

    Attributes:
        holds: A condition over paths (`appointment.status = 'booked'`) and `:values`, in SQL.
        message: What the tool says otherwise; `{appointment}` is the argument.
        already: Where it does not hold, what is wanted is so already, or makes no sense: nobody who
            is told so wants something else instead.
    """

    holds: str
    message: str
    already: bool = False


@dataclass(frozen=True, slots=True)
class Detour:
    """One of the actions that together do the same as another one.

    Attributes:
        verb: An action of the same behaviour.
        args: Its parameter to the parameter of the other whose value it takes.
    """

    verb: str
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a tool can do to the state.

    Attributes:
        behaviour: The behaviour that offers it.
        verb: Its name there.
        tool: The verb of its tool.
        thing: The thing it is about; tools of one thing may be merged by an API style.
        about: The tool's description.
        params: What it needs.
        guards: What must hold.
        steps: What it does: a world file's steps, `write` and `new` among them, with `:param`s;
            paths may stand in their SQL.
        writes: The tables it changes.
        saying: How people ask for it.
        makes: The thing it makes; the `new` step binds `made`.
        each: The parameter that `Saying.all` and batches run over.
        undone_by: Verbs of this behaviour that people may ask for next, on second thoughts.
        fact: It records what has happened, so that nobody lets it depend on anything.
        usual: What people ask it of, as a condition, where they do not think again: the tool would
            do it to more.
        instead: Actions that together leave the same behind: an equivalent route.
        name: `behaviour.verb`.
        things: Parameter to thing, for the parameters that are keys.
    """

    behaviour: str
    verb: str
    tool: str
    thing: str
    about: str
    params: tuple[Param, ...]
    guards: tuple[Guard, ...]
    steps: tuple[Json, ...]
    writes: tuple[str, ...]
    saying: Saying
    makes: str | None = None
    each: str | None = None
    undone_by: tuple[str, ...] = ()
    fact: bool = False
    usual: str | None = None
    instead: tuple[Detour, ...] = ()
    name: str = field(init=False, repr=False, compare=False)
    things: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        things = {p.name: p.thing for p in self.params if p.thing is not None}
        object.__setattr__(self, "name", f"{self.behaviour}.{self.verb}")
        object.__setattr__(self, "things", things)


@dataclass(frozen=True, slots=True)
class Rule:
    """What must not be done though the tools allow it.

    Attributes:
        code: As the refusing tool takes it.
        text: As the system prompt has it.
        on: The actions, `behaviour.verb`.
        forbids: When: a condition over paths and `:values`, numbers filled in.
    """

    code: str
    text: str
    on: tuple[str, ...]
    forbids: str
