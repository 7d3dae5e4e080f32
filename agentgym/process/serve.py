"""The child's side: holds a toolset and answers requests about it.

Run as `python -m agentgym.process.serve REQUESTS ANSWERS`, the descriptors of two pipes. An error
that is not AgentGym's own ends the process with its traceback, and the parent starts a fresh one: a
toolset that failed in a way nobody foresaw is not to be trusted with another episode.
"""

from __future__ import annotations

import base64
import importlib
import os
import pickle
import resource
import select
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import cast

from pydantic import JsonValue

from agentgym.errors import AgentGymError, InvalidToolError
from agentgym.functions import JsonState
from agentgym.process.frames import FrameError, pack, read
from agentgym.tools import JsonObject, Tool, ToolCall
from agentgym.toolset import State, Toolset


class Service:
    """Answers requests.

    Args:
        toolset: What they are about.
    """

    def __init__(self, toolset: Toolset) -> None:
        self._toolset = toolset
        self._told: tuple[Tool, ...] | None = None
        self._kept: list[State] = []

    def answer(self, request: JsonObject) -> dict[str, JsonValue]:
        """Do what is asked for."""
        toolset = self._toolset
        match request:
            case {"op": "tools"}:
                return self._tools()
            case {"op": "reset", "seed": int(seed), "initial": initial}:
                self._kept.clear()
                toolset.reset(seed, initial)
                return self._tools()
            case {"op": "begin_turn", "turn": int(turn)}:
                toolset.begin_turn(turn)
                return self._tools()
            case {"op": "call", "name": str(name), "arguments": dict(arguments)}:
                result = toolset.call(ToolCall(name, arguments))
                return asdict(result)
            case {"op": "state"}:
                return self._keep(toolset.state())
            case {"op": "compare", "state": int(number), "goal": goal}:
                comparison = self._kept[number].compare(goal)
                return cast("dict[str, JsonValue]", asdict(comparison))
            case {"op": "close"}:
                toolset.close()
                return {}
            case _:
                raise ValueError(f"{request!r:.200} is no request")

    def _tools(self) -> dict[str, JsonValue]:
        """The tools, if they are not those told last."""
        tools = self._toolset.tools
        if tools == self._told:
            return {"tools": None}
        self._told = tools
        return {"tools": [tool.model_dump(mode="json") for tool in tools]}

    def _keep(self, state: State) -> dict[str, JsonValue]:
        if isinstance(state, JsonState):
            return {"initial": state.initial.decode(), "now": state.now.decode()}
        # Only the toolset knows how to compare it, so it stays here until the next reset.
        self._kept.append(state)
        return {"kept": len(self._kept) - 1, "digest": state.digest()}


def load_factory(request: JsonObject) -> Callable[[], Toolset]:
    """The callable that makes the toolset, by name or unpickled: the parent is trusted.

    Raises:
        InvalidToolError: It cannot be imported.
    """
    sys.path[:] = cast("list[str]", request["path"])
    packed, name = request["pickle"], str(request["factory"])
    module, _, function = name.partition(":")
    try:
        if isinstance(packed, str):
            found = pickle.loads(base64.b64decode(packed))
        else:
            found = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise InvalidToolError(
            f"the factory {name} cannot be loaded in a process of its own: {error}; put it at the "
            "top level of a module that can be imported"
        ) from error
    return cast("Callable[[], Toolset]", found)


def main(requests: int, answers: int) -> None:
    """Answer until the parent is gone; then end, with everything that was started here."""
    for descriptor in (requests, answers):
        os.set_inheritable(descriptor, False)
    threading.Thread(target=_end_with_parent, args=(requests,), daemon=True).start()
    # Left open to the very end: the parent takes their closing for the end of the process.
    asked, told = os.fdopen(requests, "rb"), os.fdopen(answers, "wb")
    service: Service | None = None
    while (request := read(asked)) is not None:
        try:
            if request["op"] == "start":
                _limit(request)
                service = Service(load_factory(request)())
                frame = pack({})
            elif service is not None:
                frame = pack(service.answer(request))
            else:
                frame = pack({})
        except FrameError as error:
            frame = pack({"error": "InfrastructureError", "message": f"the answer: {error}"})
        except AgentGymError as error:
            frame = pack({"error": type(error).__name__, "message": str(error)})
        told.write(frame)
        told.flush()
    os.killpg(0, signal.SIGKILL)


def _limit(request: JsonObject) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = request["memory_bytes"]
    if isinstance(memory, int):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with_parent(requests: int) -> None:
    """End the group as soon as the parent has let go of the pipe, whatever runs here meanwhile."""
    waiting = select.poll()
    waiting.register(requests, 0)
    waiting.poll()
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
