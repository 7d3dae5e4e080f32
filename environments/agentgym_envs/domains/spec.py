"""The form of a domain file: nouns, behaviours and rules, in a trade's own words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from agentgym.errors import did_you_mean

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]
Phrase = Annotated[str, Field(min_length=1)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]

#: `{name}`, `{name's}`, `{ref.name}`, `{amount>}`, `{amount<}`.
SLOT = re.compile(r"\{([a-z][a-z0-9_]*)((?:\.[a-z][a-z0-9_]*)*)('s|[<>])?\}")
_IT = ("it", "it's")
_HOUR = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
Kind = Literal["person", "names", "choice", "int", "money", "date", "time", "flag", "real", "text"]
Named = Literal["person", "names"]


def slot_mistake(phrase: str, known: Iterable[str], needed: Iterable[str] = ()) -> str:
    """What is wrong with the slots of a phrase; empty where nothing is.

    Args:
        phrase: The phrase.
        known: The slots that are filled, as they stand between braces.
        needed: Groups of slots, with spaces between, of each of which the phrase needs one.
    """
    known = tuple(known)
    there = [found[0][1:-1] for found in SLOT.finditer(phrase)]
    listed = ", ".join(f"{{{slot}}}" for slot in known) or "none"
    for slot in there:
        if slot not in known:
            return (
                f"{phrase!r} has the slot {{{slot}}}, which nothing fills."
                f"{did_you_mean(slot, known)} Slots here: {listed}"
            )
    rest = SLOT.sub("", phrase)
    if "{" in rest or "}" in rest:
        return f"{phrase!r} has a brace that belongs to no slot. Slots here: {listed}"
    for group in needed:
        if not set(group.split()) & set(there):
            return f"{phrase!r} lacks {{{group.split()[0]}}}"
    return ""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Superlatives(_Part):
    """Words that pick one of several by this attribute.

    Attributes:
        most: An adjective for the greatest value ("dearest", "latest", "heaviest"), as in "the
            dearest of the invoices".
        least: An adjective for the least value.
        does_most: What the one with the greatest value does ("was opened last"), as in "whichever
            of the standards was opened last". Where no plain adjective says it.
        does_least: What the one with the least value does ("expires first").
        asked: They are for questions only: nobody has something done to what they pick.
    """

    most: str | None = None
    least: str | None = None
    does_most: str | None = None
    does_least: str | None = None
    asked: bool = False


class Tests(_Part):
    """Clauses that compare this attribute, to follow "if": `{it}` is the thing, `{value}` the
    value.

    Attributes:
        above: For a value above a threshold.
        below: For a value below a threshold.
        equal: For one value ("{it} is still {value}").
    """

    above: str | None = None
    below: str | None = None
    equal: str | None = None


class Attribute(_Part):
    """A typed property of a noun, with how its values come about and how people speak of it.

    Attributes:
        kind: `person` (a full name, unique), `names` (drawn from `of` without repeats, unique),
            `choice` (one of `of`), `int`, `real`, `money` (whole currency units), `date` (days from
            the world's first day), `time` (of day), `flag` (probability in `range[0]`), `text`
            (drawn from `of`; free prose that nobody is asked about).
        of: The values; a mapping gives weights.
        parts: For `names`: lists whose items stand for `{0}`, `{1}`, ... in the values of `of`.
        range: Least and greatest value; days for dates, "HH:MM" for times.
        step: What values are a multiple of (minutes for times).
        decimals: Of a `real`.
        workdays: A `date` that falls on a Saturday or a Sunday moves to the Monday.
        by: The attribute, own or through references (`clinician.specialty`), on which the values
            depend.
        when: Value of `by` to the `of` or `range` that then holds.
        unit: What stands after the number ("kg", "minutes").
        optional: The probability that it is empty.
        words: What people call it ("date of birth").
        ask: Questions for its value; `{it}` is the thing asked about.
        sum: A question for its total over `{set}` ("How much do the {set} come to?").
        order: How a list sorted by it is asked for ("from the cheapest to the dearest").
        superlatives: Adjectives that pick by it.
        tests: Clauses that compare it.
        limits: The limits that people name when they compare it ("if it costs more than 500"), as
            `range` has them; round values near those of the rows unless given.
        compare: Questions how far two things lie apart in it; `{it}` is the one with more of it,
            `{other}` the one with less ("How much heavier is {it} than {other}?").
        hidden: Tools show it only in the details of one thing, never in lists.
    """

    kind: Kind
    of: tuple[Any, ...] | dict[Any, float] | None = None
    parts: tuple[tuple[str, ...], ...] = ()
    range: tuple[Any, Any] | None = None
    step: float | None = None
    decimals: int = 1
    workdays: bool = False
    by: str | None = None
    when: dict[Any, Any] | None = None
    unit: str = ""
    optional: Annotated[float, Field(ge=0, lt=1)] = 0.0
    words: str = ""
    ask: tuple[Phrase, ...] = ()
    sum: str | None = None
    order: str | None = None
    superlatives: Superlatives = Superlatives()
    tests: Tests = Tests()
    limits: tuple[Any, ...] = ()
    compare: tuple[Phrase, ...] = ()
    hidden: bool = False

    @model_validator(mode="after")
    def _has_values(self) -> Self:
        listed = self.kind in ("names", "choice", "text")
        if listed and self.by is None and not self.of:
            raise ValueError(f"a {self.kind!r} attribute needs values in `of`; it has none")
        if (self.by is None) != (self.when is None):
            raise ValueError("`by` and `when` go together; one of them is missing")
        if self.when is not None and not self.when:
            raise ValueError("`when` is empty; give the values for each value of `by`")
        bounded = self.kind in ("int", "money", "date", "time", "real")
        if bounded and self.by is None and self.range is None:
            raise ValueError(f"a {self.kind!r} attribute needs a `range`")
        for span in (self.range, *(self.when.values() if self.when and bounded else ())):
            self._check_span(span.get("range") if isinstance(span, dict) else span)
        if self.compare and self.kind not in ("int", "money"):
            raise ValueError(f"`compare` asks how far numbers lie apart; a {self.kind!r} is none")
        if self.step is not None and self.step <= 0:
            raise ValueError(f"`step` is {self.step}; it must be above 0")
        values = list(self.of or ())
        for value in values:
            if value is None or not str(value).strip():
                raise ValueError(f"`of` has an empty value: {values}")
            if values.count(value) > 1:
                raise ValueError(f"`of` has {value!r} twice")
        weights = list(self.of.values()) if isinstance(self.of, dict) else [1.0]
        if weights and (min(weights) < 0 or not sum(weights)):
            raise ValueError(f"weights in `of` are not below 0, and not all 0: {self.of}")
        for value in values if self.kind == "names" else ():
            fields = [field for _, field, _, _ in Formatter().parse(str(value)) if field]
            known = [str(place) for place in range(len(self.parts))]
            if any(field not in known for field in fields):
                raise ValueError(
                    f"{value!r} has a place for which there is no list in `parts`; there are "
                    f"{len(self.parts)}, counted from {{0}}"
                )
        return self

    def _check_span(self, span: Any) -> None:
        if span is None:
            return
        if not isinstance(span, list | tuple) or len(span) != 2:
            raise ValueError(f"{span!r} is no range; give its least and its greatest value")
        if self.kind == "time":
            if not all(isinstance(end, str) and _HOUR.fullmatch(end) for end in span):
                raise ValueError(f'range {list(span)} is of no times; they look like "08:30"')
        elif not all(isinstance(end, int | float) for end in span):
            raise ValueError(f"range {list(span)} is of no numbers, as a {self.kind!r} has them")
        if span[0] > span[1]:
            raise ValueError(f"range {list(span)} is empty: its end is below its start")

    @model_validator(mode="after")
    def _words_have_their_slots(self) -> Self:
        tests = self.tests
        value = ("it it's", *(("value",) if self.kind != "flag" else ()))
        compared = (*_IT, "value")
        sayings: list[tuple[str | None, tuple[str, ...], tuple[str, ...]]] = [
            *((question, _IT, ("it it's",)) for question in self.ask),
            *((question, ("it", "other"), ("it", "other")) for question in self.compare),
            (self.sum, ("set",), ("set",)),
            (self.order, (), ()),
            (self.superlatives.most, (), ()),
            (self.superlatives.least, (), ()),
            (self.superlatives.does_most, (), ()),
            (self.superlatives.does_least, (), ()),
            (tests.above, compared, ("it it's", "value")),
            (tests.below, compared, ("it it's", "value")),
            (tests.equal, compared, value),
        ]
        for phrase, known, needed in sayings:
            wrong = slot_mistake(phrase, known, needed) if phrase is not None else ""
            if wrong:
                raise ValueError(wrong)
        return self


class Reference(_Part):
    """A relationship to another noun.

    Attributes:
        to: The noun.
        ask: Questions for it; `{it}` is the thing asked about.
        most: A question which of the things it leads to has the most of these ("Which parent has
            the most children here?").
        fewest: A question which has the fewest.
        same: Attributes that must agree: own attribute to the other's (a work order's trade to the
            technician's).
        optional: The probability that there is none.
    """

    to: Word
    ask: tuple[Phrase, ...] = ()
    most: str | None = None
    fewest: str | None = None
    same: dict[str, str] = Field(default_factory=dict)
    optional: Annotated[float, Field(ge=0, lt=1)] = 0.0

    @model_validator(mode="after")
    def _questions_have_their_slots(self) -> Self:
        for question in self.ask:
            wrong = slot_mistake(question, _IT, ("it it's",))
            if wrong:
                raise ValueError(wrong)
        for count in (self.most, self.fewest):
            wrong = slot_mistake(count, ()) if count is not None else ""
            if wrong:
                raise ValueError(wrong)
        return self


class Description(_Part):
    """A noun phrase with slots, each of which must equal the thing's own value.

    Attributes:
        say: The phrase, with its article where it needs one ("the {time} flight to {airport}").
        where: Further conditions: attribute to value, or to a list of values.
    """

    say: Phrase
    where: dict[str, Any] = Field(default_factory=dict)


class Key(_Part):
    """A key that people know: an invoice number, a booking reference.

    Attributes:
        prefix: Before the digits.
        digits: How many.
    """

    prefix: str
    digits: Annotated[int, Field(ge=3, le=8)] = 5


class Noun(_Part):
    """A kind of thing: a table.

    Attributes:
        one: What people call one of them; the noun's own name unless given.
        many: The plural.
        size: Least and greatest number of rows.
        per: Instead of `size`: a reference, and how many there are for each thing it leads to.
        person: They are people, and may be the one who asks.
        attributes: Its properties; `name` comes first where it has one.
        refs: Its relationships.
        key: Where people know the key.
        described: How people name one of them. Every slot must match; a description is used only
            where it picks exactly one.
        sets: Plural noun phrases without an article ("unpaid invoices for {patient}").
        alike: The attributes and references in which one must agree with another that would do in
            its place (the destination of a flight).
        about: One line for the tools' descriptions.
    """

    one: str = ""
    many: str
    size: tuple[int, int] = (8, 16)
    per: dict[str, tuple[int, int]] = Field(default_factory=dict)
    person: bool = False
    attributes: dict[Word, Attribute]
    refs: dict[Word, Reference] = Field(default_factory=dict)
    key: Key | None = None
    described: Annotated[tuple[Description, ...], Field(min_length=1)]
    sets: tuple[Description, ...] = ()
    alike: tuple[Word, ...] = ()
    about: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        data = dict(data)
        for name in ("described", "sets"):
            if isinstance(data.get(name), list):
                data[name] = [{"say": d} if isinstance(d, str) else d for d in data[name]]
        if isinstance(data.get("refs"), dict):
            data["refs"] = {
                k: {"to": v} if isinstance(v, str) else v for k, v in data["refs"].items()
            }
        return data

    @model_validator(mode="after")
    def _is_sized(self) -> Self:
        if self.size[0] < 1 or self.size[0] > self.size[1]:
            raise ValueError(f"size {list(self.size)} is no range of at least one row")
        for label in self.alike:
            if label not in self.attributes and label not in self.refs:
                known = (*self.attributes, *self.refs)
                raise ValueError(
                    f"`alike` names {label!r}, which is neither an attribute nor a reference."
                    f"{did_you_mean(label, known)} There: {', '.join(known)}"
                )
        clash = self.attributes.keys() & self.refs.keys()
        if clash:
            raise ValueError(f"{sorted(clash)} are attributes and references at once")
        return self


class Saying(_Part):
    """How people ask for an action.

    Attributes:
        tool: The verb phrase of the tool, in snake case, where the aspect's own does not fit.
        do: Imperative clauses in lower case without a full stop ("cancel {appointment}"). People
            stand in them as objects or possessives only, so that "me" and "my" fit too.
        because: Sentences that may stand right after the request; they add no condition.
        all: The same for a set: `{set}` is a plural noun phrase ("cancel all the {set}").
        when: What would make people ask for it rather than for something else: a property of the
            first thing, or of what it refers to (`pupil.attendance`), to `above`, `below`, or the
            value that speaks for it. What people make depend on a property is two actions that
            name it with different values.
        reasons: Where the action takes a choice, such as a reason, that has to follow from what it
            depends on: property of `when` to the choices that do.
    """

    tool: Word | None = None
    do: Annotated[tuple[Phrase, ...], Field(min_length=2)]
    because: tuple[Phrase, ...] = ()
    all: tuple[Phrase, ...] = ()
    when: dict[str, str] = Field(default_factory=dict)
    reasons: dict[str, tuple[Any, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _slots_are_where_they_can_be(self) -> Self:
        for sentence in self.because:
            wrong = slot_mistake(sentence, ())
            if wrong:
                raise ValueError(f"because: {wrong}")
        for phrase in self.all:
            if "{set}" not in phrase:
                raise ValueError(f"all: {phrase!r} lacks {{set}}, where the things are named")
        for label in self.reasons:
            if label not in self.when:
                raise ValueError(
                    f"reasons: {label!r} is not in `when`.{did_you_mean(label, self.when)} There: "
                    f"{', '.join(self.when) or 'nothing'}"
                )
        return self


class Behaviour(BaseModel):
    """An aspect that a noun carries here; what else it takes is the aspect's to say.

    Attributes:
        aspect: Which.
        name: The behaviour's name in this domain.
        on: The noun that carries it.
        say: Action to how people ask for it.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    aspect: Word
    name: Word
    on: Word
    say: dict[Word, Saying]


class Rule(_Part):
    """What must not be done though the tools would allow it.

    Attributes:
        on: The actions it is about: `behaviour.action`, each.
        text: As it stands in the system prompt; `{n}` is a number of `numbers`.
        forbids: When it forbids: a condition over the action's things (`appointment.day`,
            `invoice.patient.plan`), numbers (`:n`), `:today`, in SQL.
        numbers: Name to the values it may have.
    """

    on: Annotated[tuple[str, ...], Field(min_length=1)]
    text: Phrase
    forbids: Phrase
    numbers: dict[Word, Annotated[tuple[int, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )


class Speaker(_Part):
    """Who may ask.

    Attributes:
        is_: The noun whose members ask for themselves; None for people of the house.
        intro: Sentences by which they say who they are; slots are the noun's attributes. For people
            of the house, each says who is speaking or is left out.
        sign: What they may end a letter with; `{name}` is theirs.
        asks: Behaviours, or actions as `behaviour.action`, that such people may ask for; any unless
            given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    is_: Word | None = Field(default=None, alias="is")
    intro: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()

    def may_ask(self, action: str) -> bool:
        """Whether they may ask for an action, `behaviour.action`."""
        return not self.asks or action in self.asks or action.partition(".")[0] in self.asks


class Domain(_Part):
    """A trade: its things, what happens to them, its rules and its words.

    Attributes:
        domain: Its name, as in ids.
        about: One line for `agentgym list`.
        places: Names of the house this may be.
        prompt: The first lines of the system prompt; `{place}` is the house.
        currency: The sign of its money.
        days: The first and last day on which a world may begin.
        nouns: Its things, six to fourteen.
        behaviours: What happens to them.
        rules: What must not be done.
        speakers: Who asks.
        refusal: The name of the tool that records a refusal ("decline_request"), and what for.
    """

    domain: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*$", max_length=32)]
    about: Phrase
    places: Phrases
    prompt: Phrase
    currency: Literal["£", "$", "€"] = "£"
    days: tuple[datetime.date, datetime.date]
    nouns: Annotated[dict[Word, Noun], Field(min_length=6, max_length=16)]
    behaviours: Annotated[tuple[Behaviour, ...], Field(min_length=6)]
    rules: tuple[Rule, ...]
    speakers: Annotated[tuple[Speaker, ...], Field(min_length=1)]
    refusal: Word = "decline_request"

    @model_validator(mode="after")
    def _begins_somewhere_some_day(self) -> Self:
        wrong = slot_mistake(self.prompt, ("place",))
        if wrong:
            raise ValueError(f"prompt: {wrong}")
        if self.days[0] > self.days[1]:
            raise ValueError(f"days: {self.days[0]} is after {self.days[1]}")
        return self
