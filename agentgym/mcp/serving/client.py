"""The control plane from a harness's side, in Python."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, JsonValue, TypeAdapter

from agentgym.errors import (
    AgentGymError,
    InfrastructureError,
    InvalidOptionError,
    TooManyEpisodesError,
    UnknownEpisodeError,
)
from agentgym.mcp.serving.wire import Answer, Created, Creation, Ending, Offer, Reply, Status
from agentgym.rollout.trajectory import Trajectory

M = TypeVar("M", bound=BaseModel)

_MOST_BYTES = 256 << 20
_ERRORS: dict[int, type[AgentGymError]] = {
    404: UnknownEpisodeError,
    503: TooManyEpisodesError,
}


class ControlPlane:
    """Creates, watches, scores and closes the episodes of a server. Not for several threads.

    Args:
        url: Where the control plane is, as `agentgym serve --http` prints it.
        token: Its token.
        seconds: The time limit of each request.

    Raises:
        InvalidOptionError: The URL is not one of a control plane.
    """

    def __init__(self, url: str, token: str, *, seconds: float = 120.0) -> None:
        parts = urlsplit(url)
        if parts.scheme != "http" or parts.hostname is None:
            raise InvalidOptionError(
                f"{url!r} is no URL of a control plane; it looks like http://127.0.0.1:8001"
            )
        self._connection = http.client.HTTPConnection(
            parts.hostname, parts.port or 80, timeout=seconds
        )
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def __enter__(self) -> ControlPlane:
        """Use it for a while."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close the connection."""
        self.close()

    def environments(self) -> list[Offer]:
        """The environments that can be played."""
        return TypeAdapter(list[Offer]).validate_json(self._asked("GET", "/environments"))

    def create(self, creation: Creation) -> Created:
        """Begin an episode.

        Raises:
            UnknownEpisodeError: There is no such environment or task.
            TooManyEpisodesError: The server holds as many as it may.
            InvalidOptionError: What is asked for is not possible.
            InfrastructureError: The environment could not be started.
        """
        return Created.model_validate_json(self._asked("POST", "/episodes", creation))

    def episodes(self) -> list[Status]:
        """The open episodes, the oldest first."""
        return TypeAdapter(list[Status]).validate_json(self._asked("GET", "/episodes"))

    def episode(self, episode_id: str) -> Status:
        """How an episode stands.

        Raises:
            UnknownEpisodeError: There is none of this id.
        """
        return Status.model_validate_json(self._asked("GET", _path(episode_id)))

    def reply(self, episode_id: str, message: str) -> Answer:
        """Give the user the agent's message, and hear what the user says next.

        Raises:
            UnknownEpisodeError: There is no episode of this id.
            InvalidOptionError: It is over.
        """
        body = self._asked("POST", _path(episode_id, "/reply"), Reply(message=message))
        return Answer.model_validate_json(body)

    def score(self, episode_id: str, message: str | None = None) -> Trajectory:
        """End an episode if it still runs, and give its record with the score.

        Args:
            episode_id: The episode.
            message: The agent's last message, which is given to the user first.

        Raises:
            UnknownEpisodeError: There is no episode of this id.
        """
        self._asked("POST", _path(episode_id, "/score"), Ending(message=message))
        return Trajectory.model_validate_json(self._asked("GET", _path(episode_id, "/trajectory")))

    def delete(self, episode_id: str) -> None:
        """Close an episode and have it forgotten.

        Raises:
            UnknownEpisodeError: There is none of this id.
        """
        self._asked("DELETE", _path(episode_id))

    def close(self) -> None:
        """Close the connection; may be called more than once."""
        self._connection.close()

    def _asked(self, method: str, path: str, message: BaseModel | None = None) -> bytes:
        body = None if message is None else message.model_dump_json()
        try:
            self._connection.request(method, path, body, self._headers)
            response = self._connection.getresponse()
            answer = response.read(_MOST_BYTES)
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise InfrastructureError(
                f"the control plane at {self._connection.host}:{self._connection.port} does not "
                f"answer: {error or type(error).__name__}"
            ) from error
        if response.status >= 300:
            raise _error(response.status, answer)
        return answer


def _path(episode_id: str, rest: str = "") -> str:
    return f"/episodes/{quote(episode_id, safe='')}{rest}"


def _error(status: int, answer: bytes) -> AgentGymError:
    try:
        told: JsonValue = json.loads(answer)
    except ValueError:
        told = None
    words = told.get("error") if isinstance(told, Mapping) else None
    kind = _ERRORS.get(status, InvalidOptionError if status < 500 else InfrastructureError)
    return kind(f"the control plane refused ({status}): {words or answer[:200]!r}")
