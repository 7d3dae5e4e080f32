"""How tasks on a server are written, and how they become tasks.

A draft says in a person's words what is wanted, by which calls it can be done, and what each turn
does to a *model* of the server's state, which is plain Python and knows nothing of the server. The
goal is the model's net change; that the server agrees is what the certificate proves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from pydantic import JsonValue

from agentgym.answers import Answer, ListAnswer, NumberAnswer, SetAnswer
from agentgym.errors import CertificateError
from agentgym.task import Check, Goal, Kind, Mention, SolutionTurn, Task
from agentgym.tools import ToolCall


class Model(Protocol):
    """The state of a server as a draft's effects change it."""

    def change(self) -> JsonValue:
        """The net change so far, as a goal; None when nothing changed."""


M = TypeVar("M", bound=Model)
_CONTINUED = re.compile(r"[ \t]*\n[ \t]+")


@dataclass(frozen=True, slots=True)
class Turn(Generic[M]):
    """What the person says, what is to be done about it, and what is to be answered.

    Attributes:
        said: The person's words.
        calls: One way to do it.
        effects: What it does to the model, in order.
        answer: The typed answer, where something was asked.
        proof: Computes the answer from the model as it was at first.
    """

    said: str
    calls: tuple[ToolCall, ...]
    effects: tuple[Callable[[M], None], ...]
    answer: Answer | None
    proof: Callable[[M], object] | None


@dataclass(frozen=True, slots=True)
class Draft(Generic[M]):
    """A task before its goal is filled in.

    Attributes:
        id: The task's id.
        kind: As in `agentgym.task.Task`.
        turns: One or several.
        why: Why this is the only right outcome.
        about: The descriptions that decide what is meant.
        initial: What is put over the environment's own initial state.
        instead: Effects of the last turn that would do as well.
        routes: Other ways to do it: the calls of each turn.
    """

    id: str
    kind: Kind
    turns: tuple[Turn[M], ...]
    why: str
    about: tuple[Mention, ...]
    initial: JsonValue = None
    instead: tuple[Callable[[M], None], ...] = ()
    routes: tuple[tuple[tuple[ToolCall, ...], ...], ...] = ()


def call(tool: str, **arguments: Any) -> ToolCall:
    """A call of a solution; a name that Python reserves is written with `_` at its end."""
    return ToolCall(tool, {name.rstrip("_"): value for name, value in arguments.items()})


def turn(
    said: str,
    *calls: ToolCall,
    does: Sequence[Callable[[M], None]] = (),
    answer: Answer | None = None,
    proof: Callable[[M], object] | None = None,
) -> Turn[M]:
    """A turn of a draft. A line that begins with a space only continues the one before it."""
    words = _CONTINUED.sub(" ", said.strip())
    return Turn(words, calls, tuple(does), answer, proof)


def about(
    phrase: str, among: str, where: str, picks: JsonValue, order: str | None = None
) -> Mention:
    """A description in the person's words, and what it must pick."""
    return Mention(phrase=phrase, among=among, where=where, order=order, picks=picks)


def make_task(environment: str, draft: Draft[M], fresh: Callable[[JsonValue], M]) -> Task:
    """The task of a draft.

    Args:
        environment: The environment's id.
        draft: The draft.
        fresh: Makes the model of the initial state that a task's `initial` gives.

    Raises:
        CertificateError: An answer is not what its proof gives.
    """
    model = fresh(draft.initial)
    checks, solution = [], []
    last = len(draft.turns) - 1
    for number, part in enumerate(draft.turns):
        for effect in part.effects:
            effect(model)
        wanted = model.change()
        if number == last and draft.instead:
            wanted = {"any_of": [wanted, _other(draft, fresh)]}
        _prove(draft, part, fresh)
        checks.append(
            Check(turn=None if number == last else number, state=wanted, answer=part.answer)
        )
        message = "That is done." if part.answer is None else f"Answer: {spoken(part.answer)}"
        solution.append(SolutionTurn(calls=part.calls, message=message))
    return Task(
        id=draft.id,
        environment=environment,
        kind=draft.kind,
        turns=tuple(part.said for part in draft.turns),
        initial=draft.initial,
        goal=Goal(checks=tuple(checks)),
        solution=tuple(solution),
        routes=tuple(
            tuple(
                SolutionTurn(calls=calls, message=done.message)
                for calls, done in zip(route, solution, strict=True)
            )
            for route in draft.routes
        ),
        mentions=draft.about,
        provenance={"source": "hand-written", "why": draft.why},
    )


def _other(draft: Draft[M], fresh: Callable[[JsonValue], M]) -> JsonValue:
    model = fresh(draft.initial)
    for part in draft.turns[:-1]:
        for effect in part.effects:
            effect(model)
    for effect in draft.instead:
        effect(model)
    return model.change()


def _prove(draft: Draft[M], part: Turn[M], fresh: Callable[[JsonValue], M]) -> None:
    if part.answer is None:
        return
    if part.proof is None:
        raise CertificateError(f"{draft.id!r}: an answer needs a proof")
    found = part.proof(fresh(draft.initial))
    answer = part.answer
    if isinstance(answer, NumberAnswer):
        off = max(answer.tolerance, 1e-9)
        right = isinstance(found, int | float) and abs(found - answer.value) <= off
    elif isinstance(answer, SetAnswer):
        right = isinstance(found, Sequence) and sorted(found) == sorted(answer.value)
    elif isinstance(answer, ListAnswer):
        right = isinstance(found, Sequence) and list(found) == list(answer.value)
    else:
        right = found == answer.value
    if not right:
        raise CertificateError(
            f"{draft.id!r}: the model gives {found!r:.200}, the draft says {answer.value!r}"
        )


def spoken(answer: Answer) -> str:
    """An answer as an agent would write it."""
    if isinstance(answer, SetAnswer | ListAnswer):
        return ", ".join(answer.value)
    if isinstance(answer, NumberAnswer):
        return f"{answer.value:.2f}".removesuffix(".00")
    return answer.value.isoformat() if isinstance(answer.value, date) else answer.value
