"""Scripts that must not pass: what was left out, changed, added, guessed or declined."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from agentgym import Task, Tool, ToolCall
from agentgym.tools import JsonObject
from rechecking.playing import Outcome, Script, Turn, replaced, solution, with_message
from rechecking.rows import Rows
from rechecking.stored import Stored, written

CONSTANTS = (
    *"yes no none nothing unknown done ok true false all 100 1000".split(),
    *map(str, range(13)),
    "Answer: 0",
    "Answer: none",
    "I could not find that.",
    "I am afraid that our rules do not allow this.",
)
_CODE = re.compile(r"[A-Z]{1,3}\d{1,2}")
_RULE = re.compile(r"^([A-Z]{1,3}\d{1,2})\.", re.MULTILINE)
_GUESSES = 60
_OTHERS_PER_LIST = 3


@dataclass(frozen=True, slots=True)
class Longer:
    """A list with one item more.

    Attributes:
        item: The item.
    """

    item: object


@dataclass(frozen=True, slots=True)
class Variant:
    """A script that must fail.

    Attributes:
        kind: What sort of attempt it is.
        what: What was done, in a few words.
        script: The script.
        extra: Where the call under test stands (turn, place in the turn); None for none.
        value: The perturbed value.
        absorbable: The state may come out the same, and then it is as good as the solution.
    """

    kind: str
    what: str
    script: Script
    extra: tuple[int, int] | None = None
    value: object = None
    absorbable: bool = False


def writing(task: Task, tools: dict[str, Tool], first: Outcome) -> Iterator[tuple[int, int]]:
    """Where the solution's calls stand that write and were not refused."""
    for number, turn in enumerate(task.solution):
        for place, call in enumerate(turn.calls):
            refused = first.results[number][place].is_error
            if not refused and not tools[call.name].read_only:
                yield number, place


def idle(task: Task) -> Iterator[Variant]:
    """Doing nothing, and only looking."""
    silent = tuple(Turn((), "") for _ in task.turns)
    yield Variant("nothing done", "no call, no word", silent)
    yield Variant("nothing done", "no call, 'Done.'", tuple(Turn((), "Done.") for _ in task.turns))


def only_looking(task: Task, tools: dict[str, Tool]) -> Iterator[Variant]:
    """The solution with its looks and words, and without what it writes."""
    if task.kind == "question":
        return
    looks = tuple(
        Turn(tuple(c for c in turn.calls if tools[c.name].read_only), turn.message)
        for turn in solution(task)
    )
    yield Variant("nothing written", "all looks, all words, no write", looks)


def constants(task: Task, rows: Rows) -> Iterator[Variant]:
    """The same words in every turn, whatever was asked."""
    for word in (*CONSTANTS, rows.today.isoformat()):
        yield Variant("constant answer", repr(word), tuple(Turn((), word) for _ in task.turns))


def guesses(task: Task, stored: Stored, common: dict[str, list[str]]) -> Iterator[Variant]:
    """The solution with one of its answers replaced by what answers other tasks."""
    own = solution(task)
    others = Counter(
        (check.answer.type, written(check.answer.value))
        for other in stored.tasks
        if other is not task
        for check in other.goal.checks
        if check.answer is not None
    )
    for check in task.goal.checks:
        if check.answer is None:
            continue
        number = len(own) - 1 if check.turn is None else check.turn
        for (kind, word), _ in others.most_common():
            if kind == check.answer.type:
                script = with_message(own, number, f"Answer: {word}")
                yield Variant("another task's answer", repr(word), script)
        for word in common.get(check.answer.type, ()):
            script = with_message(own, number, f"Answer: {word}")
            yield Variant("frequent answer of the whole set", repr(word), script)


@dataclass(frozen=True, slots=True)
class Declining:
    """The tool that declines.

    Attributes:
        tool: Its name.
        rule: Its argument for the rule.
        about: Its argument for the subject.
        rules: The rules' codes.
    """

    tool: str
    rule: str
    about: str
    rules: tuple[str, ...]

    def call(self, rule: str, about: str) -> ToolCall:
        """A call of it."""
        return ToolCall(self.tool, {self.rule: rule, self.about: about})


def declining(stored: Stored) -> Declining | None:
    """The tool that takes one of the rules' codes, whether or not the prompt has any rule."""
    told = set(_RULE.findall(stored.environment.system_prompt))
    for tool in stored.tools.values():
        properties = tool.input_schema["properties"]
        assert isinstance(properties, dict)
        for name, schema in properties.items():
            choices = schema.get("enum") if isinstance(schema, dict) else None
            codes = [str(one) for one in choices] if isinstance(choices, list) else []
            other = [one for one in properties if one != name]
            is_code = told == {*codes} if told else all(_CODE.fullmatch(code) for code in codes)
            if codes and is_code and len(other) == 1:
                return Declining(tool.name, name, other[0], tuple(codes))
    return None


def declines(task: Task, stored: Stored, rows: Rows) -> Iterator[Variant]:
    """Declining at once, by every rule, with what the prompt gives away."""
    found = declining(stored)
    if found is None:
        return
    prompt = " ".join(task.turns)
    tokens = set(re.findall(r"[\w.-]*\w", prompt))
    told = [str(key) for keys in rows.keys.values() for key in keys if str(key) in tokens]
    named = [
        value
        for name in ("name", "title")
        for value in rows.columns.get(name, ())
        if isinstance(value, str) and value in prompt
    ]
    subjects = ["unknown", *dict.fromkeys([*told, *named])][:_GUESSES]
    for rule in found.rules:
        for about in subjects:
            call = found.call(rule, about)
            once = (
                Turn((call,), "I am sorry."),
                *(Turn((), "I am sorry.") for _ in task.turns[1:]),
            )
            yield Variant("declined unseen", f"{rule} {about}", once, (0, 0))
            if len(task.turns) > 1:
                last = (len(task.turns) - 1, 0)
                yield Variant("declined unseen", f"{rule} {about}, last turn", once[::-1], last)
                each = tuple(Turn((call,), "I am sorry.") for _ in task.turns)
                yield Variant("declined unseen", f"{rule} {about}, every turn", each, (0, 0))


def wrong_rules(task: Task, stored: Stored) -> Iterator[Variant]:
    """The solution of a refusal with every wrong rule, the subject being right."""
    found = declining(stored)
    if found is None or task.kind != "refusal":
        return
    for number, turn in enumerate(task.solution):
        for place, call in enumerate(turn.calls):
            if call.name != found.tool:
                continue
            for rule in found.rules:
                if rule != call.arguments[found.rule]:
                    other = found.call(rule, str(call.arguments[found.about]))
                    script = replaced(solution(task), number, place, other)
                    yield Variant("wrong rule", rule, script, (number, place))


def dropped(task: Task, places: list[tuple[int, int]]) -> Iterator[Variant]:
    """The solution without one of its writes."""
    for number, place in places:
        call = task.solution[number].calls[place]
        script = replaced(solution(task), number, place)
        yield Variant("write dropped", f"turn {number}: {call.name}", script)


def perturbed(
    task: Task, rows: Rows, places: list[tuple[int, int]], draw: random.Random
) -> Iterator[Variant]:
    """The solution with one argument of one write changed, left out, or made longer or shorter."""
    for number, place in places:
        call = task.solution[number].calls[place]
        for name, value in call.arguments.items():
            for new, arguments in _changed(call, name, value, rows, draw):
                script = replaced(solution(task), number, place, ToolCall(call.name, arguments))
                what = f"turn {number}, {call.name}: {name} {value!r:.60} -> {new!r:.60}"
                longer = isinstance(new, Longer)
                yield Variant("argument changed", what, script, (number, place), new, longer)


def _changed(
    call: ToolCall, name: str, value: object, rows: Rows, draw: random.Random
) -> Iterator[tuple[object, JsonObject]]:
    given = call.arguments
    required = rows.tools[call.name].input_schema.get("required", [])
    assert isinstance(required, list)
    if name not in required:
        yield "left out", {k: v for k, v in given.items() if k != name}
    if not isinstance(value, list):
        for new in rows.others(call.name, name, value, draw):
            yield new, {**given, name: new}
        return
    for place, item in enumerate(value):
        rest = [*value[:place], *value[place + 1 :]]
        if rest:
            yield f"without {item}", {**given, name: rest}
        for new in rows.others(call.name, name, item, draw)[:_OTHERS_PER_LIST]:
            yield new, {**given, name: [*value[:place], new, *value[place + 1 :]]}
    for new in rows.others(call.name, name, value[0], draw)[:_OTHERS_PER_LIST]:
        if new not in value:
            yield Longer(new), {**given, name: [*value, new]}
