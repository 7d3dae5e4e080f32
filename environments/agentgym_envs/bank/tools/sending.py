"""Tools about money that goes to others: payees, and payments to them."""

from __future__ import annotations

from agentgym_envs.bank.tools.steps import (
    ACCOUNT,
    CUSTOMER,
    NUMBER,
    PENCE,
    SORT_CODE,
    TODAY,
    an_account,
    booked,
    covers,
    is_open,
)
from agentgym_envs.handwritten.steps import (
    DATE,
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    words,
)

_PAYEE = described(ID, "The payee's id, as given by list_payees or add_payee.")
_REFERENCE = words(18, "The reference that the customer gives.")


def own_payee() -> Json:
    """The step that binds a payee of one of the account's holders."""
    return {
        "one": "p",
        "sql": "SELECT y.name FROM payees y JOIN holders h USING(customer_id) "
        "WHERE y.payee_id = :payee_id AND h.account_id = :account_id",
        "else": "no holder of {account_id} has the payee {payee_id}",
    }


CAN_PAY: Json = {
    "require": ":a.kind IN ('everyday', 'plus', 'youth')",
    "else": "payments leave from current accounts only, and {account_id} is none",
}

TOOLS: list[Json] = [
    {
        "name": "list_payees",
        "description": "A customer's payees, with the day on which each was added.",
        "input": arguments(customer_id=CUSTOMER),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "many": "payees",
                "sql": "SELECT payee_id, name, sort_code, account_number, added_on FROM payees "
                "WHERE customer_id = :customer_id ORDER BY name, payee_id",
            },
            {"return": {"payees": ":payees"}},
        ],
    },
    {
        "name": "confirm_payee",
        "description": "Ask the other bank whether an account is held under a name: match, "
        "close_match (with the name as held), no_match or unavailable.",
        "input": arguments(
            name=words(60, "The name that the customer gives."),
            sort_code=SORT_CODE,
            account_number=NUMBER,
        ),
        "steps": [
            {
                "one": "d",
                "sql": "SELECT CASE WHEN d.name IS NULL THEN 'unavailable' "
                "WHEN lower(d.name) = lower(:name) THEN 'match' "
                "WHEN instr(lower(:name), lower(d.close)) THEN 'close_match' "
                "ELSE 'no_match' END AS result, iif(instr(lower(:name), lower(d.close)), d.name, "
                "NULL) AS held_as FROM (SELECT 1) q LEFT JOIN directory d "
                "ON d.sort_code = :sort_code AND d.account_number = :account_number",
            },
            {"return": {"result": ":d.result", "held_as": ":d.held_as"}},
        ],
    },
    {
        "name": "add_payee",
        "description": "Add a payee to a customer's list.",
        "writes": ["payees", "audit"],
        "input": arguments(
            customer_id=CUSTOMER,
            name=words(60, "The payee's name."),
            sort_code=SORT_CODE,
            account_number=NUMBER,
        ),
        "steps": [
            found("c", "customer", "customers", "customer_id", "customer_id"),
            {
                "require": "NOT EXISTS (SELECT 1 FROM payees WHERE customer_id = :customer_id "
                "AND sort_code = :sort_code AND account_number = :account_number)",
                "else": "account {account_number} is on the customer's list already",
            },
            {"new": "payee", "of": "payees"},
            {
                "write": "INSERT INTO payees VALUES(:payee, :customer_id, :name, :sort_code, "
                f":account_number, {TODAY})",
                "rows": 1,
            },
            *audited("add_payee", ":customer_id"),
            {"return": {"payee_id": ":payee", "name": ":name"}},
        ],
    },
    {
        "name": "send_payment",
        "description": "Send money from a current account to a payee by Faster Payment, at once.",
        "writes": ["transactions", "accounts", "audit"],
        "input": arguments(
            ["account_id", "payee_id", "amount_pence"],
            account_id=ACCOUNT,
            payee_id=_PAYEE,
            amount_pence=described(PENCE, "The amount in pence."),
            reference=_REFERENCE,
        ),
        "steps": [
            an_account("a", "account_id"),
            is_open("a"),
            CAN_PAY,
            own_payee(),
            covers("a", ":amount_pence"),
            *booked(
                ":account_id",
                "payment_out",
                "-:amount_pence",
                ":p.name",
                payee=":payee_id",
                reference=":reference",
            ),
            *audited("send_payment", ":account_id"),
            {"return": {"transaction_id": ":booking", "to": ":p.name"}},
        ],
    },
    {
        "name": "schedule_payment",
        "description": "Have one payment sent to a payee on a later day.",
        "writes": ["scheduled_payments", "audit"],
        "input": arguments(
            ["account_id", "payee_id", "amount_pence", "due_on"],
            account_id=ACCOUNT,
            payee_id=_PAYEE,
            amount_pence=described(PENCE, "The amount in pence."),
            due_on=described(DATE, "The day, after today."),
            reference=_REFERENCE,
        ),
        "steps": [
            an_account("a", "account_id"),
            is_open("a"),
            CAN_PAY,
            own_payee(),
            {"require": f":due_on > {TODAY}", "else": "{due_on} is not after today"},
            {"new": "payment", "of": "scheduled_payments"},
            {
                "write": "INSERT INTO scheduled_payments VALUES(:payment, :account_id, :payee_id, "
                ":amount_pence, :due_on, :reference, 'waiting')",
                "rows": 1,
            },
            *audited("schedule_payment", ":account_id"),
            {"return": {"scheduled_id": ":payment", "due_on": ":due_on"}},
        ],
    },
    {
        "name": "cancel_scheduled_payment",
        "description": "Cancel a scheduled payment.",
        "writes": ["scheduled_payments", "audit"],
        "input": arguments(
            scheduled_id=described(ID, "The id, as given by list_regular_payments.")
        ),
        "steps": [
            found("f", "scheduled payment", "scheduled_payments", "scheduled_id", "status"),
            {
                "require": ":f.status = 'waiting'",
                "else": "scheduled payment {scheduled_id} is cancelled already",
            },
            {
                "write": "UPDATE scheduled_payments SET status = 'cancelled' "
                "WHERE scheduled_id = :scheduled_id",
                "rows": 1,
            },
            *audited("cancel_scheduled_payment", ":scheduled_id"),
            {"return": {"scheduled_id": ":scheduled_id", "status": "cancelled"}},
        ],
    },
]
