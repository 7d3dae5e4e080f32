"""Equivalent routes: what else leaves the same behind is declared, and passes."""

from __future__ import annotations

from functools import cache

from agentgym.certifier import Certifier
from agentgym.environment import Environment
from agentgym_synth.made import load

_IDS = [f"agentgym/synth-{name}-0001-v1" for name in ("museum", "port", "clinic")]


@cache
def environment(environment_id: str) -> Environment:
    return load(environment_id)


def test_tasks_declare_routes_and_every_route_passes() -> None:
    tried = 0
    for environment_id in _IDS:
        made = environment(environment_id)
        certifier = Certifier(made)
        for task in made.tasks.values():
            if task.routes:
                item = certifier.certify(task).items["route_free"]
                assert item.passed, item.reason
                tried += item.tried
        certifier.close()
    assert tried > 5


def test_a_route_differs_from_the_solution() -> None:
    for environment_id in _IDS:
        for task in environment(environment_id).tasks.values():
            assert all(route != task.solution for route in task.routes)
