"""What an aspect is: behaviour that any noun of any domain can carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Saying
from agentgym_synth.model import Action, Guard, Json, Param, Thing

Row = dict[str, Any]


class Rows:
    """The first rows of an environment, while they are made.

    Keys and references are row numbers, from 1, until an API style gives them their form.

    Attributes:
        tables: Table to its rows.
        today: The world's first day.
    """

    def __init__(self, today: date) -> None:
        self.tables: dict[str, list[Row]] = {}
        self.today = today

    def add(self, thing: Thing, **values: object) -> Row:
        """Add a row; its key is the next number."""
        rows = self.tables.setdefault(thing.name, [])
        row: Row = {thing.id: len(rows) + 1, **values}
        rows.append(row)
        return row

    def find(self, table: str, number: int) -> Row:
        """The row of a number."""
        return self.tables[table][number - 1]

    def working_days(self, start: int, count: int) -> list[str]:
        """ISO dates of so many days from Monday to Friday, from `start` days after today on."""
        found: list[str] = []
        offset = start
        while len(found) < count:
            day = self.today + timedelta(days=offset)
            if day.weekday() < 5:
                found.append(day.isoformat())
            offset += 1
        return found

    def day(self, offset: int) -> str:
        """The ISO date so many days from today."""
        return (self.today + timedelta(days=offset)).isoformat()


class NewThing(BaseModel):
    """What a domain calls a thing that an aspect adds.

    Attributes:
        name: The table.
        one: What people call one.
        many: The plural.
        described: How people name one; the aspect's own way unless given.
        sets: How people name several.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)
    one: str
    many: str
    described: tuple[Description | str, ...] = ()
    sets: tuple[Description | str, ...] = ()

    def thing(self, about: str, described: tuple[str | Description, ...]) -> Thing:
        """An empty thing of this name.

        Args:
            about: One line for the tools' descriptions.
            described: How people name one, unless the domain says so itself.
        """
        return Thing(
            name=self.name,
            one=self.one,
            many=self.many,
            about=about,
            described=tuple(map(_description, self.described or described)),
            sets=tuple(map(_description, self.sets)),
        )


@dataclass(slots=True)
class Shape:
    """The things and actions of an environment, while aspects add theirs.

    Attributes:
        things: By name.
        actions: In order.
        draws: For the choices that make one environment's behaviour differ from another's.
        whole: Nothing is left out, as when a domain is checked.
    """

    things: dict[str, Thing]
    draws: Draws
    actions: list[Action] = field(default_factory=list)
    whole: bool = False

    def thing(self, name: str) -> Thing:
        """A thing by name.

        Raises:
            InvalidWorldError: There is none of this name.
        """
        if name not in self.things:
            raise InvalidWorldError(
                f"there is no thing {name!r} here.{did_you_mean(name, self.things)} "
                f"There are {', '.join(self.things)}"
            )
        return self.things[name]

    def add(self, thing: Thing) -> Thing:
        """Add a thing."""
        if thing.name in self.things:
            raise InvalidWorldError(
                f"there are two things called {thing.name!r}: a noun and what a behaviour adds, or "
                "what two behaviours add; call one of them something else"
            )
        self.things[thing.name] = thing
        return thing

    def maybe(self, probability: float) -> bool:
        """Whether this environment has something that others lack."""
        drawn = self.draws.chance(probability)
        return drawn or self.whole


class Aspect(BaseModel):
    """Behaviour that a noun carries: columns, things, actions, and rows to begin with.

    A subclass declares what a domain must say as fields, and gives `VERBS` unless its verbs are the
    domain's to choose.

    Attributes:
        aspect: The aspect's name.
        name: The behaviour's name in the domain.
        on: The noun that carries it.
        say: Action to how people ask for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: str
    name: str
    on: str
    say: dict[str, Saying]

    def verbs(self) -> tuple[str, ...]:
        """The actions that `say` must speak of."""
        raise NotImplementedError

    def needs(self) -> tuple[str, ...]:
        """The nouns it cannot be without, beside the one that carries it."""
        return ()

    def uses(self) -> tuple[str, ...]:
        """The attributes and references of the carrier that it cannot be without."""
        return ()

    def rests_on(self) -> dict[str, tuple[str, ...]]:
        """Noun to the attributes of it that the behaviour cannot be without."""
        return {}

    def builds_on(self, others: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
        """The behaviours, among those of the domain, that must be there too."""
        return ()

    def shape(self, shape: Shape) -> None:
        """Add columns, things and actions."""
        raise NotImplementedError

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Fill in the columns it added, and make the rows of its own things."""
        raise NotImplementedError

    def action(
        self,
        verb: str,
        tool: str,
        about: str,
        params: tuple[Param, ...],
        *,
        steps: tuple[Json, ...],
        writes: tuple[str, ...],
        guards: tuple[Guard, ...] = (),
        makes: str | None = None,
        each: str | None = None,
        thing: str | None = None,
        undone_by: tuple[str, ...] = (),
        fact: bool = False,
        usual: str | None = None,
    ) -> Action:
        """An action of this behaviour.

        Args:
            verb: Its name in `say`.
            tool: The verb of its tool, unless the domain gives another.
            about: The tool's description.
            params: What it needs.
            steps: What it does.
            writes: The tables it changes.
            guards: What must hold.
            makes: The thing it makes.
            each: The parameter that sets and batches run over.
            thing: What it is about, where that is not the carrier.
            undone_by: Verbs that people may ask for next.
            fact: It records what has happened.
            usual: A condition on what people ask it of, though the tool would do it to more.
        """
        saying = self.say[verb]
        return Action(
            behaviour=self.name,
            verb=verb,
            tool=saying.tool or tool,
            thing=thing or self.on,
            about=about,
            params=params,
            guards=guards,
            steps=steps,
            writes=writes,
            saying=saying,
            makes=makes,
            each=each,
            undone_by=undone_by,
            fact=fact,
            usual=usual,
        )


def status(values: Mapping[str, float] | tuple[str, ...], words: str = "status") -> Attribute:
    """The attribute of a state."""
    of = dict(values) if isinstance(values, Mapping) else tuple(values)
    return Attribute(kind="choice", of=of, words=words)


def inserted(thing: Thing, **values: str) -> tuple[Json, Json]:
    """The steps that make a row: a key bound to `made`, then the row.

    The columns that are not given take their default, or none: when all aspects have added theirs.

    Args:
        thing: Of which.
        values: Column to SQL.
    """
    thing.made = True
    return ({"new": "made", "of": thing.name}, {"insert": thing.name, "values": values})


def weighted(of: Mapping[Any, float] | tuple[Any, ...], draws: Draws) -> Any:
    """One of the values, by their weights where they have any."""
    if not isinstance(of, Mapping):
        return draws.choice(of)
    spot = draws.real(0.0, float(sum(of.values())))
    for value, weight in of.items():
        spot -= weight
        if spot < 0:
            return value
    return next(reversed(of))


def leads(thing: Thing, ref: str) -> str:
    """The thing that a reference leads to."""
    column = thing.ref(ref)
    if column is None or column.ref is None:
        raise InvalidWorldError(f"a {thing.name} has no reference {ref!r}")
    return column.ref


def chosen(thing: Thing) -> tuple[Param, ...]:
    """Parameters for the choices that a new thing has of itself."""
    return tuple(
        Param(c.name, "choice", of=tuple(c.attribute.of), about=c.attribute.words)
        for c in thing.columns.values()
        if c.attribute is not None and c.attribute.kind == "choice" and c.attribute.of and c.own
    )


def _description(given: Description | str) -> Description:
    return Description(say=given) if isinstance(given, str) else given
