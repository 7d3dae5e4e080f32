"""Serving over standard input and output: one process, one episode."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path

import anyio
import mcp_types as types
import orjson
from anyio import CancelScope
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

from agentgym.environment import Environment
from agentgym.mcp.serving.descriptors import LinesIn, TextOut
from agentgym.mcp.serving.episode import Replies, ServedEpisode
from agentgym.mcp.serving.protocol import EpisodeServer
from agentgym.rollout.host import HostPool
from agentgym.rollout.threads import Slots
from agentgym.rollout.trajectory import Trajectory

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_CALL_SECONDS = 60.0
_END_SECONDS = 5.0


async def serve_stdio(
    environment: Environment,
    *,
    task: str | None = None,
    seed: int = 0,
    replies: Replies = "tool",
    out: Path | None = None,
) -> None:
    """Serve one episode until the client closes standard input, or SIGINT or SIGTERM comes.

    Args:
        environment: What is played.
        task: The task's id; None: the seed draws one.
        seed: Decides everything random.
        replies: How the agent's messages reach the user.
        out: A file to which the episode is added at its end, with its score, as one line.

    Raises:
        UnknownTaskError: The environment has no such task.
        InvalidOptionError: Seed or replies are not possible.
        InfrastructureError: The environment could not be started.
    """
    pool = HostPool(Slots(), _CALL_SECONDS)
    episode = await ServedEpisode.begin(environment, pool, task=task, seed=seed, replies=replies)
    record = _Record(out)
    # At once, since a client may end this process without a warning.
    episode.on_over = record.add
    serving = asyncio.create_task(_serve(episode))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    try:
        with suppress(asyncio.CancelledError):
            await serving
    finally:
        try:
            async with asyncio.timeout(_END_SECONDS):
                ended = await episode.score()
        except TimeoutError:
            # What hangs keeps nothing from ending.
            ended = episode.give_up(f"a call still ran {_END_SECONDS:g} s after the client left")
        record.add(ended)
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                await episode.close()
        pool.abandon()


class _Record:
    """The file to which the episode is added when it is over.

    Args:
        file: Which; None: the episode is not kept.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file

    def add(self, ended: Trajectory) -> None:
        """Add the episode, unless it is there already."""
        if self._file is None:
            return
        with self._file.open("ab") as lines:
            lines.write(ended.line())
        self._file = None


async def _serve(episode: ServedEpisode) -> None:
    server = EpisodeServer(episode)
    # Taken from under the numbers that children and `print` use: what they read and write is not
    # the client's.
    received, sent = os.dup(_STDIN), os.dup(_STDOUT)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), _STDIN)
    os.dup2(_STDERR, _STDOUT)
    incoming, messages = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    answers, outgoing = anyio.create_memory_object_stream[SessionMessage](0)
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(_receive, LinesIn(received), incoming, answers.clone())
            group.start_soon(_send, TextOut(sent), outgoing, group.cancel_scope)
            await server.run(messages, answers, server.create_initialization_options())
    finally:
        server.close()


async def _receive(
    lines: LinesIn,
    incoming: MemoryObjectSendStream[SessionMessage | Exception],
    answers: MemoryObjectSendStream[SessionMessage],
) -> None:
    """Read messages until the input is closed; answer what is none."""
    async with incoming, answers:
        async for line in lines:
            try:
                message = types.jsonrpc_message_adapter.validate_json(line, by_name=False)
            except ValidationError:
                if line.strip():
                    await answers.send(SessionMessage(_misread(line)))
                continue
            await incoming.send(SessionMessage(message))


async def _send(
    text: TextOut, outgoing: MemoryObjectReceiveStream[SessionMessage], everything: CancelScope
) -> None:
    """Write messages until there will be no more, or nobody reads them."""
    async with outgoing:
        async for sent in outgoing:
            line = sent.message.model_dump_json(by_alias=True, exclude_unset=True)
            try:
                await text.write(line + "\n")
            except BrokenPipeError:
                everything.cancel()


def _misread(line: str) -> types.JSONRPCError:
    """The answer to a line that is no message, of the request that it may have been."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        error = types.ErrorData(code=types.PARSE_ERROR, message="this line is not JSON")
        return types.JSONRPCError(jsonrpc="2.0", id=None, error=error)
    number = value.get("id") if isinstance(value, dict) else None
    error = types.ErrorData(
        code=types.INVALID_REQUEST, message="this line is not a message of JSON-RPC 2.0"
    )
    known = number if isinstance(number, int | str) and not isinstance(number, bool) else None
    return types.JSONRPCError(jsonrpc="2.0", id=known, error=error)
