"""Rolling policies out over environments: policies, the runner, and the trajectories it records."""

from agentgym.rollout.builtin import Constant, Random, Replay, Scripted
from agentgym.rollout.folder import RunManifest, read_manifest
from agentgym.rollout.named import policy_named
from agentgym.rollout.policy import Actor, Completion, EpisodeStart, Policy, Segment
from agentgym.rollout.runner import RunSettings, arun, rollout, rollout_seed, run
from agentgym.rollout.script import read_script
from agentgym.rollout.summary import RunSummary, Tally
from agentgym.rollout.trajectory import RecordedCall, RecordedMessage, Trajectory, read_trajectories

__all__ = [
    "Actor",
    "Completion",
    "Constant",
    "EpisodeStart",
    "Policy",
    "Random",
    "RecordedCall",
    "RecordedMessage",
    "Replay",
    "RunManifest",
    "RunSettings",
    "RunSummary",
    "Scripted",
    "Segment",
    "Tally",
    "Trajectory",
    "arun",
    "policy_named",
    "read_manifest",
    "read_script",
    "read_trajectories",
    "rollout",
    "rollout_seed",
    "run",
]
