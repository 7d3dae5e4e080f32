"""Requests that stay on the allowed side of a limit, a date, a name or a power."""

from __future__ import annotations

from agentgym.answers import NumberAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    entry,
    find,
    look,
    new_payee,
    open_account,
    pay,
    payee,
    payees,
    shared,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "what-the-two-of-us-have",
        "question",
        "sally",
        (
            turn(
                """Sally Greenwood, 21 February 1979, HX7 8AB. I do all the paperwork at home. How
                much have my husband Neil and I got on the account that's in both our names?""",
                *look("sally"),
                account_of("sally.joint"),
                answer=NumberAnswer(value=2954.66),
                proof="SELECT balance_pence / 100.0 FROM accounts WHERE account_id = @sally.joint",
            ),
        ),
        "a holder may ask",
        (shared("the account that's in both our names", "sally.joint", "sally"),),
    ),
    Draft(
        "mothers-feet",
        "change",
        "brian",
        (
            turn(
                """Brian Pickles, 17 March 1968, OL14 7JT. I have power of attorney for my mother,
                Agnes Pickles. Her feet were seen to and £96 wants paying to Todmorden Chiropody
                from her current account.""",
                *look("brian"),
                call("get_customer", customer_id="@agnes"),
                payees("agnes"),
                account_of("agnes.cur"),
                booked("agnes.cur", from_date="2025-04-15"),
                pay("agnes.cur", "@agnes.chem", 96),
            ),
        ),
        "a registered power for property",
        (
            account("her current account", "agnes.cur"),
            payee("Todmorden Chiropody", "agnes.chem", "Todmorden Chiropody"),
        ),
    ),
    Draft(
        "tom-in-wales",
        "change",
        "tom",
        (
            turn(
                """Tom Sutcliffe, 19 January 2008, LS29 9AA. I'm at a race in Wales and short of
                money. Please move £100 from my Junior Saver to my own current account. Mum opened
                that saver for me, she's on it as my parent.""",
                *look("tom"),
                account_of("tom.jun"),
                transfer("tom.jun", "tom.cur", 100),
            ),
        ),
        "from the 16th birthday on the child moves it",
        (
            account("my Junior Saver", "tom.jun", "product = 'JUNIOR'"),
            account("my own current account", "tom.cur"),
        ),
    ),
    Draft(
        "ollies-fifty",
        "change",
        "oliver",
        (
            turn(
                """yo its Oliver Barraclough, 9 March 1999, HD7 5UN. can i get a £50 overdraft on
                my current account, pay it back when i get paid from the cafe on saturday""",
                *look("oliver"),
                account_of("oliver.cur"),
                booked("oliver.cur", kind="fee"),
                call("change_overdraft", account_id="@oliver.cur", limit_pence=5000),
            ),
        ),
        "26 years old, an account of 2017, no unpaid item fee",
        (account("my current account", "oliver.cur"),),
    ),
    Draft(
        "flat-from-emma",
        "change",
        "oliver",
        (
            turn(
                """hi its Oliver Barraclough, 9 March 1999, HD7 5UN, memorable word Vinyl. finally
                got a flat!! need to pay the £700 deposit to Emma Rawnsley from my current account,
                she's not on my list: sort code 20-31-52 account 70164429. if your system moans
                about the name leave it, landlords never match anyway""",
                *look("oliver"),
                word("oliver"),
                *new_payee("oliver", "Emma Rawnsley", "20-31-52", "70164429"),
                account_of("oliver.cur"),
                pay("oliver.cur", "$payee_id", 700),
            ),
        ),
        "match, and no more than 1,000.00",
        (account("my current account", "oliver.cur"),),
    ),
    Draft(
        "calder-canoe-club",
        "change",
        "sally",
        (
            turn(
                """Sally Greenwood, 21 February 1979, HX7 8AB, word's Hornbeam. Pay £85 to Calder
                Canoe Club from the joint account please, they're not on my list: 20-73-48,
                81436620.""",
                *look("sally"),
                word("sally"),
                *new_payee("sally", "Calder Canoe Club", "20-73-48", "81436620"),
                account_of("sally.joint"),
                pay("sally.joint", "$payee_id", 85),
            ),
            turn(
                """Good, then I needn't look for the leaflet. How much is available on the joint
                account now, with the overdraft?""",
                account_of("sally.joint"),
                answer=NumberAnswer(value=3619.66),
                proof=(
                    "SELECT (balance_pence + limit_pence) / 100.0 - 85 FROM accounts "
                    "WHERE account_id = @sally.joint"
                ),
            ),
        ),
        "match; 3,704.66 less 85.00",
        (shared("the joint account", "sally.joint", "sally"),),
    ),
    Draft(
        "tree-surgeon-in-the-drive",
        "change",
        "declan",
        (
            turn(
                """Declan Murphy, 18/08/1981, HD3 3FG, the word's Kilmore. Pay Thornton Tree
                Surgery £320 from my current account will you, they're stood in the drive. They're
                a new payee: sort code 20-26-61, account 40918835.""",
                *look("declan"),
                word("declan"),
                *new_payee("declan", "Thornton Tree Surgery", "20-26-61", "40918835"),
                account_of("declan.cur"),
                pay("declan.cur", "$payee_id", 320),
            ),
        ),
        "match, and no more than 1,000.00",
        (account("my current account", "declan.cur"),),
    ),
    Draft(
        "passbook-of-a-caravanner",
        "change",
        "pauline",
        (
            turn(
                """Pauline Sharp, 3 March 1958, BD20 6LN. I came upon a passbook for an old Easy
                Saver of mine which you list as dormant. Please reactivate it. My memorable word is
                Gingham.""",
                *look("pauline"),
                word("pauline"),
                booked("pauline.old"),
                call("reactivate_account", account_id="@pauline.old"),
            ),
        ),
        "last used on 4 January 2022",
        (account("an old Easy Saver", "pauline.old", "product = 'EASY'"),),
    ),
    Draft(
        "one-express-payment",
        "change",
        "wendy",
        (
            turn(
                """Wendy Hargreaves, 16 June 1962, BB10 4DT. I've been charged a fee on my own
                account in March for sending one payment by express. One payment! I'd like it back,
                please.""",
                *look("wendy"),
                booked("wendy.cur", kind="fee"),
                call(
                    "refund_fee",
                    transaction_id="@wendy.late2",
                    reason="goodwill",
                    customer_id="@wendy",
                ),
            ),
        ),
        "15.00, charged on 28 March, no goodwill before",
        (entry("a fee", "wendy.late2", "wendy.cur", "party LIKE 'Express%'"),),
    ),
    Draft(
        "coat-eleven-days",
        "change",
        "meera",
        (
            turn(
                """Meera Pillai, 13 August 1976, LS17 7LP. The coat I bought by card in March was
                sold as wool and is polyester. I asked the Harrogate Coat Company for my £189 on 4
                April and have had no reply. Please dispute the payment.""",
                *look("meera"),
                booked("meera.cur", text="Coat"),
                call(
                    "open_dispute",
                    transaction_id="@meera.coat",
                    reason="not_as_described",
                    amount_pence=18900,
                ),
            ),
        ),
        "she asked 11 days ago",
        (entry("The coat", "meera.coat", "meera.cur", "party LIKE '%Coat%'"),),
    ),
    Draft(
        "stairlift-for-all-of-it",
        "change",
        "stan",
        (
            turn(
                """Stanley Ogden, 11 February 1944, OL14 8PS. I want my bond in my current account
                for a new stairlift. All of it, and I know it costs me. Word's Whippet.""",
                *look("stan"),
                word("stan"),
                account_of("stan.bond"),
                call(
                    "close_account",
                    account_id="@stan.bond",
                    to_account_id="@stan.cur",
                    charge_days=180,
                ),
            ),
        ),
        "closed as a whole, two years: 180 days",
        (
            account("my bond", "stan.bond", "product = 'BOND2'"),
            account("my current account", "stan.cur"),
        ),
    ),
    Draft(
        "ollies-first-isa",
        "change",
        "oliver",
        (
            turn(
                """Oliver Barraclough, 9 March 1999, HD7 5UN. My old economics teacher says an ISA
                is the best thing since sliced bread. Can you open a Cash ISA for me with £50 from
                my current account? I've never had one.""",
                *look("oliver"),
                account_of("oliver.cur"),
                call("list_products", kind="isa"),
                open_account("oliver", "ISA", "oliver.cur", 50),
            ),
        ),
        "of age, and nothing paid into an ISA yet",
        (account("my current account", "oliver.cur"),),
    ),
    Draft(
        "a-hundred-for-tom",
        "change",
        "tom",
        (
            turn(
                """hi can you put my cash machine limit up to £100, the bike shop man gives a
                discount for cash. mum says its fine Tom Sutcliffe 19 January 2008 LS29 9AA""",
                *look("tom"),
                cards("tom"),
                call("set_cash_limit", card_id="@tom.card", limit_pence=10000),
            ),
        ),
        "Youth Current: 100.00 is allowed",
        (card("my cash machine limit", "tom.card"),),
    ),
    Draft(
        "isa-to-the-brim",
        "change",
        "meera",
        (
            turn(
                """Meera Pillai, 13 August 1976, LS17 7LP. I'd like £8,000 to go from my current
                account to my Cash ISA. In case it matters: on 10 April I put £12,000 into the ISA
                I hold with another bank.""",
                *look("meera"),
                booked("meera.isa", from_date="2025-04-06"),
                account_of("meera.cur"),
                transfer("meera.cur", "meera.isa", 8000),
            ),
        ),
        "12,000.00 and 8,000.00 are the allowance exactly",
        (
            account("my current account", "meera.cur", "product = 'PLUS'"),
            account("my Cash ISA", "meera.isa", "product = 'ISA'"),
        ),
    ),
    Draft(
        "camper-at-the-ring",
        "change",
        "gareth",
        (
            turn(
                """I know I've been at it today already, but there's a camper at Kirklees Motor
                Auctions that I must have. £3,300 to them from my current account, now, reference
                Lot 77. Gareth Howells, 27 April 1983, HX1 2TP.""",
                *look("gareth"),
                payees("gareth"),
                account_of("gareth.cur"),
                booked("gareth.cur", from_date="2025-04-15"),
                pay("gareth.cur", "@gareth.cars", 3300, "Lot 77"),
            ),
        ),
        "6,500.00 and 3,300.00 are 9,800.00",
        (
            account("my current account", "gareth.cur"),
            payee("Kirklees Motor Auctions", "gareth.cars", "Kirklees Motor%"),
        ),
    ),
    Draft(
        "only-a-hundred-a-day",
        "change",
        "ian2",
        (
            turn(
                """Ian Holroyd, 23 January 1998, HX5 9AA. I want the cash machine limit on my card
                down to £100 a day, before the weekend gets to it.""",
                find("ian2"),
                call("get_customer", customer_id="@ian2"),
                cards("ian2"),
                call("set_cash_limit", card_id="@ian2.card", limit_pence=10000),
            ),
        ),
        "name, birthday and postcode fit the younger Ian Holroyd",
        (card("my card", "ian2.card"),),
    ),
    Draft(
        "varnish-by-card",
        "change",
        "ian",
        (
            turn(
                """Ian Holroyd, 1 July 1970, HX5 0QW. I paid Elland Chandlery £64 last month for
                varnish and haven't seen a tin of it. I've asked for my money twice, the last time
                on 25 March. Please dispute the payment.""",
                *look("ian"),
                booked("ian.cur", text="Chandlery"),
                call(
                    "open_dispute",
                    transaction_id="@ian.varnish",
                    reason="not_received",
                    amount_pence=6400,
                ),
            ),
        ),
        "a card payment of 6 March; the merchant was asked 21 days ago",
        (entry("varnish", "ian.varnish", "ian.cur", "party = 'Elland Chandlery'"),),
    ),
    Draft(
        "fifty-from-mother",
        "change",
        "brian",
        (
            turn(
                """Brian Pickles, 17 March 1968, OL14 7JT. I'm attorney for my mother, Agnes
                Pickles in Todmorden; the forms came back long ago. She'd like £50 to go to her
                chiropodist for last week, from the current account. It's on her list.""",
                *look("brian"),
                call("get_customer", customer_id="@agnes"),
                payees("agnes"),
                account_of("agnes.cur"),
                booked("agnes.cur", from_date="2025-04-15"),
                pay("agnes.cur", "@agnes.chem", 50),
            ),
        ),
        "the power is registered, and it is a bill of hers",
        (
            account("the current account", "agnes.cur"),
            payee("her chiropodist", "agnes.chem", "%Chiropody%"),
        ),
    ),
    Draft(
        "hebden-glass",
        "change",
        "sally",
        (
            turn(
                """Sally Greenwood, 21 February 1979, HX7 8AB. Hebden Glazing want the second half
                for the windows, £2,640, and that's near enough all there is in the joint account.
                Pay it from there, and never mind the standing order that's due, Neil will put
                something in.""",
                *look("sally"),
                payees("sally"),
                account_of("sally.joint"),
                booked("sally.joint", from_date="2025-04-15"),
                pay("sally.joint", "@sally.glass", 2640),
            ),
        ),
        "mandate `either`, and 2,954.66 is there",
        (
            shared("the joint account", "sally.joint", "sally"),
            payee("Hebden Glazing", "sally.glass", "Hebden Glazing"),
        ),
    ),
    Draft(
        "win-for-the-garage",
        "change",
        "declan",
        (
            turn(
                """Declan Murphy, 18 August 1981, HD3 3FG. I've had a little win on the Premium
                Bonds. Put £300 of it against the garage loan, it's in my current account.""",
                *look("declan"),
                call("get_loan", loan_id="@declan.loan"),
                account_of("declan.cur"),
                call(
                    "overpay_loan",
                    loan_id="@declan.loan",
                    from_account_id="@declan.cur",
                    amount_pence=30000,
                ),
            ),
        ),
        "no arrears; 10 percent of 12,000.00 is 1,200.00",
        (
            About("the garage loan", "loans", "customer_id = @declan", "@declan.loan"),
            account("my current account", "declan.cur"),
        ),
    ),
)
