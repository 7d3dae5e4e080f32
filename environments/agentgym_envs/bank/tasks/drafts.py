"""Descriptions and calls that recur in the bank's tasks."""

from __future__ import annotations

from agentgym_envs.bank.people import cast
from agentgym_envs.handwritten.drafts import About, Call, call

_PEOPLE = {person.nick: person for person in cast()}
_CURRENT = "product IN ('EVERY', 'PLUS', 'YOUTH')"


def find(who: str) -> Call:
    """Find the person who asks by name and postcode."""
    person = _PEOPLE[who]
    return call("find_customer", name=person.name, postcode=person.postcode)


def look(who: str) -> tuple[Call, ...]:
    """Find the person who asks, and open the file."""
    return find(who), call("get_customer", customer_id=f"@{who}")


def word(who: str) -> Call:
    """Check the memorable word that the person gives."""
    return call("check_memorable_word", customer_id=f"@{who}", word=_PEOPLE[who].word)


def decline(who: str, rule: str, account: str | None = None) -> Call:
    """Decline a request of a person, about an account if it is about one."""
    about = {} if account is None else {"account_id": f"@{account}"}
    return call("decline_request", customer_id=f"@{who}", rule=rule, **about)


def hand_over(who: str, topic: str) -> Call:
    """Hand the person's case over."""
    return call("hand_over", customer_id=f"@{who}", topic=topic)


def payees(who: str) -> Call:
    """List a person's payees."""
    return call("list_payees", customer_id=f"@{who}")


def cards(who: str) -> Call:
    """List a person's cards."""
    return call("list_cards", customer_id=f"@{who}")


def account_of(account: str) -> Call:
    """Open an account."""
    return call("get_account", account_id=f"@{account}")


def booked(account: str, **filters: str) -> Call:
    """List what was booked on an account."""
    return call("list_transactions", account_id=f"@{account}", **filters)


def regular(account: str) -> Call:
    """List an account's standing orders, Direct Debits and scheduled payments."""
    return call("list_regular_payments", account_id=f"@{account}")


def pay(account: str, payee: str, pounds: float, reference: str | None = None) -> Call:
    """Send a payment to a payee at once; `payee` as in a draft's arguments."""
    more = {} if reference is None else {"reference": reference}
    return call(
        "send_payment",
        account_id=f"@{account}",
        payee_id=payee,
        amount_pence=round(pounds * 100),
        **more,
    )


def new_payee(who: str, name: str, sort_code: str, number: str, added_as: str = "") -> list[Call]:
    """Check an account with the other bank, and add it to the person's payees."""
    given = {"sort_code": sort_code, "account_number": number}
    return [
        call("confirm_payee", name=name, **given),
        call("add_payee", customer_id=f"@{who}", name=added_as or name, **given),
    ]


def transfer(source: str, target: str, pounds: float) -> Call:
    """Move money between two accounts."""
    return call(
        "transfer",
        from_account_id=f"@{source}",
        to_account_id=f"@{target}",
        amount_pence=round(pounds * 100),
    )


def open_account(
    who: str, product: str, source: str, pounds: float, label: str | None = None
) -> Call:
    """Open an account for a person with a first deposit."""
    more = {} if label is None else {"label": label}
    return call(
        "open_account",
        customer_id=f"@{who}",
        product=product,
        from_account_id=f"@{source}",
        deposit_pence=round(pounds * 100),
        **more,
    )


def cash_limit(nick: str, pounds: int) -> Call:
    """Set the cash machine limit of a card."""
    return call("set_cash_limit", card_id=f"@{nick}", limit_pence=pounds * 100)


def journey(nick: str, country: str, first: str, last: str) -> Call:
    """Put a travel notice on a card."""
    return call(
        "add_travel_notice", card_id=f"@{nick}", country=country, from_date=first, to_date=last
    )


def account(phrase: str, picks: str, where: str = _CURRENT) -> About:
    """A description of an account of the person whose nickname it begins with."""
    owner = picks.partition(".")[0]
    return _held(phrase, picks, owner, where)


def shared(phrase: str, picks: str, owner: str) -> About:
    """A description of the joint account of a person."""
    return _held(phrase, picks, owner, "mandate <> 'sole'")


def _held(phrase: str, picks: str, owner: str, where: str) -> About:
    held = f"account_id IN (SELECT h.account_id FROM holders h WHERE h.customer_id = @{owner})"
    return About(phrase, "accounts", f"{held} AND ({where})", f"@{picks}")


def payee(phrase: str, picks: str, name: str) -> About:
    """A description of a payee of the person whose nickname it begins with."""
    owner = picks.partition(".")[0]
    return About(phrase, "payees", f"customer_id = @{owner} AND name LIKE '{name}'", f"@{picks}")


def entry(phrase: str, picks: str, on: str, where: str) -> About:
    """A description of a transaction on an account."""
    return About(phrase, "transactions", f"account_id = @{on} AND ({where})", f"@{picks}")


def card(phrase: str, picks: str, where: str = "1") -> About:
    """A description of a card of the person whose nickname it begins with."""
    owner = picks.partition(".")[0]
    return About(phrase, "cards", f"customer_id = @{owner} AND ({where})", f"@{picks}")
