"""What a proof leaves behind: which properties of a task held, and for exactly which content."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel, ConfigDict

from agentgym.environment import Environment, canonical_json
from agentgym.errors import CertificateError, UnknownTaskError
from agentgym.task import Kind, Task


class Item(BaseModel):
    """One property.

    Attributes:
        passed: Whether it held; None where it does not apply to the task or its toolset.
        tried: How many executions or look-ups it rests on.
        reason: Why it failed or does not apply; empty when it held.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    passed: bool | None
    tried: int = 0
    reason: str = ""


class Certificate(BaseModel):
    """The outcome of proving one task.

    Attributes:
        environment: The environment's id.
        task_id: The task.
        kind: The task's kind, which decides the items.
        content: Hex SHA-256 of the task and of everything in its environment that it runs on.
        items: Property name to outcome.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    environment: str
    task_id: str
    kind: Kind
    content: str
    items: dict[str, Item]

    @property
    def holds(self) -> bool:
        """Whether no property failed and at least the solution was proved."""
        proved = self.items.get("solvable")
        return (
            proved is not None
            and proved.passed is True
            and all(item.passed is not False for item in self.items.values())
        )

    @property
    def failures(self) -> dict[str, str]:
        """The properties that failed, with their reasons."""
        return {name: i.reason for name, i in self.items.items() if i.passed is False}


def content_digest(environment: Environment, task: Task) -> str:
    """Hex SHA-256 of a task and of what it runs on.

    Tools that are Python count by what an agent is told of them; give such an environment a
    `content` that covers their source.
    """
    whole = {"task": task.model_dump(mode="json"), "ground": environment.ground}
    return hashlib.sha256(canonical_json(whole)).hexdigest()


def check_certificate(certificate: Certificate, environment: Environment) -> None:
    """Check that a certificate is about what the environment now holds, without proving it again.

    Raises:
        CertificateError: The task is gone, was changed since (or its world was), or the certificate
            itself records a failure.
    """
    where = f"certificate of {certificate.environment} task {certificate.task_id!r}"
    try:
        task = environment.task(certificate.task_id)
    except UnknownTaskError:
        raise CertificateError(f"{where}: the environment has no such task any more") from None
    if certificate.content != content_digest(environment, task):
        raise CertificateError(
            f"{where} no longer holds: the task or its environment has changed since it was "
            "proved; prove it again with `agentgym.certify` and keep what that gives"
        )
    if not certificate.holds:
        raise CertificateError(f"{where} records failures: {certificate.failures}")
