"""The aspects; each file is one, and defines one subclass of `Aspect` named after it."""

from agentgym_synth.aspects.catalog import aspect_names, read_behaviour

__all__ = ["aspect_names", "read_behaviour"]
