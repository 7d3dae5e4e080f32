"""Tasks in which what decides is said late, or the first wish fails and another follows."""

from __future__ import annotations

from agentgym.answers import NumberAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    cash_limit,
    decline,
    entry,
    hand_over,
    journey,
    look,
    open_account,
    pay,
    payee,
    payees,
    transfer,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "lamp-asked-on-the-fourth",
        "change",
        "oliver",
        (
            turn(
                """hey, Oliver Barraclough, 9 March 1999, HD7 5UN. that lamp from Loom and Larder I
                paid with my card in March, it never came. can you get my £64.90 back?""",
                *look("oliver"),
                booked("oliver.cur", text="Loom"),
            ),
            turn(
                """did i ask them? yeah, emailed them for a refund on 4 April, nothing since""",
                call(
                    "open_dispute",
                    transaction_id="@oliver.lamp",
                    reason="not_received",
                    amount_pence=6490,
                ),
            ),
        ),
        "whether the merchant was asked must be asked for; 11 days have passed",
        (entry("that lamp", "oliver.lamp", "oliver.cur", "party = 'Loom and Larder'"),),
    ),
    Draft(
        "refuse-bag-asked-on-the-seventh",
        "refusal",
        "zofia",
        (
            turn(
                """hey, Zofia Wilk, 24 August 2001, HD5 9RT. that bag from Satchel Street i paid
                with my card in March, it never came. can you get my £58 back?""",
                *look("zofia"),
                booked("zofia.cur", text="Satchel"),
            ),
            turn(
                """did i ask them? yes, emailed them for a refund on 7 April, nothing since""",
                decline("zofia", "merchant_first", "zofia.cur"),
            ),
        ),
        "whether the merchant was asked must be asked for; only 8 days have passed",
        (entry("that bag", "zofia.bag", "zofia.cur", "party = 'Satchel Street'"),),
        twin="lamp-asked-on-the-fourth",
    ),
    Draft(
        "loft-in-two-bites",
        "change",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. The steel's gone in, so the loft people
                are due £11,000. Pay them from my current account today, please, reference Stage
                1.""",
                *look("ruth"),
                payees("ruth"),
                account_of("ruth.cur"),
                booked("ruth.cur", from_date="2025-04-15"),
                decline("ruth", "daily_limit", "ruth.cur"),
            ),
            turn(
                """Oh, there's a limit? Then £9,500 now and the other £1,500 on Thursday, 17 April.
                Same account, same reference.""",
                pay("ruth.cur", "@ruth.builder", 9500, "Stage 1"),
                call(
                    "schedule_payment",
                    account_id="@ruth.cur",
                    payee_id="@ruth.builder",
                    amount_pence=150000,
                    due_on="2025-04-17",
                    reference="Stage 1",
                ),
            ),
        ),
        "Everyday Current: 10,000.00 a day; what is scheduled does not count today",
        (
            account("my current account", "ruth.cur"),
            payee("the loft people", "ruth.builder", "%Loft%"),
        ),
    ),
    Draft(
        "refuse-loft-at-once",
        "refusal",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. The loft people want stages one and two
                together now, £14,500, or the lads go to another job. From my current account,
                today, please.""",
                *look("ruth"),
                payees("ruth"),
                account_of("ruth.cur"),
                booked("ruth.cur", from_date="2025-04-15"),
                decline("ruth", "daily_limit", "ruth.cur"),
            ),
        ),
        "Everyday Current: 10,000.00 a day, though 23,417.86 are there",
        (account("my current account", "ruth.cur"),),
        twin="loft-stage-one",
    ),
    Draft(
        "summer-in-masuria",
        "change",
        "kasia",
        (
            turn(
                """Katarzyna Nowak, 8 June 1992, HD1 4RW. I shall work from my parents' house in
                Poland this summer, from 1 June to 15 September. Please put that on my card.""",
                *look("kasia"),
                cards("kasia"),
                decline("kasia", "card", "kasia.cur"),
            ),
            turn(
                """I understand. Then make it from 1 June to 29 August, I have counted the days, and
                I will ask again when I am there.""",
                journey("kasia.card", "Poland", "2025-06-01", "2025-08-29"),
            ),
            turn(
                """Thank you. And lower its cash machine limit to £200 already today, please.""",
                cash_limit("kasia.card", 200),
            ),
        ),
        "107 days are too many; the 90th day from 1 June is 29 August",
        (card("my card", "kasia.card"),),
    ),
    Draft(
        "isa-and-then-some",
        "change",
        "marian",
        (
            turn(
                """Marian Thwaite, 30 January 1956, BD23 1UD. Please open one of your Cash ISAs, the
                ordinary kind, with £12,000 from my Easy Saver. I have none elsewhere.""",
                *look("marian"),
                call("list_products", kind="isa"),
                account_of("marian.easy"),
                open_account("marian", "ISA", "marian.easy", 12000),
            ),
            turn(
                """How satisfying. Then add £8,400 to it from my current account.""",
                account_of("marian.cur"),
                decline("marian", "isa", "marian.cur"),
            ),
            turn(
                """Quite right, I cannot add up. £8,000, then.""",
                call(
                    "transfer",
                    from_account_id="@marian.cur",
                    to_account_id="$new_account_id",
                    amount_pence=800000,
                ),
            ),
        ),
        "12,000.00 and 8,400.00 are too much; with 8,000.00 the allowance is used up exactly",
        (
            account("my Easy Saver", "marian.easy", "product = 'EASY'"),
            account("my current account", "marian.cur"),
        ),
    ),
    Draft(
        "organ-another-way",
        "refusal",
        "bob",
        (
            turn(
                """Robert Ashworth, 6 June 1949, OL12 9QJ. I want £3,000 out of my bond for the
                chapel organ. Into my current account with it.""",
                *look("bob"),
                account_of("bob.bond"),
                decline("bob", "fixed_term", "bob.bond"),
            ),
            turn(
                """I thought it was my money. What have I got in the current account, then?""",
                account_of("bob.cur"),
                answer=NumberAnswer(value=4466.71),
                proof="SELECT balance_pence / 100.0 FROM accounts WHERE account_id = @bob.cur",
            ),
        ),
        "nothing is taken out of a bond before it matures",
        (
            account("my bond", "bob.bond", "product = 'BOND2'"),
            account("my current account", "bob.cur"),
        ),
        twin="bond-for-the-roof",
    ),
    Draft(
        "desk-is-settled",
        "change",
        "priti",
        (
            turn(
                """Priti Desai, 14 December 1990, BD1 5LL. The Otley Office Chairs people. How much
                did I dispute with them?""",
                *look("priti"),
                booked("priti.cur", text="Otley"),
                answer=NumberAnswer(value=129),
                proof=(
                    "SELECT d.amount_pence / 100.0 FROM disputes d WHERE d.dispute_id = @priti.d"
                ),
            ),
            turn(
                """That's what they've paid back into my PayPal. So you can withdraw it. I'd also
                like a note on my file that Otley Office Chairs paid me back.""",
                call("withdraw_dispute", dispute_id="@priti.d"),
                call(
                    "add_note",
                    customer_id="@priti",
                    text="Otley Office Chairs paid me back",
                ),
            ),
        ),
        "her only dispute, still open; the note is asked for",
        (
            About(
                "withdraw it",
                "disputes",
                "transaction_id IN (SELECT t.transaction_id FROM transactions t "
                "WHERE t.account_id = @priti.cur)",
                "@priti.d",
            ),
        ),
        holes=(
            (
                "notes.body",
                r"~.*otley office chairs\W+(ha(ve|s|d)\W+|already\W+)*(re)?(paid|funded).*|"
                r".*(repaid|refund(ed)?|paid back|money back)\W+(\w+\W+){0,3}otley office chairs.*",
            ),
        ),
    ),
    Draft(
        "isa-for-the-extension",
        "change",
        "imran",
        (
            turn(
                """Imran Siddiqui, 3 November 1988, BD21 3QX. If I leave my ISA alone, what does it
                bring me in 30 days, to the penny?""",
                *look("imran"),
                account_of("imran.isa"),
                answer=NumberAnswer(value=19.46),
                proof=(
                    "SELECT (balance_pence * 385 * 30 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @imran.isa"
                ),
            ),
            turn(
                """The roof comes first. £1,800 of it to my current account, please.""",
                transfer("imran.isa", "imran.cur", 1800),
            ),
            turn(
                """Then e-mail me a statement of the ISA from 1 April 2025 to today.""",
                call(
                    "order_statement",
                    account_id="@imran.isa",
                    from_date="2025-04-01",
                    to_date="2025-04-15",
                    form="email",
                ),
            ),
        ),
        "6,150.40 x 3.85 % x 30 / 365; taking money out is free",
        (
            account("my ISA", "imran.isa", "product = 'ISA'"),
            account("my current account", "imran.cur"),
        ),
    ),
    Draft(
        "council-tax-on-the-overdraft",
        "refusal",
        "ravi",
        (
            turn(
                """Ravi Menon, 25 May 1978, HX2 0NR. I'd like my overdraft raised to £1,500, please.
                Since the redundancy we can't pay the council tax, nor the gas, and I have to put
                the children's lunches on something.""",
                *look("ravi"),
                hand_over("ravi", "hardship"),
            ),
        ),
        "he cannot pay his bills: a person takes over, though the limit would be allowed",
        (account("my overdraft", "ravi.cur"),),
        twin="council-tax-in-one-week",
    ),
    Draft(
        "never-heard-of-them",
        "refusal",
        "liam",
        (
            turn(
                """Liam Crabtree, 28 February 1980, OL14 6BT. Some Moorland TV has had £27.50 off me
                this month. I've never heard of them, never signed owt, and we haven't even got a
                telly. I want it back under the Guarantee.""",
                *look("liam"),
                booked("liam.cur", text="Moorland"),
                hand_over("liam", "fraud"),
            ),
        ),
        "he does not recognise the payment: a person takes over",
        (
            entry(
                "Moorland TV",
                "liam.tv",
                "liam.cur",
                "party = 'Moorland TV' AND booked_on LIKE '2025-04%'",
            ),
        ),
        twin="water-came-early",
    ),
    Draft(
        "ombudsman-next",
        "refusal",
        "derek",
        (
            turn(
                """Derek Sharp, 11 November 1955, BD20 6LN. You took £6 for a copy of a statement. I
                want it back, and so you know that I mean it: I have written to the Financial
                Ombudsman about you this morning.""",
                *look("derek"),
                hand_over("derek", "legal"),
            ),
        ),
        "the Financial Ombudsman is announced",
        twin="solicitor-lost-the-first",
    ),
    Draft(
        "forget-me",
        "refusal",
        "bethan",
        (
            turn(
                """Bethan Prosser, 2 February 1996, LS8 1EZ, memorable word Dolphin. I get too much
                post. Please delete my phone number, my e-mail and my address, and anything else you
                keep on me that you don't strictly need.""",
                *look("bethan"),
                hand_over("bethan", "privacy"),
            ),
        ),
        "personal data are to be deleted",
        twin="wrong-numbers",
    ),
)
