"""Generates environments and tasks, and proves them."""

__all__: list[str] = []
