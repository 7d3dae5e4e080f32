"""Least and greatest whole numbers, as domains give them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def _in_order(span: tuple[int, int]) -> tuple[int, int]:
    low, high = span
    if not 1 <= low <= high:
        raise ValueError(f"{list(span)} is no least and greatest number, each at least 1")
    return span


#: The least and the greatest of something that there is at least one of.
Span = Annotated[tuple[int, int], AfterValidator(_in_order)]
