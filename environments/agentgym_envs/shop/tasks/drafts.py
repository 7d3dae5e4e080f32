"""How tasks are written: in a person's words, with nicknames where ids will stand.

`@priya.1` in an argument or in SQL, and `{priya.1}` in what a person says, stand for the key that
the world gives to what is called `priya.1`. `%SKU` stands for the warehouse with the most available
pieces, and `$name` for the value of that name in the result of the last call that has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from agentgym.answers import Answer
from agentgym.task import Kind


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call with nicknames in its arguments."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """A description in the person's words, and what it must pick. See `agentgym.task.Mention`."""

    phrase: str
    among: str
    where: str
    picks: str
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What the person says, what is to be done about it, and what is to be answered.

    Attributes:
        said: The person's words.
        calls: One way to do it.
        answer: The typed answer, where something was asked.
        proof: A query over the initial rows that gives the answer; nicknames stand for keys.
    """

    said: str
    calls: tuple[Call, ...] = ()
    answer: Answer | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before its ids and its goal are filled in.

    Attributes:
        id: The task's id.
        kind: As in `agentgym.task.Task`.
        who: The nickname of the person who asks; None for a colleague.
        turns: One or several.
        why: Why this is the only right outcome under the policy.
        about: The descriptions that decide what is meant, besides the person's name.
        holes: For free text in new rows: `table.column`, and what such a text must contain; after a
            `~`, a regular expression that it must match as a whole, in any case.
        twin: For a refusal, the permitted task that looks alike.
        routes: Other ways to do it, turn by turn.
    """

    id: str
    kind: Kind
    who: str | None
    turns: tuple[Turn, ...]
    why: str
    about: tuple[About, ...] = ()
    holes: tuple[tuple[str, str], ...] = ()
    twin: str | None = None
    routes: tuple[tuple[tuple[Call, ...], ...], ...] = ()


def call(tool: str, **arguments: Any) -> Call:
    """A call in a draft."""
    return Call(tool, arguments)


def turn(said: str, *calls: Call, answer: Answer | None = None, proof: str = "") -> Turn:
    """A turn of a draft; line breaks in what is said only serve the source."""
    return Turn(" ".join(said.split()), calls, answer, proof)


def order(phrase: str, where: str, picks: str, by: str | None = None) -> About:
    """A description of an order of the person who has the nickname before the dot of `picks`."""
    owner = picks.partition(".")[0]
    return About(phrase, "orders", f"customer_id = {owner} AND ({where})", picks, by)


def item(phrase: str, name: str, picks: str, where: str = "1") -> About:
    """A description of something bought, among all that the person ever bought.

    Args:
        phrase: The person's words.
        name: A LIKE pattern for the product's name and options.
        picks: The nickname of the item.
        where: A further condition on the item.
    """
    owner = picks.partition(".")[0]
    return About(
        phrase,
        "order_lines",
        f"order_id IN (SELECT o.order_id FROM orders o WHERE o.customer_id = {owner} "
        "AND o.status <> 'cancelled') "
        "AND sku IN (SELECT v.sku FROM variants v JOIN products p USING(product_id) "
        f"WHERE p.name || ' ' || v.options LIKE '{name}') AND ({where})",
        picks,
    )


def product(phrase: str, name: str, picks: str) -> About:
    """A description of a product of the catalogue; `picks` is its nickname."""
    return About(phrase, "products", f"name LIKE '{name}'", picks)


def look(email: str, *orders: str) -> tuple[Call, ...]:
    """Find the customer by e-mail, list the orders, and open some of them."""
    who = orders[0].partition(".")[0]
    return (
        call("find_customer", email=email),
        call("list_orders", customer_id=who),
        *(call("get_order", order_id=o) for o in orders),
    )


def decline(order_id: str, rule: str) -> Call:
    """Decline a request about an order of the customer whose nickname it begins with."""
    who = order_id.partition(".")[0]
    return call("decline_request", customer_id=who, order_id=order_id, rule=rule)


def send_back(line: str, reason: str, label: str, percent: int = 0, quantity: int = 1) -> Call:
    """Open a return."""
    return call(
        "create_return",
        line_id=line,
        quantity=quantity,
        reason=reason,
        label=label,
        restocking_percent=percent,
    )


def exchange(line: str, sku: str) -> Call:
    """Exchange one piece, from the warehouse that has the most of what is wanted."""
    return call("exchange_item", line_id=line, quantity=1, new_sku=sku, warehouse_id=f"%{sku}")


def replace(line: str, quantity: int, warehouse: str, cause: str) -> Call:
    """Send pieces of an item again."""
    return call(
        "send_replacement", line_id=line, quantity=quantity, warehouse_id=warehouse, cause=cause
    )


def pay_out(who: str, share: int, refund_to: str = "original_payment") -> tuple[Call, ...]:
    """Look at a customer's return, and pay it out."""
    return (
        call("get_return", return_id=f"{who}.r"),
        call("refund_return", return_id=f"{who}.r", share_percent=share, refund_to=refund_to),
    )


def give(order_id: str, kind: str, cents: int) -> Call:
    """Give store credit for an order of the customer whose nickname it begins with."""
    who = order_id.partition(".")[0]
    return call("give_credit", customer_id=who, order_id=order_id, kind=kind, amount_cents=cents)
