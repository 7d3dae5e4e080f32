"""The record of one rollout, as it is kept on disk: one line of JSON."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NotRequired, Self

import orjson
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    ValidationError,
    model_validator,
    with_config,
)
from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from agentgym.episode import StopReason
from agentgym.errors import InvalidTrajectoryError
from agentgym.plain import plain
from agentgym.rollout.policy import Segment
from agentgym.task import Kind
from agentgym.tools import JsonObject
from agentgym.verifier import Score

_CLOSED = ConfigDict(extra="forbid")


@with_config(_CLOSED)
class RecordedCall(TypedDict):
    """A call as the agent made it, whether or not it was valid: `arguments` may be no object."""

    name: str
    arguments: JsonValue
    id: NotRequired[str]


@with_config(_CLOSED)
class RecordedMessage(TypedDict):
    """One message of a transcript, in the roles that chat models know.

    `system` and `user` have `content`; `assistant` has `content` (maybe empty) and `tool_calls`;
    `tool` has `name`, `content`, `is_error`, the `call_id` that its call was given, and the
    `attachments` of its result.
    """

    role: Literal["system", "user", "assistant", "tool"]
    name: NotRequired[str]
    content: str
    is_error: NotRequired[bool]
    call_id: NotRequired[str]
    attachments: NotRequired[list[JsonObject]]
    tool_calls: NotRequired[list[RecordedCall]]


class Trajectory(BaseModel):
    """One rollout. The same seed gives the same trajectory, byte for byte: it holds no time.

    Attributes:
        env_id: The environment.
        task_id: The task.
        sample: Which of several rollouts of the task, from 0.
        seed: The rollout's own seed.
        policy: The policy's name.
        split: The set the task belongs to.
        kind: The task's kind.
        stop_reason: Why it ended.
        score: The verifier's score; None when the infrastructure failed, which says nothing about
            the policy.
        fault: What failed then; otherwise empty.
        steps: Actions of the agent.
        calls: Tool calls that ran.
        errors: Calls among them whose result is an error.
        messages: Everything said, called and returned, in order.
        segments: The tokens of each completion, where the policy gives them.

    Raises:
        ValueError: It has no score though the infrastructure held, or one though it failed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    env_id: str
    task_id: str
    sample: int = Field(ge=0)
    seed: int = Field(ge=0)
    policy: str
    split: str
    kind: Kind
    stop_reason: StopReason
    score: Score | None
    fault: str
    steps: int = Field(ge=0)
    calls: int = Field(ge=0)
    errors: int = Field(ge=0)
    messages: tuple[RecordedMessage, ...]
    segments: tuple[Segment, ...]

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from the others of a run: environment, task, sample."""
        return (self.env_id, self.task_id, self.sample)

    @model_validator(mode="after")
    def _is_scored_unless_broken(self) -> Self:
        if (self.score is None) != (self.stop_reason == "infrastructure"):
            raise ValueError("a trajectory has no score exactly when the infrastructure failed")
        return self

    def line(self) -> bytes:
        """The trajectory as one line of JSON with its line end.

        What JSON cannot hold, which only a wrong call can have brought in, is replaced: lone
        surrogates by `?`, integers beyond 64 bits by floats, what is nested too deeply or no JSON
        at all by text.
        """
        try:
            return orjson.dumps(self.__dict__, default=_fields, option=orjson.OPT_APPEND_NEWLINE)
        except TypeError:
            whole = self.__dict__ | {"score": self.score and self.score.model_dump()}
            whole["segments"] = [segment.model_dump() for segment in self.segments]
            return orjson.dumps(plain(whole), option=orjson.OPT_APPEND_NEWLINE)


def read_trajectories(
    path: str | Path, *, on_torn: Callable[[str], None] | None = None
) -> Iterator[Trajectory]:
    """Read a trajectory file, or all `*.jsonl` files of a folder in the order of their names.

    A last line without its end, as a killed run leaves it, is left out.

    Args:
        path: The file or folder.
        on_torn: Is told of each line left out, instead of a `UserWarning`.

    Raises:
        InvalidTrajectoryError: There is nothing to read, or a whole line is not a trajectory.
    """
    path = Path(path)
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        inside = path.iterdir() if path.is_dir() else ()
        runs = sorted(str(p) for p in inside if (p / "run.json").is_file())
        which = (
            f"give one of {', '.join(runs)}"
            if runs
            else ("give a *.jsonl file, or a folder that `agentgym run --out` wrote")
        )
        raise InvalidTrajectoryError(f"there are no trajectories at {path}; {which}")
    for file in files:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.endswith(b"\n"):
                    yield _parsed(line, file, number)
                    continue
                notice = (
                    f"{file}:{number} was cut off while it was written, and is left out; "
                    "`agentgym run ... --resume` makes that rollout again"
                )
                if on_torn is None:
                    warnings.warn(notice, stacklevel=2)
                else:
                    on_torn(notice)


def _parsed(line: bytes, file: Path, number: int) -> Trajectory:
    try:
        return Trajectory.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        why = f"not JSON: {error}"
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        why = f"{'.'.join(map(str, first['loc'])) or 'as a whole'}: {first['msg']}"
    raise InvalidTrajectoryError(
        f"{file}:{number} is not a trajectory ({why}). The lines around it may be whole: take "
        "this one "
        "out to read them, or run again into a new folder"
    )


def _fields(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.__dict__
    raise TypeError(f"{type(value).__name__} is not JSON")
