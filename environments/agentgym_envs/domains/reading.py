"""Reads domain files, strictly: a key twice, or a word that YAML 1.1 takes for a boolean, is a
mistake that would go unseen."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import islice

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym_envs.domains.checking import mistakes
from agentgym_envs.domains.names import domain_names
from agentgym_envs.domains.spec import Domain

#: A message names so many mistakes at most.
_MOST_MISTAKES = 5


class _Loader(yaml.CSafeLoader):
    """YAML as people mean it: `on` and `no` are words, `08:40` is no number in base sixty."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
)


def _unique_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[object, object]:
    loader.flatten_mapping(node)
    mapping: dict[object, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands here a second time", key_node.start_mark
            )
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def in_words(error: ValidationError) -> str:
    """What a part of a domain has wrong, by place: the parts themselves, not what they are in."""
    errors = error.errors()
    inner = [e for e in errors if not any(_is_in(o["loc"], e["loc"]) for o in errors)]
    return "; ".join(_in_words(e) for e in inner[:_MOST_MISTAKES])


def _is_in(inner: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _in_words(error: ErrorDetails) -> str:
    where = ".".join(map(str, error["loc"]))
    match error["type"]:
        case "missing":
            said = "is missing"
        case "extra_forbidden":
            said = "is no word of this form"
        case "too_short":
            said = f"has too few: at least {error['ctx']['min_length']}, please"
        case "value_error":
            # Such a message names the value itself.
            return f"{where}: {error['ctx']['error']}" if where else str(error["ctx"]["error"])
        case _:
            said = f"{error['msg'][:1].lower()}{error['msg'][1:]} (found {error['input']!r:.60})"
    return f"{where}: {said}" if where else said


def read_domain(text: str, source: str) -> Domain:
    """Read and check a domain file.

    Args:
        text: YAML.
        source: What to call it in messages.

    Raises:
        InvalidWorldError: It is wrong; the message names the place and what was found there.
    """
    try:
        data = yaml.load(text, Loader=_Loader)  # a safe loader, made stricter
    except yaml.YAMLError as error:
        said = " ".join(str(error).split()).replace('"<unicode string>", ', "")
        raise InvalidWorldError(f"domain file {source}: {said}") from None
    try:
        domain = Domain.model_validate(data)
    except ValidationError as error:
        raise InvalidWorldError(f"domain file {source}: {in_words(error)}") from None
    found = list(islice(mistakes(domain), _MOST_MISTAKES))
    if found:
        raise InvalidWorldError(f"domain file {source}: {'; '.join(found)}")
    return domain


@cache
def load_domain(name: str) -> Domain:
    """An installed domain, by name.

    Raises:
        InvalidWorldError: There is none of this name, or its file is wrong.
    """
    file = files(__package__) / f"{name}.yaml"
    if not file.is_file():
        known = domain_names()
        raise InvalidWorldError(
            f"there is no domain {name!r}.{did_you_mean(name, known)} There are {', '.join(known)}"
        )
    domain = read_domain(file.read_text(encoding="utf-8"), f"{name}.yaml")
    if domain.domain != name:
        raise InvalidWorldError(
            f"domain file {name}.yaml is of the domain {domain.domain!r}; both must have one name"
        )
    return domain
