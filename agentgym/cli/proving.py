"""Proves the tasks of an environment anew, and says what does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from agentgym.certifier import Certificate, Certifier, check_certificate
from agentgym.environment import Environment
from agentgym.errors import CertificateError, InvalidTaskError


@dataclass(frozen=True, slots=True)
class Failure:
    """A property that a task does not have, or a file that is wrong.

    Attributes:
        env_id: The environment; None for a file.
        task_id: The task; None for a file.
        item: The property's name in the certificate; `file` for a file.
        reason: What was found.
        file: The file, within the set's folder; None for a task.
    """

    env_id: str | None
    task_id: str | None
    item: str
    reason: str
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Some tasks of one environment, to be proved in one go."""

    environment: str
    tasks: Sequence[str]


@dataclass(slots=True)
class Report:
    """What was checked, and what was found.

    Attributes:
        environments: Their ids.
        tasks: How many were proved.
        failures: What does not hold.
        files: How many files were held against a manifest.
        remarks: What else is worth a line.
    """

    environments: list[str] = field(default_factory=list)
    tasks: int = 0
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Take in what was found elsewhere."""
        self.environments += other.environments
        self.tasks += other.tasks
        self.failures += other.failures
        self.files += other.files
        self.remarks += other.remarks


def prove(
    environment: Environment, task_ids: Sequence[str], *, must_be_kept: bool = False
) -> list[Failure]:
    """Prove some tasks of one environment, and give what does not hold.

    Args:
        environment: What they belong to.
        task_ids: Which.
        must_be_kept: Whether the environment has to keep a certificate of each, and one that says
            what proving it anew says.
    """
    failures: list[Failure] = []
    certifier = Certifier(environment)
    try:
        for task_id in task_ids:
            task = environment.task(task_id)
            try:
                certificate = certifier.certify(task)
            except InvalidTaskError as error:
                failures.append(Failure(environment.id, task_id, "valid", str(error)))
                continue
            found = certificate.failures.items()
            failures += [Failure(environment.id, task_id, item, why) for item, why in found]
            if not found and not certificate.holds:
                failures.append(Failure(environment.id, task_id, "solvable", "it was not proved"))
            stale = _stale(environment, certificate, must_be_kept)
            if stale is not None:
                failures.append(Failure(environment.id, task_id, "certificate", stale))
    finally:
        certifier.close()
    return failures


def _stale(environment: Environment, proved: Certificate, must_be_kept: bool) -> str | None:
    """Why the certificate that an environment keeps of a task no longer holds; None if it does."""
    kept = environment.certificates.get(proved.task_id)
    if kept is None:
        return "none is kept" if must_be_kept else None
    try:
        certificate = Certificate.model_validate(kept)
        check_certificate(certificate, environment)
    except (CertificateError, ValidationError) as error:
        return str(error)
    says = {name: item.passed for name, item in certificate.items.items()}
    gives = {name: item.passed for name, item in proved.items.items()}
    same_task = (certificate.environment, certificate.task_id, certificate.kind) == (
        proved.environment,
        proved.task_id,
        proved.kind,
    )
    if not must_be_kept:
        return None
    if not same_task:
        return f"it is of {certificate.environment} task {certificate.task_id!r}"
    other = sorted(name for name in says.keys() | gives.keys() if says.get(name) != gives.get(name))
    # What fails now is said already.
    if other and not proved.failures:
        name = other[0]
        return f"of {name} it says {says.get(name)}, and proving it anew gives {gives.get(name)}"
    return None
