"""Says what a set of environments is worth: structure, plans, prompts, certificates."""

from agentgym_synth.scorecard.renaming import renamed
from agentgym_synth.scorecard.structure import Signature, signature, similarity

__all__ = ["Signature", "renamed", "signature", "similarity"]
