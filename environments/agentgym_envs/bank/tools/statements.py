"""Tools about what went through an account: transactions, statements, fees given back."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import ACCOUNT, booked
from agentgym_envs.handwritten.steps import (
    DATE,
    ID,
    PAGE,
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
    words,
)

KINDS = (
    "card",
    "cash",
    "direct_debit",
    "standing_order",
    "payment_out",
    "payment_in",
    "transfer",
    "currency",
    "fee",
    "refund",
    "interest",
)
_MATCHING = (
    "FROM transactions t WHERE t.account_id = :account_id "
    "AND (:from_date IS NULL OR t.booked_on >= :from_date) "
    "AND (:to_date IS NULL OR t.booked_on <= :to_date) "
    "AND (:kind IS NULL OR t.kind = :kind) "
    "AND (:text IS NULL OR instr(lower(t.party), lower(:text)))"
)

TOOLS: list[Json] = [
    {
        "name": "list_transactions",
        "description": "What was booked on an account, newest first, in pages of 12; `next_page` "
        "is null on the last. Filters are optional and narrow the search. Holds are not booked.",
        "input": arguments(
            ["account_id"],
            account_id=ACCOUNT,
            from_date=described(DATE, "The first day."),
            to_date=described(DATE, "The last day, included."),
            kind=one_of(*KINDS, description="Only these."),
            text=words(40, "Words that occur in the other party's name."),
            page=PAGE,
        ),
        "steps": [
            found("a", "account", "accounts", "account_id", "account_id"),
            {
                "one": "n",
                "sql": "SELECT t.total, iif(t.total > :page * 12, :page + 1, NULL) AS next_page "
                f"FROM (SELECT count(*) AS total {_MATCHING}) t",
            },
            {
                "many": "transactions",
                "sql": "SELECT t.transaction_id, t.booked_on, t.kind, t.amount_pence, t.party, "
                "t.other_account_id, t.payee_id, t.source_id, t.reference, "
                "(SELECT d.dispute_id || ' ' || d.status "
                "FROM disputes d WHERE d.transaction_id = t.transaction_id "
                "ORDER BY d.dispute_id LIMIT 1) AS dispute "
                f"{_MATCHING} ORDER BY t.booked_on DESC, t.transaction_id LIMIT 12 "
                "OFFSET (:page - 1) * 12",
            },
            {
                "return": {
                    "total": ":n.total",
                    "transactions": ":transactions",
                    "next_page": ":n.next_page",
                }
            },
        ],
    },
    {
        "name": "order_statement",
        "description": "Order a copy of an account's statement for a stretch of days.",
        "writes": ["statements", "audit"],
        "input": arguments(
            account_id=ACCOUNT,
            from_date=described(DATE, "The first day."),
            to_date=described(DATE, "The last day, included; not after today."),
            form=one_of(
                "post",
                "email",
                "large_print",
                description="large_print comes by post in large print.",
            ),
        ),
        "steps": [
            found("a", "account", "accounts", "account_id", "account_id"),
            {
                "require": ":from_date <= :to_date AND :to_date <= substr(:now, 1, 10)",
                "else": "there is no stretch of days from {from_date} to {to_date} up to today",
            },
            {"new": "statement", "of": "statements"},
            {
                "write": "INSERT INTO statements VALUES(:statement, :account_id, :from_date, "
                ":to_date, :form, :now)",
                "rows": 1,
            },
            *audited("order_statement", ":account_id"),
            {"return": {"statement_id": ":statement", "form": ":form"}},
        ],
    },
    {
        "name": "refund_fee",
        "description": "Give a fee back to the account on which it was charged, in full.",
        "writes": ["fee_refunds", "transactions", "accounts", "audit"],
        "input": arguments(
            transaction_id=described(ID, "The fee, as given by list_transactions."),
            reason=one_of("error", "goodwill", description="Why it is given back."),
            customer_id=described(ID, "The customer who asks for it."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "one": "t",
                "sql": "SELECT account_id, amount_pence FROM transactions "
                "WHERE transaction_id = :transaction_id AND kind = 'fee'",
                "else": "there is no fee {transaction_id}",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM fee_refunds "
                "WHERE transaction_id = :transaction_id)",
                "else": "fee {transaction_id} was given back already",
            },
            {"new": "refund", "of": "fee_refunds"},
            {
                "write": "INSERT INTO fee_refunds VALUES(:refund, :customer_id, :transaction_id, "
                ":reason, -:t.amount_pence, :now)",
                "rows": 1,
            },
            *booked(
                ":t.account_id",
                "refund",
                "-:t.amount_pence",
                "'Calderbrook'",
                source=":transaction_id",
            ),
            *audited("refund_fee", ":transaction_id"),
            {"return": {"refund_id": ":refund", "transaction_id": ":transaction_id"}},
        ],
    },
]
