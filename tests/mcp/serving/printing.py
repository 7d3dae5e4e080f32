"""Serves a tool that prints where only the protocol may be written, and one that hangs."""

from __future__ import annotations

import subprocess
import sys
import threading

from agentgym import FunctionToolset, Task, register, tool
from agentgym.cli.main import main
from agentgym.environment import Environment


class Loud:
    @tool
    def shout(self) -> str:
        """Print, from here and from a child."""
        print("from python")
        subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)
        return "shouted"

    @tool
    def hang(self) -> str:
        """Say so, and never return."""
        print("hanging", flush=True)
        threading.Event().wait()
        return "never"


TASK = {
    "id": "one",
    "environment": "agentgym/loud-one-v1",
    "kind": "change",
    "turns": ["Shout."],
    "goal": {"checks": [{}]},
    "solution": [{"calls": [], "message": "Done."}],
}

if __name__ == "__main__":
    tasks = [Task.model_validate(TASK)]
    register(Environment("agentgym/loud-one-v1", lambda: FunctionToolset(Loud), tasks))
    sys.exit(main(["serve", "loud-one-v1", *sys.argv[1:]]))
