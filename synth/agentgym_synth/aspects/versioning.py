"""Versioning: a document has numbered versions, one of which counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, NewThing, Rows, Shape, inserted
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing, Values
from agentgym_synth.moments import recent_day

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

#: Of an argument that asks for what cannot be done.
_ODD = 0.1


class Versioning(Aspect):
    """A noun that stands for a document.

    In some environments the document knows which version counts and since when, discarded drafts
    are kept, publishing discards older drafts, or restoring makes a new version.

    Attributes:
        version: What a version is called.
    """

    version: NewThing

    def verbs(self) -> tuple[str, ...]:
        """Publish, discard, restore."""
        return ("publish", "discard", "restore")

    @property
    def _number(self) -> str:
        return f"{self.version.name}_number"

    @property
    def _since(self) -> str:
        return f"{self.version.name}_since"

    def shape(self, shape: Shape) -> None:
        """Versions with a number, a status and a date; perhaps the document knows the current."""
        document = shape.thing(self.on)
        one, many = self.version.one, self.version.many
        version = shape.add(
            self.version.thing(
                f"The {many} of {document.many}: drafts, the one that counts, and older ones.",
                (
                    f"{one} {{number}} of {{{self.on}}}",
                    Description(
                        say=f"the current {one} of {{{self.on}}}", where={"status": "current"}
                    ),
                ),
            )
        )
        if not version.sets:
            version.sets = (
                Description(say=f"{many} of {{{self.on}}}"),
                Description(
                    say=f"{many} of {{{self.on}}} that are drafts", where={"status": "draft"}
                ),
            )
        number = Attribute(kind="int", range=(1, 9), words="number", ask=("What number is {it}?",))
        dated = Attribute(
            kind="date",
            range=(-400, -1),
            words="date",
            ask=("What is the date of {it}?",),
            superlatives=Superlatives(most="most recent", least="oldest"),
        )
        kept = shape.maybe(0.5)
        states = ("draft", "current", "superseded", *(("discarded",) if kept else ()))
        version.add(
            Column(document.id, ref=document.name),
            Column("number", number),
            Column("status", Attribute(kind="choice", of=states, words="status")),
            Column("dated", dated),
        )
        if shape.maybe(0.5):
            asked = f"Which {one} of {{it}} is the current one?"
            current = Attribute(kind="int", range=(1, 9), words=f"current {one}", ask=(asked,))
            document.add(Column(self._number, current, null=True))
            if shape.maybe(0.5):
                since = Attribute(
                    kind="date",
                    range=(-400, -1),
                    words=f"day from which the current {one} counts",
                    ask=(f"Since when does the current {one} of {{it}} count?",),
                )
                document.add(Column(self._since, since, null=True))
        older = ("discarded" if kept else "") if shape.maybe(0.4) else None
        anew = shape.maybe(0.4)
        if anew:
            source = Attribute(kind="int", range=(1, 9), words=f"{one} that it was made from")
            version.add(Column("made_from", source, null=True))
        shape.actions += [
            self._publish(shape, older=older),
            self._discard(document, version, kept=kept),
            self._restore(document, version, anew=anew),
        ]

    def _params(self, status: str) -> tuple[Param, ...]:
        def draw(draws: Draws, scene: Scene, values: Values) -> int | None:
            odd = draws.chance(_ODD)
            known = scene.read(
                f"SELECT number FROM {self.version.name} WHERE {self.on}_id = :document"
                + ("" if odd else f" AND status = '{status}'")
                + " ORDER BY number",
                {"document": values[self.on]},
            )
            return int(draws.choice(known)[0]) if known else None

        about = f"the number of the {self.version.one}"
        return (
            Param(self.on, "thing", self.on),
            Param("number", "int", draw=draw, about=about),
        )

    def _guards(self, status: str, document: Thing) -> tuple[Guard, ...]:
        one = self.version.one
        known = f"SELECT 1 FROM {self.version.name} AS known WHERE {self._is()}"
        shown = f"{one} {{number}} of {document.one} {{{self.on}}}"
        return (
            Guard(f"EXISTS ({known})", f"{document.one} {{{self.on}}} has no {one} {{number}}"),
            Guard(
                f"NOT EXISTS ({known} AND status <> '{status}')",
                f"{shown} is not {'a draft' if status == 'draft' else status}",
            ),
        )

    def _is(self) -> str:
        return f"{self.on}_id = :{self.on} AND number = :number"

    def _replaced(self, document: Thing, number: str) -> tuple[Json, ...]:
        """What counted until now is superseded, and the document follows."""
        steps: list[Json] = [
            {
                "write": f"UPDATE {self.version.name} SET status = 'superseded' "
                f"WHERE {self.on}_id = :{self.on} AND status = 'current'"
            }
        ]
        if self._number in document.columns:
            since = f", {self._since} = :today" if self._since in document.columns else ""
            steps.append(
                {
                    "write": f"UPDATE {document.name} SET {self._number} = {number}{since} "
                    f"WHERE {document.id} = :{self.on}"
                }
            )
        return tuple(steps)

    def _writes(self, document: Thing) -> tuple[str, ...]:
        known = self._number in document.columns
        return (self.version.name, *((document.name,) if known else ()))

    def _publish(self, shape: Shape, *, older: str | None) -> Action:
        document, one = shape.thing(self.on), self.version.one
        steps = [*self._replaced(document, ":number")]
        said = ""
        if older is not None:
            where = f"WHERE {self.on}_id = :{self.on} AND status = 'draft' AND number < :number"
            name = self.version.name
            gone = f"UPDATE {name} SET status = 'discarded'" if older else f"DELETE FROM {name}"
            steps.append({"write": f"{gone} {where}"})
            said = " Drafts with a lower number are discarded."
        steps.append(
            {
                "write": f"UPDATE {self.version.name} SET status = 'current', dated = :today "
                f"WHERE {self._is()}"
            }
        )
        return self.action(
            "publish",
            "publish",
            f"Make a draft the current {one} of {a(document.one)}, dated today; the one that was "
            f"current until now is superseded.{said}",
            self._params("draft"),
            guards=self._guards("draft", document),
            steps=tuple(steps),
            writes=self._writes(document),
            thing=self.version.name,
            undone_by=("restore",),
        )

    def _discard(self, document: Thing, version: Thing, *, kept: bool) -> Action:
        name = version.name
        gone = f"UPDATE {name} SET status = 'discarded'" if kept else f"DELETE FROM {name}"
        return self.action(
            "discard",
            "discard",
            f"Discard a draft of {a(document.one)}" + ("." if kept else "; nothing is left of it."),
            self._params("draft"),
            guards=self._guards("draft", document),
            steps=({"write": f"{gone} WHERE {self._is()}"},),
            writes=(name,),
            thing=name,
        )

    def _restore(self, document: Thing, version: Thing, *, anew: bool) -> Action:
        one, name = self.version.one, version.name
        highest = f"(SELECT max(number) FROM {name} WHERE {self.on}_id = :{self.on})"
        if anew:
            about = (
                f"Bring back a superseded {one} of {a(document.one)}: it becomes current again "
                f"under a new number, the next after the highest, dated today."
            )
            replaced = self._replaced(document, f"{highest} + 1")
            put: tuple[Json, ...] = inserted(
                version,
                **{
                    document.id: f":{self.on}",
                    "number": f"{highest} + 1",
                    "status": "'current'",
                    "dated": ":today",
                    "made_from": ":number",
                },
            )
        else:
            about = (
                f"Make a superseded {one} of {a(document.one)} current again; the one that was "
                "current until now is superseded. Dates stay as they are."
            )
            replaced = self._replaced(document, ":number")
            put = ({"write": f"UPDATE {name} SET status = 'current' WHERE {self._is()}"},)
        return self.action(
            "restore",
            "restore",
            about,
            self._params("superseded"),
            guards=self._guards("superseded", document),
            steps=(*replaced, *put),
            writes=self._writes(document),
            makes=name if anew else None,
            thing=name,
            undone_by=("restore",),
        )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Up to four published versions of each document, and up to two drafts."""
        document, version = shape.thing(self.on), shape.thing(self.version.name)
        for row in rows.tables[self.on]:
            published = draws.integer(1, 4)
            drafts = max(0, draws.integer(-1, 2))
            days = sorted(
                (
                    recent_day(document, row, rows, draws, within=60 + 90 * (published - n))
                    for n in range(published + drafts)
                ),
            )
            for at, day in enumerate(days):
                number = at + 1
                state = "superseded" if number < published else "current"
                rows.add(
                    version,
                    number=number,
                    status="draft" if number > published else state,
                    dated=day,
                    **{document.id: row[document.id]},
                )
                if number == published and self._number in document.columns:
                    row[self._number] = number
                    if self._since in document.columns:
                        row[self._since] = day
