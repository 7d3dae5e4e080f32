"""Tools about accounts: looking at them, opening, closing, and moving money between them."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import (
    ACCOUNT,
    CUSTOMER,
    PENCE,
    TODAY,
    an_account,
    booked,
    covers,
    is_open,
)
from agentgym_envs.handwritten.steps import (
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    listed,
    one_of,
    words,
)

_HOLDERS = listed(
    "h.customer_id, c.name, h.role",
    "FROM holders h JOIN customers c USING(customer_id) WHERE h.account_id = a.account_id",
    "h.customer_id",
)
_HOLDS = listed(
    "o.merchant, o.amount_pence, o.placed_on",
    "FROM holds o WHERE o.account_id = a.account_id",
    "o.placed_on, o.hold_id",
)

TOOLS: list[Json] = [
    {
        "name": "get_account",
        "description": "An account: product, mandate, status, balance (below zero: owed), arranged "
        "limit, holds, dates, and who holds it.",
        "input": arguments(account_id=ACCOUNT),
        "steps": [
            {
                "one": "a",
                "sql": "SELECT a.account_id, p.name AS product, p.kind, a.label, a.mandate, "
                "a.status, a.balance_pence, a.limit_pence, p.rate_bp, p.months AS term_months, "
                f"p.flexible, a.opened_on, a.matures_on, {_HOLDERS} AS holders, {_HOLDS} AS holds "
                "FROM accounts a JOIN products p USING(product) WHERE a.account_id = :account_id",
                "json": ["holders", "holds"],
                "else": "there is no account {account_id}",
            },
            {"return": ":a"},
        ],
    },
    {
        "name": "list_products",
        "description": "The products that can be opened today: rates, minimum deposits, terms.",
        "input": arguments(
            [], kind=one_of("savings", "isa", "bond", description="Only these; without it, all.")
        ),
        "steps": [
            {
                "many": "products",
                "sql": "SELECT product, name, kind, rate_bp, minimum_pence, months AS term_months, "
                "flexible FROM products WHERE kind IN ('savings', 'isa', 'bond') "
                "AND (:kind IS NULL OR kind = :kind) ORDER BY kind, product",
            },
            {"return": {"products": ":products"}},
        ],
    },
    {
        "name": "open_account",
        "description": "Open a savings account, an ISA or a bond for a customer, with a first "
        "deposit from an account held with us.",
        "writes": ["accounts", "holders", "transactions", "audit"],
        "input": arguments(
            ["customer_id", "product", "from_account_id", "deposit_pence"],
            customer_id=described(CUSTOMER, "The customer who will hold it."),
            product=described(ID, "The product's code, as given by list_products."),
            from_account_id=described(ACCOUNT, "The account from which the deposit comes."),
            deposit_pence=described(PENCE, "The first deposit in pence."),
            label=words(30, "What the customer calls it."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "one": "p",
                "sql": "SELECT kind, minimum_pence, iif(months IS NULL, NULL, "
                "(substr(:now, 1, 4) + months / 12) || substr(:now, 5, 6)) AS matures_on "
                "FROM products WHERE product = upper(:product) "
                "AND kind IN ('savings', 'isa', 'bond')",
                "else": "there is no product {product} that can be opened",
            },
            {
                "require": ":deposit_pence >= :p.minimum_pence",
                "else": "the first deposit is at least {p.minimum_pence} pence",
            },
            an_account("a", "from_account_id"),
            is_open("a"),
            covers("a", ":deposit_pence"),
            {"new": "fresh", "of": "accounts"},
            {
                "write": "INSERT INTO accounts VALUES(:fresh, upper(:product), :label, 'sole', "
                f"'open', 0, 0, {TODAY}, :p.matures_on)",
                "rows": 1,
            },
            {"write": "INSERT INTO holders VALUES(:fresh, :customer_id, 'holder')", "rows": 1},
            *booked(
                ":from_account_id",
                "transfer",
                "-:deposit_pence",
                "'Calderbrook'",
                name="out",
                other=":fresh",
            ),
            *booked(
                ":fresh",
                "transfer",
                ":deposit_pence",
                "'Calderbrook'",
                name="into",
                other=":from_account_id",
            ),
            *audited("open_account", ":fresh"),
            {"return": {"new_account_id": ":fresh", "matures_on": ":p.matures_on"}},
        ],
    },
    {
        "name": "close_account",
        "description": "Close an account and move all that is on it to another account with us. "
        "For a bond, interest for `charge_days` is kept as a charge.",
        "writes": ["accounts", "transactions", "audit"],
        "input": arguments(
            account_id=ACCOUNT,
            to_account_id=described(ACCOUNT, "The account that gets the money."),
            charge_days=one_of(0, 90, 180, description="Days of interest kept as a charge."),
        ),
        "steps": [
            an_account(
                "a",
                "account_id",
                "a.account_id, a.status, a.balance_pence, "
                "a.balance_pence * p.rate_bp * :charge_days / 3650000 AS charge",
            ),
            is_open("a"),
            {
                "require": ":a.balance_pence >= 0",
                "else": "account {account_id} owes money; it must be paid first",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM standing_orders WHERE account_id = "
                ":account_id AND status = 'active') AND NOT EXISTS (SELECT 1 FROM direct_debits "
                "WHERE account_id = :account_id AND status = 'active')",
                "else": "account {account_id} has standing orders or Direct Debits that are active",
            },
            {
                "require": ":account_id <> :to_account_id",
                "else": "the money cannot stay on the account that is closed",
            },
            an_account("t", "to_account_id"),
            is_open("t"),
            {
                "when": ":a.charge > 0",
                "do": booked(":account_id", "fee", "-:a.charge", "'Early closing charge'"),
            },
            *booked(
                ":account_id",
                "transfer",
                ":a.charge - :a.balance_pence",
                "'Calderbrook'",
                name="out",
                other=":to_account_id",
            ),
            *booked(
                ":to_account_id",
                "transfer",
                ":a.balance_pence - :a.charge",
                "'Calderbrook'",
                name="into",
                other=":account_id",
            ),
            {
                "write": "UPDATE accounts SET status = 'closed' WHERE account_id = :account_id",
                "rows": 1,
            },
            *audited("close_account", ":account_id"),
            {"return": {"account_id": ":account_id", "charge_pence": ":a.charge"}},
        ],
    },
    {
        "name": "transfer",
        "description": "Move money at once between two accounts held with us.",
        "writes": ["accounts", "transactions", "audit"],
        "input": arguments(
            from_account_id=described(ACCOUNT, "The account that the money leaves."),
            to_account_id=described(ACCOUNT, "The account that gets it."),
            amount_pence=described(PENCE, "The amount in pence."),
        ),
        "steps": [
            {
                "require": ":from_account_id <> :to_account_id",
                "else": "the two accounts are the same",
            },
            an_account("a", "from_account_id"),
            is_open("a"),
            {
                "require": ":a.kind <> 'credit'",
                "else": "{from_account_id} is a credit card; nothing is transferred from it",
            },
            an_account("t", "to_account_id"),
            is_open("t"),
            covers("a", ":amount_pence"),
            *booked(
                ":from_account_id",
                "transfer",
                "-:amount_pence",
                "'Calderbrook'",
                name="out",
                other=":to_account_id",
            ),
            *booked(
                ":to_account_id",
                "transfer",
                ":amount_pence",
                "'Calderbrook'",
                name="into",
                other=":from_account_id",
            ),
            *audited("transfer", ":from_account_id"),
            {"return": {"transaction_id": ":out", "amount_pence": ":amount_pence"}},
        ],
    },
    {
        "name": "change_overdraft",
        "description": "Set the arranged overdraft of a current account.",
        "writes": ["accounts", "audit"],
        "input": arguments(
            account_id=ACCOUNT,
            limit_pence={
                "type": "integer",
                "minimum": 0,
                "maximum": 1_000_000,
                "multipleOf": 5000,
                "description": "The new limit in pence, in steps of 50 pounds.",
            },
        ),
        "steps": [
            an_account("a", "account_id", "a.account_id, a.status, a.balance_pence, a.limit_pence"),
            is_open("a"),
            {
                "require": ":a.kind IN ('everyday', 'plus', 'youth')",
                "else": "account {account_id} is not a current account",
            },
            {
                "require": ":a.limit_pence <> :limit_pence",
                "else": "the limit is {limit_pence} pence already",
            },
            {
                "require": ":a.balance_pence + :limit_pence >= 0",
                "else": "the account is overdrawn by more than {limit_pence} pence",
            },
            {
                "write": "UPDATE accounts SET limit_pence = :limit_pence "
                "WHERE account_id = :account_id",
                "rows": 1,
            },
            *audited("change_overdraft", ":account_id"),
            {"return": {"account_id": ":account_id", "limit_pence": ":limit_pence"}},
        ],
    },
    {
        "name": "reactivate_account",
        "description": "Make a dormant account usable again.",
        "writes": ["accounts", "audit"],
        "input": arguments(account_id=ACCOUNT),
        "steps": [
            an_account("a", "account_id"),
            {
                "require": ":a.status = 'dormant'",
                "else": "account {account_id} is {a.status}, not dormant",
            },
            {
                "write": "UPDATE accounts SET status = 'open' WHERE account_id = :account_id",
                "rows": 1,
            },
            *audited("reactivate_account", ":account_id"),
            {"return": {"account_id": ":account_id", "status": "open"}},
        ],
    },
]
