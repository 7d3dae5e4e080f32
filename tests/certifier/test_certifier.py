"""A sound task is proved; each kind of unsound one is caught, by the item that is meant to."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import pytest

from agentgym import Check, Environment, FunctionToolset, Goal, SolutionTurn, Task, ToolCall, tool
from agentgym.answers import Answer, DateAnswer, NumberAnswer, TextAnswer
from agentgym.certifier import Certificate, Certifier, certify, check_certificate
from agentgym.certifier.provenance import Known
from agentgym.episode import Episode
from agentgym.errors import CertificateError
from agentgym.task import Limits
from agentgym.verifier import Score

ID = "agentgym/demo-ledger-v1"


class Ledger:
    """Accounts, a log of refusals, and a tool that does damage."""

    def __init__(self) -> None:
        self.balances = {"AC-17": 4210, "AC-42": 9000}
        self.declined: list[list[str]] = []
        self.frozen: list[str] = []
        self.notes: list[str] = []

    @tool(read_only=True)
    def find(self, name: str) -> dict[str, Any]:
        """Find an account by its owner: Ada or Bo."""
        accounts = {"ada": "AC-17", "bo": "AC-42"}
        if name.casefold() not in accounts:
            raise ValueError(f"nobody is called {name}")
        account = accounts[name.casefold()]
        return {"account": account, "cents": self.balances[account]}

    @tool
    def pay(self, account: str, cents: int) -> dict[str, Any]:
        """Pay out of an account, in cents."""
        if cents <= 0 or self.balances[account] < cents:
            raise ValueError(f"{account} cannot pay {cents}")
        self.balances[account] -= cents
        return {"left": self.balances[account]}

    @tool
    def freeze(self, account: str) -> dict[str, Any]:
        """Freeze an account."""
        if account not in self.balances:
            raise ValueError(f"no account {account}")
        self.frozen.append(account)
        return {}

    @tool
    def note(self, account: str, text: str) -> dict[str, Any]:
        """Note something on an account."""
        if account not in self.balances:
            raise ValueError(f"no account {account}")
        self.notes.append(account)
        return {}

    @tool
    def decline(self, account: str, rule: str) -> dict[str, Any]:
        """Decline a wish, naming the rule: overdraft or identity."""
        if account not in self.balances or rule not in ("overdraft", "identity"):
            raise ValueError("give an account, and overdraft or identity")
        self.declined.append([account, rule])
        return {}


def state(**changes: Any) -> dict[str, Any]:
    return {
        "balances": {"AC-17": 4210, "AC-42": 9000},
        "declined": [],
        "frozen": [],
        "notes": [],
    } | changes


def task(name: str, **changes: Any) -> Task:
    whole: dict[str, Any] = {
        "id": name,
        "environment": ID,
        "kind": "change",
        "turns": ("I am Ada. Please pay $12.50 from my account.",),
        "goal": Goal(checks=(Check(state=state(balances={"AC-17": 2960, "AC-42": 9000})),)),
        "solution": (
            SolutionTurn(
                calls=(
                    ToolCall("find", {"name": "Ada"}),
                    ToolCall("pay", {"account": "AC-17", "cents": 1250}),
                ),
                message="Paid.",
            ),
        ),
    }
    return Task(**(whole | changes))


def question(name: str, **changes: Any) -> Task:
    whole: dict[str, Any] = {
        "kind": "question",
        "turns": ("I am Bo. How many cents have I got?",),
        "goal": Goal(checks=(Check(answer=NumberAnswer(value=9000)),)),
        "solution": (SolutionTurn(calls=(ToolCall("find", {"name": "Bo"}),), message="9000"),),
    }
    return task(name, **(whole | changes))


def refusal(name: str, **changes: Any) -> Task:
    whole: dict[str, Any] = {
        "kind": "refusal",
        "twin": "pay",
        "turns": ("I am Ada. Please pay $99.00 from my account.",),
        "goal": Goal(checks=(Check(state=state(declined=[["AC-17", "overdraft"]])),)),
        "solution": (
            SolutionTurn(
                calls=(
                    ToolCall("find", {"name": "Ada"}),
                    ToolCall("decline", {"account": "AC-17", "rule": "overdraft"}),
                ),
                message="Your account does not hold that much.",
            ),
        ),
    }
    return task(name, **(whole | changes))


def environment(*extra: Task, **changes: Any) -> Environment:
    tasks = [task("pay"), question("ask"), refusal("refuse"), noted(), frozen(), *extra]
    options: dict[str, Any] = {"system_prompt": "Never overdraw an account."} | changes
    return Environment(ID, lambda: FunctionToolset(Ledger, blocking=False), tasks, **options)


def noted() -> Task:
    call = ToolCall("note", {"account": "AC-42", "text": "wants to be called back"})
    return task(
        "note",
        turns=("I am Bo. Note that I want to be called back.",),
        goal=Goal(checks=(Check(state=state(notes=["AC-42"])),)),
        solution=(SolutionTurn(calls=(ToolCall("find", {"name": "Bo"}), call)),),
    )


def frozen() -> Task:
    return task(
        "freeze",
        turns=("I am Bo. Freeze my account.",),
        goal=Goal(checks=(Check(state=state(frozen=["AC-42"])),)),
        solution=(
            SolutionTurn(
                calls=(ToolCall("find", {"name": "Bo"}), ToolCall("freeze", {"account": "AC-42"}))
            ),
        ),
    )


@pytest.mark.parametrize("name", ["pay", "ask", "refuse", "note", "freeze"])
def test_a_sound_task_of_each_kind_is_proved(name: str) -> None:
    whole = environment()
    certificate = certify(whole, whole.task(name))
    assert certificate.failures == {}
    assert certificate.holds
    assert certificate.items["solvable"].tried == 2


def failures(bad: Task, **changes: Any) -> dict[str, str]:
    return certify(environment(bad, **changes), bad).failures


def test_a_solution_that_fails_is_named_with_its_call() -> None:
    wrong = (SolutionTurn(calls=(ToolCall("pay", {"account": "AC-17", "cents": 10**6}),)),)
    assert "pay: AC-17 cannot pay 1000000" in failures(task("bad", solution=wrong))["solvable"]


def test_a_goal_that_nothing_done_meets_is_trivial() -> None:
    bad = task("bad", goal=Goal(checks=(Check(),)), solution=(SolutionTurn(message="Done."),))
    found = failures(bad)
    assert "doing nothing passes" in found["not_trivial"]
    assert "writes nothing" in found["every_step_needed"]


def test_a_constant_answer_that_passes_is_trivial() -> None:
    bad = question(
        "bad",
        turns=("I am Ada. How many accounts have I got?",),
        goal=Goal(checks=(Check(answer=NumberAnswer(value=1)),)),
        solution=(SolutionTurn(calls=(ToolCall("find", {"name": "Ada"}),), message="1"),),
    )
    assert "answering '1' passes" in failures(bad)["not_trivial"]


def test_a_refusal_that_needs_no_look_up_is_trivial() -> None:
    bad = refusal("bad", turns=("Please pay $99.00 from AC-17, citing overdraft if you cannot.",))
    assert "declining unseen" in failures(bad)["not_trivial"]


def test_a_write_that_is_not_needed_is_found() -> None:
    class Careless:
        """Looks at the payments alone."""

        def verify(self, task: Task, episode: Episode) -> Score:
            paid = [c.arguments for turn in episode.turns for c, _ in turn.calls if c.name == "pay"]
            passed = paid == [{"account": "AC-17", "cents": 1250}]
            return Score(reward=float(passed), passed=passed)

    freeze = ToolCall("freeze", {"account": "AC-17"})
    pay = task("x").solution[0].calls
    bad = task("bad", solution=(SolutionTurn(calls=(*pay, freeze)),))
    found = failures(bad, verifier=Careless())
    assert "passes without freeze" in found["every_step_needed"]
    assert "it still passes after" in found["no_damage"]


def test_a_number_that_may_be_anything_is_found() -> None:
    class AnyAmount:
        """Passes whatever was paid, if anything was."""

        def verify(self, task: Task, episode: Episode) -> Score:
            paid = [c for turn in episode.turns for c, r in turn.calls if not r.is_error]
            passed = episode.stop_reason == "done" and any(c.name == "pay" for c in paid)
            return Score(reward=float(passed), passed=passed)

    found = failures(task("bad"), verifier=AnyAmount())
    assert "it passes with" in found["arguments_matter"]
    assert "it still passes after" in found["no_damage"]


def test_free_text_may_vary() -> None:
    assert environment().task("note").goal
    assert "arguments_matter" not in failures(noted().model_copy(update={"id": "note2"}))


def test_an_argument_that_nobody_told_the_agent_is_found() -> None:
    unsaid = (SolutionTurn(calls=(ToolCall("pay", {"account": "AC-17", "cents": 1250}),)),)
    assert "account = 'AC-17'" in failures(task("bad", solution=unsaid))["provenance"]
    vague = task("bad", turns=("I am Ada. Please pay the usual from my account.",))
    assert "cents = 1250" in failures(vague)["provenance"]


@pytest.mark.parametrize(
    ("words", "explained"),
    [
        ("pay $12.50", True),
        ("pay 1250 cents", True),
        ("pay $10 and another $2.50 in one go", True),
        ("pay half of $25, that is 50% of it", True),
        ("pay twelve fifty", False),
    ],
)
def test_amounts_are_recognised_as_people_write_them(words: str, explained: bool) -> None:
    told = task("bad", turns=(f"I am Ada. Please {words} from my account.",))
    assert ("provenance" not in failures(told)) is explained


def test_an_answer_in_the_prompt_is_found() -> None:
    said = question("bad", turns=("I am Bo. I think I have 9,000 cents. How many are there?",))
    assert "in the prompt" in failures(said)["looking_needed"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (DateAnswer(value=datetime.date(2025, 3, 14)), "(today is Friday, 14 March 2025)"),
        (DateAnswer(value=datetime.date(2025, 3, 14)), "between 2025-03-14 and 2025-03-20"),
        (TextAnswer(value="AC-42", aliases=("the second account",)), "in the second account"),
    ],
)
def test_an_answer_is_found_in_the_prompt_however_it_is_written(answer: Answer, words: str) -> None:
    said = question(
        "bad",
        turns=(f"I am Bo. What is it, {words}?",),
        goal=Goal(checks=(Check(answer=answer),)),
        solution=(SolutionTurn(message=f"Answer: {answer.value}"),),
    )
    assert "in the prompt" in failures(said)["looking_needed"]


def test_an_argument_that_only_looks_like_a_date_is_nothing_the_agent_was_told() -> None:
    call = ToolCall("note", {"account": "AC-42", "text": "2025-13-01"})
    bad = task("bad", **{"turns": noted().turns, "goal": noted().goal}).model_copy(
        update={
            "solution": (SolutionTurn(calls=(ToolCall("find", {"name": "Bo"}), call)),),
        }
    )
    assert "2025-13-01" in failures(bad)["provenance"]


def test_an_answer_that_another_task_shares_can_be_guessed() -> None:
    twin = question("twin", turns=("I am Bo, again. How much have I got, in cents?",))
    assert "answers another task too" in failures(twin)["looking_needed"]


def test_a_question_without_a_typed_answer_is_found() -> None:
    bad = question("bad", goal=Goal(checks=(Check(),)))
    assert "typed answer" in failures(bad)["looking_needed"]


def test_a_route_that_fails_is_found() -> None:
    assert "route 0 fails" in failures(task("bad", routes=((SolutionTurn(),),)))["route_free"]


def test_a_refusal_needs_a_permitted_twin() -> None:
    for twin in (None, "nowhere", "refuse"):
        assert "not a permitted task" in failures(refusal("bad", twin=twin))["permitted_twin"]


def test_a_certificate_survives_json_and_is_about_this_very_content() -> None:
    whole = environment()
    certificate = certify(whole, whole.task("pay"))
    certificate = Certificate.model_validate_json(certificate.model_dump_json())
    check_certificate(certificate, whole)
    changed = environment(system_prompt="Overdraw at will.")
    with pytest.raises(CertificateError, match="no longer holds"):
        check_certificate(certificate, changed)
    other = Environment(ID, whole.toolset, [question("ask")], system_prompt=whole.system_prompt)
    with pytest.raises(CertificateError, match="no such task"):
        check_certificate(certificate, other)
    edited = task("pay", turns=("I am Ada. Please pay $12.50 from my account, quickly.",))
    tasks = [edited if t.id == "pay" else t for t in whole.tasks.values()]
    with pytest.raises(CertificateError, match="no longer holds"):
        check_certificate(certificate, Environment(ID, whole.toolset, tasks))


def test_a_certificate_that_records_a_failure_does_not_hold() -> None:
    bad = question("bad", goal=Goal(checks=(Check(answer=TextAnswer(value="Bo")),)))
    whole = environment(bad)
    certificate = certify(whole, bad)
    assert not certificate.holds
    with pytest.raises(CertificateError, match="records failures"):
        check_certificate(certificate, whole)


def test_one_certifier_proves_many_tasks_the_same_way_twice() -> None:
    whole = environment()
    certifier = Certifier(whole)
    once = [certifier.certify(t) for t in whole.tasks.values()]
    again = [certifier.certify(t) for t in reversed(whole.tasks.values())]
    assert once == again[::-1]
    certifier.close()


def test_a_task_whose_limit_leaves_no_room_for_more_calls_is_proved_as_far_as_it_goes() -> None:
    tight = task("tight", limits=Limits(steps=3))
    certificate = certify(environment(tight), tight)
    assert certificate.failures == {}
    assert "damage by it is not ruled out" in certificate.items["no_damage"].reason


def test_what_the_user_says_only_later_explains_nothing_before() -> None:
    pay = task("x").solution[0].calls
    late = task(
        "late",
        turns=("I am Ada. Please pay the bill from my account.", "It is $12.50, by the way."),
        solution=(SolutionTurn(calls=pay), SolutionTurn(message="Paid.")),
    )
    assert "cents = 1250" in failures(late)["provenance"]
    turned = (SolutionTurn(calls=pay[:1]), SolutionTurn(calls=pay[1:]))
    asked = late.model_copy(update={"solution": turned, "id": "asked"})
    assert "provenance" not in failures(asked)


def test_small_numbers_are_not_explained_by_arithmetic() -> None:
    known = Known("There are 30 jars and 17 lids.", [])
    assert known.explains(17)
    assert not known.explains(47)
    known.hear("A crate costs $40.00, a pallet $210.00.")
    assert known.explains(25000)
    assert not known.explains(25001)


def test_a_toolset_that_plays_out_differently_the_second_time_is_found() -> None:
    drawn = iter(range(1000))

    class Moody(Ledger):
        @tool(read_only=True)
        def find(self, name: str) -> dict[str, Any]:
            """Find an account by its owner: Ada or Bo."""
            return {"account": "AC-17", "asked": next(drawn)}

    one = task("pay")
    whole = Environment(ID, lambda: FunctionToolset(Moody, blocking=False), [one])
    assert "other bytes the second time" in certify(whole, one).failures["solvable"]


def test_an_optional_argument_or_an_item_that_could_be_left_out_is_found() -> None:
    class Parcels:
        """Notes what is sent first, how, and whatever follows that is no rug."""

        def __init__(self) -> None:
            self.sent: list[Any] = []

        @tool(read_only=True)
        def look(self) -> dict[str, Any]:
            """See what there is: lamp, rug, vase."""
            return {"things": ["lamp", "rug", "vase"]}

        @tool
        def send(
            self, things: list[Literal["lamp", "rug", "vase"]], fast: bool = True
        ) -> dict[str, Any]:
            """Send things."""
            self.sent += [things[0], fast, [t for t in things[1:] if t != "rug"]]
            return {}

    def parcel(**arguments: Any) -> Task:
        return Task(
            id="0",
            environment="agentgym/demo-parcels-v1",
            kind="change",
            turns=("Send the lamp and the rug, please.",),
            goal=Goal(checks=(Check(state={"sent": ["lamp", True, []]}),)),
            solution=(SolutionTurn(calls=(ToolCall("look", {}), ToolCall("send", arguments))),),
        )

    for one, left_out in (
        (parcel(things=["lamp"]), None),
        (parcel(things=["lamp", "rug"]), "things.1"),
        (parcel(things=["lamp"], fast=True), "fast"),
    ):
        whole = Environment(
            one.environment, lambda: FunctionToolset(Parcels, blocking=False), [one]
        )
        found = certify(whole, one).failures.get("arguments_matter")
        assert (found is None) if left_out is None else (f"passes with {left_out}" in str(found))


@pytest.mark.parametrize(
    ("path", "explained"),
    [
        ("/archive/2025/march.txt", True),
        ("2025/march.txt", True),
        ("/archive/2025/april.txt", False),
        ("/archive/202/march.txt", False),
        ("/secret", False),
        ("march.txt", True),
        ("march.txt,2025\n2025,march.txt", True),
        ("archive: 2025", True),
        ("archive: 2026", False),
        ("march.txt = 202, archive", False),
    ],
)
def test_a_path_or_a_row_is_explained_when_every_part_of_it_was_told(
    path: str, explained: bool
) -> None:
    known = Known("Everything is in /archive.", ())
    known.hear("[DIR] 2025\n[FILE] march.txt")
    assert known.explains(path) is explained
