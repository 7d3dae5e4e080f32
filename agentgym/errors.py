"""The error tree.

Every error is also the standard library's error of its kind, and pickles, so that it crosses
process boundaries whole::

    AgentGymError
    ├── UnknownEnvironmentError (LookupError)     no environment has this id
    ├── UnknownTaskError (LookupError)            the environment has no such task
    ├── DuplicateEnvironmentError (ValueError)    the id is taken
    ├── NotInstalledError (ImportError)           a family's data or an extra is missing
    ├── InvalidEnvironmentError (ValueError)      an id, a registration or a loader is wrong
    ├── InvalidTaskError (ValueError)             a task that does not fit its environment
    ├── InvalidToolError (TypeError)              a tool whose schema cannot be made or compiled
    ├── InvalidWorldError (ValueError)            a world file is wrong; names tool, step and column
    ├── InvalidActionError (TypeError)            the caller passed something that is not an action
    ├── InvalidOptionError (ValueError)           an option of `reset` or a parked episode is wrong
    ├── UnknownPolicyError (LookupError)          no policy has this name
    ├── InvalidPolicyError (ValueError)           a script or what an entry point names is no policy
    ├── InvalidTrajectoryError (ValueError)       a trajectory file is corrupt; names the line
    ├── RunInUseError (BlockingIOError)           another process writes to the folder
    ├── RunMismatchError (ValueError)             the folder holds a run with other settings
    ├── InvalidDatasetError (ValueError)          a folder holds no whole, sound set; names the file
    ├── CertificateError (ValueError)             a certificate does not hold
    ├── UnknownEpisodeError (LookupError)         no open episode of a server has this id
    ├── TooManyEpisodesError (RuntimeError)       a server holds as many episodes as it may
    ├── InfrastructureError (RuntimeError)        the machine failed, not the agent
    │   └── TimeLimitError (TimeoutError)         a time limit ran out
    └── ToolError (Exception)                     raised by a tool: the agent reads it as a result

What an *agent* does wrong is never an exception: it is a `ToolResult` with `is_error`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class AgentGymError(Exception):
    """The root of every error AgentGym raises on purpose."""


class UnknownEnvironmentError(AgentGymError, LookupError):
    """No registered environment has this id."""


class UnknownTaskError(AgentGymError, LookupError):
    """The environment has no task of this id."""


class DuplicateEnvironmentError(AgentGymError, ValueError):
    """An environment of this id is registered already."""


class NotInstalledError(AgentGymError, ImportError):
    """Something optional is missing; the message says how to get it."""


class InvalidEnvironmentError(AgentGymError, ValueError):
    """An id, a registration or what a loader returned is wrong."""


class InvalidTaskError(AgentGymError, ValueError):
    """A task is incomplete or does not fit its environment."""


class InvalidToolError(AgentGymError, TypeError):
    """A tool cannot be described by a schema, or its schema does not compile."""


class InvalidWorldError(AgentGymError, ValueError):
    """A world file is wrong. The message names the tool, the step and the column."""


class InvalidActionError(AgentGymError, TypeError):
    """What was passed to `step` is not a `ToolCall`, a list of them, or a `str`."""


class InvalidOptionError(AgentGymError, ValueError):
    """An option of `reset`, or a parked episode, is not one this environment understands."""


class UnknownPolicyError(AgentGymError, LookupError):
    """No policy has this name."""


class InvalidPolicyError(AgentGymError, ValueError):
    """A script of actions is wrong, or what a name leads to is not a policy."""


class InvalidTrajectoryError(AgentGymError, ValueError):
    """A trajectory file holds a line that is not a trajectory. The message names file and line."""


class RunInUseError(AgentGymError, BlockingIOError):
    """Another process is writing to the same run folder."""


class RunMismatchError(AgentGymError, ValueError):
    """The run folder holds a run that was started with other settings."""


class InvalidDatasetError(AgentGymError, ValueError):
    """A folder holds no set of environments, another one, half of one, or a damaged one."""


class CertificateError(AgentGymError, ValueError):
    """A certificate does not hold for the task it names."""


class UnknownEpisodeError(AgentGymError, LookupError):
    """No open episode of this server has this id; it may have been closed or have expired."""


class TooManyEpisodesError(AgentGymError, RuntimeError):
    """A server holds as many open episodes as it may."""


class InfrastructureError(AgentGymError, RuntimeError):
    """The machine, not the agent, failed: the rollout ends unscored."""


class TimeLimitError(InfrastructureError, TimeoutError):
    """A time limit of the infrastructure ran out."""


class ToolError(AgentGymError):
    """Raised inside a tool to refuse a call; the agent reads the message as an error result."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence that names the closest known names, or the empty string when none is close."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    if not close:
        return ""
    return " Did you mean " + " or ".join(repr(c) for c in close) + "?"
