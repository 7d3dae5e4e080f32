"""Tools about loans, and about foreign currency."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import ACCOUNT, PENCE, an_account, booked, covers, is_open
from agentgym_envs.handwritten.steps import (
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    one_of,
    words,
)

_LOAN = described(ID, "The loan's id, as given by get_customer.")
_COLUMNS = (
    "loan_id, customer_id, purpose, borrowed_pence, balance_pence, rate_bp, monthly_pence, "
    "taken_on, ends_on, overpaid_pence AS overpaid_this_year_pence, arrears_pence, status"
)
_IS_OPEN: Json = {"require": ":l.status = 'open'", "else": "loan {loan_id} is settled"}

TOOLS: list[Json] = [
    {
        "name": "get_loan",
        "description": "A Home Loan: amounts borrowed, owed, overpaid in this calendar year and in "
        "arrears, rate, instalment, dates.",
        "input": arguments(loan_id=_LOAN),
        "steps": [
            found("l", "loan", "loans", "loan_id", _COLUMNS),
            {"return": ":l"},
        ],
    },
    {
        "name": "overpay_loan",
        "description": "Pay something off a loan, beside the instalments.",
        "writes": ["loans", "transactions", "accounts", "audit"],
        "input": arguments(
            loan_id=_LOAN,
            from_account_id=described(ACCOUNT, "The account that the money leaves."),
            amount_pence=described(PENCE, "The amount in pence."),
        ),
        "steps": [
            found("l", "loan", "loans", "loan_id", "status, balance_pence"),
            _IS_OPEN,
            {
                "require": ":amount_pence < :l.balance_pence",
                "else": "only {l.balance_pence} pence are owed; settle the loan instead",
            },
            an_account("a", "from_account_id"),
            is_open("a"),
            covers("a", ":amount_pence"),
            {
                "write": "UPDATE loans SET balance_pence = balance_pence - :amount_pence, "
                "overpaid_pence = overpaid_pence + :amount_pence WHERE loan_id = :loan_id",
                "rows": 1,
            },
            *booked(
                ":from_account_id", "transfer", "-:amount_pence", "'Calderbrook'", source=":loan_id"
            ),
            *audited("overpay_loan", ":loan_id"),
            {"return": {"loan_id": ":loan_id", "paid_pence": ":amount_pence"}},
        ],
    },
    {
        "name": "settle_loan",
        "description": "Pay a loan off early: its balance, and a charge in basis points of it.",
        "writes": ["loans", "transactions", "accounts", "audit"],
        "input": arguments(
            loan_id=_LOAN,
            from_account_id=described(ACCOUNT, "The account that the money leaves."),
            charge_bp=one_of(0, 50, 100, description="The charge, in basis points of the balance."),
        ),
        "steps": [
            {
                "one": "l",
                "sql": "SELECT status, balance_pence + balance_pence * :charge_bp / 10000 AS pence "
                "FROM loans WHERE loan_id = :loan_id",
                "else": "there is no loan {loan_id}",
            },
            _IS_OPEN,
            an_account("a", "from_account_id"),
            is_open("a"),
            covers("a", ":l.pence"),
            {
                "write": "UPDATE loans SET balance_pence = 0, status = 'settled' "
                "WHERE loan_id = :loan_id",
                "rows": 1,
            },
            *booked(
                ":from_account_id", "transfer", "-:l.pence", "'Calderbrook'", source=":loan_id"
            ),
            *audited("settle_loan", ":loan_id"),
            {"return": {"loan_id": ":loan_id", "paid_pence": ":l.pence"}},
        ],
    },
    {
        "name": "get_exchange_rates",
        "description": "Today's rates: units of foreign currency for a pound, when we sell and "
        "when we buy. Notes are sold in multiples of `step`.",
        "input": arguments([]),
        "steps": [
            {
                "many": "rates",
                "sql": "SELECT currency, name, sell_e4 / 10000.0 AS sell, buy_e4 / 10000.0 AS buy, "
                "step FROM exchange_rates ORDER BY currency",
            },
            {"return": {"rates": ":rates"}},
        ],
    },
    {
        "name": "list_currency_orders",
        "description": "The orders of foreign currency paid from an account, newest first.",
        "input": arguments(account_id=ACCOUNT),
        "steps": [
            found("a", "account", "accounts", "account_id", "account_id"),
            {
                "many": "orders",
                "sql": "SELECT order_id, currency, units, cost_pence, branch, "
                "substr(at, 1, 10) AS ordered_on FROM currency_orders "
                "WHERE account_id = :account_id ORDER BY at DESC, order_id",
            },
            {"return": {"orders": ":orders"}},
        ],
    },
    {
        "name": "order_currency",
        "description": "Order foreign notes, paid from an account at today's selling rate (rounded "
        "up to the penny), for collection in a branch.",
        "writes": ["currency_orders", "transactions", "accounts", "audit"],
        "input": arguments(
            account_id=ACCOUNT,
            currency=one_of("EUR", "USD", "CHF", "TRY", "PLN", description="The currency."),
            units={
                "type": "integer",
                "minimum": 1,
                "maximum": 100_000,
                "description": "How much of the foreign currency.",
            },
            branch=words(30, "The branch where it is collected."),
        ),
        "steps": [
            an_account("a", "account_id"),
            is_open("a"),
            found("b", "branch", "branches", "branch", "branch"),
            {
                "one": "r",
                "sql": "SELECT step, (:units * 1000000 + sell_e4 - 1) / sell_e4 AS pence "
                "FROM exchange_rates WHERE currency = :currency",
            },
            {
                "require": ":units % :r.step = 0",
                "else": "{currency} is sold in multiples of {r.step}",
            },
            covers("a", ":r.pence"),
            {"new": "order", "of": "currency_orders"},
            {
                "write": "INSERT INTO currency_orders VALUES(:order, :account_id, :currency, "
                ":units, :r.pence, :branch, :now)",
                "rows": 1,
            },
            *booked(":account_id", "currency", "-:r.pence", "'Travel money'"),
            *audited("order_currency", ":account_id"),
            {"return": {"order_id": ":order", "cost_pence": ":r.pence"}},
        ],
    },
]
