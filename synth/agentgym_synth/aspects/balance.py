"""Balance: a noun holds so much of something, which is paid in, paid out and moved across."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Kind, Superlatives, Tests
from agentgym_synth.aspect import Aspect, Rows, Shape
from agentgym_synth.model import Action, Column, Detour, Guard, Json, Param, Thing, Values
from agentgym_synth.moments import recent_day

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

_KINDS = ("credit", "debit", "transfer in", "transfer out")


class Held(Attribute):
    """How much is held; phrases that are not given are the aspect's own.

    Attributes:
        money: It is money, in whole units of the currency; else it counts `unit`.
    """

    kind: Kind = "int"
    money: bool = False

    def phrased(self) -> Attribute:
        """The attribute with all its phrases."""
        words = self.words or "balance"
        own: dict[str, object] = {"words": words, "kind": "money" if self.money else "int"}
        if self.unit and not self.money:
            own |= {
                "ask": (f"How many {self.unit} does {{it}} hold?",),
                "sum": f"How many {self.unit} do the {{set}} hold altogether?",
                "order": "from the emptiest to the fullest",
                "superlatives": Superlatives(most="fullest", least="emptiest"),
                "tests": Tests(
                    above="{it} holds more than {value}", below="{it} holds less than {value}"
                ),
            }
        else:
            own |= {
                "ask": (f"What is the {words} of {{it}}?",),
                "sum": f"What does the {words} of the {{set}} come to altogether?",
                "order": f"from the lowest {words} to the highest",
                "superlatives": Superlatives(
                    most=f"largest by {words}", least=f"smallest by {words}"
                ),
                "tests": Tests(
                    above=f"the {words} of {{it}} is more than {{value}}",
                    below=f"the {words} of {{it}} is less than {{value}}",
                ),
            }
        given = self.model_dump(include=set(Attribute.model_fields), exclude_unset=True)
        return Attribute.model_validate({**own, **given})

    @property
    def scale(self) -> int:
        """Money is kept in cents."""
        return 100 if self.money else 1


class Balance(Aspect):
    """A noun that holds an amount.

    Attributes:
        balance: What it holds, and how much at least and at most to begin with.
    """

    balance: Held

    def verbs(self) -> tuple[str, ...]:
        """Transfer, credit, debit."""
        return ("transfer", "credit", "debit")

    @property
    def _entry(self) -> str:
        return f"{self.on}_entry"

    def shape(self, shape: Shape) -> None:
        """A balance; perhaps a least and a greatest one, a count, a book of entries."""
        thing = shape.thing(self.on)
        held = self.balance.phrased()
        words, high = held.words, self._bounds()[1]
        thing.add(Column("balance", held, default="0"))
        if shape.maybe(0.35):
            least = self._limit(f"least {words}", "How much must {it} hold at least?", high)
            thing.add(Column("least_balance", least, default="0"))
        if shape.maybe(0.3):
            most = self._limit(f"greatest {words}", "How much may {it} hold at most?", 2 * high)
            top = str(round(2 * high * self.balance.scale))
            thing.add(Column("greatest_balance", most, default=top))
        if shape.maybe(0.3):
            count = Attribute(
                kind="int",
                range=(0, 9),
                words="number of bookings this month",
                ask=("How many bookings have there been on {it} this month?",),
            )
            thing.add(Column("bookings", count, default="0"))
        if shape.maybe(0.45):
            shape.add(self._entries(thing, held))
        shape.actions.append(self._credit(shape, thing))
        if shape.maybe(0.8):
            shape.actions.append(self._debit(shape, thing))
        if shape.maybe(0.85):
            shape.actions.append(self._transfer(shape, thing))

    def _bounds(self) -> tuple[float, float]:
        low, high = self.balance.range or (0, 0)
        return float(low), float(high)

    def _limit(self, words: str, ask: str, high: float) -> Attribute:
        return Attribute(
            kind="money" if self.balance.money else "int",
            range=(0, high),
            unit=self.balance.unit,
            words=words,
            ask=(ask,),
        )

    def _entries(self, thing: Thing, held: Attribute) -> Thing:
        one, many = f"{thing.one} entry", f"{thing.one} entries"
        entry = Thing(
            name=self._entry,
            one=one,
            many=many,
            about=f"What was booked on which {thing.one}; what went out is below zero.",
            described=(
                Description(say=f"the {{kind}} entry on {{{self.on}}} of {{day}}"),
                Description(say=f"the {{kind}} entry on {{{self.on}}}"),
            ),
            sets=(
                Description(say=f"entries on {{{self.on}}}"),
                Description(say=f"{{kind}} entries on {{{self.on}}}"),
            ),
            made=True,
        )
        amount = Attribute(
            kind=held.kind, range=(-1000, 1000), unit=held.unit, words="amount booked"
        )
        day = Attribute(
            kind="date",
            range=(-60, -1),
            words="day",
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        entry.add(
            Column(f"{thing.name}_id", ref=thing.name),
            Column("kind", Attribute(kind="choice", of=_KINDS, words="kind")),
            Column("amount", amount),
            Column("day", day),
        )
        return entry

    def _credit(self, shape: Shape, thing: Thing) -> Action:
        return self._moving(
            shape,
            "credit",
            f"Add an amount to what the {thing.one} holds.",
            guards=self._below_greatest(thing, self.on),
            steps=self._change(shape, thing, self.on, "+", "credit"),
            draw=self._some,
        )

    def _debit(self, shape: Shape, thing: Thing) -> Action:
        return self._moving(
            shape,
            "debit",
            f"Take an amount from what the {thing.one} holds.",
            guards=(self._enough(thing),),
            steps=self._change(shape, thing, self.on, "-", "debit"),
            draw=self._some_of_it,
        )

    def _transfer(self, shape: Shape, thing: Thing) -> Action:
        transfer = self._moving(
            shape,
            "transfer",
            f"Move an amount from one of the {thing.many} to another.",
            to=Param("to", "thing", thing.name, about=f"the {thing.one} that receives it"),
            guards=(
                Guard(f":to <> :{self.on}", f"both are {thing.one} {{to}}"),
                self._enough(thing),
                *self._below_greatest(thing, "to"),
            ),
            steps=(
                *self._change(shape, thing, self.on, "-", "transfer out"),
                *self._change(shape, thing, "to", "+", "transfer in"),
            ),
            draw=self._some_of_it,
        )
        if self._entry in shape.things:
            return transfer
        out = Detour("debit", {self.on: self.on, "amount": "amount"})
        in_ = Detour("credit", {self.on: "to", "amount": "amount"})
        return replace(transfer, instead=(out, in_))

    def _moving(
        self,
        shape: Shape,
        verb: str,
        about: str,
        *,
        guards: tuple[Guard, ...],
        steps: tuple[Json, ...],
        draw: Callable[[Draws, Scene, Values], int | None],
        to: Param | None = None,
    ) -> Action:
        writes = [self.on]
        if self._entry in shape.things:
            writes.append(self._entry)
            about += " It is entered in the books."
        amount = Param(
            "amount",
            "money" if self.balance.money else "int",
            draw=draw,
            about="how much",
            unit="" if self.balance.money else self.balance.unit,
        )
        return self.action(
            verb,
            verb,
            about,
            (Param(self.on, "thing", self.on), *((to,) if to is not None else ()), amount),
            guards=(Guard(":amount > 0", "the amount must be more than nothing"), *guards),
            steps=steps,
            writes=tuple(writes),
        )

    def _enough(self, thing: Thing) -> Guard:
        if "least_balance" in thing.columns:
            return Guard(
                f"{self.on}.balance - :amount >= {self.on}.least_balance",
                f"that would leave {thing.one} {{{self.on}}} with less than it must hold",
            )
        return Guard(
            f"{self.on}.balance >= :amount",
            f"{thing.one} {{{self.on}}} holds less than that",
        )

    def _below_greatest(self, thing: Thing, slot: str) -> tuple[Guard, ...]:
        if "greatest_balance" not in thing.columns:
            return ()
        return (
            Guard(
                f"{slot}.balance + :amount <= {slot}.greatest_balance",
                f"that would leave {thing.one} {{{slot}}} with more than it may hold",
            ),
        )

    def _change(
        self, shape: Shape, thing: Thing, slot: str, sign: str, kind: str
    ) -> tuple[Json, ...]:
        changed = f"balance = balance {sign} :amount"
        if "bookings" in thing.columns:
            changed += ", bookings = bookings + 1"
        change: Json = {"write": f"UPDATE {thing.name} SET {changed} WHERE {thing.id} = :{slot}"}
        if self._entry not in shape.things:
            return (change,)
        entry = shape.thing(self._entry)
        new = f"entry_{slot}"
        return (
            change,
            {"new": new, "of": entry.name},
            {
                "write": f"INSERT INTO {entry.name} ({entry.id}, {thing.id}, kind, amount, day) "
                f"VALUES (:{new}, :{slot}, '{kind}', {sign}:amount, :today)"
            },
        )

    def _some(self, draws: Draws, scene: Scene, values: Values) -> int:
        """Up to a third of what is usual."""
        most = max(2, int(self._bounds()[1] / 3))
        return _round(draws.integer(2, most)) * self.balance.scale

    def _some_of_it(self, draws: Draws, scene: Scene, values: Values) -> int | None:
        """Up to four fifths of what may be taken, and now and then more."""
        row = scene.row(self.on, values[self.on])
        spare = (row["balance"] - row.get("least_balance", 0)) * 4 // (5 * self.balance.scale)
        if spare < 2:
            return None
        # People do not always know how much is left.
        high = 2 * spare if draws.chance(0.2) else spare
        return _round(draws.integer(2, high)) * self.balance.scale

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Balances within their bounds, and what was booked on them lately."""
        thing = shape.thing(self.on)
        low, high = (round(bound * self.balance.scale) for bound in self._bounds())
        for row in rows.tables[self.on]:
            row["balance"] = self._balance(low, high, draws)
            if "least_balance" in thing.columns:
                row["least_balance"] = self._coarse(row["balance"] * draws.integer(0, 5) // 10)
            if "greatest_balance" in thing.columns:
                spare = draws.integer(2, 10)
                row["greatest_balance"] = self._coarse(row["balance"] + high * spare // 10)
            booked = draws.integer(0, 4)
            if "bookings" in thing.columns:
                row["bookings"] = booked
            if self._entry in shape.things:
                self._fill_entries(shape, rows, draws, row, min(booked, 2))

    def _balance(self, low: int, high: int, draws: Draws) -> int:
        """More small ones than large ones."""
        top = draws.integer(low, high)
        value = draws.integer(low, max(low, top))
        return value if not self.balance.money or draws.chance(0.5) else value - value % 100

    def _coarse(self, value: int) -> int:
        unit = 10 * self.balance.scale if value >= 100 * self.balance.scale else self.balance.scale
        return value - value % unit

    def _fill_entries(
        self, shape: Shape, rows: Rows, draws: Draws, row: dict[str, Any], count: int
    ) -> None:
        thing, entry = shape.thing(self.on), shape.thing(self._entry)
        days = sorted(recent_day(thing, row, rows, draws, within=60) for _ in range(count))
        for day in days:
            kind = draws.choice(_KINDS)
            amount = self._some_amount(draws)
            rows.add(
                entry,
                **{thing.id: row[thing.id]},
                kind=kind,
                amount=amount if kind in ("credit", "transfer in") else -amount,
                day=day,
            )

    def _some_amount(self, draws: Draws) -> int:
        return _round(draws.integer(2, max(2, int(self._bounds()[1] / 6)))) * self.balance.scale


def _round(amount: int) -> int:
    """As people choose amounts: the larger, the rounder."""
    for unit in (1000, 100, 50, 10, 5):
        if amount >= 12 * unit:
            return amount - amount % unit
    return amount
