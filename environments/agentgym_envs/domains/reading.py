"""Reads domain files, strictly: a key twice, or a word that YAML 1.1 takes for a boolean, is a
mistake that would go unseen."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import apsw
import yaml
from pydantic import ValidationError

from agentgym.errors import InvalidWorldError, did_you_mean
from agentgym_envs.domains.names import domain_names
from agentgym_envs.domains.spec import Domain


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
            for e in error.errors()[:5]
        ]
        raise InvalidWorldError(f"domain file {source}: {'; '.join(found)}") from None
    _check_references(domain, source)
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
    return read_domain(file.read_text(encoding="utf-8"), f"{name}.yaml")


@cache
def _is_sql(word: str) -> bool:
    """Whether SQL keeps a word for itself."""
    try:
        apsw.Connection(":memory:").execute(f"CREATE TABLE {word} ({word} TEXT)")
    except apsw.SQLError:
        return True
    return False


def _check_references(domain: Domain, source: str) -> None:
    for name, noun in domain.nouns.items():
        for word in (name, *noun.attributes):
            if _is_sql(word):
                raise InvalidWorldError(
                    f"domain file {source}: {word!r} is a word of SQL, so no noun or attribute can "
                    "have this name; take another (`one` and `words` may still say it)"
                )
        for ref, leads in noun.refs.items():
            if leads.to not in domain.nouns:
                raise InvalidWorldError(
                    f"domain file {source}: {name}.{ref} leads to {leads.to!r}, which is no noun."
                    f"{did_you_mean(leads.to, domain.nouns)} Nouns: {', '.join(domain.nouns)}"
                )
        for ref in noun.per:
            if ref not in noun.refs:
                raise InvalidWorldError(
                    f"domain file {source}: {name}.per names {ref!r}, which is no reference of it; "
                    f"references: {', '.join(noun.refs) or 'none'}"
                )
    named = [behaviour.name for behaviour in domain.behaviours]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise InvalidWorldError(f"domain file {source}: two behaviours are called {twice[0]!r}")
    for behaviour in domain.behaviours:
        if behaviour.on not in domain.nouns:
            raise InvalidWorldError(
                f"domain file {source}: behaviour {behaviour.name} is on {behaviour.on!r}, "
                f"which is no noun.{did_you_mean(behaviour.on, domain.nouns)}"
            )
    known = [f"{b.name}.{verb}" for b in domain.behaviours for verb in b.say]
    for speaker in domain.speakers:
        for asked in speaker.asks:
            if asked not in known and asked not in named:
                raise InvalidWorldError(
                    f"domain file {source}: a speaker asks for {asked!r}, which is no behaviour "
                    f"and no action.{did_you_mean(asked, (*named, *known))}"
                )
    for rule in domain.rules:
        for action in rule.on:
            behaviour_name, _, verb = action.partition(".")
            found = [b for b in domain.behaviours if b.name == behaviour_name]
            if not found or verb not in found[0].say:
                raise InvalidWorldError(
                    f"domain file {source}: a rule is on {action!r}, which is no action."
                    f"{did_you_mean(action, known)}"
                )
