"""MCP over a process's standard input and output, every buffer with a cap.

The SDK's own transport keeps lines of any length, cannot say what a server printed before it died,
and knows nothing of the keeper; the protocol itself stays the SDK's.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import mcp_types
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.client._transport import TransportStreams
from mcp.shared.message import SessionMessage

from agentgym.mcp.wrapping.child import ServerProcess
from agentgym.mcp.wrapping.tail import Tail

# Lines that are no messages: banners and stray prints. More than this is a flood.
_MOST_NOISE_BYTES = 1 << 20


class StdioPipes:
    """The three pipes of a server.

    Args:
        process: The server.
        message_bytes: The longest message it may send.

    Attributes:
        fault: What the server did wrong, as a predicate; empty while nothing is known.
        printed: What it printed elsewhere than in messages.
    """

    def __init__(self, process: ServerProcess, message_bytes: int) -> None:
        self._process = process
        self._message_bytes = message_bytes
        self._noise = 0
        self.fault = ""
        self.ended = False
        self.printed = Tail()

    @asynccontextmanager
    async def streams(self) -> AsyncIterator[TransportStreams]:
        """The SDK's transport: messages in, messages out."""
        loop = asyncio.get_running_loop()
        popen = self._process.popen
        reader = asyncio.StreamReader(limit=self._message_bytes)
        stdout, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), popen.stdout
        )
        stderr, _ = await loop.connect_read_pipe(lambda: _Drain(self.printed), popen.stderr)
        stdin, protocol = await loop.connect_write_pipe(
            lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()), popen.stdin
        )
        writer = asyncio.StreamWriter(stdin, protocol, None, loop)
        heard, read_stream = anyio.create_memory_object_stream[SessionMessage | Exception](0)
        write_stream, said = anyio.create_memory_object_stream[SessionMessage](0)
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._read, reader, heard)
                tasks.start_soon(self._write, writer, said, heard)
                try:
                    yield read_stream, write_stream
                finally:
                    tasks.cancel_scope.cancel()
        finally:
            for stream in (heard, read_stream, write_stream, said):
                stream.close()
            # A server that does not read must not keep what was written to it waiting. Where it has
            # closed its input, the transport has gone already, and cannot be aborted any more.
            if not stdin.is_closing():
                stdin.abort()
            stdout.close()
            stderr.close()

    async def _read(
        self,
        reader: asyncio.StreamReader,
        heard: MemoryObjectSendStream[SessionMessage | Exception],
    ) -> None:
        with heard:
            while not self.fault:
                try:
                    line = await reader.readuntil(b"\n")
                except asyncio.IncompleteReadError as end:
                    self._noted(end.partial)
                    self.ended = True
                    return
                except asyncio.LimitOverrunError:
                    self.fault = (
                        f"sent a message of more than {self._message_bytes:,} bytes; ask it for "
                        "less at once, or raise message_bytes"
                    )
                    return
                message = self._message(line)
                if message is not None:
                    try:
                        await heard.send(message)
                    except (anyio.BrokenResourceError, anyio.ClosedResourceError):
                        return

    def _message(self, line: bytes) -> SessionMessage | None:
        if not line.lstrip().startswith((b"{", b"[")):
            # No message could begin so: a banner, or a print that went to the wrong stream.
            self._noted(line)
            return None
        try:
            message = mcp_types.jsonrpc_message_adapter.validate_json(line, by_name=False)
        except ValueError:
            self.fault = f"sent a line that is no message of MCP: {line[:200]!r}"
            return None
        return SessionMessage(message)

    def _noted(self, line: bytes) -> None:
        self.printed.add(line)
        self._noise += len(line)
        if self._noise > _MOST_NOISE_BYTES:
            self.fault = (
                f"floods its standard output: {self._noise:,} bytes that are no messages of MCP"
            )

    async def _write(
        self,
        writer: asyncio.StreamWriter,
        said: MemoryObjectReceiveStream[SessionMessage],
        heard: MemoryObjectSendStream[SessionMessage | Exception],
    ) -> None:
        with said:
            async for sent in said:
                line = sent.message.model_dump_json(by_alias=True, exclude_unset=True)
                try:
                    writer.write(line.encode() + b"\n")
                    await writer.drain()
                except OSError:
                    # It no longer reads: whoever waits for an answer must not wait on.
                    heard.close()
                    return


class _Drain(asyncio.Protocol):
    def __init__(self, tail: Tail) -> None:
        self._tail = tail

    def data_received(self, data: bytes) -> None:
        self._tail.add(data)
