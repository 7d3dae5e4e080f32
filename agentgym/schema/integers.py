"""Where a JSON Schema asks for integers, so that 5.0 (an integer to JSON Schema) can become 5."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import JsonValue

_INT64 = range(-(2**63), 2**63)


# Compared by identity: the places of a schema that refers to itself form a cycle.
@dataclass(slots=True, eq=False)
class IntegerPlaces:
    """Where integers are at and below one place of an instance. Parts without any are left out.

    Attributes:
        here: The value itself is to be an integer.
        properties: Below the named properties.
        others: Below every other property.
        prefix: Below the first items.
        items: Below every other item.
    """

    here: bool = False
    properties: dict[str, IntegerPlaces | None] = field(default_factory=dict)
    others: IntegerPlaces | None = None
    prefix: list[IntegerPlaces | None] = field(default_factory=list)
    items: IntegerPlaces | None = None

    def below(self) -> list[IntegerPlaces]:
        """The places one step further down."""
        several = [*self.properties.values(), *self.prefix, self.others, self.items]
        return [place for place in several if place is not None]

    def keep(self, places: set[IntegerPlaces]) -> None:
        """Leave out what is one step further down unless it is among these places."""

        def kept(place: IntegerPlaces | None) -> IntegerPlaces | None:
            return place if place in places else None

        self.properties = {name: kept(place) for name, place in self.properties.items()}
        self.others, self.items = kept(self.others), kept(self.items)
        self.prefix = [kept(place) for place in self.prefix]

    def convert(self, value: JsonValue) -> JsonValue:
        """The value with whole floats as `int` at these places; itself if nothing changes."""
        if isinstance(value, float):
            # Beyond 64 bits an integer could not be written as JSON, nor stored by SQL.
            if self.here and value.is_integer() and int(value) in _INT64:
                return int(value)
        elif isinstance(value, dict):
            changed = None
            for name, item in value.items():
                if type(item) is str or type(item) is int:
                    continue
                place = self.properties.get(name, self.others)
                new = item if place is None else place.convert(item)
                if new is not item:
                    changed = changed or dict(value)
                    changed[name] = new
            return value if changed is None else changed
        elif isinstance(value, list):
            fixed = len(self.prefix)
            places = (self.prefix[i] if i < fixed else self.items for i in range(len(value)))
            items = [v if p is None else p.convert(v) for v, p in zip(value, places, strict=True)]
            if any(new is not old for new, old in zip(items, value, strict=True)):
                return items
        return value


def find_integers(schema: dict[str, JsonValue]) -> IntegerPlaces | None:
    """The places where a schema asks for integers; None when there are none.

    Where branches (`anyOf`, `oneOf`) allow any number as well, 5.0 may be meant as it stands and
    the place is left out. `patternProperties` and `dependentSchemas` are not looked into.
    """
    search = _Search(schema)
    top = search.place([(schema, False)])
    reaching = search.reaching()
    for place in reaching:
        place.keep(reaching)
    return top if top in reaching else None


def resolve(root: dict[str, JsonValue], reference: str) -> JsonValue:
    """What a reference within a schema (`#/$defs/Node`) points at; None for any other reference."""
    if reference == "#":
        return root
    if not reference.startswith("#/"):
        return None
    place: JsonValue = root
    for step in reference[2:].split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(place, dict) and name in place:
            place = place[name]
        elif isinstance(place, list) and name.isdecimal() and int(name) < len(place):
            place = place[int(name)]
        else:
            return None
    return place


class _Search:
    """Finds the places of one schema.

    Each place stands for the set of subschemas that apply there, so that a schema that refers to
    itself gives a finite graph, and branches that speak of one property are seen together.
    """

    def __init__(self, root: dict[str, JsonValue]) -> None:
        self._root = root
        self._places: dict[frozenset[tuple[int, bool]], IntegerPlaces] = {}

    def place(self, schemas: list[tuple[JsonValue, bool]]) -> IntegerPlaces | None:
        """The place where all of these schemas apply, each marked if only within a branch."""
        applied: dict[int, tuple[dict[str, JsonValue], bool]] = {}
        for schema, branch in schemas:
            self._apply(schema, branch, applied)
        key = frozenset((identity, branch) for identity, (_, branch) in applied.items())
        if not key or key in self._places:
            return self._places.get(key)
        place = self._places[key] = IntegerPlaces()
        parts = list(applied.values())
        place.here = any(_is_integer(schema) for schema, _ in parts) and not any(
            branch and _takes_fractions(schema) for schema, branch in parts
        )
        names = [name for schema, _ in parts for name in _object(schema.get("properties"))]
        for name in dict.fromkeys(names):
            below = [(_property(schema, name), branch) for schema, branch in parts]
            place.properties[name] = self.place(below)
        place.others = self.place([(s.get("additionalProperties"), b) for s, b in parts])
        fixed = max(len(_list(schema.get("prefixItems"))) for schema, _ in parts)
        place.prefix = [self.place([(_item(s, i), b) for s, b in parts]) for i in range(fixed)]
        place.items = self.place([(schema.get("items"), branch) for schema, branch in parts])
        return place

    def reaching(self) -> set[IntegerPlaces]:
        """The places with an integer at or below them."""
        found = {place for place in self._places.values() if place.here}
        grew = True
        while grew:
            more = {p for p in self._places.values() if not found.isdisjoint(p.below())}
            grew = not more <= found
            found |= more
        return found

    def _apply(
        self,
        schema: JsonValue,
        branch: bool,
        applied: dict[int, tuple[dict[str, JsonValue], bool]],
    ) -> None:
        if not isinstance(schema, dict) or id(schema) in applied:
            return
        applied[id(schema)] = (schema, branch)
        for keyword in ("anyOf", "oneOf"):
            for below in _list(schema.get(keyword)):
                self._apply(below, True, applied)
        for below in _list(schema.get("allOf")):
            self._apply(below, branch, applied)
        for keyword in ("then", "else"):
            self._apply(schema.get(keyword), True, applied)
        reference = schema.get("$ref")
        if isinstance(reference, str):
            self._apply(resolve(self._root, reference), branch, applied)


def _is_integer(schema: dict[str, JsonValue]) -> bool:
    kinds = schema.get("type")
    if kinds is not None:
        return "integer" in _list(kinds) and "number" not in _list(kinds)
    allowed = [schema["const"]] if "const" in schema else _list(schema.get("enum"))
    numbers = [v for v in allowed if isinstance(v, int | float) and not isinstance(v, bool)]
    return bool(numbers) and all(isinstance(v, int) for v in numbers)


def _takes_fractions(schema: dict[str, JsonValue]) -> bool:
    return "number" in _list(schema.get("type"))


def _property(schema: dict[str, JsonValue], name: str) -> JsonValue:
    return _object(schema.get("properties")).get(name, schema.get("additionalProperties"))


def _item(schema: dict[str, JsonValue], number: int) -> JsonValue:
    prefix = _list(schema.get("prefixItems"))
    return prefix[number] if number < len(prefix) else schema.get("items")


def _list(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _object(value: JsonValue) -> dict[str, JsonValue]:
    return value if isinstance(value, dict) else {}
