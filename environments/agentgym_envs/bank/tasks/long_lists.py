"""Tasks in which a customer has a whole list of things to be done."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    cash_limit,
    decline,
    journey,
    look,
    open_account,
    pay,
    payee,
    payees,
    regular,
    shared,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "card-first-then-the-move",
        "change",
        "amara",
        (
            turn(
                """Amara Bello, 16 April 1997, LS11 5NH, memorable word Kente. My card has cracked
                right across the chip, please send me another.""",
                *look("amara"),
                word("amara"),
                cards("amara"),
                call("replace_card", card_id="@amara.card", reason="damaged"),
            ),
            turn(
                """Good, it can still come to the old flat. And now that it's on its way, put my
                new address on file straight away, please: 14 Tempest Road, Leeds, LS11 7DQ.""",
                call(
                    "update_contact",
                    customer_id="@amara",
                    field="address",
                    value="14 Tempest Road, Leeds",
                    postcode="LS11 7DQ",
                ),
            ),
        ),
        "in the order asked: the card goes while the address has not been changed",
        (card("my card", "amara.card"),),
    ),
    Draft(
        "move-first-then-the-card",
        "change",
        "zofia",
        (
            turn(
                """zofia wilk, 24 august 2001, HD5 9RT, memorable word sosna. first i have moved,
                new address is 60 Almondbury Bank, Huddersfield, HD5 8EL. and then please send me a
                new card to there, the old one is cracked and the machines spit it out""",
                *look("zofia"),
                word("zofia"),
                call(
                    "update_contact",
                    customer_id="@zofia",
                    field="address",
                    value="60 Almondbury Bank, Huddersfield",
                    postcode="HD5 8EL",
                ),
                cards("zofia"),
                decline("zofia", "card", "zofia.cur"),
            ),
        ),
        "once the address has been changed, today, no card is sent",
        (card("the old one", "zofia.card"),),
    ),
    Draft(
        "four-weeks-to-the-wedding",
        "change",
        "kieran",
        (
            turn(
                """Kieran Doyle, 19 May 1991, HD8 0AA. Right, wedding list, all on my current
                account. Send the venue £275 now, no reference. Their standing order goes up to
                £180. E-mail me a statement from 1 January to 31 March 2025. Travel notice for the
                honeymoon on my card, Iceland, 2 June to 11 June. And put its cash machine limit up
                to £450.""",
                *look("kieran"),
                payees("kieran"),
                account_of("kieran.cur"),
                booked("kieran.cur", from_date="2025-04-15"),
                pay("kieran.cur", "@kieran.venue", 275),
                regular("kieran.cur"),
                call("change_standing_order", order_id="@kieran.venueso", amount_pence=18000),
                call(
                    "order_statement",
                    account_id="@kieran.cur",
                    from_date="2025-01-01",
                    to_date="2025-03-31",
                    form="email",
                ),
                cards("kieran"),
                journey("kieran.card", "Iceland", "2025-06-02", "2025-06-11"),
                cash_limit("kieran.card", 450),
            ),
        ),
        "five requests, all of them allowed",
        (
            account("my current account", "kieran.cur"),
            payee("the venue", "kieran.venue", "%Weddings"),
            card("my card", "kieran.card"),
        ),
    ),
    Draft(
        "spring-clean",
        "change",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX, memorable word Simnel. Spring clean. The
                savings account for the camper van: wake it up, then close it and put the money
                into my current account. Put £600 extra against the kitchen loan from there. The
                £4,200 for the loft people has to wait, so cancel that. And open me an Easy Saver
                called Loft with £4,200 from the current account instead.""",
                *look("ruth"),
                word("ruth"),
                booked("ruth.old"),
                call("reactivate_account", account_id="@ruth.old"),
                call(
                    "close_account",
                    account_id="@ruth.old",
                    to_account_id="@ruth.cur",
                    charge_days=0,
                ),
                call("get_loan", loan_id="@ruth.loan"),
                account_of("ruth.cur"),
                call(
                    "overpay_loan",
                    loan_id="@ruth.loan",
                    from_account_id="@ruth.cur",
                    amount_pence=60000,
                ),
                regular("ruth.cur"),
                call("cancel_scheduled_payment", scheduled_id="@ruth.loft"),
                open_account("ruth", "EASY", "ruth.cur", 4200, "Loft"),
            ),
        ),
        "last used in 2021; 10 percent of 9,000.00 is 900.00; the payment is due on 25 April",
        (
            account("The savings account for the camper van", "ruth.old", "label = 'Camper van'"),
            account("my current account", "ruth.cur"),
            About("the kitchen loan", "loans", "customer_id = @ruth", "@ruth.loan"),
            About(
                "The £4,200 for the loft people",
                "scheduled_payments",
                "account_id = @ruth.cur AND amount_pence = 420000",
                "@ruth.loft",
            ),
        ),
        holes=(("accounts.label", "~loft"),),
    ),
    Draft(
        "before-brittany",
        "change",
        "sally",
        (
            turn(
                """Sally Greenwood, 21 February 1979, HX7 8AB. Before we go to Brittany, please:
                the nursery's standing order becomes £335 from the next payment, £120 to Hebden
                Glazing for the skylight, and 250 euros to pick up in Hebden Bridge. It all comes
                out of the joint account. And a travel notice for France on my card, 18 April to 27
                April.""",
                *look("sally"),
                regular("sally.joint"),
                call("change_standing_order", order_id="@sally.nurseryso", amount_pence=33500),
                payees("sally"),
                account_of("sally.joint"),
                pay("sally.joint", "@sally.glass", 120),
                call("get_exchange_rates"),
                call("list_currency_orders", account_id="@sally.joint"),
                call(
                    "order_currency",
                    account_id="@sally.joint",
                    currency="EUR",
                    units=250,
                    branch="Hebden Bridge",
                ),
                cards("sally"),
                journey("sally.card", "France", "2025-04-18", "2025-04-27"),
            ),
        ),
        "mandate `either`; the standing order is next due on 30 April",
        (
            shared("the joint account", "sally.joint", "sally"),
            payee("Hebden Glazing", "sally.glass", "Hebden Glazing"),
            card("my card", "sally.card"),
        ),
    ),
    Draft(
        "mothers-affairs",
        "change",
        "brian",
        (
            turn(
                """Brian Pickles, 17 March 1968, OL14 7JT. Mum's affairs again, I'm her attorney:
                Agnes Pickles. £2,000 from her Easy Saver into her current account. Then £46 to the
                chiropody from the current account. A statement of the Easy Saver by post, 6 April
                2024 to 5 April 2025. And a birthday present to me from Mum: £200 from her current
                account to mine, she says so herself.""",
                *look("brian"),
                call("get_customer", customer_id="@agnes"),
                account_of("agnes.easy"),
                transfer("agnes.easy", "agnes.cur", 2000),
                payees("agnes"),
                booked("agnes.cur", from_date="2025-04-15"),
                pay("agnes.cur", "@agnes.chem", 46),
                call(
                    "order_statement",
                    account_id="@agnes.easy",
                    from_date="2024-04-06",
                    to_date="2025-04-05",
                    form="post",
                ),
                decline("brian", "attorney", "agnes.cur"),
            ),
        ),
        "all but the present: an attorney does not send the donor's money to himself",
        (
            account("her Easy Saver", "agnes.easy", "product = 'EASY'"),
            account("her current account", "agnes.cur"),
            payee("the chiropody", "agnes.chem", "%Chiropody%"),
        ),
    ),
    Draft(
        "four-matters",
        "change",
        "hamish",
        (
            turn(
                """Hamish Dunbar, 19 December 1974, LS29 8QF. Four matters. Cancel the Direct Debit
                to Wharfe Water: we have a borehole now. My card's cash machine limit goes up to
                £650. Bring my overdraft down to £500. And I want a travel notice on my card for
                Norway, 20 May to 3 June.""",
                *look("hamish"),
                regular("hamish.cur"),
                call("cancel_direct_debit", debit_id="@hamish.dd"),
                cards("hamish"),
                cash_limit("hamish.card", 650),
                account_of("hamish.cur"),
                call("change_overdraft", account_id="@hamish.cur", limit_pence=50000),
                journey("hamish.card", "Norway", "2025-05-20", "2025-06-03"),
            ),
        ),
        "next due on 12 May; Plus Current allows 750.00; 15 days in Norway",
        (
            account("my overdraft", "hamish.cur"),
            card("my card", "hamish.card"),
            About(
                "the Direct Debit",
                "direct_debits",
                "account_id = @hamish.cur AND originator = 'Wharfe Water'",
                "@hamish.dd",
            ),
        ),
    ),
    Draft(
        "business-first",
        "change",
        "marcus",
        (
            turn(
                """Can't make my business appointment in Halifax, a staircase is being delivered.
                Give it back and book me the last free one about business you have in Halifax this
                month. While you're there, the overdraft goes up to £900 and my card's cash machine
                limit to £500. Marcus Lythgoe, 12 January 1987, HX4 8DB.""",
                *look("marcus"),
                call("find_appointments", customer_id="@marcus"),
                call("cancel_appointment", appointment_id="@hal.bus1"),
                call("find_appointments", branch="Halifax", topic="business"),
                call("book_appointment", customer_id="@marcus", appointment_id="@hal.bus3"),
                account_of("marcus.cur"),
                booked("marcus.cur", kind="fee"),
                call("change_overdraft", account_id="@marcus.cur", limit_pence=90000),
                cards("marcus"),
                cash_limit("marcus.card", 500),
            ),
        ),
        "28 April; Everyday Current since 2020 without an unpaid item fee",
        (
            About(
                "my business appointment",
                "appointments",
                "customer_id = @marcus",
                "@hal.bus1",
            ),
            About(
                "the last free one about business",
                "appointments",
                "branch = 'Halifax' AND topic = 'business' AND customer_id IS NULL",
                "@hal.bus3",
                "starts_at DESC",
            ),
            account("the overdraft", "marcus.cur"),
            card("my card", "marcus.card"),
        ),
    ),
    Draft(
        "doctors-orders",
        "change",
        "meera",
        (
            turn(
                """Meera Pillai, 13 August 1976, LS17 7LP. Three things between two clinics. My
                overdraft comes down to £400. Then £300 off my credit card from my current account.
                Then £9,000 from the current account to my ISA. I put £11,500 into one elsewhere on
                8 April, if that matters.""",
                *look("meera"),
                account_of("meera.cur"),
                call("change_overdraft", account_id="@meera.cur", limit_pence=40000),
                account_of("meera.credit"),
                transfer("meera.cur", "meera.credit", 300),
                booked("meera.isa", from_date="2025-04-06"),
                decline("meera", "isa", "meera.cur"),
            ),
        ),
        "20,500.00 would be beyond the allowance of this tax year",
        (
            account("my credit card", "meera.credit", "product = 'CREDIT'"),
            account("my current account", "meera.cur", "product = 'PLUS'"),
            account("my ISA", "meera.isa", "product = 'ISA'"),
        ),
    ),
    Draft(
        "gareth-tidies-up",
        "change",
        "gareth",
        (
            turn(
                """Gareth Howells, 27 April 1983, HX1 2TP, word is Cader. Halifax Climbing Wall
                charged my card on 20 March, weeks after I'd ended it, and ignored me when I asked
                for it back on 1 April: dispute it. £3,000 from the Loyalty Saver into a One-Year
                Bond. And my new e-mail is gareth@howells.wales.""",
                *look("gareth"),
                word("gareth"),
                booked("gareth.cur", text="Climbing"),
                call(
                    "open_dispute",
                    transaction_id="@gareth.climb",
                    reason="cancelled_service",
                    amount_pence=2600,
                ),
                call("list_products", kind="bond"),
                account_of("gareth.loyal"),
                open_account("gareth", "BOND1", "gareth.loyal", 3000),
                call(
                    "update_contact",
                    customer_id="@gareth",
                    field="email",
                    value="gareth@howells.wales",
                ),
            ),
        ),
        "the merchant was asked 14 days ago; 12,400.00 are in the saver; the word matches",
        (
            account("the Loyalty Saver", "gareth.loyal", "product = 'LOYAL'"),
            About(
                "on 20 March",
                "transactions",
                "account_id = @gareth.cur AND party LIKE '%Climbing%'",
                "@gareth.climb",
            ),
        ),
    ),
)
