"""Labels: people put words on things and take them off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing, Values
from agentgym_synth.moments import recent_day

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene


class Labels(Aspect):
    """A noun that carries labels out of a list.

    In some environments the labels are a table of their own, some of them retired, and counted; in
    others they are plain words. There may be a limit to how many one thing carries.

    Attributes:
        label: What a label is called.
        labels: The labels.
    """

    label: NewThing
    labels: Annotated[tuple[str, ...], Field(min_length=3)]

    def verbs(self) -> tuple[str, ...]:
        """Add, remove."""
        return ("add", "remove")

    def _link(self, shape: Shape) -> Thing:
        """The table of what carries which."""
        apart = f"{self.on}_{self.label.name}"
        return shape.thing(apart if apart in shape.things else self.label.name)

    def _of(self, link: Thing) -> str:
        """The column of a link that says which label."""
        return "label" if link.name == self.label.name else f"{self.label.name}_id"

    def shape(self, shape: Shape) -> None:
        """A table of links; perhaps one of labels; perhaps a count and a limit."""
        thing = shape.thing(self.on)
        if shape.maybe(0.5):
            label = self._own(shape)
            link = self._links(shape, thing, f"{self.on}_{self.label.name}")
            link.add(Column(label.id, ref=label.name))
            which = Param("label", "thing", label.name)
        else:
            link = self._links(shape, thing, self.label.name)
            words = Attribute(kind="choice", of=self.labels, words=self.label.one)
            link.add(Column("label", words))
            which = Param("label", "choice", of=self.labels, about=f"the {self.label.one}")
        if shape.maybe(0.4):
            added = Attribute(
                kind="date",
                range=(-60, -1),
                words="day on which it was added",
                ask=("When was {it} added?",),
            )
            link.add(Column("added", added))
        if shape.maybe(0.4):
            counted = Attribute(
                kind="int",
                range=(0, 5),
                words=f"number of {self.label.many}",
                ask=(f"How many {self.label.many} does {{it}} have?",),
            )
            thing.add(Column(f"{self.label.name}_count", counted, default="0"))
        limit = shape.draws.integer(3, 4) if shape.maybe(0.5) else None
        shape.actions += [
            self._add(shape, thing, which, limit),
            self._remove(shape, thing, which),
        ]

    def _own(self, shape: Shape) -> Thing:
        label = shape.add(self.label.thing(f"The {self.label.many} that there are.", ("{name}",)))
        label.add(Column("name", Attribute(kind="names", of=self.labels, words="name")))
        if shape.maybe(0.5):
            use = Attribute(
                kind="choice",
                of={"in use": 4, "retired": 1},
                words="use",
                ask=("Is {it} in use or retired?",),
            )
            label.add(Column("use", use))
        if shape.maybe(0.5):
            carried = Attribute(
                kind="int",
                range=(0, 40),
                words="number of times it is in use",
            )
            label.add(Column("uses", carried))
        return label

    def _links(self, shape: Shape, thing: Thing, name: str) -> Thing:
        shown = f"{{{self.on}}}"
        label = "label" if name == self.label.name else self.label.name
        link = Thing(
            name=name,
            one=f"{self.label.one} on {a(thing.one)}",
            many=f"{self.label.many} on {thing.many}",
            about=f"Which {thing.one} has which {self.label.many}.",
            described=(Description(say=f'the {self.label.one} "{{{label}}}" on {shown}'),),
            sets=(
                Description(say=f"{self.label.many} on {shown}"),
                Description(say=f'{thing.many} with the {self.label.one} "{{{label}}}"'),
            ),
        )
        link.add(Column(thing.id, ref=thing.name))
        return shape.add(link)

    def _has(self, link: Thing, thing: Thing) -> str:
        return (
            f"EXISTS (SELECT 1 FROM {link.name} AS tie WHERE tie.{thing.id} = :{self.on} "
            f"AND tie.{self._of(link)} = :label)"
        )

    def _add(self, shape: Shape, thing: Thing, which: Param, limit: int | None) -> Action:
        link = self._link(shape)
        guards = [
            Guard(
                f"NOT {self._has(link, thing)}",
                f"{thing.one} {{{self.on}}} has the {self.label.one} {{label}} already",
                already=True,
            )
        ]
        if which.thing is not None and "use" in shape.thing(which.thing).columns:
            guards.append(
                Guard("label.use = 'in use'", f"{self.label.one} {{label}} has been retired")
            )
        said = ""
        if limit is not None:
            guards.append(
                Guard(
                    f"(SELECT count(*) FROM {link.name} AS tie WHERE tie.{thing.id} = :{self.on}) "
                    f"< {limit}",
                    f"{thing.one} {{{self.on}}} has {limit} {self.label.many} already",
                )
            )
            said = f" One {thing.one} has at most {limit}."
        values = {thing.id: f":{self.on}", self._of(link): ":label"}
        if "added" in link.columns:
            values["added"] = ":today"
        return self.action(
            "add",
            f"add_{self.label.name}_to",
            f"Put {a(self.label.one)} on {a(thing.one)} that does not have it.{said}",
            (Param(self.on, "thing", thing.name), which),
            guards=tuple(guards),
            steps=(*inserted(link, **values), *self._counted(shape, thing, which, "+")),
            writes=self._writes(shape, thing, link, which),
            makes=link.name,
            each=self.on,
            undone_by=("remove",),
            fact=True,
        )

    def _remove(self, shape: Shape, thing: Thing, which: Param) -> Action:
        link = self._link(shape)
        taken: Json = {
            "write": f"DELETE FROM {link.name} WHERE {thing.id} = :{self.on} "
            f"AND {self._of(link)} = :label"
        }
        if which.thing is None:
            which = replace(which, draw=self._draw)
        return self.action(
            "remove",
            f"remove_{self.label.name}_from",
            f"Take {a(self.label.one)} off {a(thing.one)}.",
            (Param(self.on, "thing", thing.name), which),
            guards=(
                Guard(
                    self._has(link, thing),
                    f"{thing.one} {{{self.on}}} does not have the {self.label.one} {{label}}",
                    already=True,
                ),
            ),
            steps=(taken, *self._counted(shape, thing, which, "-")),
            writes=self._writes(shape, thing, link, which),
            each=self.on,
            undone_by=("add",),
            fact=True,
        )

    def _draw(self, draws: Draws, scene: Scene, values: Values) -> str | None:
        """A label that the thing has."""
        found = scene.read(
            f"SELECT label FROM {self.label.name} WHERE {self.on}_id = :thing ORDER BY label",
            {"thing": values[self.on]},
        )
        return str(draws.choice(found)[0]) if found else None

    def _counted(self, shape: Shape, thing: Thing, which: Param, sign: str) -> tuple[Json, ...]:
        steps: list[Json] = []
        count = f"{self.label.name}_count"
        if count in thing.columns:
            steps.append(
                {
                    "write": f"UPDATE {thing.name} SET {count} = {count} {sign} 1 "
                    f"WHERE {thing.id} = :{self.on}"
                }
            )
        if which.thing is not None and "uses" in shape.thing(which.thing).columns:
            label = shape.thing(which.thing)
            steps.append(
                {"write": f"UPDATE {label.name} SET uses = uses {sign} 1 WHERE {label.id} = :label"}
            )
        return tuple(steps)

    def _writes(self, shape: Shape, thing: Thing, link: Thing, which: Param) -> tuple[str, ...]:
        changed = [link.name]
        if f"{self.label.name}_count" in thing.columns:
            changed.append(thing.name)
        if which.thing is not None and "uses" in shape.thing(which.thing).columns:
            changed.append(which.thing)
        return tuple(changed)

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """None to three labels on each thing."""
        thing, link = shape.thing(self.on), self._link(shape)
        numbers: dict[str, int] = {}
        if link.name != self.label.name:
            label = shape.thing(self.label.name)
            retired = draws.below(len(self.labels))
            for at, name in enumerate(self.labels):
                row = rows.add(label, name=name)
                numbers[name] = row[label.id]
                if "use" in label.columns:
                    row["use"] = "retired" if at == retired else "in use"
                if "uses" in label.columns:
                    row["uses"] = 0
        for row in rows.tables[self.on]:
            words = draws.shuffled(self.labels)[: max(0, draws.integer(-1, 3))]
            if f"{self.label.name}_count" in thing.columns:
                row[f"{self.label.name}_count"] = len(words)
            for word in words:
                made = rows.add(link, **{thing.id: row[thing.id]})
                made[self._of(link)] = numbers.get(word, word)
                if "added" in link.columns:
                    made["added"] = recent_day(thing, row, rows, draws, within=60)
                if word in numbers and "uses" in shape.thing(self.label.name).columns:
                    rows.find(self.label.name, numbers[word])["uses"] += 1
