"""Hierarchy: things of one kind stand under each other, a few levels deep."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, Row, Rows, Shape
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing


class Hierarchy(Aspect):
    """A noun whose rows form trees of two or three levels.

    In some environments each one also knows the top of its tree, or how many stand directly under
    it, and what stands somewhere must be detached before it is put elsewhere.

    Attributes:
        parent: The new reference to what it stands under.
    """

    parent: str

    def verbs(self) -> tuple[str, ...]:
        """Put under, detach."""
        return ("put_under", "detach")

    @property
    def _count(self) -> str:
        return f"{self.on}_count"

    def shape(self, shape: Shape) -> None:
        """A reference to its own kind; perhaps to the top, and a count."""
        thing = shape.thing(self.on)
        thing.add(
            Column(
                f"{self.parent}_id",
                ref=thing.name,
                ask=(f"Which {thing.one} does {{it}} come directly under?",),
                null=True,
            )
        )
        thing.sets += (Description(say=f"{thing.many} directly under {{{self.parent}}}"),)
        if shape.maybe(0.5):
            top = Column(
                "top_id",
                ref=thing.name,
                ask=(f"Which {thing.one} is at the very top above {{it}}?",),
                null=True,
            )
            thing.add(top)
        if shape.maybe(0.5):
            counted = Attribute(
                kind="int",
                range=(0, 9),
                words=f"number of {thing.many} directly under it",
                ask=(f"How many {thing.many} come directly under {{it}}?",),
                superlatives=Superlatives(
                    does_most=f"has the most {thing.many} directly under "
                    f"{'them' if thing.person else 'it'}"
                ),
            )
            thing.add(Column(self._count, counted, default="0"))
        shape.actions += [
            self._put_under(shape, thing, deep=shape.maybe(0.5), strict=shape.maybe(0.4)),
            self._detach(thing),
        ]

    def _put_under(self, shape: Shape, thing: Thing, *, deep: bool, strict: bool) -> Action:
        levels = 3 if deep else 2
        known = f"{thing.one} {{{self.on}}}"
        if strict:
            moves = "What is under another one already must be detached first."
            placed = Guard(
                f"{self.on}.{self.parent} IS NULL",
                f"{known} is under another {thing.one}: detach it first",
            )
        else:
            moves = f"It leaves the {thing.one} that it was under."
            placed = Guard(
                f"{self.on}.{self.parent} IS NOT :{self.parent}",
                f"{known} is under {{{self.parent}}} already",
                already=True,
            )
        guards = (
            Guard(
                f":{self.on} <> :{self.parent}",
                f"{known} cannot be put under itself",
                already=True,
            ),
            placed,
            Guard(
                f"{self.parent}.{self.parent} IS NOT :{self.on}",
                f"{thing.one} {{{self.parent}}} is itself under {known}",
                already=True,
            ),
            Guard(
                f"{self._depth()} + {self._height(thing)} <= {levels}",
                f"that would make more than {levels} levels of {thing.many}",
            ),
        )
        return self.action(
            "put_under",
            "put_under",
            f"Put {a(thing.one)} under another one, with all that is under it. {moves} "
            f"There are at most {levels} levels.",
            (
                Param(self.on, "thing", thing.name, about=f"the {thing.one} that is moved"),
                Param(self.parent, "thing", thing.name, about=f"the {thing.one} above it"),
            ),
            guards=guards,
            steps=(
                *self._counted(thing, self.parent),
                {
                    "write": f"UPDATE {thing.name} SET {self.parent}_id = :{self.parent} "
                    f"WHERE {thing.id} = :{self.on}"
                },
                *self._topped(thing, f"coalesce({self.parent}.top, :{self.parent})"),
            ),
            writes=(thing.name,),
            each=self.on,
            undone_by=("detach",) if strict else ("put_under", "detach"),
        )

    def _detach(self, thing: Thing) -> Action:
        return self.action(
            "detach",
            "detach",
            f"Take {a(thing.one)} out from under the one above it; what is under it stays so.",
            (Param(self.on, "thing", thing.name),),
            guards=(
                Guard(
                    f"{self.on}.{self.parent} IS NOT NULL",
                    f"{thing.one} {{{self.on}}} is not under another one",
                ),
            ),
            steps=(
                *self._counted(thing, None),
                {
                    "write": f"UPDATE {thing.name} SET {self.parent}_id = NULL "
                    f"WHERE {thing.id} = :{self.on}"
                },
                *self._topped(thing, None),
            ),
            writes=(thing.name,),
            each=self.on,
            undone_by=("put_under",),
        )

    def _depth(self) -> str:
        """At which level the new parent stands, from 1; the third is the deepest there is."""
        above = f"{self.parent}.{self.parent}"
        return f"(1 + ({above} IS NOT NULL) + ({above}.{self.parent} IS NOT NULL))"

    def _height(self, thing: Thing) -> str:
        """How many levels the moved one brings."""
        ref = f"{self.parent}_id"
        below = f"SELECT 1 FROM {thing.name} AS child WHERE child.{ref} = :{self.on}"
        further = (
            f"SELECT 1 FROM {thing.name} AS grandchild JOIN {thing.name} AS child "
            f"ON grandchild.{ref} = child.{thing.id} WHERE child.{ref} = :{self.on}"
        )
        return f"(1 + EXISTS ({below}) + EXISTS ({further}))"

    def _counted(self, thing: Thing, parent: str | None) -> tuple[Json, ...]:
        """One less where it was, one more where it goes."""
        if self._count not in thing.columns:
            return ()
        less: Json = {
            "write": f"UPDATE {thing.name} SET {self._count} = {self._count} - 1 "
            f"WHERE {thing.id} = {self.on}.{self.parent}"
        }
        more: Json = {
            "write": f"UPDATE {thing.name} SET {self._count} = {self._count} + 1 "
            f"WHERE {thing.id} = :{parent}"
        }
        return (less,) if parent is None else (less, more)

    def _topped(self, thing: Thing, top: str | None) -> tuple[Json, ...]:
        """The top of the moved one and of all under it, two levels down."""
        if "top_id" not in thing.columns:
            return ()
        ref = f"{self.parent}_id"
        children = f"SELECT {thing.id} FROM {thing.name} WHERE {ref} = :{self.on}"
        below = f"({ref} = :{self.on} OR {ref} IN ({children}))"
        own: Json = {
            "write": f"UPDATE {thing.name} SET top_id = {top or 'NULL'} "
            f"WHERE {thing.id} = :{self.on}"
        }
        theirs: Json = {
            "write": f"UPDATE {thing.name} SET top_id = {top or f':{self.on}'} WHERE {below}"
        }
        return (own, theirs)

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """A third stands on its own or on top; most others directly under those."""
        thing = shape.thing(self.on)
        own = rows.tables[self.on]
        tops = max(1, len(own) // 3)
        order = draws.shuffled(own)
        for row in own:
            row[f"{self.parent}_id"] = None
        # One stands alone, so that there is always something that may be put under another.
        for row in order[tops:-1]:
            if draws.chance(0.85):
                row[f"{self.parent}_id"] = draws.choice(order[:tops])[thing.id]
        for row in own:
            if "top_id" in thing.columns:
                row["top_id"] = row[f"{self.parent}_id"]
            if self._count in thing.columns:
                row[self._count] = sum(self._is_under(other, row, thing) for other in own)

    def _is_under(self, other: Row, row: Row, thing: Thing) -> bool:
        return bool(other[f"{self.parent}_id"] == row[thing.id])
