"""Approval: a noun is a request that somebody approves, turns down or takes back."""

from __future__ import annotations

from typing import Annotated, TypedDict

from pydantic import Field

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives
from agentgym_synth.articles import a
from agentgym_synth.aspect import Aspect, Rows, Shape, inserted, leads, status
from agentgym_synth.model import Column, Guard, Json, Param, Thing
from agentgym_synth.moments import recent_day
from agentgym_synth.spreading import spread

_STATES = {"pending": 6, "approved": 3, "rejected": 2, "withdrawn": 1}


class _Effect(TypedDict):
    steps: tuple[Json, ...]
    writes: tuple[str, ...]


class Approval(Aspect):
    """A noun that stands for a request.

    In some environments decisions may be changed, or are kept in a table of their own, or the
    requester carries the number of requests that still wait.

    Attributes:
        by: The reference to who made it.
        reasons: For turning it down.
    """

    by: str
    reasons: Annotated[tuple[str, ...], Field(min_length=2)]

    def verbs(self) -> tuple[str, ...]:
        """Approve, reject, withdraw."""
        return ("approve", "reject", "withdraw")

    def uses(self) -> tuple[str, ...]:
        """Who made it."""
        return (self.by,)

    @property
    def _decision(self) -> str:
        return f"{self.on}_decision"

    @property
    def _waiting(self) -> str:
        return f"pending_{self.on}"

    def shape(self, shape: Shape) -> None:
        """A status, a reason and a date; perhaps decisions, and a count with the requester."""
        thing = shape.thing(self.on)
        requester = shape.thing(leads(thing, self.by))
        reason = Attribute(
            kind="choice",
            of=self.reasons,
            words="reason for turning it down",
            ask=("Why was {it} turned down?",),
        )
        thing.add(
            Column("status", status(_STATES), default="'pending'"),
            Column("reason", reason, null=True),
            Column("submitted", _submitted(), default=":today"),
        )
        if shape.maybe(0.4):
            shape.add(self._decisions(thing, reason))
        elif shape.maybe(0.5):
            thing.add(Column("decided", _decided("When was {it} decided?"), null=True))
        if shape.maybe(0.4):
            requester.add(Column(self._waiting, _waiting(thing.many), default="0"))
        changeable = shape.maybe(0.4)
        late = shape.maybe(0.4)
        which = Param(self.on, "thing", thing.name)
        why = Param("reason", "choice", of=self.reasons, about="why it is turned down")
        both = ("pending", "rejected"), ("pending", "approved")
        approvable, rejectable = both if changeable else (("pending",), ("pending",))
        withdrawable = ("pending", "approved") if late else ("pending",)
        shape.actions += [
            self.action(
                "approve",
                "approve",
                f"Approve {a(thing.one)} that is {' or '.join(approvable)}.",
                (which,),
                guards=(self._is(thing, approvable),),
                usual=f"{self.on}.status = 'pending'",
                **self._effect(shape, "approved", reason="NULL"),
                each=self.on,
                undone_by=(*(("reject",) if changeable else ()), *(("withdraw",) if late else ())),
            ),
            self.action(
                "reject",
                "reject",
                f"Turn down {a(thing.one)} that is {' or '.join(rejectable)}, and say why.",
                (which, why),
                guards=(self._is(thing, rejectable),),
                usual=f"{self.on}.status = 'pending'",
                **self._effect(shape, "rejected", reason=":reason"),
                each=self.on,
                undone_by=("approve",) if changeable else (),
            ),
            self.action(
                "withdraw",
                "withdraw",
                f"Take back {a(thing.one)} that is {' or '.join(withdrawable)}.",
                (which,),
                guards=(self._is(thing, withdrawable),),
                **self._effect(shape, "withdrawn", reason="NULL"),
                each=self.on,
            ),
        ]

    def _is(self, thing: Thing, states: tuple[str, ...]) -> Guard:
        listed = ", ".join(f"'{state}'" for state in states)
        return Guard(
            f"{self.on}.status IN ({listed})",
            f"{thing.one} {{{self.on}}} is not {' or '.join(states)}",
        )

    def _effect(self, shape: Shape, state: str, *, reason: str) -> _Effect:
        """What a decision changes, and where."""
        thing = shape.thing(self.on)
        steps: list[Json] = []
        writes = [thing.name]
        requester = shape.thing(leads(thing, self.by))
        if self._waiting in requester.columns:
            steps.append(
                {
                    "write": f"UPDATE {requester.name} SET {self._waiting} = {self._waiting} - 1 "
                    f"WHERE {requester.id} = {self.on}.{self.by} AND {self.on}.status = 'pending'"
                }
            )
            writes.append(requester.name)
        if self._decision in shape.things:
            steps += inserted(
                shape.thing(self._decision),
                **{
                    thing.id: f":{self.on}",
                    "outcome": f"'{state}'",
                    "reason": reason,
                    "decided": ":today",
                },
            )
            writes.append(self._decision)
        dated = ", decided = :today" if "decided" in thing.columns else ""
        steps.append(
            {
                "write": f"UPDATE {thing.name} SET status = '{state}', reason = {reason}{dated} "
                f"WHERE {thing.id} = :{self.on}"
            }
        )
        return {"steps": tuple(steps), "writes": tuple(writes)}

    def _decisions(self, thing: Thing, reason: Attribute) -> Thing:
        shown = f"{{{self.on}}}"
        decision = Thing(
            name=self._decision,
            one="decision",
            many="decisions",
            about=f"What was decided about {thing.many}, when, and why.",
            described=(
                Description(say=f"the decision on {shown}"),
                Description(say=f"the decision of {{decided}} on {shown}"),
            ),
            sets=(
                Description(say="decisions made on {decided}"),
                Description(say="decisions with the outcome {outcome}"),
            ),
        )
        decision.add(
            Column(thing.id, ref=thing.name),
            Column("outcome", status(tuple(_STATES)[1:], "outcome")),
            Column("reason", reason.model_copy(update={"ask": ()}), null=True),
            Column("decided", _decided("On which day was {it} taken?")),
        )
        return decision

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """States, dates and reasons; what was decided, and how many still wait."""
        thing = shape.thing(self.on)
        requester = shape.thing(leads(thing, self.by))
        if self._waiting in requester.columns:
            for row in rows.tables[requester.name]:
                row[self._waiting] = 0
        own = rows.tables[self.on]
        for row, state in zip(own, spread(_STATES, len(own), draws), strict=True):
            reason = draws.choice(self.reasons) if state == "rejected" else None
            submitted = recent_day(thing, row, rows, draws, within=45)
            row |= {"status": state, "reason": reason, "submitted": submitted}
            decided = recent_day(thing, row, rows, draws, within=20)
            if "decided" in thing.columns:
                row["decided"] = None if state == "pending" else decided
            if self._decision in shape.things and state != "pending":
                rows.add(
                    shape.thing(self._decision),
                    outcome=state,
                    reason=reason,
                    decided=decided,
                    **{thing.id: row[thing.id]},
                )
            if self._waiting in requester.columns and state == "pending":
                maker = row[f"{self.by}_id"]
                if maker is not None:
                    rows.find(requester.name, maker)[self._waiting] += 1


def _submitted() -> Attribute:
    return Attribute(
        kind="date",
        range=(-45, -1),
        words="date submitted",
        ask=("When was {it} submitted?",),
        order="in the order in which they were submitted",
        superlatives=Superlatives(does_least="was submitted first"),
    )


def _decided(ask: str) -> Attribute:
    return Attribute(
        kind="date",
        range=(-20, -1),
        words="date of the decision",
        ask=(ask,),
        superlatives=Superlatives(
            does_most="was decided last", does_least="was decided first", asked=True
        ),
    )


def _waiting(many: str) -> Attribute:
    return Attribute(
        kind="int",
        range=(0, 9),
        words=f"number of pending {many}",
        ask=(f"How many {many} of {{it's}} are still pending?",),
    )
