"""Random draws that stay the same across versions, and valid arguments made of them."""

from agentgym.sampling.draws import Draws
from agentgym.sampling.sampler import sample_arguments

__all__ = ["Draws", "sample_arguments"]
