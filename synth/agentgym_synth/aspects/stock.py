"""Stock: so much of a noun is kept at each of several places, comes in, is used up, and moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Description, Superlatives, Tests
from agentgym_synth.aspect import Aspect, NewThing, Row, Rows, Shape
from agentgym_synth.model import Action, Column, Detour, Guard, Json, Param, Thing, Values
from agentgym_synth.spans import Span

if TYPE_CHECKING:
    from agentgym_synth.maker.scene import Scene

_KINDS = {"received": 3, "issued": 5, "moved in": 1, "moved out": 1}
#: Of the pairs of item and place, how many have a level, and at most how many there are.
_SHARE = 0.6
_MOST_LEVELS = 40


class Stock(Aspect):
    """A noun of which quantities are kept.

    Attributes:
        item: The noun of which so much is kept.
        at: The noun where it is kept.
        level: What a quantity at a place is called.
        unit: What it is counted in.
        amount: The least and the greatest quantity to begin with.
    """

    item: str
    at: str
    level: NewThing
    unit: str
    amount: Span

    def verbs(self) -> tuple[str, ...]:
        """Receive, issue, transfer."""
        return ("receive", "issue", "transfer")

    def needs(self) -> tuple[str, ...]:
        """What is kept, and where."""
        return (self.item, self.at)

    @property
    def _total(self) -> str:
        return f"{self.level.name}_total"

    @property
    def _movement(self) -> str:
        return f"{self.level.name}_movement"

    def shape(self, shape: Shape) -> None:
        """Levels; perhaps a total at the item, most and least quantities, a record of movements."""
        item, place = shape.thing(self.item), shape.thing(self.at)
        level = shape.add(self._level(item, place))
        if shape.maybe(0.4):
            most = Attribute(
                kind="int",
                range=(self.amount[1], 2 * self.amount[1]),
                unit=self.unit,
                words="most that fits",
                ask=(f"How many {self.unit} may {{it}} come to at most?",),
            )
            level.add(Column("most", most))
        if shape.maybe(0.4):
            least = Attribute(
                kind="int",
                range=(1, max(2, sum(self.amount) // 2)),
                unit=self.unit,
                words="reorder level",
                ask=("What is the reorder level of {it}?",),
            )
            low = Attribute(kind="flag", range=(0.3, 0.3), words="below the reorder level")
            level.add(Column("reorder_at", least), Column("low", low))
            level.sets += (
                Description(
                    say=f"{level.many} at {{{self.at}}} that are below their reorder level",
                    where={"low": 1},
                ),
            )
        if shape.maybe(0.4):
            total = Attribute(
                kind="int",
                range=(0, 10 * self.amount[1]),
                unit=self.unit,
                words="total stock",
                ask=(f"How many {self.unit} of {{it}} are there altogether?",),
            )
            item.add(Column(self._total, total, default="0"))
        if shape.maybe(0.4):
            shape.add(self._movements(item, place))
        shape.actions.append(self._receive(shape))
        shape.actions.append(self._issue(shape))
        if shape.maybe(0.8):
            shape.actions.append(self._transfer(shape))

    def _level(self, item: Thing, place: Thing) -> Thing:
        one, many = self.level.one, self.level.many
        shown, where = f"{{{self.item}}}", f"{{{self.at}}}"
        level = self.level.thing(
            f"How many {self.unit} of which {item.one} are kept at which {place.one}.",
            (f"the {one} of {shown} at {where}", f"the {one} for {shown} at {where}"),
        )
        if not level.sets:
            level.sets = (
                Description(say=f"{many} of {shown}"),
                Description(say=f"{many} at {where}"),
                Description(say=f"{many} at {where} with fewer than {{quantity<}}"),
            )
        quantity = Attribute(
            kind="int",
            range=self.amount,
            unit=self.unit,
            words="quantity",
            ask=(f"How many {self.unit} does {{it}} stand at?",),
            sum=f"How many {self.unit} do the {{set}} come to altogether?",
            order="from the smallest quantity to the largest",
            superlatives=Superlatives(most="largest", least="smallest"),
            tests=Tests(
                above="{it} stands at more than {value}", below="{it} stands at less than {value}"
            ),
        )
        level.add(
            Column(f"{item.name}_id", ref=item.name),
            Column(f"{place.name}_id", ref=place.name),
            Column("quantity", quantity),
        )
        return level

    def _movements(self, item: Thing, place: Thing) -> Thing:
        shown, where = f"{{{self.item}}}", f"{{{self.at}}}"
        movement = Thing(
            name=self._movement,
            one="stock movement",
            many="stock movements",
            about=f"What came in and went out of {self.level.many}; what went out is below zero.",
            described=(
                Description(say=f"the movement of {shown} at {where} on {{day}}"),
                Description(say=f"the {{kind}} entry for {shown} at {where}"),
            ),
            sets=(
                Description(say=f"stock movements of {shown} at {where}"),
                Description(say=f"stock movements at {where} of the kind {{kind}}"),
            ),
            made=True,
        )
        day = Attribute(
            kind="date",
            range=(-60, -1),
            words="day",
            ask=("On what day was {it}?",),
            superlatives=Superlatives(most="most recent", least="earliest"),
        )
        movement.add(
            Column(f"{item.name}_id", ref=item.name),
            Column(f"{place.name}_id", ref=place.name),
            Column("kind", Attribute(kind="choice", of=_KINDS, words="kind")),
            Column(
                "amount",
                Attribute(
                    kind="int",
                    range=(-self.amount[1], self.amount[1]),
                    unit=self.unit,
                    words="amount",
                ),
            ),
            Column("day", day),
        )
        return movement

    def _receive(self, shape: Shape) -> Action:
        return self._moving(
            shape,
            "receive",
            f"Add what has come in of the {shape.thing(self.item).one} to what is kept there.",
            guards=(self._kept(shape, self.at), *self._fits(shape, self.at)),
            steps=(*self._change(shape, self.at, "+", "received"), *self._totalled(shape, "+")),
        )

    def _issue(self, shape: Shape) -> Action:
        return self._moving(
            shape,
            "issue",
            f"Take what is used or handed out of the {shape.thing(self.item).one} from what is "
            "kept there.",
            guards=(self._kept(shape, self.at), self._enough(shape)),
            steps=(*self._change(shape, self.at, "-", "issued"), *self._totalled(shape, "-")),
        )

    def _transfer(self, shape: Shape) -> Action:
        place = shape.thing(self.at)
        transfer = self._moving(
            shape,
            "transfer",
            f"Move some of the {shape.thing(self.item).one} from one of the {place.many} to "
            "another that keeps it too.",
            to=Param("to", "thing", self.at, about=f"the {place.one} to move it to"),
            guards=(
                Guard(f":to <> :{self.at}", f"both are {place.one} {{to}}"),
                self._kept(shape, self.at),
                self._kept(shape, "to"),
                self._enough(shape),
                *self._fits(shape, "to"),
            ),
            steps=(
                *self._change(shape, self.at, "-", "moved out"),
                *self._change(shape, "to", "+", "moved in"),
            ),
        )
        if self._movement in shape.things:
            return transfer
        same = {self.item: self.item, "amount": "amount"}
        out = Detour("issue", {**same, self.at: self.at})
        return replace(transfer, instead=(out, Detour("receive", {**same, self.at: "to"})))

    def _moving(
        self,
        shape: Shape,
        verb: str,
        about: str,
        *,
        guards: tuple[Guard, ...],
        steps: tuple[Json, ...],
        to: Param | None = None,
    ) -> Action:
        writes = [self.level.name]
        if self._total in shape.thing(self.item).columns and to is None:
            writes.append(self.item)
            about += " The total is kept up to date."
        if self._movement in shape.things:
            writes.append(self._movement)
            about += " The movement is recorded."
        draw = self._some if verb == "receive" else self._some_of_it
        return self.action(
            verb,
            verb,
            about,
            (
                Param(self.item, "thing", self.item),
                Param(self.at, "thing", self.at),
                *((to,) if to is not None else ()),
                Param("amount", "int", draw=draw, about=f"how many {self.unit}", unit=self.unit),
            ),
            guards=(Guard(":amount > 0", "the amount must be more than nothing"), *guards),
            steps=steps,
            writes=tuple(writes),
            thing=self.item,
            fact=verb == "receive",
        )

    def _at(self, slot: str) -> str:
        return f"{self.item}_id = :{self.item} AND {self.at}_id = :{slot}"

    def _of_level(self, column: str, slot: str) -> str:
        return f"(SELECT {column} FROM {self.level.name} WHERE {self._at(slot)})"

    def _kept(self, shape: Shape, slot: str) -> Guard:
        item, place = shape.thing(self.item), shape.thing(self.at)
        return Guard(
            f"EXISTS (SELECT 1 FROM {self.level.name} WHERE {self._at(slot)})",
            f"{place.one} {{{slot}}} does not keep {item.one} {{{self.item}}}",
        )

    def _enough(self, shape: Shape) -> Guard:
        place = shape.thing(self.at)
        return Guard(
            f"{self._of_level('quantity', self.at)} >= :amount",
            f"{place.one} {{{self.at}}} has fewer than {{amount}} {self.unit} left",
        )

    def _fits(self, shape: Shape, slot: str) -> tuple[Guard, ...]:
        if "most" not in shape.thing(self.level.name).columns:
            return ()
        return (
            Guard(
                f"{self._of_level('quantity + :amount', slot)} <= {self._of_level('most', slot)}",
                f"{{amount}} {self.unit} do not fit in {shape.thing(self.at).one} {{{slot}}}",
            ),
        )

    def _change(self, shape: Shape, slot: str, sign: str, kind: str) -> tuple[Json, ...]:
        level = shape.thing(self.level.name)
        changed = f"quantity = quantity {sign} :amount"
        if "low" in level.columns:
            changed += f", low = quantity {sign} :amount < reorder_at"
        steps: list[Json] = [{"write": f"UPDATE {level.name} SET {changed} WHERE {self._at(slot)}"}]
        if self._movement in shape.things:
            movement = shape.thing(self._movement)
            entry = f"entry_{slot}"
            steps += (
                {"new": entry, "of": movement.name},
                {
                    "write": f"INSERT INTO {movement.name} "
                    f"({movement.id}, {self.item}_id, {self.at}_id, kind, amount, day) "
                    f"VALUES (:{entry}, :{self.item}, :{slot}, '{kind}', {sign}:amount, :today)"
                },
            )
        return tuple(steps)

    def _totalled(self, shape: Shape, sign: str) -> tuple[Json, ...]:
        item = shape.thing(self.item)
        if self._total not in item.columns:
            return ()
        return (
            {
                "write": f"UPDATE {item.name} SET {self._total} = {self._total} {sign} :amount "
                f"WHERE {item.id} = :{self.item}"
            },
        )

    def _some(self, draws: Draws, scene: Scene, values: Values) -> int:
        return _round(draws.integer(2, max(2, self.amount[1])))

    def _some_of_it(self, draws: Draws, scene: Scene, values: Values) -> int | None:
        """Some of what is there."""
        found = scene.read(
            f"SELECT quantity FROM {self.level.name} "
            f"WHERE {self.item}_id = :item AND {self.at}_id = :place",
            {"item": values[self.item], "place": values[self.at]},
        )
        there = int(found[0][0]) if found else 0
        if there < 2:
            return None
        # People do not always know how much is left.
        return _round(draws.integer(2, 2 * there if draws.chance(0.2) else there))

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Levels for most pairs of item and place, every item and place among them."""
        items, places = rows.tables[self.item], rows.tables[self.at]
        level = shape.thing(self.level.name)
        pairs = [(i, p) for i in range(1, len(items) + 1) for p in range(1, len(places) + 1)]
        count = min(_MOST_LEVELS, max(len(items), round(_SHARE * len(pairs))))
        first = {i: draws.integer(1, len(places)) for i in range(1, len(items) + 1)}
        others = [pair for pair in draws.shuffled(pairs) if first[pair[0]] != pair[1]]
        chosen = sorted([*first.items(), *others[: max(0, count - len(first))]])
        totals = [0] * len(items)
        for item, place in chosen:
            quantity = draws.integer(*self.amount)
            totals[item - 1] += quantity
            row = rows.add(
                level,
                **{f"{self.item}_id": item, f"{self.at}_id": place},
                quantity=quantity,
            )
            if "most" in level.columns:
                row["most"] = draws.integer(max(quantity, self.amount[1]), 2 * self.amount[1])
            if "low" in level.columns:
                row["reorder_at"] = draws.integer(1, max(2, sum(self.amount) // 2))
                row["low"] = int(quantity < row["reorder_at"])
        if self._total in shape.thing(self.item).columns:
            for row, total in zip(items, totals, strict=True):
                row[self._total] = total
        if self._movement in shape.things:
            self._fill_movements(shape, rows, draws)

    def _fill_movements(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        movement = shape.thing(self._movement)
        levels = rows.tables[self.level.name]
        made: list[tuple[int, Row, str]] = []
        for row in draws.shuffled(levels)[:20]:
            days = sorted(draws.shuffled(range(1, 61))[: draws.integer(1, 2)])
            made += [(day, row, draws.choice(("received", "issued", "issued"))) for day in days]
        for day, row, kind in sorted(made, key=lambda m: -m[0]):
            amount = _round(draws.integer(1, max(2, self.amount[1] // 2)))
            rows.add(
                movement,
                **{key: row[key] for key in (f"{self.item}_id", f"{self.at}_id")},
                kind=kind,
                amount=amount if kind == "received" else -amount,
                day=rows.day(-day),
            )


def _round(amount: int) -> int:
    """Larger amounts are round numbers, and never a single one."""
    return amount - amount % 5 if amount >= 15 else max(2, amount)
