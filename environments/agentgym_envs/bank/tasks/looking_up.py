"""Tasks in which a customer asks what we have on record, and nothing changes."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, ListAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    cards,
    look,
    regular,
    shared,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "whom-do-i-pay",
        "question",
        "declan",
        (
            turn(
                """Who've I got standing orders to these days? Names as you have them. Declan
                Murphy, 18 August 1981, HD3 3FG.""",
                *look("declan"),
                regular("declan.cur"),
                answer=SetAnswer(value=("Kirklees Badminton Club", "Eamon Murphy")),
                proof=(
                    "SELECT y.name FROM standing_orders s JOIN payees y USING(payee_id) "
                    "WHERE s.account_id = @declan.cur AND s.status = 'active'"
                ),
            ),
        ),
        "two standing orders are active",
    ),
    Draft(
        "what-the-attic-would-cost",
        "question",
        "jo",
        (
            turn(
                """Joanne Crabtree, 10 October 1982, OL14 6BT. Hypothetically: what would I have to
                find today to be rid of the attic loan for good?""",
                *look("jo"),
                call("get_loan", loan_id="@jo.loan"),
                answer=NumberAnswer(value=4462.8),
                proof=(
                    "SELECT (balance_pence + balance_pence * 100 / 10000) / 100.0 FROM loans "
                    "WHERE loan_id = @jo.loan"
                ),
            ),
        ),
        "ends in January 2028: 1 percent of 4,418.62 is 44.1862, rounded down",
        (About("the attic loan", "loans", "customer_id = @jo", "@jo.loan"),),
    ),
    Draft(
        "thirty-days-of-kitchen",
        "question",
        "chidi",
        (
            turn(
                """My Easy Saver called Kitchen: if I leave it alone, how much interest does it
                earn in 30 days? Chidi Okonkwo, 7 July 1985, LS6 3HB.""",
                *look("chidi"),
                account_of("chidi.easy"),
                answer=NumberAnswer(value=14.81),
                proof=(
                    "SELECT (balance_pence * 265 * 30 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @chidi.easy"
                ),
            ),
        ),
        "6,800.00 x 2.65 % x 30 / 365",
        (account("called Kitchen", "chidi.easy", "label = 'Kitchen'"),),
    ),
    Draft(
        "twelve-days-in-the-red",
        "question",
        "wendy",
        (
            turn(
                """Wendy Hargreaves, 16 June 1962, BB10 4DT. Say I used the whole of my overdraft
                for twelve days. What would that cost me?""",
                *look("wendy"),
                account_of("wendy.cur"),
                answer=NumberAnswer(value=4.58),
                proof=(
                    "SELECT (limit_pence * 3490 * 12 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @wendy.cur"
                ),
            ),
        ),
        "400.00 x 34.90 % x 12 / 365 is 4.5896, rounded down",
        (account("my overdraft", "wendy.cur"),),
    ),
    Draft(
        "left-for-today",
        "question",
        "gareth",
        (
            turn(
                """I've paid the auction people this morning. How much of today's payment limit is
                left on my current account after that? Gareth Howells, 27 April 1983, HX1 2TP.""",
                *look("gareth"),
                account_of("gareth.cur"),
                booked("gareth.cur", from_date="2025-04-15"),
                answer=NumberAnswer(value=3500),
                proof=(
                    "SELECT 10000 + sum(amount_pence) / 100.0 FROM transactions "
                    "WHERE account_id = @gareth.cur AND kind = 'payment_out' "
                    "AND booked_on = '2025-04-15'"
                ),
            ),
        ),
        "10,000.00 a day on Everyday Current, less 6,500.00",
        (account("my current account", "gareth.cur"),),
    ),
    Draft(
        "when-was-that-again",
        "question",
        "kasia",
        (
            turn(
                """Katarzyna Nowak, 8 June 1992, HD1 4RW. I booked an appointment about a mortgage
                with you and lost the slip. On which date is it?""",
                *look("kasia"),
                call("find_appointments", customer_id="@kasia"),
                answer=DateAnswer(value=date(2025, 4, 19)),
                proof=(
                    "SELECT substr(starts_at, 1, 10) FROM appointments WHERE customer_id = @kasia"
                ),
            ),
        ),
        "her only appointment",
        (
            About(
                "an appointment about a mortgage",
                "appointments",
                "customer_id = @kasia",
                "@hud.mor2",
            ),
        ),
    ),
    Draft(
        "when-did-i-complain",
        "question",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. On which date did I complain about your
                app? You've eight weeks, I gather, and I'm counting.""",
                *look("ruth"),
                call("list_records", customer_id="@ruth"),
                answer=DateAnswer(value=date(2025, 4, 3)),
                proof="SELECT at FROM complaints WHERE complaint_id = @ruth.c",
            ),
        ),
        "her open complaint",
        (About("your app", "complaints", "customer_id = @ruth", "@ruth.c"),),
    ),
    Draft(
        "biggest-first",
        "question",
        "joyce",
        (
            turn(
                """Joyce Clegg, 27 October 1950, OL15 9AB. My niece is making a list. Which
                products have I with you, by the names that you give them? The one with the most in
                it first, please.""",
                *look("joyce"),
                answer=ListAnswer(value=("Easy Saver", "One-Year Bond", "Everyday Current")),
                proof=(
                    "SELECT p.name FROM holders h JOIN accounts a USING(account_id) "
                    "JOIN products p USING(product) WHERE h.customer_id = @joyce "
                    "ORDER BY a.balance_pence DESC"
                ),
            ),
        ),
        "24,100.00, 10,000.00 and 3,380.19",
    ),
    Draft(
        "asleep-since",
        "question",
        "peter",
        (
            turn(
                """You list an old Easy Saver of mine as dormant. On which date was something last
                booked on it? Peter Hollings, 15 September 1953, LS21 3DQ.""",
                *look("peter"),
                booked("peter.old"),
                answer=DateAnswer(value=date(2019, 11, 22)),
                proof="SELECT max(booked_on) FROM transactions WHERE account_id = @peter.old",
            ),
        ),
        "interest in November 2019",
        (account("an old Easy Saver of mine", "peter.old", "product = 'EASY'"),),
    ),
    Draft(
        "which-card-is-next",
        "question",
        "chidi",
        (
            turn(
                """Chidi Okonkwo, 7 July 1985, LS6 3HB. I've two cards from you. What are the last
                four digits of the one that runs out first?""",
                *look("chidi"),
                cards("chidi"),
                answer=NumberAnswer(value=8301),
                proof=(
                    "SELECT CAST(ending AS INT) FROM cards WHERE customer_id = @chidi "
                    "ORDER BY expires LIMIT 1"
                ),
            ),
        ),
        "July 2026 and November 2027",
        (
            About(
                "the one that runs out first",
                "cards",
                "customer_id = @chidi",
                "@chidi.card",
                "expires",
            ),
        ),
    ),
    Draft(
        "mothers-savings",
        "question",
        "brian",
        (
            turn(
                """Brian Pickles, 17 March 1968, OL14 7JT. I'm attorney for my mother, Agnes
                Pickles. The home wants to know what she has. What do her accounts with you come to
                in all?""",
                *look("brian"),
                call("get_customer", customer_id="@agnes"),
                answer=NumberAnswer(value=29454.91),
                proof=(
                    "SELECT sum(a.balance_pence) / 100.0 FROM holders h JOIN accounts a "
                    "USING(account_id) WHERE h.customer_id = @agnes"
                ),
            ),
        ),
        "a registered property power; 7,804.91 and 21,650.00",
    ),
    Draft(
        "council-tax-out-of-bills",
        "question",
        "helen",
        (
            turn(
                """Helen Birtwistle, 5 December 1967, BB12 6HJ. On which date does the council take
                the next payment from our joint account?""",
                *look("helen"),
                regular("helen.joint"),
                answer=DateAnswer(value=date(2025, 5, 1)),
                proof="SELECT next_on FROM direct_debits WHERE debit_id = @helen.dd",
            ),
            turn(
                """And how much will be left on it then, if they take what they took this month and
                nothing else happens till that day?""",
                account_of("helen.joint"),
                answer=NumberAnswer(value=2532.84),
                proof=(
                    "SELECT (a.balance_pence - d.announced_pence) / 100.0 FROM accounts a "
                    "JOIN direct_debits d USING(account_id) WHERE d.debit_id = @helen.dd"
                ),
            ),
        ),
        "2,710.84 less 178.00, as announced for the latest collection",
        (shared("our joint account", "helen.joint", "helen"),),
    ),
    Draft(
        "last-goodwill",
        "question",
        "priti",
        (
            turn(
                """Priti Desai, 14 December 1990, BD1 5LL. When did you last let me off a fee? The
                date, please.""",
                *look("priti"),
                answer=DateAnswer(value=date(2024, 9, 2)),
                proof="SELECT max(given_on) FROM fee_refunds WHERE customer_id = @priti",
            ),
        ),
        "goodwill on 2 September 2024",
    ),
    Draft(
        "whose-hold-is-it",
        "question",
        "yusuf",
        (
            turn(
                """Yusuf Rahman, 1 September 1994, BD8 7RS. The app shows less than I have, it says
                there's a hold. Who has put that on my current account?""",
                *look("yusuf"),
                account_of("yusuf.cur"),
                answer=TextAnswer(value="Grand Canal Hotel", aliases=("The Grand Canal Hotel",)),
                proof="SELECT merchant FROM holds WHERE account_id = @yusuf.cur",
            ),
        ),
        "the only hold",
        (account("my current account", "yusuf.cur"),),
    ),
    Draft(
        "money-at-hand",
        "question",
        "simon",
        (
            turn(
                """Simon Dobson, 8 February 1972, BB18 6QL. What can I spend from my current
                account right now?""",
                *look("simon"),
                account_of("simon.cur"),
                answer=NumberAnswer(value=875.18),
                proof=(
                    "SELECT (a.balance_pence + a.limit_pence - h.amount_pence) / 100.0 "
                    "FROM accounts a JOIN holds h USING(account_id) "
                    "WHERE a.account_id = @simon.cur"
                ),
            ),
        ),
        "940.18 less a hold of 65.00",
        (account("my current account", "simon.cur"),),
    ),
    Draft(
        "what-edna-may-know",
        "question",
        "edna",
        (
            turn(
                """Edna Fairburn, 29 July 1961, BD16 2PL. What is there in our joint account today?
                Colin won't say.""",
                *look("edna"),
                account_of("colin.joint"),
                answer=NumberAnswer(value=6642.38),
                proof=(
                    "SELECT balance_pence / 100.0 FROM accounts WHERE account_id = @colin.joint"
                ),
            ),
        ),
        "mandate `both`, but each holder may ask",
        (shared("our joint account", "colin.joint", "edna"),),
    ),
    Draft(
        "when-it-matured",
        "question",
        "vera",
        (
            turn(
                """Vera Dobson, 24 December 1941, BB18 5TR. My bond has run out, I believe. On which
                date was that?""",
                *look("vera"),
                account_of("vera.bond"),
                answer=DateAnswer(value=date(2025, 3, 28)),
                proof="SELECT matures_on FROM accounts WHERE account_id = @vera.bond",
            ),
        ),
        "a one-year bond of March 2024",
        (account("My bond", "vera.bond", "product = 'BOND1'"),),
    ),
    Draft(
        "out-every-month",
        "question",
        "kieran",
        (
            turn(
                """How much goes out of my current account on standing orders every month as it
                stands? Kieran Doyle, 19 May 1991, HD8 0AA.""",
                *look("kieran"),
                regular("kieran.cur"),
                answer=NumberAnswer(value=790),
                proof=(
                    "SELECT sum(amount_pence) / 100.0 FROM standing_orders "
                    "WHERE account_id = @kieran.cur AND status = 'active'"
                ),
            ),
        ),
        "150.00 to the venue and 640.00 to the landlord, both monthly",
        (account("my current account", "kieran.cur"),),
    ),
)
