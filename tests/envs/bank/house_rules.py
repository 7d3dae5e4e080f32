"""The bank's policy, written a second time as code: which rules a call would break."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import orjson
from pydantic import JsonValue

from agentgym import ToolCall
from agentgym.world import LiveWorld
from agentgym_envs.bank.people import cast
from agentgym_envs.bank.rows import TODAY
from agentgym_envs.bank.rules import RULES
from agentgym_envs.bank.vault import make_rows

ROWS = make_rows()
KEYS = ROWS.keys
BORN = {KEYS[person.nick]: date.fromisoformat(person.born) for person in cast()}
DAY = TODAY.isoformat()
HOLIDAYS = {date(2025, 4, 18), date(2025, 4, 21)}
DAILY = {"Everyday Current": 1_000_000, "Plus Current": 2_000_000, "Youth Current": 50_000}
OVERDRAFT = {"Everyday Current": 200_000, "Plus Current": 500_000}
CASH = {"Everyday Current": 50_000, "Plus Current": 75_000, "Youth Current": 10_000}
#: The tool's argument that names the account which the money leaves.
LEAVES = {
    "send_payment": "account_id",
    "transfer": "from_account_id",
    "open_account": "from_account_id",
    "overpay_loan": "from_account_id",
    "settle_loan": "from_account_id",
    "order_currency": "account_id",
}
BY_ID = {
    "cancel_scheduled_payment": ("scheduled_payments", "scheduled_id"),
    "change_standing_order": ("standing_orders", "order_id"),
    "cancel_standing_order": ("standing_orders", "order_id"),
    "cancel_direct_debit": ("direct_debits", "debit_id"),
    "claim_direct_debit": ("transactions", "transaction_id"),
    "open_dispute": ("transactions", "transaction_id"),
    "refund_fee": ("transactions", "transaction_id"),
    "set_card_status": ("cards", "card_id"),
    "replace_card": ("cards", "card_id"),
    "set_cash_limit": ("cards", "card_id"),
    "add_travel_notice": ("cards", "card_id"),
}
CARD_TOOLS = {"set_card_status", "replace_card", "set_cash_limit", "add_travel_notice"}


def row(table: str, key: JsonValue) -> dict[str, Any]:
    """A row as the world has it at first."""
    found = ROWS.find(table, 0, key)
    return dict(zip(ROWS.columns[table], found, strict=True))


def working_days_before(due: str) -> int:
    """Full working days between today and a day."""
    last = date.fromisoformat(due)
    days = (TODAY + timedelta(days=n) for n in range(1, (last - TODAY).days))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


def age(customer: str) -> int:
    born = BORN[customer]
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


@dataclass(frozen=True)
class Desk:
    """What the rules are about: a live world, and who asks."""

    live: LiveWorld
    asker: str

    def ask(self, tool: str, **arguments: JsonValue) -> dict[str, Any]:
        result = self.live.call(ToolCall(tool, arguments))
        assert not result.is_error, result.content
        content: dict[str, Any] = orjson.loads(result.content)
        return content

    def account(self, account_id: JsonValue) -> dict[str, Any]:
        return self.ask("get_account", account_id=account_id)

    def booked(self, account_id: JsonValue, **filters: JsonValue) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = []
        page: JsonValue = 1
        while page:
            found = self.ask("list_transactions", account_id=account_id, page=page, **filters)
            listed += found["transactions"]
            page = found["next_page"]
        return listed

    def role(self, account: dict[str, Any]) -> str:
        """How the person who asks stands to an account."""
        for holder in account["holders"]:
            if holder["customer_id"] == self.asker:
                return str(holder["role"])
        held_by = {holder["customer_id"] for holder in account["holders"]}
        return "attorney" if self.donors() & held_by else "nobody"

    def donors(self) -> set[JsonValue]:
        """For whom the person who asks is attorney, in matters of property."""
        return {
            power["donor_id"]
            for power in self.ask("get_customer", customer_id=self.asker)["attorney_for"]
            if (power["scope"], power["status"]) == ("property", "registered")
        }


def concerned(call: ToolCall) -> JsonValue:
    """The account that a call is about; None where it is about none."""
    if call.name in LEAVES:
        return call.arguments[LEAVES[call.name]]
    if call.name in BY_ID:
        table, key = BY_ID[call.name]
        account: JsonValue = row(table, call.arguments[key])["account_id"]
        return account
    return call.arguments.get("account_id")


def amount(call: ToolCall) -> int:
    """What leaves the account."""
    arguments: dict[str, Any] = dict(call.arguments)
    if call.name == "settle_loan":
        owed = int(row("loans", arguments["loan_id"])["balance_pence"])
        return owed + owed * int(arguments["charge_bp"]) // 10_000
    if call.name == "order_currency":
        rate = int(row("exchange_rates", arguments["currency"])["sell_e4"])
        return -(-int(arguments["units"]) * 1_000_000 // rate)
    return int(arguments.get("amount_pence") or arguments.get("deposit_pence") or 0)


def authority(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if account is None:
        owner = call.arguments.get("customer_id")
        return owner not in {None, desk.asker, *desk.donors()}
    return desk.role(account) == "nobody"


def attorney(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name == "update_contact":
        return call.arguments["customer_id"] != desk.asker
    if account is None or desk.role(account) != "attorney":
        return False
    if call.name in CARD_TOOLS | {
        "open_account",
        "close_account",
        "reactivate_account",
        "change_overdraft",
    }:
        return True
    target = call.arguments.get("to_account_id")
    return target is not None and desk.role(desk.account(target)) in ("holder", "joint")


def joint(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if account is None or account["mandate"] == "sole":
        return False
    raised = call.name == "change_overdraft" and (
        int(str(call.arguments["limit_pence"])) > account["limit_pence"]
    )
    freezes = call.name == "set_card_status" and call.arguments["status"] == "frozen"
    if account["mandate"] == "either":
        return raised or call.name == "close_account"
    return not freezes and call.name != "order_statement"


def minor(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if account is None:
        return False
    if call.name == "change_overdraft" and age(desk.asker) < 18:
        return True
    if call.name == "open_account" and "ISA" in str(call.arguments["product"]):
        return age(str(call.arguments["customer_id"])) < 18
    if account["product"] != "Junior Saver" or call.name not in LEAVES:
        return False
    child = next(h["customer_id"] for h in account["holders"] if h["role"] == "child")
    acts = "child" if age(child) >= 16 else "parent"
    target = desk.account(call.arguments["to_account_id"])
    to_child = any(h["customer_id"] == child for h in target["holders"])
    return desk.role(account) != acts or not to_child


def dormant(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if account is None or account["status"] != "dormant":
        return False
    if call.name != "reactivate_account":
        return True
    return bool(max(t["booked_on"] for t in desk.booked(account["account_id"])) < "2020-04-15")


def cooling_off(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "send_payment" or account is None:
        return False
    holders = [h["customer_id"] for h in account["holders"]]
    listed = [p for h in holders for p in desk.ask("list_payees", customer_id=h)["payees"]]
    payee = next(p for p in listed if p["payee_id"] == call.arguments["payee_id"])
    if payee["added_on"] < "2025-04-13":
        return False
    sent = [t for t in desk.booked(account["account_id"]) if t["payee_id"] == payee["payee_id"]]
    return bool(amount(call) - sum(t["amount_pence"] for t in sent) > 100_000)


def daily_limit(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "send_payment" or account is None:
        return False
    sent = desk.booked(account["account_id"], from_date=DAY, kind="payment_out")
    return bool(amount(call) - sum(t["amount_pence"] for t in sent) > DAILY[account["product"]])


def funds(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name not in LEAVES or account is None:
        return False
    held = sum(hold["amount_pence"] for hold in account["holds"])
    return bool(amount(call) > account["balance_pence"] + account["limit_pence"] - int(held))


def cut_off(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if account is None or call.name not in (
        "cancel_scheduled_payment",
        "change_standing_order",
        "cancel_standing_order",
        "cancel_direct_debit",
    ):
        return False
    table, key = BY_ID[call.name]
    due = row(table, call.arguments[key])
    return working_days_before(str(due.get("next_on") or due.get("due_on"))) < 1


def guarantee(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "claim_direct_debit":
        return False
    taken = row("transactions", call.arguments["transaction_id"])
    debit = row("direct_debits", taken["source_id"])
    return not (
        -taken["amount_pence"] != debit["announced_pence"]
        or taken["booked_on"] < debit["announced_on"]
        or (debit["cancelled_on"] or "9999") < taken["booked_on"]
    )


def chargeback(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "open_dispute":
        return False
    paid = row("transactions", call.arguments["transaction_id"])
    return bool(paid["kind"] != "card" or paid["booked_on"] < "2024-12-16")


def fee_refund(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "refund_fee" or account is None:
        return False
    fee = row("transactions", call.arguments["transaction_id"])
    file = desk.ask("get_customer", customer_id=desk.asker)
    free = (fee["party"], account["product"]) == ("Foreign use fee", "Plus Current")
    free |= (fee["party"], file["support"]) == ("Copy statement fee", "large_print")
    if free or call.arguments["reason"] == "error":
        return not free or call.arguments["reason"] != "error"
    recent = [
        refund
        for refund in file["fee_refunds"]
        if refund["reason"] == "goodwill" and refund["given_on"] >= "2024-04-15"
    ]
    return bool(recent) or fee["booked_on"] < "2025-02-14" or fee["amount_pence"] < -2500


def overdraft(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "change_overdraft" or account is None:
        return False
    limit = int(str(call.arguments["limit_pence"]))
    if limit <= account["limit_pence"]:
        return False
    fees = desk.booked(account["account_id"], kind="fee", from_date="2025-01-15")
    return (
        limit > OVERDRAFT.get(account["product"], 0)
        or account["opened_on"] > "2024-10-15"
        or any(fee["party"] == "Unpaid item fee" for fee in fees)
    )


def isa(desk: Desk, call: ToolCall, account: dict[str, Any] | None, elsewhere: int = 0) -> bool:
    held = desk.ask("get_customer", customer_id=desk.asker)["accounts"]
    isas = [a["account_id"] for a in held if a["product"] in ("Cash ISA", "Flexible Cash ISA")]
    opens = call.name == "open_account" and call.arguments["product"] in ("ISA", "FLEXI")
    if not opens and not (call.name == "transfer" and call.arguments["to_account_id"] in isas):
        return False
    if opens and any(desk.account(i)["opened_on"] >= "2025-04-06" for i in isas):
        return True
    counted = amount(call) + elsewhere
    for number in isas:
        moves = desk.booked(number, from_date="2025-04-06", kind="transfer")
        into = sum(t["amount_pence"] for t in moves if t["amount_pence"] > 0)
        out = sum(t["amount_pence"] for t in moves if t["amount_pence"] < 0)
        counted += into + (out if desk.account(number)["flexible"] else 0)
    return counted > 2_000_000


def fixed_term(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name == "close_account" and account is not None:
        age_days = (TODAY - date.fromisoformat(account["opened_on"])).days
        matured = (account["matures_on"] or "") <= DAY
        months = account["term_months"] or 0
        days = 0 if matured or age_days <= 14 else 90 if months <= 12 else 180
        return call.arguments["charge_days"] != days
    if call.name not in LEAVES or account is None:
        return False
    target = call.arguments.get("to_account_id")
    ends = [account["matures_on"], desk.account(target)["matures_on"] if target else None]
    return any(end and end > DAY for end in ends)


def card(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if account is None:
        return False
    if call.name == "set_cash_limit":
        return int(str(call.arguments["limit_pence"])) > CASH[account["product"]]
    if call.name == "replace_card":
        file = desk.ask("get_customer", customer_id=desk.asker)
        return bool(file["address_since"] >= "2025-04-01")
    if call.name == "add_travel_notice":
        first, last = (date.fromisoformat(str(call.arguments[k])) for k in ("from_date", "to_date"))
        return (last - first).days + 1 > 90
    return False


def travel_money(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name != "order_currency" or account is None:
        return False
    orders = desk.ask("list_currency_orders", account_id=account["account_id"])["orders"]
    recent = sum(o["cost_pence"] for o in orders if o["ordered_on"] >= "2025-03-16")
    return account["product"] not in DAILY or recent + amount(call) > 250_000


def loan(desk: Desk, call: ToolCall, account: dict[str, Any] | None) -> bool:
    if call.name not in ("overpay_loan", "settle_loan"):
        return False
    owed = desk.ask("get_loan", loan_id=call.arguments["loan_id"])
    if call.name == "settle_loan":
        charge = 100 if owed["ends_on"] >= "2026-04-16" else 50
        return owed["arrears_pence"] > 0 or call.arguments["charge_bp"] != charge
    paid = owed["overpaid_this_year_pence"] + amount(call)
    return owed["arrears_pence"] > 0 or amount(call) < 10_000 or paid * 10 > owed["borrowed_pence"]


CHECKS: dict[str, Callable[..., bool]] = {
    "authority": authority,
    "attorney": attorney,
    "joint": joint,
    "minor": minor,
    "dormant": dormant,
    "cooling_off": cooling_off,
    "daily_limit": daily_limit,
    "funds": funds,
    "cut_off": cut_off,
    "guarantee": guarantee,
    "chargeback": chargeback,
    "fee_refund": fee_refund,
    "overdraft": overdraft,
    "isa": isa,
    "fixed_term": fixed_term,
    "card": card,
    "travel_money": travel_money,
    "loan": loan,
}


def broken(desk: Desk, call: ToolCall, *, elsewhere: int = 0) -> list[str]:
    """The rules that a call breaks, in the order that counts; those about words are left out."""
    number = concerned(call)
    account = None if number is None else desk.account(number)
    found = []
    for rule in RULES:
        if rule == "isa":
            breaks = isa(desk, call, account, elsewhere)
        else:
            breaks = rule in CHECKS and CHECKS[rule](desk, call, account)
        if breaks:
            found.append(rule)
    return found
