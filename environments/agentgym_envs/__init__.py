"""Hand-written and imported environment families."""

__all__: list[str] = []
