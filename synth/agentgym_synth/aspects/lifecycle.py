"""Lifecycle: a noun goes through states, by steps that each need certain states."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from agentgym.sampling import Draws
from agentgym_synth.aspect import Aspect, Rows, Shape, status, weighted
from agentgym_synth.model import Column, Guard, Param


class Step(BaseModel):
    """A step from some states to another.

    Attributes:
        from_: The states that it may start in.
        to: The state that it leads to.
        fact: It records what has happened (delivered, answered) and is no decision.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: Annotated[tuple[str, ...], Field(alias="from", min_length=1)]
    to: str
    fact: bool = False


class Lifecycle(Aspect):
    """A noun with a status.

    Attributes:
        states: State to weight, among the first rows.
        steps: Verb to step.
    """

    states: Annotated[dict[str, float], Field(min_length=2)]
    steps: Annotated[dict[str, Step], Field(min_length=1)]

    @model_validator(mode="after")
    def _states_are_known(self) -> Lifecycle:
        for verb, step in self.steps.items():
            for state in (*step.from_, step.to):
                if state not in self.states:
                    raise ValueError(
                        f"step {verb!r} speaks of the state {state!r}; the states are "
                        f"{', '.join(self.states)}"
                    )
        met = {state for step in self.steps.values() for state in (*step.from_, step.to)}
        for state in self.states:
            if state not in met:
                raise ValueError(
                    f"no step leads to the state {state!r} or from it; the steps know "
                    f"{', '.join(sorted(met))}"
                )
        return self

    def verbs(self) -> tuple[str, ...]:
        """The steps."""
        return tuple(self.steps)

    def shape(self, shape: Shape) -> None:
        """A status, and a tool for each step."""
        thing = shape.thing(self.on)
        thing.add(Column("status", status(self.states)))
        for verb, step in self.steps.items():
            listed = ", ".join(f"'{state}'" for state in step.from_)
            shape.actions.append(
                self.action(
                    verb,
                    verb,
                    f"Set a {thing.one} that is {' or '.join(step.from_)} to {step.to}.",
                    (Param(self.on, "thing", thing.name),),
                    guards=(
                        Guard(
                            f"{self.on}.status IN ({listed})",
                            f"{thing.one} {{{self.on}}} is not {' or '.join(step.from_)}",
                        ),
                    ),
                    steps=(
                        {
                            "write": f"UPDATE {thing.name} SET status = '{step.to}' "
                            f"WHERE {thing.id} = :{self.on}"
                        },
                    ),
                    writes=(thing.name,),
                    each=self.on,
                    # On second thoughts people go back, and never further on.
                    undone_by=tuple(
                        v
                        for v, s in self.steps.items()
                        if step.to in s.from_ and (s.to in step.from_ or self._ends(s))
                    ),
                    fact=step.fact,
                )
            )

    def _ends(self, step: Step) -> bool:
        """Whether a step breaks off: it may be taken from several states, and none follows."""
        last = not any(step.to in other.from_ for other in self.steps.values())
        return last and len(step.from_) > 1 and not step.fact

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """A state for every row."""
        for row in rows.tables[self.on]:
            row["status"] = weighted(self.states, draws)
