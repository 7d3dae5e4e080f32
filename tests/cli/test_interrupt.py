from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A user's own module, with a policy that presses Ctrl-C as its twentieth episode begins.
POLICY = """
import os, signal
from agentgym.rollout import Completion, Random

class Interrupting(Random):
    name = "impatient"
    opened = 0
    def open(self, start):
        Interrupting.opened += 1
        if Interrupting.opened == 20 and not os.path.exists("calm"):
            os.kill(os.getpid(), signal.SIGINT)
        return super().open(start)
"""

MAIN = """
import sys
from agentgym.cli.main import main
from agentgym.registry import register
from tests.rollout.toys import Counter, Gate, counter

def stuck():
    return Counter(blocking=True, on_call=Gate().wait)

register(counter("toy-up", tasks=40))
register(counter("toy-stuck", tasks=40, make=stuck))
sys.exit(main(sys.argv[1:]))
"""


def agentgym(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (path / "mine.py").write_text(POLICY)
    return subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        cwd=path,
        env={"PYTHONPATH": f"{ROOT}:{path}", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("concurrency", ["1", "8"])
def test_ctrl_c_stops_cleanly_and_resuming_makes_every_rollout_once(
    tmp_path: Path, concurrency: str
) -> None:
    words = ["run", "toy-up-v1", "--policy", "mine:Interrupting", "--concurrency", concurrency]
    stopped = agentgym(tmp_path, *words, "--out", "stopped")
    assert stopped.returncode == 130
    assert stopped.stdout == ""
    assert stopped.stderr == (
        "agentgym: stopped; --resume --out stopped with the same words makes the rest\n"
    )
    made = (tmp_path / "stopped/trajectories.jsonl").read_bytes()
    assert made == b"" or made.endswith(b"\n")
    assert made.count(b"\n") < 40

    (tmp_path / "calm").touch()
    assert agentgym(tmp_path, *words, "--out", "stopped", "--resume").returncode == 0
    assert agentgym(tmp_path, *words, "--out", "whole").returncode == 0
    resumed, whole = (
        sorted((tmp_path / name / "trajectories.jsonl").read_bytes().splitlines())
        for name in ("stopped", "whole")
    )
    assert len(resumed) == 40
    assert resumed == whole


def test_ctrl_c_does_not_wait_for_calls_that_hang(tmp_path: Path) -> None:
    stopped = agentgym(
        tmp_path,
        "run",
        "toy-*",
        "--policy",
        "mine:Interrupting",
        "--out",
        "o",
        "--concurrency",
        "30",
    )
    assert stopped.returncode == 130
    assert "Traceback" not in stopped.stderr
