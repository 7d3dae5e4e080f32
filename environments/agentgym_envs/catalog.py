"""Which environments this package offers; read when `agentgym` is imported, so it stays light."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.registry import EnvironmentSpec
from agentgym_envs.bank import catalog as bank
from agentgym_envs.bfcl import catalog as bfcl
from agentgym_envs.conformance import catalog as conformance
from agentgym_envs.office import catalog as office
from agentgym_envs.servers import catalog as servers
from agentgym_envs.shop import catalog as shop


def environments() -> Iterator[EnvironmentSpec]:
    """The specs of every family, in the order `agentgym list` shows them."""
    yield from shop.environments()
    yield from office.environments()
    yield from bank.environments()
    yield from bfcl.environments()
    yield from conformance.environments()
    yield from servers.environments()
