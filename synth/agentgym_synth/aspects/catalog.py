"""Which aspects there are: every file of this folder that defines one."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files

from pydantic import ValidationError

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym_envs.domains.reading import in_words
from agentgym_envs.domains.spec import Behaviour
from agentgym_synth.aspect import Aspect

_NOT_ASPECTS = {"__init__", "catalog"}


@lru_cache(maxsize=1)
def aspect_names() -> tuple[str, ...]:
    """The aspects, in order."""
    here = files(__package__)
    names = (p.name.removesuffix(".py") for p in here.iterdir() if p.name.endswith(".py"))
    return tuple(sorted(set(names) - _NOT_ASPECTS))


@cache
def _aspect(name: str) -> type[Aspect]:
    module = import_module(f"{__package__}.{name}")
    aspect: type[Aspect] = getattr(module, name.title().replace("_", ""))
    return aspect


def read_behaviour(behaviour: Behaviour) -> Aspect:
    """The aspect of a behaviour, with the domain's settings.

    Raises:
        InvalidWorldError: There is no such aspect, a setting is wrong, or an action has no words.
    """
    where = f"behaviour {behaviour.name}"
    if behaviour.aspect not in aspect_names():
        raise InvalidWorldError(
            f"{where}: there is no aspect {behaviour.aspect!r}."
            f"{did_you_mean(behaviour.aspect, aspect_names())} "
            f"There are {', '.join(aspect_names())}"
        )
    try:
        aspect = _aspect(behaviour.aspect).model_validate(behaviour.model_dump())
    except ValidationError as error:
        raise InvalidWorldError(f"{where} ({behaviour.aspect}): {in_words(error)}") from None
    missing = [verb for verb in aspect.verbs() if verb not in aspect.say]
    surplus = [verb for verb in aspect.say if verb not in aspect.verbs()]
    if missing:
        raise InvalidWorldError(f"{where} ({behaviour.aspect}): nobody says how to {missing[0]!r}")
    if surplus:
        raise InvalidWorldError(
            f"{where} ({behaviour.aspect}): {surplus[0]!r} is no action of it."
            f"{did_you_mean(surplus[0], aspect.verbs())} Actions: {', '.join(aspect.verbs())}"
        )
    return aspect
