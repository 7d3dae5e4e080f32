"""Descriptions and calls that recur in the shop's tasks.

`%SKU` in an argument stands for the warehouse with the most available pieces.
"""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Call, call


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
