"""Says what a set of environments is worth: structure, plans, prompts, certificates."""

from agentgym_synth.scorecard.measures import Scorecard
from agentgym_synth.scorecard.plans import Plan, Planner
from agentgym_synth.scorecard.prompts import near_duplicates
from agentgym_synth.scorecard.renaming import renamed
from agentgym_synth.scorecard.scoring import scorecard
from agentgym_synth.scorecard.structure import Signature, signature, similarity

__all__ = [
    "Plan",
    "Planner",
    "Scorecard",
    "Signature",
    "near_duplicates",
    "renamed",
    "scorecard",
    "signature",
    "similarity",
]
