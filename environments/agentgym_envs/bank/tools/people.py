"""Tools about people: who they are, what they hold, and how to reach them."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import CUSTOMER
from agentgym_envs.handwritten.steps import (
    DATE,
    Json,
    arguments,
    audited,
    described,
    found,
    listed,
    one_of,
    words,
)

_ACCOUNTS = listed(
    "a.account_id, p.name AS product, a.label, a.status, h.role, a.balance_pence",
    "FROM holders h JOIN accounts a USING(account_id) JOIN products p USING(product) "
    "WHERE h.customer_id = c.customer_id",
    "a.opened_on, a.account_id",
)
_LOANS = listed(
    "l.loan_id, l.purpose, l.status",
    "FROM loans l WHERE l.customer_id = c.customer_id",
    "l.loan_id",
)
_ACTS_FOR = listed(
    "w.donor_id, d.name AS donor, w.scope, w.status",
    "FROM powers w JOIN customers d ON d.customer_id = w.donor_id "
    "WHERE w.attorney_id = c.customer_id",
    "w.donor_id, w.scope",
)
_REFUNDS = listed(
    "f.reason, f.amount_pence, substr(f.given_on, 1, 10) AS given_on",
    "FROM fee_refunds f WHERE f.customer_id = c.customer_id",
    "f.given_on DESC, f.refund_id",
)

TOOLS: list[Json] = [
    {
        "name": "find_customer",
        "description": "Find customers by name, date of birth or postcode; everything given must "
        "match. Returns at most 10.",
        "input": arguments(
            [],
            name=words(80, "The full name."),
            date_of_birth=described(DATE, "The date of birth."),
            postcode=words(10, "The postcode."),
        ),
        "steps": [
            {
                "require": ":name IS NOT NULL OR :date_of_birth IS NOT NULL "
                "OR :postcode IS NOT NULL",
                "else": "give a name, a date of birth or a postcode to search for",
            },
            {
                "many": "customers",
                "sql": "SELECT customer_id, name, date_of_birth, postcode FROM customers "
                "WHERE (:name IS NULL OR name = :name COLLATE NOCASE) "
                "AND (:date_of_birth IS NULL OR date_of_birth = :date_of_birth) "
                "AND (:postcode IS NULL OR replace(postcode, ' ', '') = "
                "upper(replace(:postcode, ' ', ''))) ORDER BY customer_id LIMIT 10",
            },
            {"return": {"customers": ":customers"}},
        ],
    },
    {
        "name": "check_memorable_word",
        "description": "Whether a word is the customer's memorable word.",
        "input": arguments(customer_id=CUSTOMER, word=words(30, "The word that was given.")),
        "steps": [
            {
                "one": "c",
                "sql": "SELECT lower(memorable_word) = lower(trim(:word)) AS matches "
                "FROM customers WHERE customer_id = :customer_id",
                "else": "there is no customer {customer_id}",
            },
            {"return": {"matches": ":c.matches"}},
        ],
    },
    {
        "name": "get_customer",
        "description": "A customer: contact data, support mark, accounts with the customer's role, "
        "loans, powers of attorney under which the customer acts, and fee refunds so far.",
        "input": arguments(customer_id=CUSTOMER),
        "steps": [
            {
                "one": "c",
                "sql": "SELECT c.customer_id, c.name, c.date_of_birth, c.address, c.postcode, "
                "c.address_since, c.email, c.phone, c.support, "
                f"{_ACCOUNTS} AS accounts, {_LOANS} AS loans, {_ACTS_FOR} AS attorney_for, "
                f"{_REFUNDS} AS fee_refunds FROM customers c WHERE c.customer_id = :customer_id",
                "json": ["accounts", "loans", "attorney_for", "fee_refunds"],
                "else": "there is no customer {customer_id}",
            },
            {"return": ":c"},
        ],
    },
    {
        "name": "update_contact",
        "description": "Change a customer's e-mail address, telephone number, or postal address "
        "with its postcode.",
        "writes": ["customers", "audit"],
        "input": arguments(
            ["customer_id", "field", "value"],
            customer_id=CUSTOMER,
            field=one_of("email", "phone", "address", description="What changes."),
            value=words(120, "The new value; for an address, without the postcode."),
            postcode=words(10, "The new postcode; only for an address."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "require": "(:field = 'address') = (:postcode IS NOT NULL)",
                "else": "give a postcode with an address, and only with an address",
            },
            {
                "require": ":field <> 'email' OR :value LIKE '_%@_%._%'",
                "else": "{value} is not an e-mail address",
            },
            {
                "write": "UPDATE customers SET email = iif(:field = 'email', :value, email), "
                "phone = iif(:field = 'phone', :value, phone), "
                "address = iif(:field = 'address', :value, address), "
                "postcode = coalesce(:postcode, postcode), "
                "address_since = iif(:field = 'address', substr(:now, 1, 10), address_since) "
                "WHERE customer_id = :customer_id",
                "rows": 1,
            },
            *audited("update_contact", ":customer_id"),
            {"return": {"customer_id": ":customer_id", "field": ":field", "value": ":value"}},
        ],
    },
    {
        "name": "set_support_mark",
        "description": "Set a customer's support mark; `none` removes it.",
        "writes": ["customers", "audit"],
        "input": arguments(
            customer_id=CUSTOMER,
            support=one_of(
                "none",
                "large_print",
                "payment_delay",
                "speech_relay",
                description="large_print: statements in large print; payment_delay: larger "
                "payments wait a day; speech_relay: calls come through a relay service.",
            ),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "support"),
            {
                "require": ":c.support <> :support",
                "else": "the support mark is {support} already",
            },
            {
                "write": "UPDATE customers SET support = :support WHERE customer_id = :customer_id",
                "rows": 1,
            },
            *audited("set_support_mark", ":customer_id"),
            {"return": {"customer_id": ":customer_id", "support": ":support"}},
        ],
    },
]
