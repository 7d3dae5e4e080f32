"""How the keys of an environment look, in the API style's form or in the trade's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agentgym_synth.model import Json, Thing, Value
from agentgym_synth.style import Style

_FIRST_NEW = 5000
#: Digits to a prime below ten to their power, and a factor that scatters.
_SCATTER = {3: (997, 389), 4: (9973, 3361), 5: (99991, 54321), 6: (999983, 387421),
            7: (9999991, 4321987), 8: (99999989, 54321987)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyForm:
    """How the keys of one thing look.

    Attributes:
        prefix: Before the number.
        digits: Width, with zeros in front; 0 for plain numbers, which are ints.
        add: Keeps the numbers of different things apart.
    """

    prefix: str
    digits: int
    add: int

    @classmethod
    def of(cls, thing: Thing, style: Style, number: int) -> KeyForm:
        """The form of a thing's keys.

        Args:
            thing: The thing; where people know its key, the form is the trade's.
            style: Decides all others.
            number: The thing's place among the things.
        """
        if thing.key is not None:
            return cls(thing.key.prefix, thing.key.digits, 17 + 71 * number)
        if style.ids == "counted":
            return cls("", 0, 1000 * (number + 1))
        if style.ids == "digits":
            return cls("", 6, 1009 * number)
        letters = "".join(word[:3] for word in thing.name.split("_"))[:4].upper()
        return cls(f"{letters}-", 5, 31 * number)

    @property
    def column(self) -> Json:
        """The key's column in a world file."""
        if not self.digits:
            return {"type": "int", "key": True, "generate": {"start": self.add + 500}}
        mod, mul = _SCATTER[self.digits]
        generate = {
            "prefix": self.prefix,
            "mod": mod,
            "mul": mul,
            "add": self.add,
            "width": self.digits,
            "start": _FIRST_NEW if self.digits > 3 else 500,
        }
        return {"type": "text", "key": True, "generate": generate}

    def key(self, number: int) -> Value:
        """The key of a row by its number, from 1."""
        if not self.digits:
            return self.add + number
        mod, mul = _SCATTER[self.digits]
        return self.prefix + str((number * mul + self.add) % mod).zfill(self.digits)


def key_forms(things: Mapping[str, Thing], style: Style) -> dict[str, KeyForm]:
    """The forms of all things' keys."""
    return {
        name: KeyForm.of(thing, style, number)
        for number, (name, thing) in enumerate(things.items())
    }
