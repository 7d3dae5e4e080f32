"""Proves a task: every property that fits its kind, each by execution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import orjson
from pydantic import JsonValue

from agentgym.answers import Answer, DateAnswer, TextAnswer
from agentgym.certifier.certificate import Certificate, Item, content_digest
from agentgym.certifier.damage import alike, on_the_way
from agentgym.certifier.player import (
    Place,
    Player,
    Run,
    appended,
    explorable,
    places,
    replaced,
    swapped,
    without,
)
from agentgym.certifier.provenance import Known, Path, leaves, unexplained
from agentgym.certifier.variants import extra_calls, perturbed, shortened
from agentgym.environment import Environment
from agentgym.task import SolutionTurn, Task
from agentgym.tools import JsonObject, Tool, ToolCall
from agentgym.toolset import State
from agentgym.verifier import GoalVerifier

#: What a policy that does not look might answer.
CONSTANT_ANSWERS = (
    *"yes no done ok unknown none 0 1 2 3 4 5 6 7 8 9 10 11 12 100 1000".split(),
    "I don't know.",
    "I am sorry, I cannot help with that.",
    "Answer: yes",
    "Answer: none",
)
_MOST_DECLINES = 24


def certify(environment: Environment, task: Task) -> Certificate:
    """Prove one task. For many tasks of one environment, use one `Certifier`."""
    certifier = Certifier(environment)
    try:
        return certifier.certify(task)
    finally:
        certifier.close()


class Certifier:
    """Proves the tasks of one environment.

    The items, by kind (C change, Q question, R refusal):

    ==================== ===== ==================================================================
    solvable             C Q R the solution passes with reward 1, twice, byte for byte the same
    not_trivial          C Q R doing nothing, a constant answer, and declining unseen all fail
    every_step_needed    C   R leaving out any call that writes fails
    arguments_matter     C   R changing any argument of a call that writes fails, free text apart
    looking_needed         Q   the answer is not in the prompt, and frequent answers are wrong
    no_damage            C Q R one more successful call, of every tool that writes, fails
    provenance           C Q R every argument comes from the user, the rules, or an earlier result
    unambiguous          C Q R every description picks exactly one entity, without ties
    order_free           C Q R exchanging neighbouring calls that commute passes
    route_free           C Q R every declared route passes
    permitted_twin           R the task that looks alike is permitted
    ==================== ===== ==================================================================

    Args:
        environment: What the tasks belong to.
        seed: Of the episodes and of the made-up calls.
    """

    def __init__(self, environment: Environment, *, seed: int = 0) -> None:
        self._environment = environment
        self._seed = seed
        self._player = Player(environment, seed)
        self._written: dict[str, list[ToolCall]] = {}
        self._declining: set[str] = set()
        self._by_name: tuple[tuple[Tool, ...], dict[str, Tool]] | None = None
        self._known: tuple[tuple[Tool, ...], Known] | None = None
        self._answers: Counter[tuple[str, str]] = Counter()
        for call in environment.exercises:
            self._written.setdefault(call.name, []).append(call)
        for task in environment.tasks.values():
            self._learn(task)

    def close(self) -> None:
        """Free the environment."""
        self._player.close()

    def certify(self, task: Task) -> Certificate:
        """Prove one task; failures are recorded, not raised.

        Raises:
            InvalidTaskError: The goal or the initial state does not fit the environment.
            InfrastructureError: The toolset failed.
        """
        run = self._player.play(task, task.solution)
        items = {"solvable": self._solvable(task, run)}
        if items["solvable"].passed:
            free: set[tuple[Place, Path]] = set()
            items["not_trivial"] = self._not_trivial(task)
            moments = self._player.moments(task, task.solution)
            if task.kind == "question":
                items["looking_needed"] = self._looking_needed(task)
            else:
                items["every_step_needed"] = self._every_step_needed(task, run, moments)
                items["arguments_matter"] = self._arguments_matter(task, run, moments, free)
            items["provenance"] = self._provenance(task, run, free)
            items["unambiguous"] = self._unambiguous(task)
            items["order_free"] = self._order_free(task, run, moments)
            items["route_free"] = self._route_free(task)
            if task.kind == "refusal":
                items["permitted_twin"] = self._permitted_twin(task)
            items["no_damage"] = self._no_damage(task, run)
        return Certificate(
            environment=self._environment.id,
            task_id=task.id,
            kind=task.kind,
            content=content_digest(self._environment, task),
            items=items,
        )

    def _learn(self, task: Task) -> None:
        calls = [call for turn in task.solution for call in turn.calls]
        for call in calls:
            pool = self._written.setdefault(call.name, [])
            if call not in pool:
                pool.append(call)
        writing = [call for call in calls if self._writes(call)]
        if task.kind == "refusal" and writing:
            self._declining.add(writing[-1].name)
        for check in task.goal.checks:
            if check.answer is not None:
                self._answers[check.answer.type, _spoken(check.answer)] += 1

    def _tools(self) -> dict[str, Tool]:
        offered = self._player.env.tools
        if self._by_name is None or self._by_name[0] is not offered:
            self._by_name = offered, {tool.name: tool for tool in offered}
        return self._by_name[1]

    def _writes(self, call: ToolCall) -> bool:
        tool = self._tools().get(call.name)
        return tool is None or not tool.read_only

    def _solvable(self, task: Task, first: Run) -> Item:
        for number, turn in enumerate(task.solution):
            given = first.results[number] if number < len(first.results) else ()
            for call, result in zip(turn.calls, given, strict=False):
                if result.is_error and not first.score.passed:
                    reason = f"turn {number}, {call.name}: {result.content}"
                    return Item(passed=False, tried=1, reason=reason)
        if not first.score.passed or first.score.reward < 1.0:
            return Item(passed=False, tried=1, reason=first.score.reason or "the reward is below 1")
        if self._player.play(task, task.solution).digest != first.digest:
            return Item(
                passed=False, tried=2, reason="the same calls gave other bytes the second time"
            )
        return Item(passed=True, tried=2)

    def _not_trivial(self, task: Task) -> Item:
        tried = 0
        silent = tuple(SolutionTurn() for _ in task.turns)
        attempts: list[tuple[str, Sequence[SolutionTurn]]] = [("doing nothing", silent)]
        # Where no answer is asked for, what the message says makes no difference.
        silent_goal = isinstance(self._environment.verifier, GoalVerifier) and all(
            check.answer is None for check in task.goal.checks
        )
        for answer in () if silent_goal else CONSTANT_ANSWERS:
            said = tuple(SolutionTurn(message=answer) for _ in task.turns)
            attempts.append((f"answering {answer!r}", said))
        for call in self._blind_declines(task):
            attempts.append(
                (f"declining unseen: {call.name} {_short(call)}", appended(silent, call))
            )
        for name, turns in attempts:
            tried += 1
            if self._player.passes(task, turns):
                return Item(passed=False, tried=tried, reason=f"{name} passes")
        return Item(passed=True, tried=tried + (len(CONSTANT_ANSWERS) if silent_goal else 0))

    def _blind_declines(self, task: Task) -> Iterator[ToolCall]:
        """Declines that need no look-up: every rule, with what the prompt alone gives."""
        tools = self._tools()
        prompt = " ".join((self._environment.system_prompt, *task.turns)).casefold()
        for name in sorted(self._declining & tools.keys()):
            seen: set[bytes] = set()
            given = 0
            for call in self._written.get(name, ()):
                told = {
                    key: _as_told(tools[name], key, value, prompt)
                    for key, value in call.arguments.items()
                }
                shape = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
                if shape in seen:
                    continue
                seen.add(shape)
                for choice in _choices(tools[name], told):
                    if given < _MOST_DECLINES:
                        given += 1
                        yield ToolCall(name, choice)

    def _looking_needed(self, task: Task) -> Item:
        answers = [check.answer for check in task.goal.checks if check.answer is not None]
        if not answers:
            return Item(passed=False, reason="a question needs a typed answer in its goal")
        prompt = "\n".join((self._environment.system_prompt, *task.turns))
        tried = 0
        for answer in answers:
            if _is_in(answer, prompt):
                return Item(passed=False, tried=tried, reason="the answer is in the prompt")
            own = _spoken(answer)
            frequent = [
                said
                for (kind, said), count in self._answers.most_common()
                if kind == answer.type and (said != own or count > 1)
            ]
            for guess in frequent[:12]:
                tried += 1
                if answer.judge(guess).right:
                    return Item(
                        passed=False,
                        tried=tried,
                        reason=f"{guess!r} answers another task too: a guess can hit it",
                    )
        return Item(passed=True, tried=tried)

    def _every_step_needed(self, task: Task, run: Run, moments: Mapping[Place, State]) -> Item:
        tried = 0
        for place in places(task.solution):
            call = task.solution[place.turn].calls[place.index]
            if not self._writes(call) or _was_refused(run, place):
                continue
            tried += 1
            fewer = without(task.solution, place)
            if self._player.passes_from(task, fewer, place, moments.get(place)):
                reason = f"turn {place.turn} passes without {call.name} {_short(call)}"
                return Item(passed=False, tried=tried, reason=reason)
        if not tried:
            return Item(passed=False, reason=f"the solution of a {task.kind} task writes nothing")
        return Item(passed=True, tried=tried)

    def _arguments_matter(
        self, task: Task, run: Run, moments: Mapping[Place, State], free: set[tuple[Place, Path]]
    ) -> Item:
        tried = 0
        tools, toolset = self._tools(), self._player.env.toolset
        for place in places(task.solution):
            call = task.solution[place.turn].calls[place.index]
            if not self._writes(call) or call.name not in tools or _was_refused(run, place):
                continue
            tool = tools[call.name]
            variants: list[tuple[Path, JsonValue, ToolCall]] = [
                (path, value, other)
                for path, value in leaves(call.arguments)
                for other in perturbed(call, path, tool, toolset)
            ]
            variants += [(path, None, other) for path, other in shortened(call, tool)]
            tried += len(variants)
            for path, value, other in variants:
                changed = replaced(task.solution, place, other)
                if not self._player.passes_changed(task, changed, place, moments.get(place)):
                    continue
                if isinstance(value, str) and " " in value and not _is_choice(tool, str(path[-1])):
                    free.add((place, path))
                    continue
                reason = (
                    f"turn {place.turn}, {call.name}: it passes with {_dotted(path)} changed, as "
                    f"in {_short(other)}"
                )
                return Item(passed=False, tried=tried, reason=reason)
        return Item(passed=True, tried=tried)

    def _provenance(self, task: Task, run: Run, free: set[tuple[Place, Path]]) -> Item:
        offered = self._player.env.tools
        if self._known is None or self._known[0] is not offered:
            self._known = offered, Known(self._environment.system_prompt, offered)
        tried = sum(1 for turn in task.solution for c in turn.calls for _ in leaves(c.arguments))
        for place, path, value in unexplained(task, run, self._known[1]):
            if (place, path) in free:
                continue
            call = task.solution[place.turn].calls[place.index]
            reason = (
                f"turn {place.turn}, {call.name}: nothing the agent was told explains "
                f"{_dotted(path)} = {value!r:.80}"
            )
            return Item(passed=False, tried=tried, reason=reason)
        return Item(passed=True, tried=tried)

    def _unambiguous(self, task: Task) -> Item:
        toolset = explorable(self._player.env.toolset)
        if toolset is None:
            return Item(passed=None, reason="the toolset's state cannot be searched")
        if not task.mentions:
            return Item(passed=False, reason="no mention declares what the user's words refer to")
        said = _folded("\n".join((self._environment.system_prompt, *task.turns)))
        self._player.begin(task)
        for tried, mention in enumerate(task.mentions, start=1):
            if _folded(mention.phrase) not in said:
                reason = f"nobody says {mention.phrase!r}"
                return Item(passed=False, tried=tried, reason=reason)
            picked = toolset.pick(mention)
            if picked.tie:
                reason = f"{mention.phrase!r} is a tie: {picked.keys}"
                return Item(passed=False, tried=tried, reason=reason)
            meant = mention.picks if mention.several else [mention.picks]
            if list(picked.keys) != meant:
                reason = (
                    f"{mention.phrase!r} picks {list(picked.keys)!r:.120}, not {mention.picks!r}"
                )
                return Item(passed=False, tried=tried, reason=reason)
        return Item(passed=True, tried=len(task.mentions))

    def _order_free(self, task: Task, run: Run, moments: Mapping[Place, State]) -> Item:
        tried = 0
        for place in places(task.solution):
            calls = task.solution[place.turn].calls
            pair = calls[place.index : place.index + 2]
            # Where looking changes nothing, only calls that write can get in each other's way.
            enough = all if self._player.is_transactional else any
            if len(pair) < 2 or not enough(self._writes(call) for call in pair):
                continue
            exchanged = swapped(task.solution, place)
            if self._player.passes_from(task, exchanged, place, moments.get(place)):
                tried += 1
                continue
            other = self._player.play(task, exchanged)
            if other.score.passed or len(other.states) != len(run.states):
                tried += 1
                continue
            if _said(other) == _said(run) and all(map(alike, other.states, run.states)):
                reason = (
                    f"turn {place.turn}: {pair[0].name} and {pair[1].name} commute, but exchanging "
                    f"them fails: {other.score.reason}"
                )
                return Item(passed=False, tried=tried + 1, reason=reason)
            tried += 1
        return Item(passed=True, tried=tried)

    def _route_free(self, task: Task) -> Item:
        for tried, route in enumerate(task.routes, start=1):
            if not self._player.passes(task, route):
                score = self._player.play(task, route).score
                reason = f"route {tried - 1} fails: {score.reason}"
                return Item(passed=False, tried=tried, reason=reason)
        return Item(passed=True, tried=len(task.routes))

    def _permitted_twin(self, task: Task) -> Item:
        twin = None if task.twin is None else self._environment.tasks.get(task.twin)
        if twin is None or twin.kind == "refusal":
            return Item(passed=False, reason=f"twin {task.twin!r} is not a permitted task")
        passed = self._player.passes(twin, twin.solution)
        return Item(passed=passed, tried=1, reason="" if passed else "the twin's solution fails")

    def _no_damage(self, task: Task, first: Run) -> Item:
        """Leaves the player's episode altered: runs last."""
        env = self._player.env
        run = self._player.play(task, task.solution)
        if run.digest != first.digest:
            reason = (
                "after other attempts the same calls gave other bytes: a reset leaves something "
                "behind, so an episode can damage the next one"
            )
            return Item(passed=False, tried=1, reason=reason)
        turn, toolset = env.episode.turns[-1], env.toolset
        open_to_view = explorable(toolset)
        strict = open_to_view is not None
        untried: list[str] = []
        tried = 0
        before = run.states[-1]
        for tool in env.tools:
            if tool.read_only:
                continue
            reached = False
            made = [call for call, _ in turn.calls if call.name == tool.name]
            seen = [call for call in self._written.get(tool.name, ()) if call not in made]
            for call in extra_calls(tool, toolset, seen, self._seed):
                if open_to_view is not None:
                    if toolset.call(call).is_error:
                        continue
                    after = toolset.state()
                    open_to_view.restore(before)
                    passed = self._player.still_passes(task, after)
                else:
                    other = self._player.play(task, appended(task.solution, call))
                    unfinished = len(other.states) < len(run.states)
                    if unfinished or other.results[-1][-1].is_error:
                        continue
                    passed, after = other.score.passed, other.states[-1]
                tried += 1
                if not passed:
                    reached = True
                    break
                if not alike(after, before):
                    reason = f"it still passes after {tool.name} {_short(call)}"
                    return Item(passed=False, tried=tried, reason=reason)
            if not reached:
                untried.append(tool.name)
        writing = [p for p in places(task.solution) if self._writes(_call_at(task, p))]
        for tool in [tool for tool in env.tools if strict and tool.name in untried]:
            extra = extra_calls(tool, toolset, self._written.get(tool.name, ()), self._seed)
            outcome = on_the_way(self._player, task, run, writing, [*extra])
            tried += outcome.tried
            if outcome.passed is not None:
                reason = (
                    f"it still passes with {tool.name} {_short(outcome.passed)} on the way, though "
                    "that alters the outcome"
                )
                return Item(passed=False, tried=tried, reason=reason)
            if outcome.failed:
                untried.remove(tool.name)
        if untried:
            reason = (
                f"no call of {', '.join(untried)} changes anything after the solution or on its "
                "way, so damage by it is not ruled out; give the environment something that it can "
                "change"
            )
            return Item(passed=not strict, tried=tried, reason=reason)
        return Item(passed=True, tried=tried)


def _was_refused(run: Run, place: Place) -> bool:
    """Whether a tool refused a call of the solution, so that it changed nothing."""
    return run.results[place.turn][place.index].is_error


def _call_at(task: Task, place: Place) -> ToolCall:
    return task.solution[place.turn].calls[place.index]


def _said(run: Run) -> list[list[str]]:
    return [sorted(result.content for result in turn) for turn in run.results]


def _is_choice(tool: Tool, name: str) -> bool:
    return bool(_enum(tool, name))


def _enum(tool: Tool, name: str) -> list[JsonValue]:
    properties = tool.input_schema.get("properties")
    schema = properties.get(name) if isinstance(properties, dict) else None
    values = schema.get("enum") if isinstance(schema, dict) else None
    return values if isinstance(values, list) else []


def _choices(tool: Tool, arguments: JsonObject) -> Iterator[JsonObject]:
    """The arguments with every combination of their enumerated values."""
    names = [name for name in arguments if _enum(tool, name)]
    for values in product(*(_enum(tool, name) for name in names)):
        yield arguments | dict(zip(names, values, strict=True))


def _as_told(tool: Tool, name: str, value: JsonValue, prompt: str) -> JsonValue:
    """What an agent that only reads the prompt would give for an argument."""
    if not isinstance(value, str) or _is_choice(tool, name) or value.casefold() in prompt:
        return None if _is_choice(tool, name) else value
    return "unknown"


def _spoken(answer: Answer) -> str:
    value = answer.value
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _is_in(answer: Answer, prompt: str) -> bool:
    value = answer.value
    said = _folded(prompt)
    if isinstance(value, tuple):
        return all(_folded(item) in said for item in value)
    if isinstance(answer, TextAnswer):
        return any(_folded(name) in said for name in (answer.value, *answer.aliases))
    tokens = prompt.replace("(", " ").replace(")", " ").split()
    # A date may be written in three words: 14 March 2025.
    lengths = (1, 3) if isinstance(answer, DateAnswer) else (1,)
    texts = (" ".join(tokens[n : n + m]) for m in lengths for n in range(len(tokens)))
    return any(answer.judge(text.strip(".,;:!?")).right for text in texts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _short(call: ToolCall) -> str:
    return orjson.dumps(call.arguments).decode()[:160]


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
