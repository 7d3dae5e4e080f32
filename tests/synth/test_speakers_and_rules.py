"""Who may ask for what, and rules in environments that lack what they speak of."""

from importlib.resources import files

import pytest

from agentgym.errors import InvalidWorldError
from agentgym_envs.domains.reading import load_domain, read_domain
from agentgym_synth.conditions import Conditions
from agentgym_synth.generator import Identity, lay_ground

_CLINIC = (files("agentgym_envs.domains") / "clinic.yaml").read_text(encoding="utf-8")
_TRADES = ("clinic", "laboratory", "streaming")


def test_a_speaker_who_asks_for_what_nobody_offers_is_an_error_that_names_the_nearest() -> None:
    wrong = _CLINIC.replace("records.withdraw, letters.withdraw", "records.withdraws")
    with pytest.raises(InvalidWorldError, match=r"'records\.withdraws'.*records\.withdraw"):
        read_domain(wrong, "clinic.yaml")


def test_a_speaker_may_ask_for_a_whole_behaviour_or_for_one_action_of_it() -> None:
    patient = next(s for s in load_domain("clinic").speakers if s.is_ == "patient")
    assert patient.may_ask("diary.cancel")
    assert patient.may_ask("loans.renew")
    assert not patient.may_ask("loans.lend")
    assert not patient.may_ask("fridges.receive")


@pytest.mark.parametrize("trade", _TRADES)
def test_the_rules_of_an_environment_speak_only_of_what_it_has(trade: str) -> None:
    ruled = 0
    for number in range(25):
        plan = lay_ground(Identity(trade, 0, number)).plan
        conditions = Conditions(plan.things)
        for rule in plan.rules:
            for action in plan.actions:
                if action.name in rule.on:
                    conditions.check(rule.forbids, action)
                    ruled += 1
        conditions.close()
    assert ruled >= 25


@pytest.mark.parametrize(
    ("condition", "missing"),
    [
        ("(SELECT count(*) FROM warehouse) > 0", "warehouse"),
        (":colour = 'red'", "colour"),
        ("days_between(:today, today_is_no_column) > 3", "today_is_no_column"),
    ],
)
def test_a_condition_that_speaks_of_what_there_is_not_is_named(
    condition: str, missing: str
) -> None:
    plan = lay_ground(Identity("clinic", 0, 0)).plan
    conditions = Conditions(plan.things)
    with pytest.raises(InvalidWorldError, match=missing):
        conditions.check(condition, plan.actions[0])
    conditions.close()
