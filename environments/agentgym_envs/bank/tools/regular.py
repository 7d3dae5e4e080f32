"""Tools about standing orders and Direct Debits."""

from __future__ import annotations

from agentgym_envs.bank.tools.sending import CAN_PAY, own_payee
from agentgym_envs.bank.tools.steps import ACCOUNT, PENCE, TODAY, an_account, booked, is_open
from agentgym_envs.handwritten.steps import (
    DATE,
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
    words,
)

_ORDER = described(ID, "The standing order's id.")
_DEBIT = described(ID, "The Direct Debit's id.")


def _active(name: str, what: str, key: str) -> Json:
    return {
        "require": f":{name}.status = 'active'",
        "else": f"{what} {{{key}}} is cancelled already",
    }


TOOLS: list[Json] = [
    {
        "name": "list_regular_payments",
        "description": "The standing orders, Direct Debits and scheduled payments of an account. "
        "`announced_pence` and `announced_on` are what the company announced for the latest "
        "collection of a Direct Debit.",
        "input": arguments(account_id=ACCOUNT),
        "steps": [
            found("a", "account", "accounts", "account_id", "account_id"),
            {
                "many": "orders",
                "sql": "SELECT s.order_id, y.name AS payee, s.payee_id, s.amount_pence, "
                "s.frequency, s.next_on, s.reference, s.status FROM standing_orders s "
                "JOIN payees y USING(payee_id) WHERE s.account_id = :account_id "
                "ORDER BY s.order_id",
            },
            {
                "many": "debits",
                "sql": "SELECT debit_id, originator, announced_pence, announced_on, next_on, "
                "status, cancelled_on FROM direct_debits WHERE account_id = :account_id "
                "ORDER BY debit_id",
            },
            {
                "many": "scheduled",
                "sql": "SELECT f.scheduled_id, y.name AS payee, f.amount_pence, f.due_on, "
                "f.reference, f.status FROM scheduled_payments f JOIN payees y USING(payee_id) "
                "WHERE f.account_id = :account_id ORDER BY f.due_on, f.scheduled_id",
            },
            {
                "return": {
                    "standing_orders": ":orders",
                    "direct_debits": ":debits",
                    "scheduled_payments": ":scheduled",
                }
            },
        ],
    },
    {
        "name": "create_standing_order",
        "description": "Pay a payee the same amount again and again.",
        "writes": ["standing_orders", "audit"],
        "input": arguments(
            ["account_id", "payee_id", "amount_pence", "frequency", "first_on"],
            account_id=ACCOUNT,
            payee_id=described(ID, "The payee's id."),
            amount_pence=described(PENCE, "The amount in pence."),
            frequency=one_of("weekly", "monthly", "yearly", description="How often."),
            first_on=described(DATE, "The day of the first payment, after today."),
            reference=words(18, "The reference that the customer gives."),
        ),
        "steps": [
            an_account("a", "account_id"),
            is_open("a"),
            CAN_PAY,
            own_payee(),
            {"require": f":first_on > {TODAY}", "else": "{first_on} is not after today"},
            {"new": "order", "of": "standing_orders"},
            {
                "write": "INSERT INTO standing_orders VALUES(:order, :account_id, :payee_id, "
                ":amount_pence, :frequency, :first_on, :reference, 'active')",
                "rows": 1,
            },
            *audited("create_standing_order", ":account_id"),
            {"return": {"order_id": ":order", "first_on": ":first_on"}},
        ],
    },
    {
        "name": "change_standing_order",
        "description": "Change the amount of a standing order, the day on which it is next paid, "
        "or both.",
        "writes": ["standing_orders", "audit"],
        "input": arguments(
            ["order_id"],
            order_id=_ORDER,
            amount_pence=described(PENCE, "The new amount in pence."),
            next_on=described(DATE, "The new day of the next payment, after today."),
        ),
        "steps": [
            found("s", "standing order", "standing_orders", "order_id", "status"),
            _active("s", "standing order", "order_id"),
            {
                "require": ":amount_pence IS NOT NULL OR :next_on IS NOT NULL",
                "else": "give a new amount or a new day",
            },
            {
                "require": f":next_on IS NULL OR :next_on > {TODAY}",
                "else": "{next_on} is not after today",
            },
            {
                "write": "UPDATE standing_orders SET amount_pence = coalesce(:amount_pence, "
                "amount_pence), next_on = coalesce(:next_on, next_on) WHERE order_id = :order_id",
                "rows": 1,
            },
            *audited("change_standing_order", ":order_id"),
            {"return": {"order_id": ":order_id", "status": "active"}},
        ],
    },
    {
        "name": "cancel_standing_order",
        "description": "End a standing order.",
        "writes": ["standing_orders", "audit"],
        "input": arguments(order_id=_ORDER),
        "steps": [
            found("s", "standing order", "standing_orders", "order_id", "status"),
            _active("s", "standing order", "order_id"),
            {
                "write": "UPDATE standing_orders SET status = 'cancelled' "
                "WHERE order_id = :order_id",
                "rows": 1,
            },
            *audited("cancel_standing_order", ":order_id"),
            {"return": {"order_id": ":order_id", "status": "cancelled"}},
        ],
    },
    {
        "name": "cancel_direct_debit",
        "description": "End a Direct Debit instruction.",
        "writes": ["direct_debits", "audit"],
        "input": arguments(debit_id=_DEBIT),
        "steps": [
            found("d", "Direct Debit", "direct_debits", "debit_id", "status"),
            _active("d", "Direct Debit", "debit_id"),
            {
                "write": "UPDATE direct_debits SET status = 'cancelled', cancelled_on = "
                f"{TODAY}, next_on = NULL WHERE debit_id = :debit_id",
                "rows": 1,
            },
            *audited("cancel_direct_debit", ":debit_id"),
            {"return": {"debit_id": ":debit_id", "status": "cancelled"}},
        ],
    },
    {
        "name": "claim_direct_debit",
        "description": "Pay a Direct Debit collection back in full under the Guarantee.",
        "writes": ["transactions", "accounts", "audit"],
        "input": arguments(
            transaction_id=described(ID, "The collection, as given by list_transactions.")
        ),
        "steps": [
            {
                "one": "t",
                "sql": "SELECT account_id, amount_pence, party FROM transactions "
                "WHERE transaction_id = :transaction_id AND kind = 'direct_debit'",
                "else": "there is no Direct Debit collection {transaction_id}",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM transactions WHERE kind = 'refund' "
                "AND source_id = :transaction_id)",
                "else": "collection {transaction_id} was paid back already",
            },
            *booked(
                ":t.account_id",
                "refund",
                "-:t.amount_pence",
                ":t.party",
                source=":transaction_id",
            ),
            *audited("claim_direct_debit", ":transaction_id"),
            {"return": {"refund_id": ":booking", "transaction_id": ":transaction_id"}},
        ],
    },
]
