"""Makes the tasks of one environment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agentgym.answers import Answer, ListAnswer, NumberAnswer, SetAnswer
from agentgym.sampling import Draws
from agentgym.task import Check, Goal, Kind, Limits, Mention, SolutionTurn, Task
from agentgym.world import World
from agentgym_envs.domains.spec import SLOT
from agentgym_synth.build import Built
from agentgym_synth.maker import frames
from agentgym_synth.maker.clauses import Clause, say
from agentgym_synth.maker.doing import do
from agentgym_synth.maker.errands import Errand, may_ask, some_errand, spoken_of_as, topic_of
from agentgym_synth.maker.looking import know, look_into_rules
from agentgym_synth.maker.moves import Move, forbidden, permitted, rules_of
from agentgym_synth.maker.question import Question
from agentgym_synth.maker.questions import some_question
from agentgym_synth.maker.refusals import about_any, concerned
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.maker.speaking import Speaking, who_asks
from agentgym_synth.model import Action, Rule, Value
from agentgym_synth.plan import Plan

#: The fewest and the most calls of a task of each tier.
TIERS = {1: (1, 3), 2: (4, 6), 3: (7, 10), 4: (11, 16), 5: (17, 25)}
#: How many things somebody wants in one breath, at most.
_MOST_ERRANDS = 5
_MOST_TURNS = 4
#: How much of a task of several turns is asked for at first, at least.
_FIRST_SHARE = 0.6
#: How often another errand is tried where one leads nowhere or takes too many calls.
_REFITS = 3
#: How often a further wish is about the same as the first.
_COHERENCE = 0.7
_STEPS_PER_CALL = 3
#: "Extend the licence." "Sorry, cancel it": the licence, or that it is extended?
_ENDS_IT = re.compile(r"(?:call|cancel|end|revoke|stop|take|undo|withdraw) it(?: back| off)?\b")


@dataclass(frozen=True, slots=True)
class Aim:
    """What an attempt is to become.

    Attributes:
        kind: A change, a question, or a refusal with its twin.
        tier: How many calls it takes; see `TIERS`.
    """

    kind: Kind
    tier: int


@dataclass(slots=True)
class Draft:
    """A task in the making; its first `settled` mentions are of turns that have ended."""

    kind: Kind
    turns: list[str] = field(default_factory=list)
    solution: list[SolutionTurn] = field(default_factory=list)
    other: list[SolutionTurn] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    patterns: list[str] = field(default_factory=list)
    settled: int = 0

    @property
    def calls(self) -> int:
        """How many calls its solution makes."""
        return sum(len(turn.calls) for turn in self.solution)


class Maker:
    """Makes tasks of one environment, one after the other.

    Args:
        environment_id: The environment.
        plan: Things, actions and rules.
        built: The world file and the tools.
        world: The world, compiled.
        today: Its day, in ISO 8601.
    """

    def __init__(
        self, environment_id: str, plan: Plan, built: Built, world: World, today: str
    ) -> None:
        self._id = environment_id
        self._plan = plan
        self._prompt = built.prompt
        self._scene = Scene(plan, built, world, today)
        self._answers: set[str] = set()
        self._answered: set[str] = set()
        self._said: set[str] = set()
        self._framed: list[str] = []

    def close(self) -> None:
        """Free the worlds."""
        self._scene.close()

    def unit(self, aim: Aim, draws: Draws) -> list[Task] | None:
        """A task, or a refusal with its permitted twin; None where an attempt led nowhere.

        Ids are given by whoever collects them: these are `""`, and a twin's `"twin"`.
        """
        scene = self._scene
        scene.begin(draws)
        scene.tier = aim.tier
        self._framed, self._answered = [], set()
        try:
            match aim.kind:
                case "question":
                    tasks = self._question(aim.tier)
                case "refusal":
                    tasks = self._refusal(aim.tier)
                case _:
                    tasks = self._change(aim.tier)
        except DroppedError:
            return None
        said = ["\n".join(task.turns) for task in tasks]
        if any(text in self._said for text in said) or any(SLOT.search(text) for text in said):
            return None
        self._said.update(said)
        self._answers |= self._answered
        return tasks

    def _change(self, tier: int) -> list[Task]:
        scene, draws = self._scene, self._scene.draws
        low, high = TIERS[tier]
        talk = tier > 2 and draws.chance(0.25 + 0.1 * tier)
        speaker = who_asks(self._scene)
        draft = Draft("change")
        errands: list[Errand] = []
        while True:
            if errands and scene.me is None and draws.chance(_COHERENCE):
                scene.topic = topic_of(scene, errands[0])
            errands.append(self._errand(high))
            calls = len(scene.calls)
            enough = calls >= low or (talk and calls >= _FIRST_SHARE * low)
            if enough or len(errands) == _MOST_ERRANDS or _ends_a_turn(errands[-1]):
                break
        self._open(draft, speaker, [_said(e) for e in errands], _because(errands[0]))
        for errand in errands:
            draft.mentions += errand.mentions
            draft.patterns.append(errand.pattern)
        self._end_turn(draft)
        if talk or (draft.calls < low and tier > 2):
            self._go_on(draft, errands, low, high)
        if not _about_so_long(draft.calls, tier):
            raise DroppedError("it takes too few calls or too many")
        return [self._task(draft)]

    def _errand(self, most: int) -> Errand:
        """An errand with which the turn takes so many calls at most; on topic, if it can be."""
        scene = self._scene
        before = scene.snapshot()
        for number in range(_REFITS):
            try:
                errand = some_errand(scene)
                if len(scene.calls) <= most:
                    return errand
            except DroppedError:
                if number == _REFITS - 1:
                    raise
            finally:
                scene.topic = None
            scene.restore(before)
        raise DroppedError("it takes too many calls")

    def _go_on(self, draft: Draft, errands: Sequence[Errand], low: int, high: int) -> None:
        """Further user turns: second thoughts, another wish, a question."""
        scene, draws = self._scene, self._scene.draws
        while len(draft.turns) < _MOST_TURNS:
            first = len(draft.turns) == 1
            if not first and draft.calls >= low:
                return
            before = scene.snapshot()
            try:
                if first and draws.chance(0.6):
                    self._second_thoughts(draft, errands)
                    continue
                if draws.chance(0.3):
                    self._further_question(draft)
                    continue
            except DroppedError:
                scene.restore(before)
            self._further_errand(draft, high)

    def _second_thoughts(self, draft: Draft, errands: Sequence[Errand]) -> None:
        scene, draws, last = self._scene, self._scene.draws, errands[-1]
        action = last.move.action
        target = action.params[0]
        follow = [a for a in self._plan.actions if a.behaviour == action.behaviour]
        follow = [a for a in follow if a.verb in action.undone_by and may_ask(scene, a)]
        # Nobody thinks again and finds that something has happened.
        follow = [a for a in follow if not a.fact]
        about_it = target.thing is not None and not scene.thing(target.thing).person
        settled = last.pattern not in ("one thing", "superlative") or action.fact
        if not follow or settled or not (about_it or action.makes):
            raise DroppedError("there is nothing to think again about")
        nxt = draws.choice(follow)
        first = nxt.params[0]
        if first.thing is not None and first.thing == action.makes:
            key = last.made
        elif about_it and (first.name, first.thing) == (target.name, target.thing):
            key = last.move.args[target.name]
        else:
            key = None
        if first.thing is None or key is None:
            raise DroppedError("it would be about something else")
        entity = (first.thing, key)
        scene.touched.discard(entity)
        me, scene.me = scene.me, None
        try:
            move = self._thought_again(last.move, nxt, {first.name: key})
        finally:
            scene.me = me
        kinds = [errand.move.action.thing for errand in errands]
        if kinds.count(action.thing) > 1:
            # "It" could be any of them.
            clause = say(scene, move)
        else:
            with spoken_of_as(scene, entity, "it"):
                clause = say(scene, move)
        if action.makes is None and _ENDS_IT.match(clause.text):
            raise DroppedError("what it is that they cancel could be either")
        self._do_said(move, clause, skip=first.name)
        text = frames.second_thoughts(draws, clause.text)
        draft.turns.append(text)
        draft.mentions += [m for m in clause.mentions if m.phrase != "it"]
        draft.patterns.append("second thoughts")
        self._end_turn(draft)

    def _thought_again(self, last: Move, nxt: Action, fixed: dict[str, Value]) -> Move:
        """What they want instead; about the same as before in all, if that can be."""
        same = {p.name: (p.kind, p.thing) for p in last.action.params}
        shared = {
            p.name: last.args[p.name]
            for p in nxt.params
            if nxt is not last.action and same.get(p.name) == (p.kind, p.thing)
        }
        try:
            return permitted(self._scene, nxt, shared | fixed)
        except DroppedError:
            return permitted(self._scene, nxt, fixed)

    def _next(self, draft: Draft, wish: frames.Said) -> str:
        """How they go on; not twice in the same words."""
        told = draft.checks[-1].answer is not None
        frame = frames.follow_up(self._scene.draws, wish, self._framed, told=told)
        self._framed.append(frame)
        return frames.put(frame, wish)

    def _further_errand(self, draft: Draft, high: int) -> None:
        errand = self._errand(high - draft.calls)
        draft.turns.append(self._next(draft, _said(errand)))
        draft.mentions += errand.mentions
        draft.patterns.append(errand.pattern)
        self._end_turn(draft)

    def _further_question(self, draft: Draft) -> None:
        question = self._new_question()
        if question.pattern == "most of":
            raise DroppedError("of all, or of those that were spoken of before?")
        said = frames.Said(question.text, "question")
        draft.turns.append(self._next(draft, said))
        draft.mentions += question.mentions
        draft.patterns.append(question.pattern)
        self._end_turn(draft, question.answer)

    def _question(self, tier: int) -> list[Task]:
        low = TIERS[tier][0]
        speaker = who_asks(self._scene)
        draft = Draft("question")
        question = self._new_question()
        self._open(draft, speaker, [frames.Said(question.text, "question")], ())
        draft.mentions += question.mentions
        draft.patterns.append(question.pattern)
        self._end_turn(draft, question.answer)
        while draft.calls < low and len(draft.turns) < _MOST_TURNS:
            self._further_question(draft)
        if not _about_so_long(draft.calls, tier):
            raise DroppedError("it takes too few calls or too many")
        return [self._task(draft)]

    def _new_question(self) -> Question:
        """A question that no other one answers."""
        before = self._scene.snapshot()
        for _ in range(_REFITS):
            question = some_question(self._scene)
            told = _spoken(question.answer).casefold()
            new = told not in self._answers and told not in self._answered
            if new and told not in f"{self._prompt} {question.text}".casefold():
                self._answered.add(told)
                return question
            self._scene.restore(before)
        raise DroppedError("what is asked has been said")

    def _refusal(self, tier: int) -> list[Task]:
        """A wish that a rule forbids, and one that looks alike and is permitted.

        From the second tier on, something else is asked for beside it, the same in both.
        """
        scene, draws = self._scene, self._scene.draws
        rule = draws.choice(self._plan.rules)
        action = draws.choice([a for a in self._plan.actions if a.name in rule.on])
        speaker = who_asks(self._scene, action)
        if not may_ask(scene, action):
            raise DroppedError("it is not theirs to ask for")
        me, who, style, beside = scene.me, scene.speaker, draws.below(1 << 30), draws.below(1 << 30)
        errands = self._beside(tier, beside)
        move = forbidden(scene, action, rule)
        clause = say(scene, move)
        draft = Draft("refusal", patterns=[e.pattern for e in errands])
        self._wish(draft, errands, clause, action, speaker, style)
        self._know(move, clause)
        look_into_rules(scene, action, move.args, [c.rule for c in rules_of(scene, action)])
        about = self._decline(rule, move)
        if any(key in draft.turns[0] for key in about):
            raise DroppedError("who has not looked knows what to decline")
        self._end_turn(draft, holes=about)
        draft.patterns.append("refusal")
        scene.begin(draws)
        scene.tier, scene.me, scene.speaker = tier, me, who
        errands = self._beside(tier, beside)
        allowed = permitted(scene, action)
        alike = say(scene, allowed, template=clause.template)
        twin = Draft("change", patterns=[e.pattern for e in errands])
        self._wish(twin, errands, alike, action, speaker, style)
        self._do_said(allowed, alike)
        self._end_turn(twin)
        twin.patterns.append("twin of a refusal")
        return [self._task(draft, twin="twin"), self._task(twin)]

    def _beside(self, tier: int, seed: int) -> list[Errand]:
        """What else is asked for: the same for the same seed."""
        if tier == 1:
            return []
        scene = self._scene
        low, high = TIERS[tier]
        draws, scene.draws = scene.draws, Draws.seeded(seed)
        try:
            errands: list[Errand] = []
            while len(scene.calls) < low - 3 and len(errands) < _MOST_ERRANDS - 1:
                errands.append(some_errand(scene))
                if _ends_a_turn(errands[-1]):
                    break
        finally:
            scene.draws = draws
        if len(scene.calls) > high - 3:
            raise DroppedError("it takes too many calls")
        return errands

    def _wish(
        self,
        draft: Draft,
        errands: list[Errand],
        clause: Clause,
        action: Action,
        speaker: Speaking,
        style: int,
    ) -> None:
        """The wish and what is asked for beside it, put the same way for the same style."""
        scene = self._scene
        draws, scene.draws = scene.draws, Draws.seeded(style)
        wishes = [*(_said(e) for e in errands), frames.Said(clause.text, "clause")]
        because = _because(errands[0]) if errands else action.saying.because
        try:
            self._open(draft, speaker, wishes, because)
        finally:
            scene.draws = draws
        for errand in errands:
            draft.mentions += errand.mentions
        draft.mentions += clause.mentions

    def _decline(self, rule: Rule, move: Move) -> tuple[str, ...]:
        """Record the refusal; the ids of all that it may be said to be about."""
        scene, refusing = self._scene, self._scene.surface.refusing
        keys = [str(move.args[name]) for name in move.action.things]
        others = concerned(scene, rule, move)
        scene.act(refusing.tool, {refusing.rule: rule.code, refusing.about: keys[0]})
        return tuple(dict.fromkeys((*keys, *others)))

    def _do_said(self, move: Move, clause: Clause, *, skip: str | None = None) -> None:
        self._know(move, clause, skip=skip)
        do(self._scene, move)

    def _know(self, move: Move, clause: Clause, *, skip: str | None = None) -> None:
        for param in move.action.params:
            if param.name in clause.named and param.name != skip:
                know(self._scene, clause.named[param.name])

    def _open(
        self, draft: Draft, speaker: Speaking, wishes: list[frames.Said], because: tuple[str, ...]
    ) -> None:
        draws = self._scene.draws
        register = draws.choice(frames.registers(speaker.intro))
        if because and draws.chance(0.45):
            wishes = [replace(wishes[0], tail=draws.choice(because)), *wishes[1:]]
        draft.turns.append(frames.opening(draws, register, speaker.intro, wishes, speaker.sign))
        draft.mentions += speaker.mentions

    def _end_turn(
        self, draft: Draft, answer: Answer | None = None, *, holes: tuple[str, ...] = ()
    ) -> None:
        scene = self._scene
        self._settle(draft)
        state: list[object] | None = list(scene.live.state().changes()) or None
        if state is not None and holes:
            state = [about_any(change, holes) for change in state]
        message = "Done." if answer is None else f"Answer: {_spoken(answer)}"
        draft.checks.append(
            Check.model_validate({"turn": len(draft.checks), "state": state, "answer": answer})
        )
        ended = scene.end_turn()
        draft.solution.append(SolutionTurn(calls=ended.calls, message=message))
        draft.other.append(SolutionTurn(calls=ended.other, message=message))

    def _settle(self, draft: Draft) -> None:
        """Check that what was done fits no words of the turn that it did not fit before.

        Who does things in another order would else find more under the same words.
        """
        for mention in draft.mentions[draft.settled :]:
            if mention.order is None and mention.where:
                where = f"SELECT {mention.among}_id FROM {mention.among} WHERE {mention.where}"
                picks = mention.picks if isinstance(mention.picks, list) else [mention.picks]
                if {row[0] for row in self._scene.read(where)} - set(picks):
                    raise DroppedError(f"{mention.phrase!r} means more when it has been done")
        draft.settled = len(draft.mentions)

    def _task(self, draft: Draft, *, twin: str | None = None) -> Task:
        last = draft.checks.pop()
        draft.checks.append(last.model_copy(update={"turn": None}))
        calls = draft.calls
        tier = next((t for t, (low, high) in TIERS.items() if low <= calls <= high), None)
        if tier is None:
            raise DroppedError(f"{calls} calls are of no tier")
        return Task(
            id="",
            environment=self._id,
            kind=draft.kind,
            turns=tuple(draft.turns),
            goal=Goal(checks=tuple(draft.checks)),
            solution=tuple(draft.solution),
            routes=(tuple(draft.other),) if draft.other != draft.solution else (),
            mentions=tuple(_once(draft.mentions)),
            twin=twin,
            limits=Limits(steps=max(40, _STEPS_PER_CALL * calls)),
            provenance={"tier": tier, "patterns": list(draft.patterns)},
        )


def _about_so_long(calls: int, tier: int) -> bool:
    """Whether a task is as long as its tier has it; one tier shorter will do."""
    return TIERS[max(1, tier - 1)][0] <= calls <= TIERS[tier][1]


def _said(errand: Errand) -> frames.Said:
    return frames.Said(errand.text, "sentence" if errand.whole else "clause", errand.tail)


def _because(errand: Errand) -> tuple[str, ...]:
    """What may be said right after it: a reason is one thing's."""
    return errand.because if errand.pattern == "one thing" and not errand.tail else ()


def _ends_a_turn(errand: Errand) -> bool:
    """Whether nothing may follow in the same breath, lest it make the first choice possible."""
    return errand.pattern == "second choice"


def _once(mentions: list[Mention]) -> Iterator[Mention]:
    seen: set[str] = set()
    for mention in mentions:
        text = mention.model_dump_json()
        if text not in seen:
            seen.add(text)
            yield mention


def _spoken(answer: Answer) -> str:
    if isinstance(answer, SetAnswer | ListAnswer):
        return ", ".join(answer.value)
    if isinstance(answer, NumberAnswer):
        return f"{answer.value:.2f}".removesuffix(".00")
    return str(answer.value)
