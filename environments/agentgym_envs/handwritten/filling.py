"""Turns drafts into tasks: fills in the ids, and captures the goal by playing the solution."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import orjson
from pydantic import JsonValue

from agentgym.answers import Answer, ListAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym.errors import CertificateError
from agentgym.task import Check, Goal, Mention, SolutionTurn, Task
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym_envs.handwritten.drafts import Call, Draft, Turn
from agentgym_envs.handwritten.oracle import Oracle
from agentgym_envs.handwritten.rows import Rows

_IN_WORDS = re.compile(r"\{([\w./]+)\}")
_IN_SQL = re.compile(r"@([A-Za-z]\w*(?:\.\w+)?(?:/\w+)?)")


class Filler:
    """Fills drafts in for one world.

    Args:
        environment: The environment's id.
        world: The world in which solutions are played.
        rows: What the nicknames stand for.
        who: What tells the person who asks from all others: a mention, for a draft and the key.
        pick: What `%word` in an argument stands for.
        reply: What the solution says after the calls of a turn that asks for no answer.
    """

    def __init__(
        self,
        environment: str,
        world: World,
        rows: Rows,
        *,
        who: Callable[[Draft, str], Mention],
        pick: Callable[[str], JsonValue] | None = None,
        reply: Callable[[Sequence[ToolCall]], str] = lambda _calls: "That is done.",
    ) -> None:
        self._environment = environment
        self._live = world.open()
        self._oracle = Oracle(rows)
        self._keys = rows.keys
        self._who = who
        self._pick = pick
        self._reply = reply

    def task(self, draft: Draft) -> Task:
        """The task of a draft.

        Raises:
            CertificateError: A call of its solution fails, or an answer is not what the rows give.
        """
        solution, states = self._played(draft, [turn.calls for turn in draft.turns])
        checks = []
        last = len(draft.turns) - 1
        for number, (turn, state) in enumerate(zip(draft.turns, states, strict=True)):
            goal = [_opened(change, draft) for change in state] or None
            where = None if number == last else number
            checks.append(Check(turn=where, state=goal, answer=self._answer(draft, turn)))
        routes = tuple(self._played(draft, route)[0] for route in draft.routes)
        return Task(
            id=draft.id,
            environment=self._environment,
            kind=draft.kind,
            turns=tuple(self._words(turn.said) for turn in draft.turns),
            goal=Goal(checks=tuple(checks)),
            solution=solution,
            routes=routes,
            mentions=tuple(self._mentions(draft)),
            twin=draft.twin,
            provenance={"source": "hand-written", "why": draft.why},
        )

    def _played(
        self, draft: Draft, turns: Sequence[tuple[Call, ...]]
    ) -> tuple[tuple[SolutionTurn, ...], list[list[JsonValue]]]:
        """The solution with every id filled in, and the net change after each turn."""
        live = self._live
        live.reset(0)
        told: dict[str, JsonValue] = {}
        solution, states = [], []
        for number, calls in enumerate(turns):
            live.begin_turn(number)
            made = []
            for call in calls:
                filled = self._call(call, told)
                result = live.call(filled)
                if result.is_error:
                    raise CertificateError(
                        f"the solution of {draft.id!r} fails at {filled}: {result.content}"
                    )
                told.update(orjson.loads(result.content))
                made.append(filled)
            answer = self._answer(draft, draft.turns[number])
            message = self._reply(made) if answer is None else f"Answer: {_spoken(answer)}"
            solution.append(SolutionTurn(calls=tuple(made), message=message))
            states.append(live.state().changes())
        return tuple(solution), states

    def _call(self, call: Call, told: dict[str, JsonValue]) -> ToolCall:
        return ToolCall(call.name, {k: self._value(v, told) for k, v in call.arguments.items()})

    def _value(self, value: JsonValue, told: dict[str, JsonValue]) -> JsonValue:
        if isinstance(value, list):
            return [self._value(item, told) for item in value]
        if not isinstance(value, str):
            return value
        if value.startswith("@"):
            return self._keys[value[1:]]
        if value.startswith("$"):
            return told[value[1:]]
        if value.startswith("%") and self._pick is not None:
            return self._pick(value[1:])
        return self._words(value)

    def _words(self, text: str) -> str:
        return _IN_WORDS.sub(lambda found: self._keys[found[1]], text)

    def _answer(self, draft: Draft, turn: Turn) -> Answer | None:
        """The answer, proved; what it names by a nickname is filled in."""
        answer = turn.answer
        if answer is None:
            return None
        if isinstance(answer, TextAnswer):
            answer = answer.model_copy(update={"value": self._value(answer.value, {})})
        fault = self._oracle.fault(answer, self._sql(turn.proof))
        if fault:
            raise CertificateError(f"{draft.id!r}: {fault}")
        return answer

    def _sql(self, text: str) -> str:
        return _IN_SQL.sub(lambda found: f"'{self._keys[found[1]]}'", text)

    def _mentions(self, draft: Draft) -> Iterator[Mention]:
        if draft.who is not None:
            yield self._who(draft, self._keys[draft.who])
        for about in draft.about:
            yield Mention(
                phrase=self._words(about.phrase),
                among=about.among,
                where=self._sql(about.where),
                order=about.order,
                picks=self._value(about.picks, {}),
            )


def _opened(change: JsonValue, draft: Draft) -> JsonValue:
    """A change with what may be worded freely replaced by what it must contain."""
    assert isinstance(change, dict)
    values = change["values"]
    if change["op"] != "insert" or not isinstance(values, dict):
        return change
    opened = dict(values)
    for column, needed in draft.holes:
        table, _, name = column.partition(".")
        text = values.get(name) if table == change["table"] else None
        if not isinstance(text, str):
            continue
        if needed.startswith("~"):
            pattern = f"(?i:{needed[1:]})"
            if re.fullmatch(pattern, text):
                opened[name] = {"hole": "matches", "pattern": pattern}
        elif needed.casefold() in text.casefold():
            opened[name] = {"hole": "contains", "text": needed}
    return {**change, "values": opened}


def _spoken(answer: Answer) -> str:
    if isinstance(answer, SetAnswer | ListAnswer):
        return ", ".join(answer.value)
    if isinstance(answer, NumberAnswer):
        return f"{answer.value:.2f}".removesuffix(".00")
    return str(answer.value)
