"""Tasks with second thoughts, late information and follow-ups, over several turns."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, NumberAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    decline,
    look,
    new_payee,
    pay,
    shared,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "word-forgotten-at-first",
        "change",
        "grace",
        (
            turn(
                """Grace Adeyemi, 30 June 1989, LS7 4PE. Please add my brother-in-law to my payees:
                P R Okafor, 11-14-96, 25533807.""",
                *look("grace"),
            ),
            turn(
                """Oh, the memorable word. Harmattan.""",
                word("grace"),
                *new_payee("grace", "P R Okafor", "11-14-96", "25533807"),
            ),
            turn(
                """Great. Now send him £60 from my current account, please, reference Concert.""",
                account_of("grace.cur"),
                pay("grace.cur", "$payee_id", 60, "Concert"),
            ),
        ),
        "without the word nothing is added; then match, and well below 1,000.00",
        (account("my current account", "grace.cur"),),
    ),
    Draft(
        "only-a-first-name",
        "change",
        "bethan",
        (
            turn(
                """Hiya, Bethan here, can you freeze my card? I think it's in my other coat.""",
            ),
            turn(
                """Bethan Prosser, 2 February 1996, LS8 1EZ. Sorry!""",
                *look("bethan"),
                cards("bethan"),
                call("set_card_status", card_id="@bethan.card", status="frozen"),
            ),
            turn(
                """You won't believe it, found it. Other other coat. Back on please!""",
                call("set_card_status", card_id="@bethan.card", status="active"),
            ),
            turn(
                """And while I have you: there's a hold for a hotel on my current account. How much
                is it for?""",
                account_of("bethan.cur"),
                answer=NumberAnswer(value=180),
                proof="SELECT amount_pence / 100.0 FROM holds WHERE account_id = @bethan.cur",
            ),
        ),
        "identified in the second turn; frozen, then active again",
        (card("my card", "bethan.card"),),
    ),
    Draft(
        "arthur-and-jack",
        "change",
        "imran",
        (
            turn(
                """Imran Siddiqui, 3 November 1988, BD21 3QX, memorable word Saffron. I need to add
                the builder: Holdsworth Builders, 60-24-77, 31175290.""",
                *look("imran"),
                word("imran"),
                call(
                    "confirm_payee",
                    name="Holdsworth Builders",
                    sort_code="60-24-77",
                    account_number="31175290",
                ),
            ),
            turn(
                """A & J? That's right, Arthur and his lad Jack. Yes, take that name.""",
                call(
                    "add_payee",
                    customer_id="@imran",
                    name="A & J Holdsworth Builders",
                    sort_code="60-24-77",
                    account_number="31175290",
                ),
            ),
            turn(
                """He wants £1,600 on account today, from my current account.""",
                account_of("imran.cur"),
                decline("imran", "cooling_off", "imran.cur"),
            ),
            turn(
                """Fair enough, then send him a thousand now.""",
                booked("imran.cur", from_date="2025-04-15"),
                pay("imran.cur", "$payee_id", 1000),
            ),
        ),
        "a close match that he agrees to; then no more than 1,000.00 on the first days",
        (account("my current account", "imran.cur"),),
    ),
    Draft(
        "not-my-canoe-club",
        "refusal",
        "sally",
        (
            turn(
                """Sally Greenwood, 21 February 1979, HX7 8AB, word's Hornbeam. Pay £85 to Todmorden
                Canoe Club from the joint account please, they're not on my list: 20-73-48,
                81436621.""",
                *look("sally"),
                word("sally"),
                call(
                    "confirm_payee",
                    name="Todmorden Canoe Club",
                    sort_code="20-73-48",
                    account_number="81436621",
                ),
                decline("sally", "name_mismatch", "sally.joint"),
            ),
            turn(
                """Hm, let me look at the leaflet again. No, I haven't got the leaflet. Never mind.
                How much is available on the joint account, with the overdraft?""",
                account_of("sally.joint"),
                answer=NumberAnswer(value=3704.66),
                proof=(
                    "SELECT (balance_pence + limit_pence) / 100.0 FROM accounts "
                    "WHERE account_id = @sally.joint"
                ),
            ),
        ),
        "unavailable: not added; no hold on the joint account",
        (shared("the joint account", "sally.joint", "sally"),),
        twin="calder-canoe-club",
    ),
    Draft(
        "wake-the-saver-after-all",
        "change",
        "pauline",
        (
            turn(
                """Pauline Sharp, 3 March 1958, BD20 6LN. I want £700 from my savings account moved
                to my current account, for the caravan.""",
                *look("pauline"),
                account_of("pauline.old"),
                decline("pauline", "dormant", "pauline.old"),
            ),
            turn(
                """Asleep, is it? Well, wake it up then, my word is Gingham. And after that move the
                £700, please.""",
                word("pauline"),
                booked("pauline.old"),
                call("reactivate_account", account_id="@pauline.old"),
                account_of("pauline.old"),
                transfer("pauline.old", "pauline.cur", 700),
            ),
        ),
        "last used in January 2022; reactivated as soon as she asks for it",
        (
            account("my savings account", "pauline.old", "product = 'EASY'"),
            account("my current account", "pauline.cur"),
        ),
    ),
    Draft(
        "how-much-then-close",
        "change",
        "bob",
        (
            turn(
                """Robert Ashworth, 6 June 1949, OL12 9QJ. If I closed my bond today, what would
                you keep for it?""",
                *look("bob"),
                account_of("bob.bond"),
                answer=NumberAnswer(value=251.5),
                proof=(
                    "SELECT (balance_pence * 425 * 180 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @bob.bond"
                ),
            ),
            turn(
                """As much as that. And on which date does it mature by itself?""",
                answer=DateAnswer(value=date(2026, 2, 12)),
                proof="SELECT matures_on FROM accounts WHERE account_id = @bob.bond",
            ),
            turn(
                """I can't wait that long. Close it, all into my current account. Bluebell is the
                word you want.""",
                word("bob"),
                call(
                    "close_account",
                    account_id="@bob.bond",
                    to_account_id="@bob.cur",
                    charge_days=180,
                ),
            ),
        ),
        "12,000.00 x 4.25 % x 180 / 365 is 251.506, rounded down",
        (
            account("my bond", "bob.bond", "product LIKE 'BOND%'"),
            account("my current account", "bob.cur"),
        ),
    ),
    Draft(
        "settle-or-overpay",
        "change",
        "declan",
        (
            turn(
                """What'd it cost me to pay the garage loan off today, charge and all? Declan
                Murphy, 18 August 1981, HD3 3FG.""",
                *look("declan"),
                call("get_loan", loan_id="@declan.loan"),
                answer=NumberAnswer(value=6545.17),
                proof=(
                    "SELECT (balance_pence + balance_pence / 100) / 100.0 FROM loans "
                    "WHERE loan_id = @declan.loan"
                ),
            ),
            turn(
                """Too rich for me this month. Just put a thousand extra against it from my current
                account.""",
                account_of("declan.cur"),
                call(
                    "overpay_loan",
                    loan_id="@declan.loan",
                    from_account_id="@declan.cur",
                    amount_pence=100000,
                ),
            ),
            turn(
                """Ah go on, another three hundred.""",
                decline("declan", "loan"),
            ),
        ),
        "ends in 2027: 1 percent; 1,300.00 would be more than 10 percent of 12,000.00",
        (
            About("the garage loan", "loans", "customer_id = @declan", "@declan.loan"),
            account("my current account", "declan.cur"),
        ),
    ),
    Draft(
        "thursday-or-later",
        "change",
        "doreen",
        (
            turn(
                """Doreen Ackroyd, dear, 12 May 1947, HX7 6DT. I have an appointment about my
                savings tomorrow and my neighbour can't drive me. What is the next one that's free
                in Hebden Bridge about savings? Just the date.""",
                *look("doreen"),
                call("find_appointments", branch="Hebden Bridge", topic="savings"),
                answer=DateAnswer(value=date(2025, 4, 17)),
                proof=(
                    "SELECT substr(min(starts_at), 1, 10) FROM appointments "
                    "WHERE branch = 'Hebden Bridge' AND topic = 'savings' AND customer_id IS NULL"
                ),
            ),
            turn(
                """That's too soon, he's at the hospital. The one after that, then, and give
                tomorrow's back.""",
                call("find_appointments", customer_id="@doreen"),
                call(
                    "book_appointment",
                    customer_id="@doreen",
                    appointment_id="@heb.sav3",
                ),
                call("cancel_appointment", appointment_id="@heb.sav1"),
            ),
        ),
        "free are 17 and 22 April",
        (
            About(
                "an appointment about my savings",
                "appointments",
                "customer_id = @doreen",
                "@heb.sav1",
            ),
        ),
    ),
)
