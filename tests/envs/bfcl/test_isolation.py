"""Nothing leaks: not between episodes, not out of them, not from the machine into them."""

from __future__ import annotations

import decimal
import json
import os
import subprocess
import sys
from collections.abc import Callable

from agentgym import ToolCall, ToolEnv, ToolResult

EnvMaker = Callable[[str], ToolEnv]


def begin(env: ToolEnv, task: str) -> None:
    env.reset(seed=0, options={"task": task})


def call(env: ToolEnv, name: str, **arguments: object) -> ToolResult:
    env.step(ToolCall(name, arguments))
    return env.episode.turns[-1].calls[-1][1]


def first_with(env: ToolEnv, *classes: str) -> str:
    return next(
        task_id
        for task_id, task in env.environment.tasks.items()
        if set(classes) <= set(task.initial["classes"])
    )


def test_two_episodes_side_by_side_do_not_see_each_other(make_env: EnvMaker) -> None:
    one, other = make_env("base"), make_env("base")
    begin(one, "0")
    begin(other, "0")
    call(one, "mkdir", dir_name="mine")
    assert "mine" in call(one, "ls").content
    assert "mine" not in call(other, "ls").content


def test_a_reset_brings_back_the_initial_state(make_env: EnvMaker) -> None:
    env = make_env("base")
    begin(env, "0")
    initial = env.toolset.state()
    call(env, "mkdir", dir_name="mine")
    assert not env.toolset.state().compare(None).equal
    begin(env, "0")
    assert env.toolset.state().compare(None).equal
    assert env.toolset.state().digest() == initial.digest()


def test_a_default_list_is_not_shared_between_calls(make_env: EnvMaker) -> None:
    env = make_env("base")
    task = first_with(env, "TwitterAPI")
    account = env.environment.task(task).initial["config"]["TwitterAPI"]
    for _ in range(2):
        begin(env, task)
        login = {"username": account["username"], "password": account["password"]}
        assert "true" in call(env, "authenticate_twitter", **login).content
        number = json.loads(call(env, "post_tweet", content="one").content)["id"]
        call(env, "mention", tweet_id=number, mentioned_usernames=["@x"])
        assert json.loads(call(env, "post_tweet", content="two").content)["mentions"] == []


def test_charging_a_card_in_one_episode_leaves_it_as_it_was_in_the_next(make_env: EnvMaker) -> None:
    env = make_env("long-context")
    task = first_with(env, "TravelAPI")
    card, booking = "1234567812345678", "booking_901"
    begin(env, task)
    token = env.toolset.state().attributes["TravelAPI"]["access_token"]
    before = env.toolset.state()
    result = call(env, "cancel_booking", access_token=token, booking_id=booking)
    assert "true" in result.content
    assert card in call(env, "get_all_credit_cards").content
    assert not env.toolset.state().compare(None).equal
    begin(env, task)
    assert env.toolset.state().digest() == before.digest()


def test_what_a_call_was_given_is_never_changed_by_the_instance_that_keeps_it(
    make_env: EnvMaker,
) -> None:
    env = make_env("base")
    toolset = env.environment.toolset()
    toolset.reset(0, {"classes": ["TwitterAPI"], "config": {"TwitterAPI": {"authenticated": True}}})
    posted = ToolCall("post_tweet", {"content": "hello", "mentions": ["@one"]})
    toolset.call(posted)
    toolset.call(ToolCall("mention", {"tweet_id": 0, "mentioned_usernames": ["@two"]}))
    assert "@two" in toolset.call(ToolCall("get_tweet", {"tweet_id": 0})).content
    assert posted.arguments == {"content": "hello", "mentions": ["@one"]}


def test_computing_leaves_the_precision_of_the_process_alone(make_env: EnvMaker) -> None:
    import mpmath

    env = make_env("base")
    begin(env, first_with(env, "MathAPI"))
    before = decimal.getcontext().prec, mpmath.mp.dps
    assert call(env, "square_root", number=2, precision=3).content == "{'result': Decimal('1.41')}"
    assert (
        call(env, "logarithm", value=20, base=10, precision=2).content
        == "{'result': mpf('1.3027')}"
    )
    assert (decimal.getcontext().prec, mpmath.mp.dps) == before


_SCRIPT = """
import sys
import agentgym
from agentgym import ToolCall, ToolEnv
for name in ("base", "long-context"):
    env = ToolEnv(agentgym.load(f"bfcl-{name}-v1"))
    for task_id, task in list(env.environment.tasks.items())[::5]:
        env.reset(seed=3, options={"task": task_id})
        for turn in task.solution:
            env.step([*turn.calls,
                ToolCall("edit_ticket", {"ticket_id": 1, "updates": {"a": 1, "b": 2, "c": 3}}),
                ToolCall("fund_account", {"amount": 5}),
                ToolCall("get_user_tickets", {})])
            env.step(turn.message)
        print(env.render(), [turn.state.digest() for turn in env.episode.turns])
    env.toolset.reset(0, {"classes": ["TravelAPI", "TicketAPI"], "config": {
        "TicketAPI": {"ticket_queue": [{"id": 1}]},
        "TravelAPI": {"access_token": "t", "credit_card_list": {"1": {"balance": 9}},
            "user_first_name": "A", "user_last_name": "B"}}})
    for made in (
        ToolCall("edit_ticket", {"ticket_id": 1, "updates": {"a": 1, "b": 2, "c": 3}}),
        ToolCall("verify_traveler_information", dict(first_name="A", last_name="B",
            date_of_birth="2006-09-01", passport_number="US1")),
        ToolCall("book_flight", dict(access_token="t", card_id="1", travel_date="2024-10-10",
            travel_from="SFO", travel_to="LAX", travel_class="coach")),
    ):
        print(env.toolset.call(made).content)
print("bfcl_eval" in sys.modules, file=sys.stderr)
"""


def test_hash_seed_and_time_zone_change_no_byte_and_the_installed_package_is_not_imported() -> None:
    outputs = []
    for seed, zone in (("1", "UTC"), ("2", "America/Santiago"), ("3", "Asia/Kathmandu")):
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        )
        outputs.append(done.stdout)
        assert done.stderr.strip() == "False"
    assert "Must be one of {'business', 'economy', 'first'}" in outputs[0]
    assert "Invalid fields for update: a, b, c" in outputs[0]
    assert '"verification_status": true' in outputs[0]
    assert outputs[0] == outputs[1] == outputs[2]
