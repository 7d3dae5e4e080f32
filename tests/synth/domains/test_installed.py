"""What holds of every domain that is installed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, islice
from typing import Any

import pytest

from agentgym.sampling import Draws
from agentgym.world import World
from agentgym_envs.domains.names import domain_names
from agentgym_envs.domains.reading import load_domain
from agentgym_synth.build import build
from agentgym_synth.maker.moves import Move, forbidden, permitted
from agentgym_synth.maker.naming import name_one
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.model import Value
from agentgym_synth.plan import plan
from agentgym_synth.rows import make_rows
from agentgym_synth.scorecard import signature, similarity
from agentgym_synth.style import Style
from agentgym_synth.trying import Trial, try_out

_SEEDS = 8
_TRIES = 6
#: Two trades that are as similar as this are one under two names.
_THE_SAME = 0.85


@cache
def _trial(domain: str, seed: int = 0) -> Trial:
    return try_out(load_domain(domain), seed)


def _scenes(domain: str) -> Iterator[Scene]:
    """The whole domain, with other rows each time."""
    for seed in range(_SEEDS):
        trial = _trial(domain, seed)
        scene = Scene(trial.plan, trial.built, World.load(trial.built.world), trial.today)
        yield scene
        scene.close()


@pytest.mark.parametrize("domain", domain_names())
def test_all_of_it_makes_one_world_that_runs(domain: str) -> None:
    trial = _trial(domain)
    names = [tool["name"] for tool in trial.built.world["tools"]]
    assert len(set(names)) == len(names)
    assert 6 <= len(trial.plan.domain.nouns) <= 16
    assert all(trial.rows(thing) or trial.plan.things[thing].made for thing in trial.plan.things)


@pytest.mark.parametrize("domain", domain_names())
def test_all_of_it_runs_in_another_api_style(domain: str) -> None:
    draws = Draws.seeded(len(domain), 7)
    style = Style.drawn(draws)
    planned = plan(load_domain(domain), draws, whole=True)
    rows = make_rows(planned, load_domain(domain).days[1], draws)
    World.load(build(planned, rows, style, name=domain).world)


@pytest.mark.parametrize("domain", domain_names())
def test_every_action_can_be_done_and_no_rule_is_in_its_way_everywhere(domain: str) -> None:
    left = {action.name for action in _trial(domain).plan.actions}
    for scene in _scenes(domain):
        left -= {name for name in left if _drawn(scene, name) is not None}
        if not left:
            break
    assert not left


@pytest.mark.parametrize("domain", domain_names())
def test_every_rule_forbids_something_that_the_tools_would_do(domain: str) -> None:
    """Over some environments: in one of them it may well have nothing to forbid."""
    left = {rule.code: rule.text for rule in _trial(domain).plan.rules}
    for scene in _scenes(domain):
        for rule in scene.plan.rules:
            if rule.code in left and any(_drawn(scene, name, rule.code) for name in rule.on):
                del left[rule.code]
        if not left:
            break
    assert not left


@pytest.mark.parametrize("domain", domain_names())
def test_most_of_the_things_of_a_trade_can_be_told_apart_and_some_of_all(domain: str) -> None:
    (scene,) = islice(_scenes(domain), 1)
    for thing in scene.plan.things:
        keys = scene.keys(thing)
        told = sum(_can_be_told(scene, thing, key) for key in keys)
        least = len(keys) / 2 if thing in scene.plan.domain.nouns else 0
        assert told > least, (thing, told, len(keys))


@pytest.mark.parametrize("domain", domain_names())
def test_what_depends_on_something_is_what_goes_with_it(domain: str) -> None:
    """A price that goes with the kind of thing, a form that goes with the pupil's year."""
    written = load_domain(domain)
    for name, noun in written.nouns.items():
        for label, attribute in noun.attributes.items():
            if attribute.by is None or attribute.kind not in ("choice", "int", "real", "money"):
                continue
            assert attribute.when is not None
            for row in _trial(domain).rows(name):
                if row[label] is None:
                    continue
                given = attribute.when[_at_end_of(_trial(domain), name, row, attribute.by)]
                assert _fits(row[label], given, attribute.kind), (name, label, row)


def test_no_trade_is_another_one_under_other_names() -> None:
    signatures = {name: signature(_trial(name).built.world) for name in domain_names()}
    alike = {
        (one, other): round(similarity(signatures[one], signatures[other]), 2)
        for one, other in combinations(signatures, 2)
        if similarity(signatures[one], signatures[other]) >= _THE_SAME
    }
    assert alike == {}


def _at_end_of(trial: Trial, name: str, row: dict[str, Any], path: str) -> Any:
    *refs, last = path.split(".")
    for ref in refs:
        column = trial.plan.things[name].ref(ref)
        assert column is not None and column.ref is not None
        name, row = column.ref, trial.row(column.ref, row[column.name])
    return row[last]


def _fits(value: Any, given: Any, kind: str) -> bool:
    if isinstance(given, dict) and set(given) <= {"of", "range"}:
        given = given.get("of", given.get("range"))
    if kind == "choice":
        return value in (given if isinstance(given, list | tuple | dict) else [given])
    cents = 100 if kind == "money" else 1
    least, most = given
    return bool(least * cents <= value <= most * cents)


def _can_be_told(scene: Scene, thing: str, key: Value) -> bool:
    try:
        return bool(name_one(scene, thing, key).text)
    except DroppedError:
        return False


def _drawn(scene: Scene, name: str, code: str | None = None) -> Move | None:
    """A move of an action: one that a rule forbids, or one that nothing forbids."""
    action = next(action for action in scene.plan.actions if action.name == name)
    rule = next((rule for rule in scene.plan.rules if rule.code == code), None)
    for attempt in range(_TRIES):
        scene.begin(Draws.seeded(attempt))
        try:
            return permitted(scene, action) if rule is None else forbidden(scene, action, rule)
        except DroppedError:
            continue
    return None
