"""Subscription: a holder is on a plan, changes it, pauses and ends; one at a time."""

from __future__ import annotations

from datetime import date

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Row, Rows, Shape, inserted, status
from agentgym_synth.model import Action, Column, Guard, Json, Param, Thing
from agentgym_synth.moments import recent_day
from agentgym_synth.spreading import spread

_STATES = {"active": 6, "paused": 2, "ended": 2}
#: Of holders who have none.
_NONE = "none"
_PAUSES = (1, 2, 3)
_TERMS = (30, 90, 365)


class Subscription(Aspect):
    """A noun that others are on: a plan.

    Attributes:
        holder: The noun that is on a plan.
        link: What being on a plan is called.
    """

    holder: str
    link: NewThing

    def verbs(self) -> tuple[str, ...]:
        """Start, change, pause, resume, end."""
        return ("start", "change", "pause", "resume", "end")

    def needs(self) -> tuple[str, ...]:
        """Who is on a plan."""
        return (self.holder,)

    @property
    def _count(self) -> str:
        return f"{self.link.name}_count"

    @property
    def _change_table(self) -> str:
        return f"{self.link.name}_change"

    @property
    def _running(self) -> str:
        return f"{self.holder}_id = :{self.holder} AND status <> 'ended'"

    def shape(self, shape: Shape) -> None:
        """Links; perhaps a count at the plan, a paid term, few pauses, a record of changes."""
        plan, holder = shape.thing(self.on), shape.thing(self.holder)
        link = shape.add(self._link(plan, holder))
        if shape.maybe(0.4):
            count = Attribute(
                kind="int",
                range=(0, 40),
                words=f"number of {link.many} that have not ended",
                ask=(f"How many {link.many} that have not ended are there to {{it}}?",),
                superlatives=Superlatives(most="most popular", least="least popular"),
            )
            plan.add(Column(self._count, count, default="0"))
        if shape.maybe(0.4):
            days = shape.draws.choice(_TERMS)
            until = Attribute(
                kind="date",
                range=(0, days),
                words="paid until",
                ask=("Until when is {it} paid?",),
                order="in the order of the dates until which they are paid",
                tests=Tests(
                    above="{it} is paid until later than {value}",
                    below="{it} is paid until earlier than {value}",
                ),
            )
            link.add(Column("paid_until", until, default=f"add_days(:today, {days})"))
        if shape.maybe(0.4):
            pauses = Attribute(
                kind="int",
                range=(0, shape.draws.choice(_PAUSES)),
                words="number of pauses so far",
                ask=("How many times has {it} been paused?",),
            )
            link.add(Column("pauses", pauses, default="0"))
        if shape.maybe(0.5):
            ended = Attribute(kind="date", range=(-200, -1), words="day on which it ended")
            link.add(Column("ended_on", ended, null=True))
        changes = shape.add(self._changes(plan, holder)) if shape.maybe(0.4) else None
        shape.actions.append(self._start(plan, holder, link))
        shape.actions.append(self._change(plan, holder, link, changes))
        if shape.maybe(0.85):
            shape.actions += [self._pause(holder, link), self._resume(holder, link)]
        shape.actions.append(self._end(plan, holder, link))

    def _link(self, plan: Thing, holder: Thing) -> Thing:
        one, many = self.link.one, self.link.many
        link = self.link.thing(
            f"Which {holder.many} are or were on which {plan.many}.",
            (
                Description(
                    say=f"{{{self.holder}'s}} {one}", where={"status": ["active", "paused"]}
                ),
                f"{{{self.holder}'s}} {one} to {{{self.on}}}",
                f"{{{self.holder}'s}} {{status}} {one}",
            ),
        )
        if not link.sets:
            link.sets = (
                Description(say=f"{{status}} {many} to {{{self.on}}}"),
                Description(say=f"{many} to {{{self.on}}}"),
                Description(say=f"{many} of {{{self.holder}}}"),
            )
        state = status(_STATES)
        state = state.model_copy(
            update={
                "ask": ("What is the status of {it}?",),
                "tests": Tests(equal="{it} is {value}"),
            }
        )
        since = Attribute(
            kind="date",
            range=(-400, -1),
            words="first day",
            ask=("When did {it} begin?",),
            order="from the longest-standing to the newest",
            superlatives=Superlatives(most="newest", least="longest-standing"),
        )
        link.add(
            Column(f"{holder.name}_id", ref=holder.name),
            Column(f"{plan.name}_id", ref=plan.name),
            Column("status", state),
            Column("since", since),
        )
        return link

    def _changes(self, plan: Thing, holder: Thing) -> Thing:
        one = f"change of {plan.one}"
        changes = Thing(
            name=self._change_table,
            one=one,
            many=f"changes of {plan.one}",
            about=f"Who went from one of the {plan.many} to which other, and when.",
            described=(
                Description(say=f"{{{self.holder}'s}} {one} on {{changed_on}}"),
                Description(say=f"{{{self.holder}'s}} {one} to {{{self.on}}}"),
            ),
            sets=(
                Description(say=f"changes of {plan.one} to {{{self.on}}}"),
                Description(say=f"changes of {plan.one} from {{before}}"),
            ),
        )
        day = Attribute(
            kind="date",
            range=(-200, -1),
            words="day",
            ask=("On what day was {it}?",),
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        changes.add(
            Column(f"{holder.name}_id", ref=holder.name),
            Column("before_id", ref=plan.name, ask=("From what was {it}?",)),
            Column(f"{plan.name}_id", ref=plan.name),
            Column("changed_on", day),
        )
        return changes

    def _start(self, plan: Thing, holder: Thing, link: Thing) -> Action:
        counted = self._counted(plan, f":{self.on}", "+")
        return self.action(
            "start",
            "start",
            f"Put the {holder.one} on the {plan.one}; there may be no {link.one} running.",
            (Param(self.holder, "thing", holder.name), Param(self.on, "thing", plan.name)),
            guards=(
                Guard(
                    f"NOT EXISTS (SELECT 1 FROM {link.name} WHERE {self._running})",
                    f"{holder.one} {{{self.holder}}} has a {link.one} already",
                ),
            ),
            steps=(
                *inserted(
                    link,
                    **{
                        f"{holder.name}_id": f":{self.holder}",
                        f"{plan.name}_id": f":{self.on}",
                        "status": "'active'",
                        "since": ":today",
                    },
                ),
                *counted,
            ),
            writes=(link.name, plan.name) if counted else (link.name,),
            makes=link.name,
            undone_by=("change", "pause", "end"),
        )

    def _change(self, plan: Thing, holder: Thing, link: Thing, changes: Thing | None) -> Action:
        present = self._of_link(f"{plan.id}")
        about = f"Put the {holder.one} whose {link.one} is active on another {plan.one}."
        noted: tuple[Json, ...] = ()
        writes = [link.name]
        counted = (*self._counted(plan, present, "-"), *self._counted(plan, f":{self.on}", "+"))
        if counted:
            writes.append(plan.name)
        if changes is not None:
            noted = inserted(
                changes,
                **{
                    f"{holder.name}_id": f":{self.holder}",
                    "before_id": present,
                    f"{plan.name}_id": f":{self.on}",
                    "changed_on": ":today",
                },
            )
            writes.append(changes.name)
            about += " The change is recorded."
        return self.action(
            "change",
            "change",
            about,
            (Param(self.holder, "thing", holder.name), Param(self.on, "thing", plan.name)),
            guards=(
                self._is("active", holder, link),
                Guard(
                    f"{present} <> :{self.on}",
                    f"{holder.one} {{{self.holder}}} is on {plan.one} {{{self.on}}} already",
                    already=True,
                ),
            ),
            # The link still says what it was until now.
            steps=(
                *noted,
                *counted,
                {"write": self._set(link, f"{plan.id} = :{self.on}", "active")},
            ),
            writes=tuple(writes),
            undone_by=("change",),
        )

    def _pause(self, holder: Thing, link: Thing) -> Action:
        guards = [self._is("active", holder, link)]
        about = f"Pause the active {link.one} of the {holder.one}."
        changed = "status = 'paused'"
        pauses = link.columns.get("pauses")
        if pauses is not None and pauses.attribute is not None and pauses.attribute.range:
            most = int(pauses.attribute.range[1])
            times = "once" if most == 1 else f"{most} times"
            guards.append(
                Guard(
                    f"{self._of_link('pauses')} < {most}",
                    f"the {link.one} of {holder.one} {{{self.holder}}} has been paused {times}, "
                    "which is the most",
                )
            )
            changed += ", pauses = pauses + 1"
            about += f" Not possible more than {times}."
        return self.action(
            "pause",
            "pause",
            about,
            (Param(self.holder, "thing", holder.name),),
            guards=tuple(guards),
            steps=({"write": self._set(link, changed, "active")},),
            writes=(link.name,),
            each=self.holder,
            thing=self.holder,
            undone_by=("resume",),
        )

    def _resume(self, holder: Thing, link: Thing) -> Action:
        return self.action(
            "resume",
            "resume",
            f"Make the paused {link.one} of the {holder.one} active again.",
            (Param(self.holder, "thing", holder.name),),
            guards=(self._is("paused", holder, link),),
            steps=({"write": self._set(link, "status = 'active'", "paused")},),
            writes=(link.name,),
            each=self.holder,
            thing=self.holder,
            undone_by=("change", "end"),
        )

    def _end(self, plan: Thing, holder: Thing, link: Thing) -> Action:
        counted = self._counted(plan, self._of_link(f"{plan.id}"), "-")
        dated = ", ended_on = :today" if "ended_on" in link.columns else ""
        return self.action(
            "end",
            "end",
            f"End the {link.one} of the {holder.one} for good, active or paused.",
            (Param(self.holder, "thing", holder.name),),
            guards=(
                Guard(
                    f"EXISTS (SELECT 1 FROM {link.name} WHERE {self._running})",
                    f"{holder.one} {{{self.holder}}} has no {link.one}",
                ),
            ),
            steps=(
                *counted,
                {"write": f"UPDATE {link.name} SET status = 'ended'{dated} WHERE {self._running}"},
            ),
            writes=(link.name, plan.name) if counted else (link.name,),
            each=self.holder,
            thing=self.holder,
            undone_by=("start",),
        )

    def _is(self, state: str, holder: Thing, link: Thing) -> Guard:
        return Guard(
            f"EXISTS (SELECT 1 FROM {link.name} "
            f"WHERE {self.holder}_id = :{self.holder} AND status = '{state}')",
            f"{holder.one} {{{self.holder}}} has no {link.one} that is {state}",
        )

    def _of_link(self, column: str) -> str:
        return f"(SELECT {column} FROM {self.link.name} WHERE {self._running})"

    def _set(self, link: Thing, changed: str, state: str) -> str:
        mine = f"{self.holder}_id = :{self.holder} AND status = '{state}'"
        return f"UPDATE {link.name} SET {changed} WHERE {mine}"

    def _counted(self, plan: Thing, key: str, sign: str) -> tuple[Json, ...]:
        if self._count not in plan.columns:
            return ()
        return (
            {
                "write": f"UPDATE {plan.name} SET {self._count} = {self._count} {sign} 1 "
                f"WHERE {plan.id} = {key}"
            },
        )

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Most holders are on a plan; some were on another before."""
        plan, holder = shape.thing(self.on), shape.thing(self.holder)
        plans = rows.tables[self.on]
        counts = [0] * len(plans)
        holders = rows.tables[self.holder]
        states = spread(_STATES | {_NONE: 2.5}, len(holders), draws)
        for row, state in zip(holders, states, strict=True):
            if state == _NONE:
                continue
            began = recent_day(holder, row, rows, draws, within=400)
            number = draws.integer(1, len(plans))
            counts[number - 1] += state != "ended"
            self._add(shape, rows, draws, row, number, state, began)
            if self._change_table in shape.things and len(plans) > 1 and draws.chance(0.3):
                others = [n for n in range(1, len(plans) + 1) if n != number]
                rows.add(
                    shape.thing(self._change_table),
                    **{holder.id: row[holder.id], plan.id: number},
                    before_id=draws.choice(others),
                    changed_on=self._after(began, rows, draws),
                )
        if self._count in plan.columns:
            for row, count in zip(plans, counts, strict=True):
                row[self._count] = count

    def _add(
        self, shape: Shape, rows: Rows, draws: Draws, holder: Row, plan: int, state: str, began: str
    ) -> None:
        link = shape.thing(self.link.name)
        row = rows.add(
            link,
            **{f"{self.holder}_id": holder[f"{self.holder}_id"], f"{self.on}_id": plan},
            status=state,
            since=began,
        )
        paid = link.columns.get("paid_until")
        if paid is not None and paid.attribute is not None and paid.attribute.range is not None:
            days = int(paid.attribute.range[1])
            row["paid_until"] = rows.day(draws.integer(0, days) if state != "ended" else -1)
        pauses = link.columns.get("pauses")
        if pauses is not None and pauses.attribute is not None and pauses.attribute.range:
            least = 1 if state == "paused" else 0
            row["pauses"] = draws.integer(least, int(pauses.attribute.range[1]))
        if "ended_on" in link.columns:
            row["ended_on"] = self._after(began, rows, draws) if state == "ended" else None

    def _after(self, began: str, rows: Rows, draws: Draws) -> str:
        """A day between the first one and yesterday."""
        first = (date.fromisoformat(began) - rows.today).days
        return rows.day(draws.integer(first, -1))
