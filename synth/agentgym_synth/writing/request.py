"""What set is asked for."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from agentgym.errors import InvalidOptionError


class Request(BaseModel):
    """Everything that decides what a set holds; a set is continued only with the same.

    Attributes:
        environments: How many environments.
        tasks: How many tasks in all, shared out evenly.
        seed: What is drawn from.
        generator: The version of the generator.

    Raises:
        InvalidOptionError: A number is out of range.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    environments: int
    tasks: int
    seed: int
    generator: int

    def check(self) -> None:
        """Refuse what cannot be made.

        Raises:
            InvalidOptionError: A number is out of range.
        """
        if self.environments < 1:
            raise InvalidOptionError(
                f"--environments is {self.environments}; it must be at least 1"
            )
        if self.seed < 0:
            raise InvalidOptionError(f"--seed is {self.seed}; it must be at least 0")
        if self.tasks < self.environments:
            raise InvalidOptionError(
                f"--tasks is {self.tasks}, for {self.environments} environments; each needs at "
                f"least one, so say --tasks {self.environments} or more"
            )

    def tasks_of(self, index: int) -> int:
        """How many tasks the environment of this index has: the first ones take what is over."""
        each, over = divmod(self.tasks, self.environments)
        return each + (index < over)

    def differences(self, other: Request) -> str:
        """What another request asks that this one does not, in words; empty where they agree."""
        mine, others = self.model_dump(), other.model_dump()
        return "; ".join(
            f"{name}: {mine[name]} there, {others[name]} now"
            for name in mine
            if mine[name] != others[name]
        )
