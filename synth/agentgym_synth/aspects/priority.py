"""Priority: a noun is more or less pressing, and people change how much."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Tests
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, Rows, Shape, inserted
from agentgym_synth.model import Column, Guard, Json, Param, Thing
from agentgym_synth.moments import recent_day
from agentgym_synth.spreading import spread


class Priority(Aspect):
    """A noun with a level of priority.

    In some environments each level has its own target: days within which such things are dealt
    with, and perhaps how many may have it at once. In some every change is kept, or counted.

    Attributes:
        levels: From the least pressing to the most.
        words: What people call the level.
        ask: A question for it, where that is asked in words of its own.
    """

    levels: Annotated[tuple[str, ...], Field(min_length=2)]
    words: str = "priority"
    ask: str = ""

    def verbs(self) -> tuple[str, ...]:
        """Set."""
        return ("set",)

    @property
    def _target(self) -> str:
        return f"{self.on}_target"

    @property
    def _change(self) -> str:
        return f"{self.on}_level_change"

    def shape(self, shape: Shape) -> None:
        """A level; perhaps targets and a day to act by; perhaps a record of changes."""
        thing = shape.thing(self.on)
        thing.add(
            Column(
                "level",
                Attribute(
                    kind="choice",
                    of=self._weights(),
                    words=self.words,
                    ask=(self.ask or f"What {self.words} does {{it}} have?",),
                    tests=Tests(equal=f"the {self.words} of {{it}} is {{value}}"),
                ),
                default=f"'{self.levels[0]}'",
            )
        )
        if not any("{level}" in known.say for known in thing.sets):
            thing.sets += (Description(say=f"{thing.many} whose {self.words} is {{level}}"),)
        guards = [
            Guard(
                f"{self.on}.level <> :level",
                f"the {self.words} of {thing.one} {{{self.on}}} is {{level}} already",
                already=True,
            )
        ]
        steps: list[Json] = []
        writes = [thing.name]
        sets = ["level = :level"]
        effects = ""
        if shape.maybe(0.5):
            target = self._with_targets(shape, thing)
            days = f"(SELECT days FROM {target.name} WHERE name = {{}})"
            day = f"add_days(:today, {days})"
            thing.add(_act_by(day.format(f"'{self.levels[0]}'")))
            sets.append(f"act_by = {day.format(':level')}")
            effects = f" The days that the new {self.words} allows count from today."
            if "most" in target.columns:
                guards.append(
                    Guard(
                        f"(SELECT count(*) FROM {thing.name} AS other WHERE other.level = :level)"
                        f" < (SELECT most FROM {target.name} WHERE name = :level)",
                        f"no more {thing.many} may be {{level}}: the limit is reached",
                    )
                )
        if shape.maybe(0.4):
            change = shape.add(self._changes(thing))
            steps += inserted(
                change,
                **{
                    thing.id: f":{self.on}",
                    "old_level": f"{self.on}.level",
                    "new_level": ":level",
                    "changed": ":today",
                },
            )
            writes.append(change.name)
            effects += " The change is kept on record."
        elif shape.maybe(0.4):
            thing.add(self._count())
            sets.append("level_changes = level_changes + 1")
            effects += " Changes are counted."
        steps.append(
            {"write": f"UPDATE {thing.name} SET {', '.join(sets)} WHERE {thing.id} = :{self.on}"}
        )
        shape.actions.append(
            self.action(
                "set",
                "set_priority_of",
                f"Change the {self.words} of {a(thing.one)} to another level: "
                f"{', '.join(self.levels[:-1])} or {self.levels[-1]}.{effects}",
                (
                    Param(self.on, "thing", thing.name),
                    Param("level", "choice", of=self.levels, about=f"the new {self.words}"),
                ),
                guards=tuple(guards),
                steps=tuple(steps),
                writes=tuple(writes),
                each=self.on,
                undone_by=("set",),
            )
        )

    def _with_targets(self, shape: Shape, thing: Thing) -> Thing:
        target = shape.add(
            Thing(
                name=self._target,
                one=f"{self.words} level",
                many=f"{self.words} levels",
                about=f"Within how many days {thing.many} of each {self.words} are dealt with.",
                described=(Description(say=f"the {{name}} {self.words} level"),),
            )
        )
        target.add(
            Column("name", Attribute(kind="names", of=self.levels, words="level")),
            Column(
                "days",
                Attribute(
                    kind="int",
                    range=(1, 90),
                    unit="days",
                    words="days allowed",
                    ask=("How many days does {it} allow?",),
                ),
            ),
        )
        if shape.maybe(0.5):
            target.add(
                Column(
                    "most",
                    Attribute(
                        kind="int",
                        range=(1, 90),
                        words=f"most {thing.many} at once",
                        ask=(f"How many {thing.many} may be at {{it}} at once?",),
                    ),
                )
            )
        return target

    def _changes(self, thing: Thing) -> Thing:
        one, many = f"change of {self.words}", f"changes of {self.words}"
        shown = f"{{{self.on}}}"
        change = Thing(
            name=self._change,
            one=one,
            many=many,
            about=f"What the {self.words} of {thing.many} was changed from and to, and when.",
            described=(
                Description(say=f"the {one} of {shown} from {{old_level}} to {{new_level}}"),
                Description(say=f"the {one} of {shown} on {{changed}}"),
            ),
            sets=(
                Description(say=f"{many} of {shown}"),
                Description(say=f"{many} from {{old_level}} to {{new_level}}"),
            ),
        )
        day = Attribute(
            kind="date",
            range=(-30, -1),
            words="day",
            ask=("When was {it} made?",),
        )
        change.add(
            Column(thing.id, ref=thing.name),
            Column("old_level", Attribute(kind="choice", of=self.levels, words="old level")),
            Column("new_level", Attribute(kind="choice", of=self.levels, words="new level")),
            Column("changed", day),
        )
        return change

    def _count(self) -> Column:
        words = f"number of changes of {self.words}"
        counted = Attribute(
            kind="int",
            range=(0, 3),
            words=words,
            ask=(f"How many times has the {self.words} of {{it}} been changed?",),
        )
        return Column("level_changes", counted, default="0")

    def _weights(self) -> dict[str, float]:
        return {level: float(len(self.levels) - n) for n, level in enumerate(self.levels)}

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Levels, most of them low; targets that fit them; what was changed in the last weeks."""
        thing = shape.thing(self.on)
        own = rows.tables[self.on]
        for row, level in zip(own, spread(self._weights(), len(own), draws), strict=True):
            row["level"] = level
        if self._target in shape.things:
            self._fill_targets(shape, rows, draws)
        for row in own:
            moved = row["level"] != self.levels[0] and draws.chance(0.7)
            if "level_changes" in thing.columns:
                row["level_changes"] = draws.integer(1, 3) if moved else 0
            if self._change in shape.things and moved:
                at = self.levels.index(row["level"])
                rows.add(
                    shape.thing(self._change),
                    old_level=self.levels[draws.below(at)],
                    new_level=row["level"],
                    changed=recent_day(thing, row, rows, draws, within=30),
                    **{thing.id: row[thing.id]},
                )

    def _fill_targets(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        target = shape.thing(self._target)
        days = draws.integer(1, 3)
        allowed: dict[str, int] = {}
        for level in reversed(self.levels):
            allowed[level] = days
            days = days * draws.integer(2, 3) + draws.integer(0, 1)
        for number, level in enumerate(self.levels):
            have = sum(row["level"] == level for row in rows.tables[self.on])
            values: dict[str, object] = {"name": level, "days": allowed[level]}
            if "most" in target.columns:
                # The most pressing level is the one that may be full.
                top = number == len(self.levels) - 1
                spare = draws.integer(0, 2) if top else draws.integer(2, 6)
                values["most"] = max(have + spare, 1)
            rows.add(target, **values)
        for row in rows.tables[self.on]:
            row["act_by"] = rows.day(draws.integer(0, max(1, allowed[row["level"]])))


def _act_by(default: str) -> Column:
    attribute = Attribute(
        kind="date",
        range=(0, 60),
        words="day to act by",
    )
    return Column("act_by", attribute, default=default)
