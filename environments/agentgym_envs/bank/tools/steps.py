"""What several of the bank's tool programs share: amounts, and booking money in and out."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import ID, Json, described

PENCE: Json = {"type": "integer", "minimum": 1, "maximum": 100_000_000}
TODAY = "substr(:now, 1, 10)"

CUSTOMER = described(ID, "The customer's id, as given by find_customer.")
ACCOUNT = described(ID, "The account number, eight digits.")
SORT_CODE: Json = {
    "type": "string",
    "pattern": r"^\d{2}-\d{2}-\d{2}$",
    "description": "The other bank's sort code, such as 01-02-03.",
}
NUMBER: Json = {
    "type": "string",
    "pattern": r"^\d{8}$",
    "description": "The other account's number, eight digits.",
}


def an_account(name: str, argument: str, columns: str = "a.account_id, a.status") -> Json:
    """The step that binds an account, with the kind of its product as `kind`."""
    return {
        "one": name,
        "sql": f"SELECT {columns}, p.kind, a.balance_pence + a.limit_pence AS spendable "
        f"FROM accounts a JOIN products p USING(product) WHERE a.account_id = :{argument}",
        "else": f"there is no account {{{argument}}}",
    }


def is_open(name: str) -> Json:
    """The step that refuses what an account that is not open cannot do."""
    return {
        "require": f":{name}.status = 'open'",
        "else": f"account {{{name}.account_id}} is {{{name}.status}}",
    }


def covers(name: str, amount: str) -> Json:
    """The step that refuses to take an account below its limit; holds are not looked at."""
    return {
        "require": f":{name}.spendable >= {amount}",
        "else": "the balance of {" + name + ".account_id} and its limit do not cover that",
    }


def booked(
    account: str,
    kind: str,
    amount: str,
    party: str,
    *,
    name: str = "booking",
    other: str = "NULL",
    payee: str = "NULL",
    source: str = "NULL",
    reference: str = "NULL",
) -> list[Json]:
    """The steps that book an amount on an account; all arguments but `name` are SQL expressions."""
    return [
        {"new": name, "of": "transactions"},
        {
            "write": f"INSERT INTO transactions VALUES(:{name}, {account}, {TODAY}, '{kind}', "
            f"{amount}, {party}, {other}, {payee}, {source}, {reference})",
            "rows": 1,
        },
        {
            "write": f"UPDATE accounts SET balance_pence = balance_pence + ({amount}) "
            f"WHERE account_id = {account}",
            "rows": 1,
        },
    ]
