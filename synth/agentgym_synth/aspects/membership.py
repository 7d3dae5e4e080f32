"""Membership: a noun has room for so many of another, which join it, leave it or change over."""

from __future__ import annotations

from typing import Any, Literal

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing
from agentgym_synth.moments import recent_day
from agentgym_synth.spans import Span

_AT_ONCE = (2, 3)
#: How people ask for the number of places.
_ASKED: dict[str, Any] = {
    "ask": ("How many places does {it} have altogether, taken or not?",),
    "sum": "How many places do the {set} have altogether, taken or not?",
    "order": "from the fewest places to the most",
}


class Membership(Aspect):
    """A noun that others belong to.

    Attributes:
        member: The noun that belongs to it.
        link: What belonging to it is called.
        capacity: The least and the greatest number of places.
        preposition: What stands between a place and the group.
        single: Nobody has more than one place at a time.
        asked: People ask how many places there are.
    """

    member: str
    link: NewThing
    capacity: Span
    preposition: Literal["on", "in", "at", "with"] = "on"
    single: bool = False
    asked: bool = True

    def verbs(self) -> tuple[str, ...]:
        """Enrol, withdraw, switch."""
        return ("enrol", "withdraw", "switch")

    def needs(self) -> tuple[str, ...]:
        """Who belongs to it."""
        return (self.member,)

    @property
    def _taken(self) -> str:
        return f"{self.link.name}_count"

    @property
    def _former(self) -> str:
        return f"former_{self.link.name}"

    @property
    def _pair(self) -> str:
        return f"{self.member}_id = :{self.member} AND {self.on}_id = :{self.on}"

    def shape(self, shape: Shape) -> None:
        """A capacity and links; perhaps a count, a limit for each member, links that ended."""
        group, member = shape.thing(self.on), shape.thing(self.member)
        capacity = Attribute(
            kind="int",
            range=self.capacity,
            words="number of places",
            **(_ASKED if self.asked else {}),
            tests=Tests(
                above="{it} has more than {value} places in all",
                below="{it} has fewer than {value} places in all",
            ),
        )
        group.add(Column("capacity", capacity, default=str(self.capacity[1])))
        if shape.maybe(0.5):
            taken = Attribute(
                kind="int",
                range=(0, self.capacity[1]),
                words="places taken",
                ask=("How many places of {it} are taken?",),
                tests=Tests(
                    above="more than {value} places of {it} are taken",
                    below="fewer than {value} places of {it} are taken",
                ),
            )
            group.add(Column(self._taken, taken, default="0"))
        link = shape.add(self._link(group, member))
        former = shape.add(self._ended(group, member)) if shape.maybe(0.4) else None
        most = shape.draws.choice(_AT_ONCE) if shape.maybe(0.3) and not self.single else None
        if most is not None:
            limit = Attribute(
                kind="int",
                range=(1, most),
                words=f"limit of {group.many} at once",
                ask=(f"How many {group.many} may {{it}} be {self.preposition} at once?",),
            )
            member.add(Column(self._limit, limit, default=str(most)))
        shape.actions.append(self._enrol(group, member, link))
        shape.actions.append(self._withdraw(group, member, link, former))
        if shape.maybe(0.75):
            shape.actions.append(self._switch(group, member, link, former))

    @property
    def _limit(self) -> str:
        return f"{self.link.name}_limit"

    def _link(self, group: Thing, member: Thing) -> Thing:
        on = self.preposition
        link = self.link.thing(
            f"Which {member.many} are {on} which {group.many}.",
            (
                f"{{{self.member}'s}} {self.link.one} {on} {{{self.on}}}",
                f"the {self.link.one} of {{{self.member}}} {on} {{{self.on}}}",
            ),
        )
        if not link.sets:
            link.sets = (
                Description(say=f"{self.link.many} {on} {{{self.on}}}"),
                Description(say=f"{self.link.many} of {{{self.member}}}"),
            )
        since = Attribute(
            kind="date",
            range=(-200, -1),
            words="first day",
            ask=("What date is {it} from?",),
            order="from the longest-standing to the newest",
            superlatives=Superlatives(does_most="began last", does_least="began first"),
        )
        link.add(
            Column(f"{member.name}_id", ref=member.name),
            Column(f"{group.name}_id", ref=group.name),
            Column("since", since),
        )
        return link

    def _ended(self, group: Thing, member: Thing) -> Thing:
        one, many = self.link.one, self.link.many
        on = self.preposition
        former = Thing(
            name=self._former,
            one=f"former {one}",
            many=f"former {many}",
            about=f"Which {member.many} have left which {group.many}, and when.",
            described=(
                Description(say=f"{{{self.member}'s}} former {one} {on} {{{self.on}}}"),
                Description(
                    say=f"the former {one} {on} {{{self.on}}} that was given up on {{left_on}}"
                ),
            ),
            sets=(
                Description(say=f"former {many} {on} {{{self.on}}}"),
                Description(say=f"former {many} of {{{self.member}}}"),
            ),
        )
        left = Attribute(
            kind="date",
            range=(-300, -1),
            words="day on which it ended",
            ask=("When did {it} end?",),
            superlatives=Superlatives(does_most="ended last", does_least="ended first"),
        )
        former.add(
            Column(f"{member.name}_id", ref=member.name),
            Column(f"{group.name}_id", ref=group.name),
            Column("left_on", left),
        )
        return former

    def _enrol(self, group: Thing, member: Thing, link: Thing) -> Action:
        on = self.preposition
        guards = [
            Guard(
                f"NOT {self._belongs(f':{self.on}')}",
                f"{member.one} {{{self.member}}} is {on} {group.one} {{{self.on}}} already",
                already=True,
            ),
            self._room(group, self.on),
        ]
        about = f"Give the {member.one} a place {on} the {group.one}, which must have one left."
        if self.single:
            guards.append(
                Guard(
                    f"NOT EXISTS (SELECT 1 FROM {link.name} "
                    f"WHERE {member.name}_id = :{self.member})",
                    f"{member.one} {{{self.member}}} has a place {on} a {group.one} already",
                )
            )
            about += f" The {member.one} must not have a place {on} another {group.one}."
        if self._limit in member.columns:
            guards.append(
                Guard(
                    f"(SELECT count(*) FROM {link.name} WHERE {member.name}_id = :{self.member}) "
                    f"< {self.member}.{self._limit}",
                    f"{member.one} {{{self.member}}} has reached the limit of {group.many} at once",
                )
            )
            about += f" Every {member.one} has a limit of {group.many} at once."
        values = {
            f"{member.name}_id": f":{self.member}",
            f"{group.name}_id": f":{self.on}",
            "since": ":today",
        }
        counted = self._counted(group, self.on, "+")
        return self.action(
            "enrol",
            "enrol",
            about,
            (Param(self.member, "thing", member.name), Param(self.on, "thing", group.name)),
            guards=tuple(guards),
            steps=(*inserted(link, **values), *counted),
            writes=(link.name, group.name) if counted else (link.name,),
            makes=link.name,
            undone_by=("withdraw", "switch"),
        )

    def _withdraw(self, group: Thing, member: Thing, link: Thing, former: Thing | None) -> Action:
        counted = self._counted(group, self.on, "-")
        writes = [link.name]
        if counted:
            writes.append(group.name)
        if former is not None:
            writes.append(former.name)
        return self.action(
            "withdraw",
            "withdraw",
            f"End the place of the {member.one} {self.preposition} the {group.one}; it becomes "
            f"free.{self._remembers(former)}",
            (Param(self.member, "thing", member.name), Param(self.on, "thing", group.name)),
            guards=(self._is_in(group, member),),
            steps=(
                *self._noted(former),
                {"write": f"DELETE FROM {link.name} WHERE {self._pair}"},
                *counted,
            ),
            writes=tuple(writes),
            undone_by=("enrol",),
        )

    def _switch(self, group: Thing, member: Thing, link: Thing, former: Thing | None) -> Action:
        on = self.preposition
        counted = (*self._counted(group, self.on, "-"), *self._counted(group, "to", "+"))
        writes = [link.name]
        if counted:
            writes.append(group.name)
        if former is not None:
            writes.append(former.name)
        return self.action(
            "switch",
            "switch",
            f"Move the {member.one} from one of the {group.many} to another with a place left."
            + self._remembers(former),
            (
                Param(self.member, "thing", member.name),
                Param(self.on, "thing", group.name, about=f"the {group.one} to leave"),
                Param("to", "thing", group.name, about=f"the {group.one} to join"),
            ),
            guards=(
                self._is_in(group, member),
                Guard(
                    f"NOT {self._belongs(':to')}",
                    f"{member.one} {{{self.member}}} is {on} {group.one} {{to}} already",
                    already=True,
                ),
                self._room(group, "to"),
            ),
            steps=(
                *self._noted(former),
                {
                    "write": f"UPDATE {link.name} SET {group.name}_id = :to, since = :today "
                    f"WHERE {self._pair}"
                },
                *counted,
            ),
            writes=tuple(writes),
        )

    def _remembers(self, former: Thing | None) -> str:
        return "" if former is None else f" The old {self.link.one} is kept on record."

    def _noted(self, former: Thing | None) -> tuple[Json, ...]:
        if former is None:
            return ()
        return inserted(
            former,
            **{
                f"{self.member}_id": f":{self.member}",
                f"{self.on}_id": f":{self.on}",
                "left_on": ":today",
            },
        )

    def _counted(self, group: Thing, slot: str, sign: str) -> tuple[Json, ...]:
        if self._taken not in group.columns:
            return ()
        return (
            {
                "write": f"UPDATE {group.name} SET {self._taken} = {self._taken} {sign} 1 "
                f"WHERE {group.id} = :{slot}"
            },
        )

    def _belongs(self, key: str) -> str:
        return (
            f"EXISTS (SELECT 1 FROM {self.link.name} "
            f"WHERE {self.member}_id = :{self.member} AND {self.on}_id = {key})"
        )

    def _is_in(self, group: Thing, member: Thing) -> Guard:
        on = self.preposition
        return Guard(
            self._belongs(f":{self.on}"),
            f"{member.one} {{{self.member}}} is not {on} {group.one} {{{self.on}}}",
        )

    def _room(self, group: Thing, slot: str) -> Guard:
        taken = (
            f"{slot}.{self._taken}"
            if self._taken in group.columns
            else f"(SELECT count(*) FROM {self.link.name} WHERE {group.name}_id = :{slot})"
        )
        return Guard(f"{taken} < {slot}.capacity", f"{group.one} {{{slot}}} has no place left")

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Places, some groups full; who is in; who has left."""
        group, member = shape.thing(self.on), shape.thing(self.member)
        link = shape.thing(self.link.name)
        members = rows.tables[self.member]
        left = [1 if self.single else len(rows.tables[self.on])] * len(members)
        limit = member.columns.get(self._limit)
        if limit is not None and limit.attribute is not None and limit.attribute.range is not None:
            most = int(limit.attribute.range[1])
            left = [most if draws.chance(0.75) else draws.integer(1, most) for _ in members]
            for row, count in zip(members, left, strict=True):
                row[self._limit] = count
        for row in rows.tables[self.on]:
            row["capacity"] = draws.integer(*self.capacity)
            wanted = row["capacity"]
            # There is always one with a place left.
            if row[group.id] % 2 == 0 or draws.chance(0.4):
                wanted = draws.integer(min(2, wanted), max(1, wanted - 1))
            can = [n for n, count in enumerate(left, start=1) if count > 0]
            inside = sorted(draws.shuffled(can)[:wanted])
            for number in inside:
                left[number - 1] -= 1
                pair = {f"{member.name}_id": number, f"{group.name}_id": row[group.id]}
                # Both were there by then.
                since = max(
                    recent_day(group, row, rows, draws, within=200),
                    recent_day(member, members[number - 1], rows, draws, within=200),
                )
                rows.add(link, **pair, since=since)
            if self._taken in group.columns:
                row[self._taken] = len(inside)
            if self._former in shape.things:
                outside = [n for n in range(1, len(members) + 1) if n not in inside]
                for number in draws.shuffled(outside)[: draws.integer(1, 4)]:
                    pair = {f"{member.name}_id": number, f"{group.name}_id": row[group.id]}
                    day = max(
                        recent_day(group, row, rows, draws, within=300),
                        recent_day(member, members[number - 1], rows, draws, within=300),
                    )
                    rows.add(shape.thing(self._former), **pair, left_on=day)
