"""The names that the steps of a program can see, and what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from agentgym.errors import InvalidWorldError, did_you_mean


@dataclass(frozen=True, slots=True)
class Value:
    """One number, text or null.

    Attributes:
        key_of: The table whose generated key it may be.
    """

    key_of: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A bound row: column to the table whose generated key it may hold.

    Attributes:
        columns: Its columns.
        parsed: Those that are parsed JSON.
        nullable: No row may have been found.
    """

    columns: dict[str, str | None]
    parsed: frozenset[str]
    nullable: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A bound list of rows."""

    columns: dict[str, str | None]
    parsed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """What a caller sent, or an item of a list: any JSON.

    Attributes:
        known: The attributes it can have; None when they are not known.
        keys: Attribute to the table whose generated key it may hold.
        used: The attributes that the program reads; filled while it is compiled.
    """

    known: tuple[str, ...] | None
    keys: dict[str, str | None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


Bound = Value | Row | Rows | Item


@dataclass(frozen=True, slots=True)
class Reference:
    """A resolved name.

    Attributes:
        name: As written, `o` or `o.status`; the engine keeps every one under its full name.
        plain: It is surely a number, a text or null, and can be bound as it is.
        key_of: The table whose generated key it may be.
        row: The row, where the name stands for a whole one.
    """

    name: str
    plain: bool
    key_of: str | None = None
    row: Row | None = None


class Scope:
    """Names by where they were bound; an inner scope sees the outer one."""

    def __init__(self, outer: Scope | None = None) -> None:
        self._bound: dict[str, Bound] = dict(outer._bound) if outer is not None else {}

    def bind(self, name: str, bound: Bound) -> None:
        """Add a name.

        Raises:
            InvalidWorldError: It is not a name, or it is taken.
        """
        if not name.isidentifier() or not name.isascii():
            raise InvalidWorldError(f"{name!r} cannot be bound; use letters, digits and _")
        if name in self._bound:
            raise InvalidWorldError(f"{name!r} is bound already; choose another name")
        self._bound[name] = bound

    def __getitem__(self, name: str) -> Bound:
        try:
            return self._bound[name]
        except KeyError:
            raise InvalidWorldError(
                f"unknown name ':{name}'.{did_you_mean(name, self._bound)} "
                f"Known here: {', '.join(self._bound)}"
            ) from None

    def resolve(self, path: str) -> Reference:
        """What `name` or `name.attribute` stands for.

        Raises:
            InvalidWorldError: There is no such name or attribute.
        """
        root, _, attribute = path.partition(".")
        bound = self[root]
        if not attribute:
            return _whole(path, bound)
        match bound:
            case Row():
                self._has(path, attribute, bound.columns)
                return Reference(path, attribute not in bound.parsed, bound.columns[attribute])
            case Item():
                if bound.known is not None:
                    self._has(path, attribute, bound.known)
                bound.used.add(attribute)
                return Reference(path, False, bound.keys.get(attribute))
            case Rows():
                raise InvalidWorldError(
                    f"':{path}': {root!r} is a list of rows; go through it with an `each` step"
                )
        raise InvalidWorldError(f"':{path}': {root!r} is one value and has no {attribute!r}")

    def _has(
        self, path: str, attribute: str, known: dict[str, str | None] | tuple[str, ...]
    ) -> None:
        if attribute not in known:
            raise InvalidWorldError(
                f"unknown name ':{path}'.{did_you_mean(attribute, known)} "
                f"It has: {', '.join(known) or 'nothing'}"
            )


def _whole(name: str, bound: Bound) -> Reference:
    match bound:
        case Value():
            return Reference(name, True, bound.key_of)
        case Row():
            return Reference(name, False, row=bound)
    return Reference(name, False)
