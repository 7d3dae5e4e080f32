"""What a question is, once it has been found out."""

from __future__ import annotations

from dataclasses import dataclass

from agentgym.answers import Answer
from agentgym.task import Mention


@dataclass(frozen=True, slots=True)
class Question:
    """Something that somebody wants to know, and that the solution has found out.

    Attributes:
        pattern: The shape it has.
        text: The question.
        mentions: The proofs that its words pick what they mean.
        answer: The right one.
    """

    pattern: str
    text: str
    mentions: tuple[Mention, ...]
    answer: Answer
