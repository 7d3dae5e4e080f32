"""A toolset in a child process: whatever happens there, one clear error comes here."""

from __future__ import annotations

import functools
import gc
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from agentgym import FunctionToolset, ToolCall, ToolResult
from agentgym.errors import (
    InfrastructureError,
    InvalidTaskError,
    InvalidToolError,
    TimeLimitError,
)
from agentgym.process import ProcessToolset
from tests.core.trouble import Trouble, Unforeseen, trouble

COUNT = ToolCall("count_up", {})


def answer_with(written: bytes) -> ToolCall:
    return ToolCall("answer_with", {"digits": written.hex()})


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[ProcessToolset, ProcessToolset]]:
    """Two toolsets, one of them in a hurry, whose processes serve as many tests as they survive."""
    patient = ProcessToolset(trouble, call_seconds=20)
    hasty = ProcessToolset("tests.core.trouble:trouble", call_seconds=0.3)
    yield patient, hasty
    patient.close()
    hasty.close()


@pytest.fixture
def toolset(kept: tuple[ProcessToolset, ProcessToolset]) -> ProcessToolset:
    kept[0].reset(1)
    return kept[0]


@pytest.fixture
def hasty(kept: tuple[ProcessToolset, ProcessToolset]) -> ProcessToolset:
    kept[1].reset(1)
    return kept[1]


@pytest.fixture
def fifo(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A named pipe and its reading end, which reports when the last writer is gone."""
    path = str(tmp_path / "fifo")
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield path, reader
    os.close(reader)


def was_let_go(reader: int) -> bool:
    """Whether nobody holds the pipe for writing any more, within 20 s."""
    waiting = select.poll()
    waiting.register(reader, 0)
    return any(events & select.POLLHUP for _, events in waiting.poll(20_000))


def was_taken(reader: int) -> bool:
    """Whether somebody writes to the pipe, within 20 s."""
    waiting = select.poll()
    waiting.register(reader, select.POLLIN)
    return any(events & select.POLLIN for _, events in waiting.poll(20_000))


def works_again(toolset: ProcessToolset) -> bool:
    toolset.reset(2)
    return toolset.call(COUNT) == ToolResult('{"result":1}')


def test_calls_are_answered_and_state_is_kept_by_another_process(toolset: ProcessToolset) -> None:
    assert toolset.pid not in (None, os.getpid())
    assert [toolset.call(COUNT).content for _ in range(2)] == ['{"result":1}', '{"result":2}']
    assert toolset.state().compare({"count": 2}).equal
    assert toolset.blocking


def test_episodes_share_one_process_and_the_tools_stay_the_same_objects(
    toolset: ProcessToolset,
) -> None:
    pid, tools = toolset.pid, toolset.tools
    toolset.reset(2)
    assert toolset.pid == pid
    toolset.close()
    toolset.reset(3)
    assert toolset.pid != pid
    assert toolset.tools is tools


def test_the_tools_are_known_before_any_reset() -> None:
    fresh = ProcessToolset(trouble)
    assert COUNT.name in [tool.name for tool in fresh.tools]
    fresh.close()
    assert COUNT.name in [tool.name for tool in fresh.tools]
    assert fresh.pid is None


def test_a_callable_that_pickles_can_be_the_factory() -> None:
    made = ProcessToolset(functools.partial(FunctionToolset, Trouble))
    assert works_again(made)
    made.close()


def test_a_call_that_takes_too_long_is_ended_with_its_process(hasty: ProcessToolset) -> None:
    pid = hasty.pid
    with pytest.raises(TimeLimitError, match=r"trouble did not answer within 0\.3 s and was ended"):
        hasty.call(ToolCall("hang", {}))
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert works_again(hasty)


def test_a_start_or_reset_that_takes_too_long_is_ended() -> None:
    made = ProcessToolset(trouble, start_seconds=0.01)
    with pytest.raises(TimeLimitError, match=r"within 0\.01 s"):
        made.reset(1)
    assert made.pid is None
    made = ProcessToolset(trouble, start_seconds=1)
    with pytest.raises(TimeLimitError, match="within 1 s"):
        made.reset(1, "hang")
    assert made.pid is None


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            ToolCall("leave", {"status": 3}),
            "ended with exit status 3; it last printed: 'leaving now'",
        ),
        (ToolCall("die", {}), "was killed by SIGKILL"),
        (answer_with(b"\0\0\0\5hello"), r"sent nonsense .* not JSON"),
        (answer_with(b"\0\0\0\2[]"), r"sent nonsense .* a list, not an object"),
        (answer_with(b"\0\0\0\2{}"), r"sent nonsense and was ended: {}"),
        (answer_with(b"\0\0\0\2{}" * 2), "6 bytes follow the answer"),
        (answer_with(b"\xff\0\0\0"), "4278190080 bytes is announced, at most"),
    ],
)
def test_a_process_that_dies_or_sends_nonsense_is_one_error_and_can_be_reset(
    toolset: ProcessToolset, call: ToolCall, words: str
) -> None:
    with pytest.raises(InfrastructureError, match=words) as caught:
        toolset.call(call)
    assert "tests.core.trouble:trouble" in str(caught.value)
    with pytest.raises(InfrastructureError, match=r"reset\(\) starts a new one"):
        toolset.call(COUNT)
    assert works_again(toolset)


def test_an_error_that_is_not_agentgyms_own_ends_the_process_and_is_told() -> None:
    made = ProcessToolset(Unforeseen)
    made.reset(1)
    with pytest.raises(InfrastructureError, match="RuntimeError: nobody foresaw this"):
        made.call(COUNT)
    assert made.pid is None
    made.close()


def test_a_tool_that_fails_leaves_the_process_alive(toolset: ProcessToolset) -> None:
    pid = toolset.pid
    with pytest.raises(InfrastructureError, match="tool fail failed with ZeroDivisionError: a bug"):
        toolset.call(ToolCall("fail", {}))
    assert toolset.pid == pid
    assert works_again(toolset)


def test_what_a_tool_prints_does_not_mix_with_its_answers(toolset: ProcessToolset) -> None:
    assert toolset.call(ToolCall("talk", {"lines": 5000})) == ToolResult("said")
    assert toolset.call(COUNT) == ToolResult('{"result":1}')


def test_printing_without_end_runs_into_the_time_limit(hasty: ProcessToolset) -> None:
    with pytest.raises(TimeLimitError, match="it last printed: 'x"):
        hasty.call(ToolCall("talk_without_end", {}))
    assert works_again(hasty)


def test_a_result_that_is_too_long_is_an_error_and_the_process_lives(
    toolset: ProcessToolset,
) -> None:
    assert len(toolset.call(ToolCall("give", {"size": 8_000_000})).content) == 8_000_000
    with pytest.raises(InfrastructureError, match=r"the answer: .* more than the 8388608"):
        toolset.call(ToolCall("give", {"size": 9_000_000}))
    assert works_again(toolset)


def test_arguments_that_are_too_long_or_not_json_are_refused_to_the_agent(
    toolset: ProcessToolset,
) -> None:
    long = toolset.call(ToolCall("answer_with", {"digits": "x" * 9_000_000}))
    assert long.is_error
    assert "too long" in long.content
    odd = toolset.call(ToolCall("answer_with", {"digits": "\ud800"}))
    assert odd.is_error
    assert "surrogate" in odd.content
    assert toolset.call(COUNT) == ToolResult('{"result":1}')


def test_a_long_request_and_a_long_answer_pass_whole(toolset: ProcessToolset) -> None:
    refused = toolset.call(ToolCall("hang", {"fifo": "x" * 3_000_000, "y": 1}))
    assert refused.is_error


def test_memory_beyond_the_limit_is_the_tools_fault() -> None:
    made = ProcessToolset(trouble, memory_mb=2000)
    made.reset(1)
    assert made.call(ToolCall("eat", {"mib": 10})).content == "10485760 bytes"
    with pytest.raises(InfrastructureError, match="MemoryError"):
        made.call(ToolCall("eat", {"mib": 3000}))
    assert works_again(made)
    made.close()


def test_an_initial_state_that_is_refused_is_the_tasks_fault(toolset: ProcessToolset) -> None:
    with pytest.raises(InvalidTaskError, match="not this one"):
        toolset.reset(1, "refuse")
    with pytest.raises(InvalidTaskError, match="no object"):
        toolset.state().compare([1])
    assert works_again(toolset)


@pytest.mark.parametrize(
    ("factory", "error", "words"),
    [
        ("trouble", InvalidToolError, "'trouble' does not name a factory; write it as"),
        ("a b:c", InvalidToolError, "does not name a factory"),
        (lambda: trouble(), InvalidToolError, "cannot be sent to another process: .* top level"),
        ("no.module:here", InvalidToolError, "no.module:here cannot be loaded .*No module named"),
        ("tests.core.trouble:gone", InvalidToolError, "cannot be loaded .*no attribute 'gone'"),
        ("tests.core.trouble:not_made", InvalidToolError, "pass at least one"),
        ("tests.core.trouble:crash", InfrastructureError, "MemoryError: no room"),
    ],
)
def test_a_factory_that_makes_no_toolset_is_refused(
    factory: str, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        ProcessToolset(factory).reset(1)


def test_a_process_that_cannot_be_started_is_an_infrastructure_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(InfrastructureError, match=r"trouble cannot be started: .*No such file"):
        ProcessToolset(trouble).reset(1)
    assert len(os.listdir("/proc/self/fd")) == before


def test_close_ends_what_the_tools_have_started(
    toolset: ProcessToolset, fifo: tuple[str, int]
) -> None:
    path, reader = fifo
    assert not toolset.call(ToolCall("leave_a_child", {"fifo": path})).is_error
    toolset.close()
    assert was_let_go(reader)


def test_a_toolset_that_is_forgotten_leaves_no_process_behind(fifo: tuple[str, int]) -> None:
    path, reader = fifo
    forgotten = ProcessToolset(trouble)
    forgotten.reset(1)
    forgotten.call(ToolCall("leave_a_child", {"fifo": path}))
    del forgotten
    gc.collect()
    assert was_let_go(reader)


def test_a_parent_that_is_killed_leaves_no_process_behind(fifo: tuple[str, int]) -> None:
    path, reader = fifo
    program = (
        "import os, signal\n"
        "from agentgym import ToolCall\n"
        "from agentgym.process import ProcessToolset\n"
        "toolset = ProcessToolset('tests.core.trouble:trouble')\n"
        "toolset.reset(1)\n"
        f"toolset.call(ToolCall('leave_a_child', {{'fifo': {path!r}}}))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert was_let_go(reader)


def test_close_from_another_thread_ends_a_call_that_hangs(fifo: tuple[str, int]) -> None:
    path, reader = fifo
    made = ProcessToolset(trouble, call_seconds=100)
    made.reset(1)
    raised: list[BaseException] = []

    def hang() -> None:
        try:
            made.call(ToolCall("hang", {"fifo": path}))
        except InfrastructureError as error:
            raised.append(error)

    thread = threading.Thread(target=hang)
    thread.start()
    assert was_taken(reader)
    made.close()
    thread.join(20)
    assert [type(error) for error in raised] == [InfrastructureError]
    assert "SIGKILL" in str(raised[0])


def test_nothing_is_left_open_after_close() -> None:
    before = len(os.listdir("/proc/self/fd"))
    made = ProcessToolset(trouble)
    made.reset(1)
    pid = made.pid
    made.close()
    made.close()
    assert len(os.listdir("/proc/self/fd")) == before
    assert pid is not None
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
