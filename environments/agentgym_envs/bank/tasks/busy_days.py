"""Tasks in which a customer clears the desk, and requests that several rules forbid."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    cash_limit,
    decline,
    entry,
    journey,
    look,
    pay,
    payee,
    payees,
    regular,
    shared,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import About, Call, Draft, call, turn


def _statement(nick: str, first: str, last: str, form: str) -> Call:
    return call("order_statement", account_id=f"@{nick}", from_date=first, to_date=last, form=form)


DRAFTS = (
    Draft(
        "wheels-and-bike",
        "change",
        "tom",
        (
            turn(
                """hey its tom sutcliffe, 19 January 2008, LS29 9AA. first move £300 from my junior
                saver to my current account, then pay ilkley cycles £320 from there with ref Gravel.
                and can my cash machine limit go up to £80 pls""",
                *look("tom"),
                account_of("tom.jun"),
                transfer("tom.jun", "tom.cur", 300),
                payees("tom"),
                account_of("tom.cur"),
                booked("tom.cur", from_date="2025-04-15"),
                pay("tom.cur", "@tom.bike", 320, "Gravel"),
                cards("tom"),
                cash_limit("tom.card", 80),
            ),
        ),
        "he is 17; 484.60 after the transfer; 500.00 a day; up to 100.00 in cash",
        (
            account("my junior saver", "tom.jun", "product = 'JUNIOR'"),
            account("my current account", "tom.cur"),
            payee("ilkley cycles", "tom.bike", "Ilkley Cycles"),
        ),
    ),
    Draft(
        "garden-in-april",
        "change",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ; my memorable word is Dunlin. I am
                putting the garden in order. Please pay the gardeners £640 from my current account,
                reference Beech hedge, and raise their standing order to £112 from the next payment.
                My telephone number is now 01943 555871. And would you post me a statement of my
                Cash ISA from 6 April 2024 to 5 April 2025?""",
                *look("peter"),
                word("peter"),
                payees("peter"),
                account_of("peter.cur"),
                booked("peter.cur", from_date="2025-04-15"),
                pay("peter.cur", "@peter.garden", 640, "Beech hedge"),
                regular("peter.cur"),
                call("change_standing_order", order_id="@peter.gardenso", amount_pence=11200),
                call(
                    "update_contact",
                    customer_id="@peter",
                    field="phone",
                    value="01943 555871",
                ),
                _statement("peter.isa", "2024-04-06", "2025-04-05", "post"),
            ),
        ),
        "next due on 23 April; the word matches",
        (
            account("my current account", "peter.cur"),
            account("my Cash ISA", "peter.isa", "product = 'ISA'"),
            payee("the gardeners", "peter.garden", "%Gardeners"),
        ),
    ),
    Draft(
        "helens-tuesday",
        "change",
        "helen",
        (
            turn(
                """Helen Birtwistle, 5 December 1967, BB12 6HJ. My Tuesday list, love. Padiham
                Florist charged my card £54 last week and the till receipt says £49: dispute the
                difference. On my own account, bring the overdraft down to £150. £38.50 to the
                Allotment Society from it on 9 May, reference Plot 14 water. And e-mail me a
                statement of the joint account from 1 January to 31 March 2025.""",
                *look("helen"),
                booked("helen.cur", text="Florist"),
                call(
                    "open_dispute",
                    transaction_id="@helen.florist",
                    reason="wrong_amount",
                    amount_pence=500,
                ),
                account_of("helen.cur"),
                call("change_overdraft", account_id="@helen.cur", limit_pence=15000),
                payees("helen"),
                call(
                    "schedule_payment",
                    account_id="@helen.cur",
                    payee_id="@helen.plots",
                    amount_pence=3850,
                    due_on="2025-05-09",
                    reference="Plot 14 water",
                ),
                _statement("helen.joint", "2025-01-01", "2025-03-31", "email"),
            ),
        ),
        "four requests, all allowed; mandate `either` on the joint account",
        (
            account("my own account", "helen.cur", "product = 'EVERY' AND mandate = 'sole'"),
            shared("the joint account", "helen.joint", "helen"),
            entry("Padiham Florist", "helen.florist", "helen.cur", "party = 'Padiham Florist'"),
        ),
    ),
    Draft(
        "home-to-kilmore",
        "change",
        "declan",
        (
            turn(
                """Declan Murphy, 18 August 1981, HD3 3FG. Going home to see the da. Found the
                card, so switch it back on, and put Ireland on it, 2 May to 19 May. Stop the
                badminton standing order. The da's goes up to £150. And put £1,200 off the garage
                loan from my current account, I can spare it this month.""",
                *look("declan"),
                cards("declan"),
                call("set_card_status", card_id="@declan.card", status="active"),
                journey("declan.card", "Ireland", "2025-05-02", "2025-05-19"),
                regular("declan.cur"),
                call("cancel_standing_order", order_id="@declan.clubso"),
                call("change_standing_order", order_id="@declan.dadso", amount_pence=15000),
                call("get_loan", loan_id="@declan.loan"),
                account_of("declan.cur"),
                call(
                    "overpay_loan",
                    loan_id="@declan.loan",
                    from_account_id="@declan.cur",
                    amount_pence=120000,
                ),
            ),
        ),
        "next due on 22 and 28 April; exactly 10 percent of 12,000.00",
        (
            card("the card", "declan.card"),
            account("my current account", "declan.cur"),
            About("the garage loan", "loans", "customer_id = @declan", "@declan.loan"),
        ),
    ),
    Draft(
        "doreens-telephone",
        "change",
        "doreen",
        (
            turn(
                """Doreen Ackroyd, dear, 12 May 1947, HX7 6DT. My grandson has got me on to his
                telephone people, so stop the Direct Debit to Calder Telecom before they take the
                May money. He says I should only get £100 a day out of the machine with my card, so
                put that down as well. And send me a statement of my current account, from 1 March
                to 31 March 2025.""",
                *look("doreen"),
                regular("doreen.cur"),
                call("cancel_direct_debit", debit_id="@doreen.dd"),
                cards("doreen"),
                cash_limit("doreen.card", 100),
                _statement("doreen.cur", "2025-03-01", "2025-03-31", "large_print"),
            ),
        ),
        "next due on 2 May; with the mark large_print a statement comes in that form",
        (
            account("my current account", "doreen.cur"),
            About(
                "the Direct Debit to Calder Telecom",
                "direct_debits",
                "account_id = @doreen.cur AND originator = 'Calder Telecom'",
                "@doreen.dd",
            ),
        ),
    ),
    Draft(
        "refuse-third-car",
        "refusal",
        "gareth",
        (
            turn(
                """I know I've been at it today already, but there's a camper at Kirklees Motor
                Auctions that I must have. £10,300 to them from my current account, now, reference
                Lot 77. Gareth Howells, 27 April 1983, HX1 2TP.""",
                *look("gareth"),
                payees("gareth"),
                account_of("gareth.cur"),
                booked("gareth.cur", from_date="2025-04-15"),
                decline("gareth", "daily_limit", "gareth.cur"),
            ),
        ),
        "beyond the daily limit, and, with the hold, beyond what is available: the limit is first",
        (account("my current account", "gareth.cur"),),
        twin="camper-at-the-ring",
    ),
    Draft(
        "refuse-conservatory-glass",
        "refusal",
        "colin",
        (
            turn(
                """Colin Fairburn, 4 April 1959, BD16 2PL. Bingley Glazing want the second half for
                the windows, £6,640, and that's near enough all there is in the joint account. Pay
                it from there, and never mind the standing order that's due, Edna will put something
                in.""",
                *look("colin"),
                payees("colin"),
                account_of("colin.joint"),
                decline("colin", "joint", "colin.joint"),
            ),
        ),
        "enough is there, but with the mandate `both` one alone does not pay",
        (shared("the joint account", "colin.joint", "colin"),),
        twin="hebden-glass",
    ),
)
