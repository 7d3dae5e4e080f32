"""What the control plane takes and gives, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from agentgym.mcp.serving.episode import Replies


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Creation(_Message):
    """Which episode is wanted.

    Attributes:
        environment: The environment's id; `agentgym/` may be left out.
        task: The task's id; without one, the seed draws it.
        seed: Decides everything random.
        replies: How the agent's messages reach the user: by a tool, or by the control plane.
        expire_seconds: How long the episode may lie idle before it is closed.
    """

    environment: str
    task: str | None = None
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    replies: Replies = "tool"
    expire_seconds: Annotated[float, Field(gt=0)] | None = None


class Created(_Message):
    """A new episode.

    Attributes:
        id: Its id, which is a secret: whoever knows it can play.
        url: Where the agent connects.
        environment: The environment's id.
        task: The task's id. Not for the agent.
        seed: The seed.
        tools: How many tools the agent is offered.
        system_prompt: What the agent is told before the user speaks.
        instruction: What the user says first.
        expires_in: Seconds until it is closed if nobody uses it.
    """

    id: str
    url: str
    environment: str
    task: str
    seed: int
    tools: int
    system_prompt: str
    instruction: str
    expires_in: float


class Status(_Message):
    """How an episode stands.

    Attributes:
        id: Its id.
        environment: The environment's id.
        task: The task's id.
        seed: The seed.
        state: `running`, or why it ended: `done`, `limit`, `infrastructure`, `stopped`.
        steps: Actions so far.
        calls: Tool calls so far.
        age: Seconds since it was begun.
        expires_in: Seconds until it is closed if nobody uses it.
    """

    id: str
    environment: str
    task: str
    seed: int
    state: str
    steps: int
    calls: int
    age: float
    expires_in: float


class Reply(_Message):
    """The agent's message to the user."""

    message: Annotated[str, Field(max_length=1 << 20)]


class Answer(_Message):
    """What came of a message.

    Attributes:
        said: What the user says next; None when the episode is over.
        state: How the episode stands.
    """

    said: str | None
    state: str


class Ending(_Message):
    """How an episode is to be ended.

    Attributes:
        message: The agent's last message, which is given to the user first.
    """

    message: Annotated[str, Field(max_length=1 << 20)] | None = None


class Offer(_Message):
    """An environment that can be played.

    Attributes:
        id: Its id.
        description: One line.
        tasks: How many tasks it has.
    """

    id: str
    description: str
    tasks: int
