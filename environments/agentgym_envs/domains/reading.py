"""Reads domain files, strictly: a key twice, or a word that YAML 1.1 takes for a boolean, is a
mistake that would go unseen."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import islice

import yaml
from pydantic import ValidationError

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
        raise InvalidWorldError(f"domain file {source}: {' '.join(str(error).split())}") from None
    try:
        domain = Domain.model_validate(data)
    except ValidationError as error:
        found = [
            f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}"
            + (f" (found {e['input']!r:.60})" if e["type"] != "missing" else "")
            for e in error.errors()[:_MOST_MISTAKES]
        ]
        raise InvalidWorldError(f"domain file {source}: {'; '.join(found)}") from None
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
