"""Serving over standard input and output: one process, one episode."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import cast

from anyio import AsyncFile
from mcp.server.stdio import stdio_server

from agentgym.environment import Environment
from agentgym.mcp.serving.descriptors import LinesIn, TextOut
from agentgym.mcp.serving.episode import Replies, ServedEpisode
from agentgym.mcp.serving.protocol import EpisodeServer
from agentgym.rollout.host import HostPool
from agentgym.rollout.threads import Slots

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_CALL_SECONDS = 60.0

TextFile = AsyncFile[str]


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
    serving = asyncio.create_task(_serve(episode))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, serving.cancel)
    try:
        with suppress(asyncio.CancelledError, BrokenPipeError):
            await serving
    finally:
        record = await episode.score()
        if out is not None:
            with out.open("ab") as lines:
                lines.write(record.line())
        await episode.close()
        pool.abandon()


async def _serve(episode: ServedEpisode) -> None:
    server = EpisodeServer(episode)
    # Taken from under the numbers that children and `print` use: what they read and write is not
    # the client's.
    received, sent = os.dup(_STDIN), os.dup(_STDOUT)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), _STDIN)
    os.dup2(_STDERR, _STDOUT)
    lines, text = cast("TextFile", LinesIn(received)), cast("TextFile", TextOut(sent))
    try:
        async with stdio_server(stdin=lines, stdout=text) as (messages, answers):
            await server.run(messages, answers, server.create_initialization_options())
    finally:
        server.close()
