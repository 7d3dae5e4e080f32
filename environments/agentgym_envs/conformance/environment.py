"""Loads `agentgym/mcp-conformance-v1`."""

from __future__ import annotations

from collections.abc import Iterator

from agentgym.answers import TextAnswer
from agentgym.environment import Environment
from agentgym.task import Check, Goal, SolutionTurn, Task
from agentgym.tools import JsonObject, ToolCall
from agentgym_envs.conformance.catalog import ENVIRONMENT
from agentgym_envs.conformance.tools import CONTACT
from agentgym_envs.conformance.toolset import SIMPLE_TEXT, ConformanceToolset

_PROMPT = (
    "You keep a list of contacts. Enter people as they are given to you, street and town apart, "
    "and each only once. Tools whose names begin with test_ always answer the same."
)
_ADA: JsonObject = {
    "name": "Ada Marlowe",
    "address": {"street": "12 Mill Lane", "city": "Harwell"},
    "contactMethod": "phone",
    "phone": "555 0199",
}
_ILYA: JsonObject = {
    "name": "Ilya Brandt",
    "address": {"street": "3 Quay Road", "city": "Norden"},
    "contactMethod": "email",
    "email": "ilya@brandt.example",
}


def load(environment_id: str) -> Environment:
    """Load the conformance environment."""
    return Environment(
        id=environment_id, toolset=ConformanceToolset, tasks=_tasks(), system_prompt=_PROMPT
    )


def _tasks() -> Iterator[Task]:
    yield _entering(
        "by-phone",
        "Please add Ada Marlowe, 12 Mill Lane, Harwell. She wants to be called by phone: 555 0199.",
        _ADA,
    )
    yield _entering(
        "two-people",
        "Two new people, in this order: Ada Marlowe, 12 Mill Lane, Harwell, by phone, 555 0199; "
        "and Ilya Brandt, 3 Quay Road, Norden, by email, ilya@brandt.example.",
        _ADA,
        _ILYA,
    )
    yield Task(
        id="simple-text",
        environment=ENVIRONMENT,
        kind="question",
        turns=("What does test_simple_text say, word for word? Answer with that line alone.",),
        goal=Goal(checks=(Check(answer=TextAnswer(value=SIMPLE_TEXT)),)),
        solution=(SolutionTurn(calls=(ToolCall("test_simple_text", {}),), message=SIMPLE_TEXT),),
        provenance={"source": "written by hand"},
    )


def _entering(task_id: str, wish: str, *people: JsonObject) -> Task:
    return Task(
        id=task_id,
        environment=ENVIRONMENT,
        kind="change",
        turns=(wish,),
        goal=Goal(checks=(Check(state={"contacts": list(people)}),)),
        solution=(
            SolutionTurn(calls=tuple(ToolCall(CONTACT, p) for p in people), message="Done."),
        ),
        provenance={"source": "written by hand"},
    )
