"""From a word on the command line to a policy."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

from agentgym.errors import InvalidPolicyError, UnknownPolicyError, did_you_mean
from agentgym.rollout.builtin import Constant, Random, Replay
from agentgym.rollout.policy import Policy
from agentgym.rollout.script import read_script

_GROUP = "agentgym.policies"
_PLAIN: dict[str, Callable[[], Policy]] = {
    "random": Random,
    "noop": lambda: Constant("", name="noop"),
    "replay": Replay,
}
_WITH_ARGUMENT: dict[str, Callable[[str], Policy]] = {
    "constant": Constant,
    "script": lambda file: read_script(Path(file)),
}


def policy_named(word: str) -> Policy:
    """The policy that a word stands for.

    `random`, `noop` and `replay`; `constant:WORDS` (says the words), `script:FILE` (plays a file);
    `NAME` or `NAME:ARGUMENT` of the entry points `agentgym.policies`, whose targets are called
    with the argument, if there is one; or `package.module:attribute`, a policy or a function that
    returns one.

    Raises:
        UnknownPolicyError: No such policy; names close ones.
        InvalidPolicyError: What the word leads to is not a policy.
    """
    name, colon, argument = word.partition(":")
    if name in _PLAIN and not colon:
        return _PLAIN[name]()
    if name in _WITH_ARGUMENT and argument:
        return _WITH_ARGUMENT[name](argument)
    offered = {point.name: point for point in entry_points(group=_GROUP)}
    if name in offered:
        make: Callable[..., object] = offered[name].load()
        return _checked(make(argument) if colon else make(), word)
    if argument and name not in _PLAIN and name not in _WITH_ARGUMENT:
        return _imported(name, argument, word)
    known = [*_PLAIN, *(f"{prefix}:" for prefix in _WITH_ARGUMENT), *offered]
    raise UnknownPolicyError(
        f"no policy {word!r}.{did_you_mean(word, known)} There are {', '.join(_PLAIN)}, "
        "constant:WORDS, "
        f"script:FILE{''.join(f', {n}' for n in offered)}, and package.module:attribute."
    )


def _imported(module: str, attribute: str, word: str) -> Policy:
    try:
        target: object = getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError as error:
        if error.name is None or not module.startswith(error.name):
            raise
        raise UnknownPolicyError(
            f"no policy {word!r}: there is no module {error.name!r} to import it from"
        ) from error
    except AttributeError as error:
        raise UnknownPolicyError(
            f"no policy {word!r}: the module {module} has no {attribute!r}"
        ) from error
    if callable(target) and not _is_policy(target):
        target = target()
    return _checked(target, word)


def _checked(value: object, word: str) -> Policy:
    if not _is_policy(value):
        raise InvalidPolicyError(
            f"{word!r} leads to {value!r:.120}, which is not a policy: a policy has a `name` and "
            "`open(start)`, see agentgym.rollout.Policy"
        )
    return cast("Policy", value)


def _is_policy(value: object) -> bool:
    # A class has `name` and `open` as well, but is called to make the policy.
    return (
        not isinstance(value, type)
        and isinstance(getattr(value, "name", None), str)
        and callable(getattr(value, "open", None))
    )
