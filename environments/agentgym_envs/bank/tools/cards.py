"""Tools about cards, and about card payments that went wrong."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import CUSTOMER, PENCE
from agentgym_envs.handwritten.steps import (
    DATE,
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

_CARD = described(ID, "The card's id, as given by list_cards.")
_NOTICES = listed(
    "v.country, v.from_date, v.to_date",
    "FROM travel_notices v WHERE v.card_id = k.card_id",
    "v.from_date, v.notice_id",
)

TOOLS: list[Json] = [
    {
        "name": "list_cards",
        "description": "The cards that carry a customer's name: account, last digits, status, cash "
        "machine limit a day, travel notices.",
        "input": arguments(customer_id=CUSTOMER),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "many": "cards",
                "sql": "SELECT k.card_id, k.account_id, p.name AS product, k.ending, k.status, "
                f"k.cash_limit_pence, k.expires, {_NOTICES} AS travel_notices FROM cards k "
                "JOIN accounts a USING(account_id) JOIN products p USING(product) "
                "WHERE k.customer_id = :customer_id ORDER BY k.card_id",
                "json": ["travel_notices"],
            },
            {"return": {"cards": ":cards"}},
        ],
    },
    {
        "name": "set_card_status",
        "description": "Freeze a card, or make a frozen card usable again.",
        "writes": ["cards", "audit"],
        "input": arguments(
            card_id=_CARD, status=one_of("active", "frozen", description="The new status.")
        ),
        "steps": [
            found("k", "card", "cards", "card_id", "status"),
            {
                "require": ":k.status IN ('active', 'frozen')",
                "else": "card {card_id} is {k.status}",
            },
            {"require": ":k.status <> :status", "else": "card {card_id} is {status} already"},
            {
                "write": "UPDATE cards SET status = :status WHERE card_id = :card_id",
                "rows": 1,
            },
            *audited("set_card_status", ":card_id"),
            {"return": {"card_id": ":card_id", "status": ":status"}},
        ],
    },
    {
        "name": "replace_card",
        "description": "Cancel a card and send a new one to the address on file.",
        "writes": ["cards", "audit"],
        "input": arguments(
            card_id=_CARD,
            reason=one_of(
                "lost", "stolen", "damaged", "swallowed", description="What happened to it."
            ),
        ),
        "steps": [
            found(
                "k", "card", "cards", "card_id", "account_id, customer_id, status, cash_limit_pence"
            ),
            {
                "require": ":k.status IN ('active', 'frozen')",
                "else": "card {card_id} is {k.status}",
            },
            {
                "write": "UPDATE cards SET status = 'cancelled' WHERE card_id = :card_id",
                "rows": 1,
            },
            {"new": "fresh", "of": "cards"},
            {
                "write": "INSERT INTO cards VALUES(:fresh, :k.account_id, :k.customer_id, NULL, "
                "'active', :k.cash_limit_pence, '2029-04', :reason)",
                "rows": 1,
            },
            *audited("replace_card", ":card_id"),
            {"return": {"card_id": ":fresh", "replaces": ":card_id"}},
        ],
    },
    {
        "name": "set_cash_limit",
        "description": "Set how much a card may take out of cash machines in a day.",
        "writes": ["cards", "audit"],
        "input": arguments(
            card_id=_CARD,
            limit_pence={
                "type": "integer",
                "minimum": 0,
                "maximum": 200_000,
                "multipleOf": 1000,
                "description": "The limit in pence, in steps of 10 pounds.",
            },
        ),
        "steps": [
            found("k", "card", "cards", "card_id", "status, cash_limit_pence"),
            {"require": ":k.status <> 'cancelled'", "else": "card {card_id} is cancelled"},
            {
                "require": ":k.cash_limit_pence <> :limit_pence",
                "else": "the limit is {limit_pence} pence already",
            },
            {
                "write": "UPDATE cards SET cash_limit_pence = :limit_pence "
                "WHERE card_id = :card_id",
                "rows": 1,
            },
            *audited("set_cash_limit", ":card_id"),
            {"return": {"card_id": ":card_id", "limit_pence": ":limit_pence"}},
        ],
    },
    {
        "name": "add_travel_notice",
        "description": "Note that a card will be used in another country, so that it is not "
        "stopped there.",
        "writes": ["travel_notices", "audit"],
        "input": arguments(
            card_id=_CARD,
            country=words(40, "The country, by its English name."),
            from_date=described(DATE, "The first day."),
            to_date=described(DATE, "The last day."),
        ),
        "steps": [
            found("k", "card", "cards", "card_id", "status"),
            {"require": ":k.status = 'active'", "else": "card {card_id} is {k.status}"},
            {"require": ":from_date <= :to_date", "else": "{from_date} is after {to_date}"},
            {"new": "notice", "of": "travel_notices"},
            {
                "write": "INSERT INTO travel_notices VALUES(:notice, :card_id, :country, "
                ":from_date, :to_date)",
                "rows": 1,
            },
            *audited("add_travel_notice", ":card_id"),
            {"return": {"notice_id": ":notice", "country": ":country"}},
        ],
    },
    {
        "name": "open_dispute",
        "description": "Ask the merchant's bank for a card payment, or a part of it, back.",
        "writes": ["disputes", "audit"],
        "input": arguments(
            transaction_id=described(ID, "The payment, as given by list_transactions."),
            reason=one_of(
                "not_received",
                "not_as_described",
                "cancelled_service",
                "duplicate",
                "wrong_amount",
                description="Why it is disputed.",
            ),
            amount_pence=described(PENCE, "How much of it is disputed, in pence."),
        ),
        "steps": [
            {
                "one": "t",
                "sql": "SELECT kind, -amount_pence AS pence FROM transactions "
                "WHERE transaction_id = :transaction_id",
                "else": "there is no transaction {transaction_id}",
            },
            {
                "require": ":amount_pence <= :t.pence",
                "else": "transaction {transaction_id} took {t.pence} pence",
            },
            {
                "require": "NOT EXISTS (SELECT 1 FROM disputes WHERE transaction_id = "
                ":transaction_id)",
                "else": "transaction {transaction_id} was disputed already",
            },
            {"new": "dispute", "of": "disputes"},
            {
                "write": "INSERT INTO disputes VALUES(:dispute, :transaction_id, :reason, "
                ":amount_pence, 'open', :now)",
                "rows": 1,
            },
            *audited("open_dispute", ":transaction_id"),
            {"return": {"dispute_id": ":dispute", "status": "open"}},
        ],
    },
    {
        "name": "withdraw_dispute",
        "description": "Withdraw a dispute that has been settled with the merchant.",
        "writes": ["disputes", "audit"],
        "input": arguments(
            dispute_id=described(ID, "The dispute's id, as shown beside its transaction.")
        ),
        "steps": [
            found("d", "dispute", "disputes", "dispute_id", "status"),
            {"require": ":d.status = 'open'", "else": "dispute {dispute_id} is {d.status}"},
            {
                "write": "UPDATE disputes SET status = 'withdrawn' WHERE dispute_id = :dispute_id",
                "rows": 1,
            },
            *audited("withdraw_dispute", ":dispute_id"),
            {"return": {"dispute_id": ":dispute_id", "status": "withdrawn"}},
        ],
    },
]
