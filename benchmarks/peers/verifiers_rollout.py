"""A taskset of verifiers over the library, and a model that asks for the stored calls."""

import json
from collections.abc import Iterator

import verifiers.v1 as vf
from library import calls
from verifiers_toolset import LibraryToolset

__all__ = ["LibraryTaskset"]


class LibraryTask(vf.Task[vf.TaskData, vf.State, vf.TaskConfig]):
    """The one task; its tool server is started for every rollout."""

    @classmethod
    def toolsets(cls, config: vf.TaskConfig) -> list[vf.Toolset]:
        """The library."""
        return [LibraryToolset(vf.ToolsetConfig())]


class LibraryTaskset(vf.Taskset[LibraryTask, vf.TasksetConfig]):
    """The one task."""

    def load(self) -> Iterator[LibraryTask]:
        """Give it."""
        yield LibraryTask(vf.TaskData(name="calls", prompt="Work through today's requests."))


async def read_body(receive) -> dict:
    """The JSON of a request."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message["body"], message.get("more_body", False)
    return json.loads(body)


def next_chunk(done: int) -> dict:
    """What the model says after so many calls: the next one, or that it is finished."""
    listed = calls()
    if done == len(listed):
        delta, reason = {"role": "assistant", "content": "Done."}, "stop"
    else:
        name, arguments = listed[done]
        called = {"name": name, "arguments": json.dumps(arguments)}
        call = {"index": 0, "id": f"call_{done}", "type": "function", "function": called}
        delta, reason = {"role": "assistant", "tool_calls": [call]}, "tool_calls"
    return {
        "id": f"turn_{done}",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "stored",
        "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
