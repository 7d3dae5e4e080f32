"""Every task of every hand-written world holds its certificate, the one that is kept as well."""

from __future__ import annotations

from functools import cache

import pytest

import agentgym
from agentgym.certifier import Certificate, Certifier, check_certificate
from agentgym_envs.bank import catalog as bank
from agentgym_envs.office import catalog as office
from agentgym_envs.shop import catalog as shop

WORLDS = {name: agentgym.load(name) for name in (c.ENVIRONMENT for c in (shop, office, bank))}
every_task = pytest.mark.parametrize(
    ("world", "task_id"), [(name, task_id) for name, w in WORLDS.items() for task_id in w.tasks]
)


@cache
def certifier(world: str) -> Certifier:
    """One for all tasks of a world: it knows what the others' answers and writes are."""
    return Certifier(WORLDS[world])


@every_task
def test_the_certificate_holds(world: str, task_id: str) -> None:
    assert certifier(world).certify(WORLDS[world].task(task_id)).failures == {}


@every_task
def test_the_certificate_that_is_kept_is_about_the_task_as_it_is(world: str, task_id: str) -> None:
    kept = Certificate.model_validate(WORLDS[world].certificates[task_id])
    check_certificate(kept, WORLDS[world])


@pytest.mark.parametrize("catalog", [shop, office, bank])
def test_the_catalogue_knows_how_many_tasks_there_are(catalog: object) -> None:
    assert len(WORLDS[catalog.ENVIRONMENT].tasks) == catalog.TASKS
