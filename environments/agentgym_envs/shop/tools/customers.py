"""Tools about people: who they are, how to reach them, and what they wrote to us."""

from __future__ import annotations

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
from agentgym_envs.shop.rules import RULES, TOPICS

_CUSTOMER = described(ID, "The customer's id, as given by find_customer.")
_TICKET = described(ID, "The ticket's id.")

_ADDRESSES = listed(
    "a.address_id, a.label, a.street, a.city, a.state, a.zip",
    "FROM addresses a WHERE a.customer_id = c.customer_id",
    "a.label, a.address_id",
)
_GIFT_CARDS = listed(
    "g.code, g.balance_cents, g.status, g.expires_on",
    "FROM gift_cards g WHERE g.buyer_id = c.customer_id",
    "g.code",
)
_CREDITS = listed(
    "k.kind, k.amount_cents, k.order_id, substr(k.given_at, 1, 10) AS given_on",
    "FROM credits k WHERE k.customer_id = c.customer_id",
    "k.given_at DESC, k.credit_id",
)

TOOLS: list[Json] = [
    {
        "name": "find_customer",
        "description": "Find customers by name, e-mail address or home ZIP code; everything given "
        "must match. Returns at most 10.",
        "input": arguments(
            [],
            name=words(80, "The full name."),
            email=words(80, "The e-mail address."),
            zip=words(10, "The ZIP code of the home address."),
        ),
        "steps": [
            {
                "require": ":name IS NOT NULL OR :email IS NOT NULL OR :zip IS NOT NULL",
                "else": "give a name, an e-mail address or a ZIP code to search for",
            },
            {
                "many": "customers",
                "sql": "SELECT c.customer_id, c.name, c.email, a.zip AS home_zip, c.tier "
                # CROSS keeps SQLite from going through the addresses first.
                "FROM customers c CROSS JOIN addresses a ON a.customer_id = c.customer_id "
                "AND a.label = 'home' WHERE (:email IS NULL OR c.email = :email COLLATE NOCASE) "
                "AND (:name IS NULL OR c.name = :name COLLATE NOCASE) "
                "AND (:zip IS NULL OR a.zip = :zip) ORDER BY c.customer_id LIMIT 10",
            },
            {"return": {"customers": ":customers"}},
        ],
    },
    {
        "name": "get_customer",
        "description": "A customer's account: contact, tier, loyalty points, store credit, card on "
        "file, addresses, gift cards bought, and credits given so far.",
        "input": arguments(customer_id=_CUSTOMER),
        "steps": [
            {
                "one": "c",
                "sql": "SELECT c.customer_id, c.name, c.email, c.phone, c.tier, c.points, "
                "c.credit_cents AS store_credit_cents, c.card AS card_on_file, "
                f"{_ADDRESSES} AS addresses, {_GIFT_CARDS} AS gift_cards_bought, "
                f"{_CREDITS} AS credits FROM customers c WHERE c.customer_id = :customer_id",
                "json": ["addresses", "gift_cards_bought", "credits"],
                "else": "there is no customer {customer_id}",
            },
            {"return": ":c"},
        ],
    },
    {
        "name": "update_contact",
        "description": "Change a customer's e-mail address or phone number.",
        "writes": ["customers", "audit"],
        "input": arguments(
            customer_id=_CUSTOMER,
            field=one_of("email", "phone", description="Which of the two."),
            value=words(80, "The new address or number."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "when": ":field = 'email'",
                "do": [
                    {
                        "require": ":value LIKE '_%@_%._%'",
                        "else": "{value} is not an e-mail address",
                    },
                    {
                        "require": "NOT EXISTS (SELECT 1 FROM customers WHERE lower(email) = "
                        "lower(:value) AND customer_id <> :customer_id)",
                        "else": "{value} belongs to another account",
                    },
                    {
                        "write": "UPDATE customers SET email = :value "
                        "WHERE customer_id = :customer_id",
                        "rows": 1,
                    },
                ],
                "otherwise": [
                    {
                        "write": "UPDATE customers SET phone = :value "
                        "WHERE customer_id = :customer_id",
                        "rows": 1,
                    }
                ],
            },
            *audited("update_contact", ":customer_id"),
            {"return": {"customer_id": ":customer_id", "field": ":field", "value": ":value"}},
        ],
    },
    {
        "name": "add_address",
        "description": "Add an address to a customer's address book.",
        "writes": ["addresses", "audit"],
        "input": arguments(
            customer_id=_CUSTOMER,
            label=words(20, "What the customer calls it, such as work or cabin; not home."),
            street=words(80, "House number and street, with the apartment if there is one."),
            city=words(40, "The city."),
            state={"type": "string", "pattern": "^[A-Z]{2}$", "description": "Two letters."},
            zip={"type": "string", "pattern": r"^\d{5}$", "description": "Five digits."},
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM addresses WHERE customer_id = :customer_id "
                "AND lower(label) = lower(:label))",
                "else": "the customer has an address called {label} already",
            },
            {"new": "address", "of": "addresses"},
            {
                "write": "INSERT INTO addresses VALUES(:address, :customer_id, :label, :street, "
                ":city, :state, :zip)",
                "rows": 1,
            },
            *audited("add_address", ":customer_id"),
            {"return": {"address_id": ":address", "label": ":label"}},
        ],
    },
    {
        "name": "list_tickets",
        "description": "A customer's support tickets with their notes, newest first.",
        "input": arguments(
            ["customer_id"],
            customer_id=_CUSTOMER,
            status=one_of("open", "closed", description="Only these; without it, all."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "many": "tickets",
                "sql": "SELECT t.ticket_id, t.status, t.topic, t.subject, t.order_id, "
                "substr(t.opened_at, 1, 10) AS opened_on, (SELECT json_group_array(n.body "
                "ORDER BY n.at, n.note_id) FROM ticket_notes n WHERE n.ticket_id = t.ticket_id) "
                "AS notes FROM tickets t WHERE t.customer_id = :customer_id "
                "AND (:status IS NULL OR t.status = :status) ORDER BY t.opened_at DESC, "
                "t.ticket_id",
                "json": ["notes"],
            },
            {"return": {"tickets": ":tickets"}},
        ],
    },
    {
        "name": "open_ticket",
        "description": "Open a support ticket for our colleagues to work on.",
        "writes": ["tickets", "audit"],
        "input": arguments(
            ["customer_id", "topic", "subject"],
            customer_id=_CUSTOMER,
            order_id=described(
                ID,
                "The order it is about, or in which what it is about was bought, if there is one.",
            ),
            topic=one_of(
                "delivery",
                "product",
                "billing",
                "account",
                description="delivery: parcels, carriers, addresses; product: use, care, parts and "
                "quality of goods; billing: charges, invoices, refunds; account: log-in, contact "
                "data, loyalty programme.",
            ),
            subject=words(200, "What it is about, in the customer's words."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "require": ":order_id IS NULL OR EXISTS (SELECT 1 FROM orders WHERE order_id = "
                ":order_id AND customer_id = :customer_id)",
                "else": "order {order_id} is not on the account of {customer_id}",
            },
            {"new": "ticket", "of": "tickets"},
            {
                "write": "INSERT INTO tickets VALUES(:ticket, :customer_id, :order_id, :topic, "
                ":subject, 'open', :now)",
                "rows": 1,
            },
            *audited("open_ticket", ":customer_id"),
            {"return": {"ticket_id": ":ticket", "status": "open"}},
        ],
    },
    {
        "name": "add_note",
        "description": "Add a note to an open ticket.",
        "writes": ["ticket_notes", "audit"],
        "input": arguments(ticket_id=_TICKET, text=words(400, "The note.")),
        "steps": [
            found("t", "ticket", "tickets", "ticket_id", "status"),
            {"require": ":t.status = 'open'", "else": "ticket {ticket_id} is closed"},
            {"new": "note", "of": "ticket_notes"},
            {"write": "INSERT INTO ticket_notes VALUES(:note, :ticket_id, :text, :now)", "rows": 1},
            *audited("add_note", ":ticket_id"),
            {"return": {"note_id": ":note", "ticket_id": ":ticket_id"}},
        ],
    },
    {
        "name": "close_ticket",
        "description": "Close a ticket that is settled.",
        "writes": ["tickets", "audit"],
        "input": arguments(ticket_id=_TICKET),
        "steps": [
            found("t", "ticket", "tickets", "ticket_id", "status"),
            {"require": ":t.status = 'open'", "else": "ticket {ticket_id} is closed already"},
            {
                "write": "UPDATE tickets SET status = 'closed' WHERE ticket_id = :ticket_id",
                "rows": 1,
            },
            *audited("close_ticket", ":ticket_id"),
            {"return": {"ticket_id": ":ticket_id", "status": "closed"}},
        ],
    },
    {
        "name": "decline_request",
        "description": "Record that a request was declined, and under which rule of the policy.",
        "writes": ["decisions", "audit"],
        "input": arguments(
            ["customer_id", "rule"],
            customer_id=_CUSTOMER,
            order_id=described(ID, "The order that the request is about, if it is about one."),
            rule=one_of(*RULES, description="The code of the rule."),
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "require": ":order_id IS NULL OR EXISTS (SELECT 1 FROM orders "
                "WHERE order_id = :order_id)",
                "else": "there is no order {order_id}",
            },
            {"new": "decision", "of": "decisions"},
            {
                "write": "INSERT INTO decisions VALUES(:decision, :customer_id, :order_id, :rule, "
                ":now)",
                "rows": 1,
            },
            *audited("decline_request", ":customer_id"),
            {"return": {"decision_id": ":decision", "rule": ":rule"}},
        ],
    },
    {
        "name": "escalate_to_human",
        "description": "Hand a customer's case over to a person.",
        "writes": ["escalations", "audit"],
        "input": arguments(
            customer_id=_CUSTOMER, topic=one_of(*TOPICS, description="Why a person takes over.")
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM escalations WHERE customer_id = :customer_id "
                "AND topic = :topic)",
                "else": "a person has taken over this customer's {topic} case already",
            },
            {"new": "escalation", "of": "escalations"},
            {
                "write": "INSERT INTO escalations VALUES(:escalation, :customer_id, :topic, :now)",
                "rows": 1,
            },
            *audited("escalate_to_human", ":customer_id"),
            {"return": {"escalation_id": ":escalation", "topic": ":topic"}},
        ],
    },
]
