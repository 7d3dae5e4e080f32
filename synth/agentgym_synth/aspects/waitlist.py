"""Waitlist: whoever finds a group full waits for a place in it."""

from __future__ import annotations

from dataclasses import replace

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted
from agentgym_synth.aspects.membership import Membership
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing
from agentgym_synth.moments import recent_day


class Waitlist(Aspect):
    """A noun, with a membership before it in the domain, for whose places others wait.

    In some environments a place that is given up goes at once to whoever is first.

    Attributes:
        member: The noun that waits.
        link: What waiting is called.
    """

    member: str
    link: NewThing

    def verbs(self) -> tuple[str, ...]:
        """Join, leave."""
        return ("join", "leave")

    def needs(self) -> tuple[str, ...]:
        """Who waits."""
        return (self.member,)

    def builds_on(self, others: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
        """The membership."""
        return tuple(
            other
            for other in others
            if isinstance(other, Membership) and (other.on, other.member) == (self.on, self.member)
        )

    @property
    def _count(self) -> str:
        return f"{self.link.name}_count"

    @property
    def _longest(self) -> str:
        return f"{self.link.name}_limit"

    @property
    def _pair(self) -> str:
        return f"{self.member}_id = :{self.member} AND {self.on}_id = :{self.on}"

    def shape(self, shape: Shape) -> None:
        """Who waits; perhaps a count, a longest list, places that pass on by themselves."""
        group, member = shape.thing(self.on), shape.thing(self.member)
        waiting = shape.add(self._waiting(group, member))
        if shape.maybe(0.4):
            count = Attribute(
                kind="int",
                range=(0, 10),
                words="number waiting",
                ask=("How many are waiting for {it}?",),
                superlatives=Superlatives(does_most="has the most people waiting"),
                tests=Tests(above="more than {value} are waiting for {it}"),
            )
            group.add(Column(self._count, count, default="0"))
        if shape.maybe(0.3):
            longest = Attribute(
                kind="int",
                range=(3, 9),
                words="longest line allowed",
            )
            group.add(Column(self._longest, longest, default="6"))
        enrol = self._membership(shape)
        shape.actions.append(self._join(group, member, waiting, enrol))
        shape.actions.append(self._leave(group, member, waiting))
        if enrol is not None:
            self._pass_on(shape, enrol, passes=shape.maybe(0.5))

    def _membership(self, shape: Shape) -> Action | None:
        """The action by which one gets a place."""
        for action in shape.actions:
            things = (self.member, self.on)
            if action.verb == "enrol" and action.makes and tuple(action.things) == things:
                return action
        return None

    def _waiting(self, group: Thing, member: Thing) -> Thing:
        one, many = self.link.one, self.link.many
        waiting = self.link.thing(
            f"Which {member.many} wait for a place, for which {group.one} and at which position.",
            (
                f"{{{self.member}'s}} {one} for {{{self.on}}}",
                f"the {one} of {{{self.member}}} for {{{self.on}}}",
            ),
        )
        if not waiting.sets:
            waiting.sets = (
                Description(say=f"{many} for {{{self.on}}}"),
                Description(say=f"{many} of {{{self.member}}}"),
            )
        since = Attribute(
            kind="date",
            range=(-60, -1),
            words="day on which the wait began",
            ask=("What date is {it} from?",),
        )
        position = Attribute(
            kind="int",
            range=(1, 10),
            words="position",
            ask=("What position does {it} hold?",),
            order="from the front to the back",
        )
        waiting.add(
            Column(f"{member.name}_id", ref=member.name),
            Column(f"{group.name}_id", ref=group.name),
            Column("position", position),
            Column("since", since),
        )
        return waiting

    def _join(self, group: Thing, member: Thing, waiting: Thing, enrol: Action | None) -> Action:
        mine = f"{group.one} {{{self.on}}}"
        in_line = f"(SELECT count(*) FROM {waiting.name} WHERE {self.on}_id = :{self.on})"
        guards = [
            Guard(
                f"NOT EXISTS (SELECT 1 FROM {waiting.name} WHERE {self._pair})",
                f"{member.one} {{{self.member}}} is waiting for {mine} already",
                already=True,
            )
        ]
        about = f"Put the {member.one} at the end of the line for the {group.one}."
        if enrol is not None:
            guards += [
                Guard(
                    f"NOT EXISTS (SELECT 1 FROM {enrol.makes} WHERE {self._pair})",
                    f"{member.one} {{{self.member}}} has a place already",
                    already=True,
                ),
                Guard(
                    f"(SELECT count(*) FROM {enrol.makes} WHERE {self.on}_id = :{self.on}) "
                    f">= {self.on}.capacity",
                    f"{mine} has a place left: there is no need to wait",
                    already=True,
                ),
            ]
            about += " It must be full."
        if self._longest in group.columns:
            guards.append(
                Guard(
                    f"{in_line} < {self.on}.{self._longest}",
                    f"as many are waiting for {mine} as there may be",
                )
            )
            about += f" Every {group.one} has a longest line allowed."
        counted = self._counted(group, "+")
        return self.action(
            "join",
            "join_line_for",
            about,
            (Param(self.member, "thing", member.name), Param(self.on, "thing", group.name)),
            guards=tuple(guards),
            steps=(
                *inserted(
                    waiting,
                    **{
                        f"{member.name}_id": f":{self.member}",
                        f"{group.name}_id": f":{self.on}",
                        "position": f"1 + {in_line}",
                        "since": ":today",
                    },
                ),
                *counted,
            ),
            writes=(waiting.name, group.name) if counted else (waiting.name,),
            makes=waiting.name,
            undone_by=("leave",),
        )

    def _leave(self, group: Thing, member: Thing, waiting: Thing) -> Action:
        counted = self._counted(group, "-")
        return self.action(
            "leave",
            "leave_line_for",
            f"Take the {member.one} out of the line for the {group.one}; those behind move up.",
            (Param(self.member, "thing", member.name), Param(self.on, "thing", group.name)),
            guards=(
                Guard(
                    f"EXISTS (SELECT 1 FROM {waiting.name} WHERE {self._pair})",
                    f"{member.one} {{{self.member}}} is not waiting for {group.one} {{{self.on}}}",
                ),
            ),
            steps=(*self._removed(f":{self.member}", f":{self.on}"), *counted),
            writes=(waiting.name, group.name) if counted else (waiting.name,),
            undone_by=("join",),
        )

    def _removed(self, member: str, group: str) -> tuple[Json, Json]:
        """Those behind move up, then the row goes."""
        table = self.link.name
        pair = f"{self.member}_id = {member} AND {self.on}_id = {group}"
        return (
            {
                "write": f"UPDATE {table} SET position = position - 1 WHERE {self.on}_id = {group} "
                f"AND position > (SELECT position FROM {table} WHERE {pair})"
            },
            {"write": f"DELETE FROM {table} WHERE {pair}"},
        )

    def _counted(self, group: Thing, sign: str, slot: str | None = None) -> tuple[Json, ...]:
        if self._count not in group.columns:
            return ()
        return (
            {
                "write": f"UPDATE {group.name} SET {self._count} = {self._count} {sign} 1 "
                f"WHERE {group.id} = :{slot or self.on}"
            },
        )

    def _pass_on(self, shape: Shape, enrol: Action, *, passes: bool) -> None:
        """Who gets a place waits no longer; a place given up may go to whoever is first."""
        for number, action in enumerate(shape.actions):
            if action.behaviour != enrol.behaviour:
                continue
            slot = "to" if "to" in action.things else self.on
            if action.verb in ("enrol", "switch"):
                action = self._ends_wait(shape, action, slot)
            if passes and action.verb in ("withdraw", "switch"):
                action = self._moves_up(shape, action, enrol)
            shape.actions[number] = action

    def _ends_wait(self, shape: Shape, action: Action, slot: str) -> Action:
        table = self.link.name
        waits = (
            f"EXISTS (SELECT 1 FROM {table} "
            f"WHERE {self.member}_id = :{self.member} AND {self.on}_id = :{slot})"
        )
        group = shape.thing(self.on)
        counted = self._counted(group, "-", slot)
        step: Json = {
            "when": waits,
            "do": [*self._removed(f":{self.member}", f":{slot}"), *counted],
        }
        return replace(
            action,
            about=f"{action.about} Whoever was waiting for it waits no longer.",
            steps=(*action.steps, step),
            writes=_with(action.writes, table, *((group.name,) if counted else ())),
        )

    def _moves_up(self, shape: Shape, action: Action, enrol: Action) -> Action:
        group, member = shape.thing(self.on), shape.thing(self.member)
        places = shape.thing(enrol.makes or "")
        table, key = self.link.name, f":{self.on}"
        may = ""
        limit = f"{places.name}_limit"
        if limit in member.columns:
            may = (
                f" AND (SELECT count(*) FROM {places.name} AS p "
                f"WHERE p.{member.id} = w.{member.id}) < "
                f"(SELECT {limit} FROM {member.name} AS m WHERE m.{member.id} = w.{member.id})"
            )
        first = f"FROM {table} AS w WHERE w.{group.id} = {key}{may}"
        taken = f"{places.name}_count"
        also = self._counted(group, "-")
        if taken in group.columns:
            up = f"UPDATE {group.name} SET {taken} = {taken} + 1 WHERE {group.id} = {key}"
            also += ({"write": up},)
        step: Json = {
            "when": f"EXISTS (SELECT 1 {first})",
            "do": [
                {
                    "one": "first",
                    "sql": f"SELECT w.{member.id} AS waited {first} ORDER BY w.position",
                    "else": "nobody is waiting",
                },
                {"new": "passed_on", "of": places.name},
                {
                    "write": f"INSERT INTO {places.name} "
                    f"({places.id}, {member.id}, {group.id}, since) "
                    f"VALUES (:passed_on, :first.waited, {key}, :today)"
                },
                *self._removed(":first.waited", key),
                *also,
            ],
        }
        return replace(
            action,
            about=f"{action.about} The place goes to the first in line, if anybody is waiting.",
            steps=(*action.steps, step),
            writes=_with(action.writes, table, *((group.name,) if also else ())),
        )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Lines for groups that are full; at least half of the groups are made so."""
        group, member = shape.thing(self.on), shape.thing(self.member)
        waiting = shape.thing(self.link.name)
        enrol = self._membership(shape)
        places = rows.tables[enrol.makes] if enrol is not None and enrol.makes else []
        members = rows.tables[self.member]
        groups = rows.tables[self.on]
        for number, row in enumerate(groups, start=1):
            if self._count in group.columns:
                row[self._count] = 0
            if self._longest in group.columns:
                row[self._longest] = draws.integer(4, 9)
            inside = {p[member.id] for p in places if p[group.id] == number}
            if enrol is not None and len(inside) < row["capacity"]:
                if number % 2 == 0 or len(inside) < 3:
                    continue
                row["capacity"] = len(inside)
            outside = [n for n in range(1, len(members) + 1) if n not in inside]
            line = draws.shuffled(outside)[: draws.integer(2, row.get(self._longest, 6))]
            dated = [
                (
                    max(
                        recent_day(group, row, rows, draws, within=60),
                        recent_day(member, members[n - 1], rows, draws, within=60),
                    ),
                    n,
                )
                for n in line
            ]
            for position, (since, n) in enumerate(sorted(dated), start=1):
                rows.add(
                    waiting,
                    **{member.id: n, group.id: number},
                    position=position,
                    since=since,
                )
            if self._count in group.columns:
                row[self._count] = len(line)


def _with(tables: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tables, *more)))
