"""How questions are written: one turn, calls that look, and an answer with its proof."""

from __future__ import annotations

from agentgym.answers import Answer
from agentgym_envs.handwritten.drafts import About, Call, Draft
from agentgym_envs.office.tasks.drafts import says


def asked(
    task_id: str,
    who: str,
    said: str,
    calls: tuple[Call, ...],
    answer: Answer,
    proof: str,
    why: str,
    about: tuple[About, ...] = (),
) -> Draft:
    """A task of kind `question`."""
    turns = (says(who, said, *calls, answer=answer, proof=proof),)
    return Draft(task_id, "question", who, turns, why, about)
