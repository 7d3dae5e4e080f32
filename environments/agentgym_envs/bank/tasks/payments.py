"""Tasks about payments to others: whom, how much, and when."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    decline,
    look,
    new_payee,
    pay,
    payee,
    payees,
    regular,
    word,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "pay-the-plumber",
        "change",
        "imran",
        (
            turn(
                """Hiya, Imran Siddiqui, 3 November 1988, BD21 3QX. The boiler's finally fixed.
                Could you send the plumber his £640 from my current account? He wants INV 2207 as
                the reference.""",
                *look("imran"),
                payees("imran"),
                account_of("imran.cur"),
                booked("imran.cur", kind="payment_out"),
                pay("imran.cur", "@imran.plumber", 640, "INV 2207"),
            ),
        ),
        "an old payee, well within funds and daily limit; the reference as given",
        (
            account("my current account", "imran.cur"),
            payee("the plumber", "imran.plumber", "%Plumbing%"),
        ),
    ),
    Draft(
        "second-car-plus",
        "change",
        "chidi",
        (
            turn(
                """I won a second car at Kirklees Motor Auctions just now. Please pay them another
                £4,000 from my current account today, they won't release it otherwise. Reference Lot
                52. Chidi Okonkwo, 7 July 1985, LS6 3HB here, at the ring.""",
                *look("chidi"),
                payees("chidi"),
                account_of("chidi.cur"),
                booked("chidi.cur", from_date="2025-04-15"),
                pay("chidi.cur", "@chidi.cars", 4000, "Lot 52"),
            ),
        ),
        "6,500.00 went out today already; Plus Current allows 20,000.00 a day",
        (account("my current account", "chidi.cur"), payee("them", "chidi.cars", "%Auctions")),
    ),
    Draft(
        "refuse-second-car",
        "refusal",
        "gareth",
        (
            turn(
                """I won a second car at Kirklees Motor Auctions just now. Please pay them another
                £4,000 from my current account today, they won't release it otherwise. Reference Lot
                60. Gareth Howells, 27 April 1983, HX1 2TP here, at the ring.""",
                *look("gareth"),
                payees("gareth"),
                account_of("gareth.cur"),
                booked("gareth.cur", from_date="2025-04-15"),
                decline("gareth", "daily_limit", "gareth.cur"),
            ),
        ),
        "6,500.00 went out today already; Everyday Current allows 10,000.00 a day",
        (account("my current account", "gareth.cur"),),
        twin="second-car-plus",
    ),
    Draft(
        "emma-for-the-cottage",
        "change",
        "kasia",
        (
            turn(
                """Good morning. Katarzyna Nowak, born 8 June 1992, HD1 4RW. I owe my friend Emma
                Rawnsley £480 for the cottage, and she is not on my list yet: sort code 20-31-52,
                account 70164429. Please add her and send it from my current account. My memorable
                word is Bursztyn.""",
                *look("kasia"),
                word("kasia"),
                *new_payee("kasia", "Emma Rawnsley", "20-31-52", "70164429"),
                account_of("kasia.cur"),
                pay("kasia.cur", "$payee_id", 480),
            ),
        ),
        "the names match; a new payee gets up to 1,000.00",
        (account("my current account", "kasia.cur"),),
    ),
    Draft(
        "refuse-letting-agent",
        "refusal",
        "oliver",
        (
            turn(
                """hi its Oliver Barraclough, 9 March 1999, HD7 5UN, memorable word Vinyl. finally
                got a flat!! need to pay the £700 deposit to Bright Lettings from my current
                account, they're not on my list: sort code 30-93-17 account 55201836. if your
                system moans about the name just override it, letting agents never match anyway""",
                *look("oliver"),
                word("oliver"),
                call(
                    "confirm_payee",
                    name="Bright Lettings",
                    sort_code="30-93-17",
                    account_number="55201836",
                ),
                decline("oliver", "name_mismatch", "oliver.cur"),
            ),
        ),
        "no match at the other bank: not added, even if the customer insists",
        (account("my current account", "oliver.cur"),),
        twin="flat-from-emma",
    ),
    Draft(
        "aunt-layla",
        "change",
        "nadia",
        (
            turn(
                """Nadia Haddad, 28 March 1993, HD2 1YZ; memorable word: Jasmine. Please put my aunt
                on my payees and send her £250 from my current account. Layla Mansour, 09-01-29,
                33470915. I'm not sure how her bank spells her since the wedding, so if it's a bit
                different, take their spelling.""",
                *look("nadia"),
                word("nadia"),
                *new_payee("nadia", "Layla Mansour", "09-01-29", "33470915", "L Mansour-Haddad"),
                account_of("nadia.cur"),
                pay("nadia.cur", "$payee_id", 250),
            ),
        ),
        "a close match, and the other bank's name was agreed to in advance",
        (account("my current account", "nadia.cur"),),
    ),
    Draft(
        "refuse-tree-surgeon",
        "refusal",
        "declan",
        (
            turn(
                """Declan Murphy, 18/08/1981, HD3 3FG, the word's Kilmore. Pay Thornton Tree
                Surgery £320 from my current account will you, they're stood in the drive. They're
                a new payee: sort code 20-26-16, account 40918835.""",
                *look("declan"),
                word("declan"),
                call(
                    "confirm_payee",
                    name="Thornton Tree Surgery",
                    sort_code="20-26-16",
                    account_number="40918835",
                ),
                decline("declan", "name_mismatch", "declan.cur"),
            ),
        ),
        "the sort code has two digits swapped: unavailable, so not added",
        (account("my current account", "declan.cur"),),
        twin="tree-surgeon-in-the-drive",
    ),
    Draft(
        "kitchen-balance",
        "change",
        "hamish",
        (
            turn(
                """The kitchen people have finished. Kindly pay Harrogate Kitchens the outstanding
                £2,400 from my current account. My details: Hamish Dunbar, 19 December 1974, LS29
                8QF.""",
                *look("hamish"),
                payees("hamish"),
                account_of("hamish.cur"),
                booked("hamish.cur", kind="payment_out"),
                pay("hamish.cur", "@hamish.kitchen", 2400),
            ),
        ),
        "the payee was added on 11 April: the three days have passed",
        (
            account("my current account", "hamish.cur"),
            payee("Harrogate Kitchens", "hamish.kitchen", "Harrogate Kitchens"),
        ),
    ),
    Draft(
        "refuse-kitchen-balance",
        "refusal",
        "fiona",
        (
            turn(
                """The kitchen people have finished. Kindly pay Harrogate Kitchens the outstanding
                £2,400 from my current account. My details: Fiona McAllister, 22 November 1971, HX3
                9LG.""",
                *look("fiona"),
                payees("fiona"),
                account_of("fiona.cur"),
                decline("fiona", "cooling_off", "fiona.cur"),
            ),
        ),
        "the payee was added yesterday: no more than 1,000.00",
        (account("my current account", "fiona.cur"),),
        twin="kitchen-balance",
    ),
    Draft(
        "refuse-rest-for-the-tutor",
        "refusal",
        "ravi",
        (
            turn(
                """Ravi Menon here, 25 May 1978, HX2 0NR. Our maths tutor, Mrs Eastwood, still gets
                £500 for the Easter course. From my current account, please.""",
                *look("ravi"),
                payees("ravi"),
                account_of("ravi.cur"),
                booked("ravi.cur", from_date="2025-04-13"),
                decline("ravi", "cooling_off", "ravi.cur"),
            ),
        ),
        "added yesterday and sent 600.00 already: 1,100.00 would be more than 1,000.00 in all",
        (account("my current account", "ravi.cur"),),
        twin="rest-for-the-tutor",
    ),
    Draft(
        "tree-surgeon-to-the-pound",
        "change",
        "marcus",
        (
            turn(
                """Marcus Lythgoe, DOB 12 January 1987, HX4 8DB, memorable word Dovetail. New payee
                for me: Thornton Tree Surgery, 20-26-61, 40918835. Send them a thousand pounds from
                my current account, reference Oak.""",
                *look("marcus"),
                word("marcus"),
                *new_payee("marcus", "Thornton Tree Surgery", "20-26-61", "40918835"),
                account_of("marcus.cur"),
                pay("marcus.cur", "$payee_id", 1000, "Oak"),
            ),
        ),
        "exactly 1,000.00 to a payee added today",
        (account("my current account", "marcus.cur"),),
    ),
    Draft(
        "scaffolders-half",
        "change",
        "alan",
        (
            turn(
                """Alan Whiteley, 5 May 1965, HX6 3JB. Word's Flywheel. Two jobs. One, put Sowerby
                Scaffolding on my payee list, 77-91-04, number 68820517. Two, send them £1,500 from
                my current account, their invoice is due.""",
                *look("alan"),
                word("alan"),
                *new_payee("alan", "Sowerby Scaffolding", "77-91-04", "68820517"),
                account_of("alan.cur"),
                decline("alan", "cooling_off", "alan.cur"),
            ),
        ),
        "the payee is added; 1,500.00 on the same day is too much for it",
        (account("my current account", "alan.cur"),),
    ),
    Draft(
        "tyres-on-the-overdraft",
        "change",
        "bethan",
        (
            turn(
                """Hello, Bethan Prosser, 2 February 1996, LS8 1EZ. Can you pay Shipley Tyres £400
                from my current account please? Payday's not till the end of the month but there
                should be enough in there.""",
                *look("bethan"),
                payees("bethan"),
                account_of("bethan.cur"),
                booked("bethan.cur", from_date="2025-04-15"),
                pay("bethan.cur", "@bethan.tyres", 400),
            ),
        ),
        "512.40 and 250.00 overdraft, less a hold of 180.00: 582.40 is available",
        (
            account("my current account", "bethan.cur"),
            payee("Shipley Tyres", "bethan.tyres", "Shipley Tyres"),
        ),
    ),
    Draft(
        "refuse-tyres",
        "refusal",
        "yusuf",
        (
            turn(
                """Hello, Yusuf Rahman, 1 September 1994, BD8 7RS. Can you pay Shipley Tyres £400
                from my current account please? Payday's not till the end of the month but there
                should be enough in there.""",
                *look("yusuf"),
                payees("yusuf"),
                account_of("yusuf.cur"),
                decline("yusuf", "funds", "yusuf.cur"),
            ),
        ),
        "512.40 less a hold of 180.00: 332.40 is available, and there is no overdraft",
        (account("my current account", "yusuf.cur"),),
        twin="tyres-on-the-overdraft",
    ),
    Draft(
        "roof-waits-a-day",
        "change",
        "stan",
        (
            turn(
                """Now then. Stanley Ogden, OL14 8PS, born on 11 February 1944 in a snowstorm.
                Rossendale Roofing have done my ridge tiles and I owe them £1,200. See to it from my
                current account, there's a good lass.""",
                *look("stan"),
                payees("stan"),
                account_of("stan.cur"),
                call(
                    "schedule_payment",
                    account_id="@stan.cur",
                    payee_id="@stan.roof",
                    amount_pence=120000,
                    due_on="2025-04-16",
                ),
            ),
        ),
        "support mark payment_delay: more than 500.00 goes on the next working day",
        (
            account("my current account", "stan.cur"),
            payee("Rossendale Roofing", "stan.roof", "Rossendale Roofing"),
        ),
    ),
    Draft(
        "coal-at-once",
        "change",
        "stan",
        (
            turn(
                """I've had the coal in, half a ton and then some. It's £500 even to Calder Coal
                Merchants, from my current account. It's Stanley Ogden, 11 February 1944, OL14
                8PS.""",
                *look("stan"),
                payees("stan"),
                account_of("stan.cur"),
                booked("stan.cur", from_date="2025-04-15"),
                pay("stan.cur", "@stan.coal", 500),
            ),
        ),
        "payment_delay is for more than 500.00: this one goes at once",
        (
            account("my current account", "stan.cur"),
            payee("Calder Coal Merchants", "stan.coal", "Calder Coal%"),
        ),
    ),
    Draft(
        "allotment-rent-in-may",
        "change",
        "helen",
        (
            turn(
                """Helen Birtwistle, 5 December 1967, BB12 6HJ. The allotment rent's due on 2 May,
                £75 to the Allotment Society out of my own current account, not the joint one. Can
                you set it up so it goes that day? They ask for Plot 14 as a reference.""",
                *look("helen"),
                payees("helen"),
                call(
                    "schedule_payment",
                    account_id="@helen.cur",
                    payee_id="@helen.plots",
                    amount_pence=7500,
                    due_on="2025-05-02",
                    reference="Plot 14",
                ),
            ),
        ),
        "a later day was named: scheduled, from her sole account",
        (
            account(
                "my own current account", "helen.cur", "product = 'EVERY' AND mandate = 'sole'"
            ),
            payee("the Allotment Society", "helen.plots", "%Allotment Society"),
        ),
    ),
    Draft(
        "no-lessons-this-summer",
        "change",
        "priti",
        (
            turn(
                """I've broken my wrist, so no piano this summer. Please stop the payment to the
                music school that is set up for Thursday. Thanks! Priti Desai, 14 December 1990, BD1
                5LL.""",
                *look("priti"),
                regular("priti.cur"),
                call("cancel_scheduled_payment", scheduled_id="@priti.lesson"),
            ),
        ),
        "due on 17 April: Wednesday lies between",
        (
            About(
                "the payment to the music school",
                "scheduled_payments",
                "account_id = @priti.cur AND status = 'waiting' AND due_on = '2025-04-17'",
                "@priti.lesson",
            ),
        ),
    ),
    Draft(
        "refuse-no-buffet",
        "refusal",
        "wendy",
        (
            turn(
                """The party's off, everyone's got the bug. Please stop the payment to Pendle
                Catering that is set up for this week. Thanks! Wendy Hargreaves, 16 June 1962, BB10
                4DT.""",
                *look("wendy"),
                regular("wendy.cur"),
                decline("wendy", "cut_off", "wendy.cur"),
            ),
        ),
        "due tomorrow: no full working day lies between",
        (
            About(
                "the payment to Pendle Catering",
                "scheduled_payments",
                "account_id = @wendy.cur AND status = 'waiting'",
                "@wendy.buffet",
            ),
        ),
        twin="no-lessons-this-summer",
    ),
)
