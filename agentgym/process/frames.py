"""What travels between a toolset's process and its child: JSON, with its length before it.

Nothing that comes from the child is ever unpickled: the worst it can send is wrong JSON.
"""

from __future__ import annotations

from typing import BinaryIO

import orjson
from pydantic import JsonValue

from agentgym.tools import JsonObject

#: The longest frame, in bytes, without its length.
MOST_BYTES = 8 << 20
#: The length: unsigned, the highest byte first.
LENGTH_BYTES = 4


class FrameError(ValueError):
    """What was received is no frame."""


def pack(value: dict[str, JsonValue]) -> bytes:
    """A frame.

    Raises:
        FrameError: It would be too long.
    """
    body = orjson.dumps(value)
    if len(body) > MOST_BYTES:
        raise FrameError(f"{len(body)} bytes are more than the {MOST_BYTES} a frame may have")
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def unpack(received: bytes | bytearray) -> JsonObject | None:
    """The value of the one frame received so far; None while it is incomplete.

    Raises:
        FrameError: It is too long, more than one, or not a JSON object.
    """
    if len(received) < LENGTH_BYTES:
        return None
    length = int.from_bytes(received[:LENGTH_BYTES], "big")
    if length > MOST_BYTES:
        raise FrameError(f"a frame of {length} bytes is announced, at most {MOST_BYTES} are taken")
    if len(received) < LENGTH_BYTES + length:
        return None
    if len(received) > LENGTH_BYTES + length:
        raise FrameError(f"{len(received) - LENGTH_BYTES - length} bytes follow the answer")
    try:
        value = orjson.loads(received[LENGTH_BYTES:])
    except orjson.JSONDecodeError as error:
        raise FrameError(f"a frame is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise FrameError(f"a frame holds a {type(value).__name__}, not an object")
    return value


def read(stream: BinaryIO) -> JsonObject | None:
    """Wait for the next frame of a stream; None at its end."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    return unpack(head + stream.read(int.from_bytes(head, "big")))
