"""API styles: how the same behaviour looks through its tools. Every dimension is independent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from agentgym.sampling import Draws

Case = Literal["snake", "camel", "kebab", "dotted"]
_PARTICLES = frozenset(
    "of off out up in back on down over for to into from away through with by under as at".split()
)
_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How an environment's tools look.

    Attributes:
        case: How names are written; `dotted` is `appointments.cancel`.
        granularity: A tool for each verb; one tool for a thing's verbs, with an `action` argument;
            or verbs that take several keys at once.
        ids: `APT-00412`, `412` or `"038214"`.
        paging: How long lists are read: all at once, by page, or by offset.
        page_size: Rows a page.
        filters: What lists can be narrowed by: everything that is a choice, a date or a reference;
            references and the status; or nothing but the first reference.
        search: People and things with names can be searched for by a part of the name.
        details: Each thing has a tool that shows one of it, hidden properties or not.
        labels: Lists show the names that references lead to, beside the keys.
        money: In cents, or in units with two decimals.
        errors: Plain sentences, codes, or polite ones.
        extras: How many tools there are beyond what is needed.
    """

    case: Case = "snake"
    granularity: Literal["verbs", "manage", "batch"] = "verbs"
    ids: Literal["prefixed", "counted", "digits"] = "prefixed"
    paging: Literal["none", "page", "offset"] = "none"
    page_size: int = 10
    filters: Literal["all", "refs", "few"] = "all"
    search: bool = True
    details: bool = True
    labels: bool = False
    money: Literal["cents", "units"] = "cents"
    errors: Literal["plain", "coded", "polite"] = "plain"
    extras: int = 2

    @classmethod
    def drawn(cls, draws: Draws) -> Style:
        """A style by chance."""
        return cls(
            case=draws.choice(("snake", "snake", "camel", "kebab", "dotted")),
            granularity=draws.choice(("verbs", "verbs", "manage", "batch")),
            ids=draws.choice(("prefixed", "counted", "digits")),
            paging=draws.choice(("none", "page", "offset")),
            page_size=draws.choice((8, 10, 15, 20)),
            filters=draws.choice(("all", "all", "refs", "few")),
            search=draws.chance(0.75),
            details=draws.chance(0.7),
            labels=draws.chance(0.5),
            money=draws.choice(("cents", "units")),
            errors=draws.choice(("plain", "coded", "polite")),
            extras=draws.integer(0, 6),
        )

    def tool(self, verb: str, *nouns: str) -> str:
        """A tool's name: a verb and what it is about, in snake case each."""
        noun = "_".join(nouns)
        match self.case:
            case "camel":
                return _camel(f"{verb}_{noun}" if noun else verb)
            case "kebab":
                return f"{verb}_{noun}".strip("_").replace("_", "-")
            case "dotted":
                return f"{noun}.{verb}" if noun else verb
        return f"{verb}_{noun}".strip("_")

    def doing(self, verb: str, thing: str, nouns: frozenset[str]) -> str:
        """The name of a tool that does something: `set_urgency` of a referral is
        `set_referral_urgency`.

        Args:
            verb: The verb, with or without its object, in snake case.
            thing: What it is about.
            nouns: Words that name things here: a verb with one of them needs no further object.
        """
        first, *rest = verb.split("_")
        if self.case == "dotted" or not rest or rest[-1] in _PARTICLES:
            return self.tool(verb, thing)
        if nouns & set(rest):
            return self.tool(verb)
        return self.tool(first, thing, *rest)

    def word(self, name: str) -> str:
        """The name of an argument or of a field, given in snake case."""
        return _camel(name) if self.case == "camel" else name

    def message(self, text: str, code: str) -> str:
        """What a tool says when it refuses.

        Args:
            text: The reason: lower case, no full stop.
            code: A short name of the kind of reason.
        """
        match self.errors:
            case "coded":
                return f"{code.upper()}: {text}"
            case "polite":
                return f"Sorry, that is not possible: {text}."
        return text


def slug(words: str) -> str:
    """Words as a name in snake case."""
    return _WORDS.sub("_", words.lower()).strip("_")


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)
