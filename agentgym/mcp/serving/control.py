"""The control plane: makes, watches, scores and closes episodes. No agent can reach it."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import TypeVar

import orjson
from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from agentgym.errors import (
    AgentGymError,
    InfrastructureError,
    InvalidOptionError,
    NotInstalledError,
    TooManyEpisodesError,
    UnknownEnvironmentError,
    UnknownEpisodeError,
    UnknownTaskError,
)
from agentgym.mcp.serving.episodes import Entry, Episodes
from agentgym.mcp.serving.wire import Answer, Created, Creation, Ending, Offer, Reply, Status
from agentgym.plain import plain
from agentgym.registry import find
from agentgym.version import __version__

M = TypeVar("M", bound=BaseModel)
Endpoint = Callable[[Request], Awaitable[Response]]

_STATUS: tuple[tuple[type[AgentGymError], HTTPStatus], ...] = (
    (UnknownEpisodeError, HTTPStatus.NOT_FOUND),
    (UnknownEnvironmentError, HTTPStatus.NOT_FOUND),
    (UnknownTaskError, HTTPStatus.NOT_FOUND),
    (TooManyEpisodesError, HTTPStatus.SERVICE_UNAVAILABLE),
    (NotInstalledError, HTTPStatus.CONFLICT),
    (InvalidOptionError, HTTPStatus.CONFLICT),
    (InfrastructureError, HTTPStatus.BAD_GATEWAY),
    (AgentGymError, HTTPStatus.INTERNAL_SERVER_ERROR),
)


class ControlSide:
    """An ASGI app with the control plane's API.

    Every request but `GET /health` carries `Authorization: Bearer TOKEN`.

    Args:
        episodes: The open episodes.
        token: The secret that gives access.
        agents_url: Where the agents' side is, without a slash at the end.
    """

    def __init__(self, episodes: Episodes, token: str, agents_url: str) -> None:
        self._episodes = episodes
        self._token = f"Bearer {token}".encode()
        self._agents_url = agents_url
        one = "/episodes/{id}"
        app = Starlette(
            routes=[
                Route("/health", self._health, methods=["GET"]),
                Route("/environments", self._environments, methods=["GET"]),
                Route("/episodes", self._list, methods=["GET"]),
                Route("/episodes", self._create, methods=["POST"]),
                Route(one, self._show, methods=["GET"]),
                Route(one, self._delete, methods=["DELETE"]),
                Route(f"{one}/reply", self._reply, methods=["POST"]),
                Route(f"{one}/score", self._score, methods=["POST"]),
                Route(f"{one}/trajectory", self._trajectory, methods=["GET"]),
            ],
            exception_handlers={AgentGymError: _refused, HTTPException: _refused_by_rule},
        )
        app.router.redirect_slashes = False
        self._app: ASGIApp = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request that carries the token."""
        app = self._app
        given = [value for name, value in scope["headers"] if name == b"authorization"]
        # The same time for every wrong token, however much of it is right.
        known = len(given) == 1 and hmac.compare_digest(given[0], self._token)
        if not known and scope["path"] != "/health":
            words = "the control plane needs its token: Authorization: Bearer TOKEN"
            app = refusal(401, words)
        await app(scope, receive, send)

    async def _health(self, request: Request) -> Response:
        return JSONResponse({"status": "ok", "version": __version__})

    async def _environments(self, request: Request) -> Response:
        specs = map(find, self._episodes.environments)
        return _many([Offer(id=s.id, description=s.description, tasks=s.tasks) for s in specs])

    async def _list(self, request: Request) -> Response:
        await self._episodes.expire()
        return _many([self._status(entry) for entry in self._episodes])

    async def _create(self, request: Request) -> Response:
        wanted = await _read(request, Creation)
        entry = await self._episodes.create(
            wanted.environment,
            task=wanted.task,
            seed=wanted.seed,
            replies=wanted.replies,
            expire_seconds=wanted.expire_seconds,
        )
        return _one(self.created(entry), HTTPStatus.CREATED)

    async def _show(self, request: Request) -> Response:
        return _one(self._status(self._entry(request)))

    async def _delete(self, request: Request) -> Response:
        await self._episodes.close(self._entry(request).id)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _reply(self, request: Request) -> Response:
        entry, reply = self._entry(request), await _read(request, Reply)
        with self._episodes.using(entry) as episode:
            if episode.over is not None:
                raise InvalidOptionError(f"{episode.over} Its state is {episode.state!r}")
            answer = await episode.say(reply.message)
            return _one(Answer(said=answer, state=episode.state))

    async def _score(self, request: Request) -> Response:
        entry, ending = self._entry(request), await _read(request, Ending)
        with self._episodes.using(entry) as episode:
            record = await episode.score(ending.message)
        score = None if record.score is None else record.score.model_dump()
        return _json({"state": record.stop_reason, "score": score, "fault": record.fault})

    async def _trajectory(self, request: Request) -> Response:
        with self._episodes.using(self._entry(request)) as episode:
            line = episode.trajectory().line()
        return Response(line, media_type="application/json")

    def created(self, entry: Entry) -> Created:
        """What the maker of an episode is told."""
        episode = entry.episode
        return Created(
            id=entry.id,
            url=f"{self._agents_url}/episodes/{entry.id}/mcp",
            environment=episode.environment.id,
            task=episode.task_id,
            seed=episode.seed,
            tools=len(episode.tools),
            system_prompt=episode.system_prompt,
            instruction=episode.instruction,
            expires_in=self._episodes.expires_in(entry),
        )

    def _status(self, entry: Entry) -> Status:
        episode = entry.episode
        return Status(
            id=entry.id,
            environment=episode.environment.id,
            task=episode.task_id,
            seed=episode.seed,
            state=episode.state,
            steps=episode.steps,
            calls=episode.calls,
            age=self._episodes.age(entry),
            expires_in=self._episodes.expires_in(entry),
        )

    def _entry(self, request: Request) -> Entry:
        return self._episodes.find(request.path_params["id"])


def refusal(status: int, words: str) -> Response:
    """An error of the control plane."""
    return JSONResponse({"error": words}, status)


async def _read(request: Request, model: type[M]) -> M:
    """The body as a message; an empty one is an empty object."""
    try:
        return model.model_validate_json(await request.body() or b"{}")
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, p['loc'])) or 'the body'}: {p['msg']}"
            for p in error.errors(include_url=False)
        ]
        raise HTTPException(HTTPStatus.BAD_REQUEST, "; ".join(problems[:3])) from None


def _one(message: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return _json(message.model_dump(), status)


def _many(messages: Sequence[BaseModel]) -> Response:
    return _json([message.model_dump() for message in messages])


def _json(value: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(orjson.dumps(plain(value)), status, media_type="application/json")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, AgentGymError)
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return refusal(status, str(error))


async def _refused_by_rule(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refusal(error.status_code, error.detail)
