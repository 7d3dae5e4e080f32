"""Billing: a noun is a bill that somebody pays, has refunded, or is let off."""

from __future__ import annotations

from pydantic import Field

from agentgym.sampling import Draws
from agentgym_envs.domains.spec import Attribute, Superlatives, Tests
from agentgym_synth.aspect import Aspect, Rows, Shape, chosen, inserted, leads, status, weighted
from agentgym_synth.model import Action, Column, Guard, Json, Param

_STATES = {"open": 6, "paid": 4, "refunded": 1, "written off": 1}


class Billing(Aspect):
    """A noun that stands for a bill.

    Attributes:
        payer: The reference to who owes it.
        charge: The attribute that says what for.
        amount: The least and the greatest amount, in whole units of the currency.
        amounts: The same for what some bills are for, where that makes a difference.
        step: What amounts are a multiple of.
        methods: How people pay.
    """

    payer: str
    charge: str
    amount: tuple[float, float]
    amounts: dict[str, tuple[float, float]] = Field(default_factory=dict)
    step: float = 1
    methods: tuple[str, ...]

    def verbs(self) -> tuple[str, ...]:
        """Pay, refund, waive, raise."""
        return ("pay", "refund", "waive", "raise")

    def uses(self) -> tuple[str, ...]:
        """Who owes it, and what for."""
        return (self.payer, self.charge)

    def shape(self, shape: Shape) -> None:
        """An amount, dates, a status and a way of payment."""
        bill = shape.thing(self.on)
        bill.made = True
        bill.add(
            Column(
                "amount",
                Attribute(
                    kind="money",
                    range=self.amount,
                    step=self.step,
                    words="amount",
                    ask=("How much is {it}?",),
                    sum="How much do the {set} come to altogether?",
                    order="from the smallest amount to the largest",
                    superlatives=Superlatives(most="largest", least="smallest", asked=True),
                    tests=Tests(
                        above="{it} is for more than {value}", below="{it} is for less than {value}"
                    ),
                ),
            ),
            Column(
                "issued",
                Attribute(
                    kind="date",
                    range=(-75, 30),
                    words="issued",
                    ask=("When was {it} issued?",),
                    superlatives=Superlatives(most="most recent", least="oldest"),
                ),
            ),
            Column(
                "due",
                Attribute(kind="date", range=(-75, 30), words="due", ask=("When is {it} due?",)),
            ),
            Column("status", status(_STATES)),
            Column("method", Attribute(kind="choice", of=self.methods), null=True, hidden=True),
        )
        which = Param(self.on, "thing", bill.name)
        method = Param("method", "choice", of=self.methods, about="how it is paid")
        set_to = f"UPDATE {bill.name} SET status = '{{}}'{{}} WHERE {bill.id} = :{self.on}"
        is_open = self._is("open", "is not open")
        shape.actions += [
            self.action(
                "pay",
                "record_payment_of",
                f"Record that an open {bill.one} has been paid in full.",
                (which, method),
                guards=(is_open,),
                steps=({"write": set_to.format("paid", ", method = :method")},),
                writes=(bill.name,),
                each=self.on,
                fact=True,
            ),
            self.action(
                "waive",
                "write_off",
                f"Write off an open {bill.one}: nobody has to pay it any more.",
                (which,),
                guards=(is_open,),
                # Nobody gives up a bill that may still be paid in time.
                usual=f"{self.on}.due < :today",
                steps=({"write": set_to.format("written off", "")},),
                writes=(bill.name,),
                each=self.on,
            ),
        ]
        if shape.maybe(0.8):
            shape.actions.append(
                self.action(
                    "refund",
                    "refund",
                    f"Pay back a paid {bill.one} the way it was paid.",
                    (which,),
                    guards=(self._is("paid", "has not been paid"),),
                    steps=({"write": set_to.format("refunded", "")},),
                    writes=(bill.name,),
                    each=self.on,
                )
            )
        if shape.maybe(0.8):
            shape.actions.append(self._raise(shape))

    def _is(self, state: str, otherwise: str) -> Guard:
        return Guard(f"{self.on}.status = '{state}'", f"{{{self.on}}} {otherwise}")

    def _raise(self, shape: Shape) -> Action:
        bill = shape.thing(self.on)
        payer = leads(bill, self.payer)
        details = chosen(bill)
        steps: tuple[Json, ...] = inserted(
            bill,
            **{
                f"{self.payer}_id": f":{self.payer}",
                "amount": ":amount",
                "issued": ":today",
                "due": "add_days(:today, 30)",
                "status": "'open'",
                **{p.name: f":{p.name}" for p in details},
            },
        )
        amount = Param(
            "amount",
            "money",
            draw=lambda draws, _, values: self._amount(str(values.get(self.charge, "")), draws),
            about="the amount",
        )
        return self.action(
            "raise",
            "raise",
            f"Make a new {bill.one}, due in thirty days.",
            (Param(self.payer, "thing", payer), *details, amount),
            steps=steps,
            writes=(bill.name,),
            makes=bill.name,
        )

    def _amount(self, charge: str, draws: Draws) -> int:
        """An amount, in cents, such as is asked for something."""
        low, high = (round(x / self.step) for x in self.amounts.get(charge, self.amount))
        return round(draws.integer(low, high) * self.step * 100)

    def fill(self, shape: Shape, rows: Rows, draws: Draws) -> None:
        """Amounts, dates and states."""
        for row in rows.tables[self.on]:
            state = weighted(_STATES, draws)
            issued = -draws.integer(1, 75)
            row |= {
                "amount": self._amount(row[self.charge], draws),
                "issued": rows.day(issued),
                "due": rows.day(issued + 30),
                "status": state,
                "method": draws.choice(self.methods) if state in ("paid", "refunded") else None,
            }
