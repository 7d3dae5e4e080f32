"""Writes sets of generated environments into folders."""

from agentgym_synth.writing.source import Made, Source
from agentgym_synth.writing.write import write_dataset

__all__ = ["Made", "Source", "write_dataset"]
