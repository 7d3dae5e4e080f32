"""The same echo as an environment, served by `agentgym serve`: checked, recorded and scored.

python echo_gym.py WORDS...    the words after `agentgym`
"""

import sys

import orjson
from echo_tool import DESCRIPTION, INPUT_SCHEMA, NAME, OUTPUT_SCHEMA

from agentgym import Check, Environment, Goal, SolutionTurn, Task, Tool, ToolResult, register
from agentgym.cli.main import main
from agentgym.functions import JsonState
from agentgym.task import Limits

ID = "agentgym/bench-echo-v1"
TOOL = Tool(
    name=NAME,
    description=DESCRIPTION,
    input_schema=INPUT_SCHEMA,
    output_schema=OUTPUT_SCHEMA,
    read_only=True,
)


class Echo:
    """A toolset without a state."""

    blocking = False
    tools = (TOOL,)

    def reset(self, seed, initial=None):
        """Nothing to do."""

    def begin_turn(self, turn):
        """Nothing to do."""

    def call(self, call):
        """What was sent."""
        echo = call.arguments["text"] * call.arguments.get("times", 1)
        return ToolResult(orjson.dumps({"echo": echo}).decode())

    def state(self):
        """Nothing."""
        return JsonState(b"{}", b"{}")

    def close(self):
        """Nothing to do."""


TASK = Task(
    id="echo",
    environment=ID,
    kind="change",
    turns=("Say something.",),
    goal=Goal(checks=(Check(),)),
    solution=(SolutionTurn(message="Done."),),
    limits=Limits(steps=10**9, calls=10**9),
)

if __name__ == "__main__":
    register(Environment(ID, Echo, [TASK]))
    sys.exit(main(sys.argv[1:]))
