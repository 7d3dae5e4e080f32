"""Tasks in which a customer asks for a sum or a day, and nothing changes."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, NumberAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    look,
    regular,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "what-can-i-spend",
        "question",
        "alan",
        (
            turn(
                """Alan Whiteley, 5 May 1965, HX6 3JB. How much can I actually lay out from my
                current account today, overdraft and all?""",
                *look("alan"),
                account_of("alan.cur"),
                answer=NumberAnswer(value=3824.45),
                proof=(
                    "SELECT (a.balance_pence + a.limit_pence - h.amount_pence) / 100.0 "
                    "FROM accounts a JOIN holds h USING(account_id) "
                    "WHERE a.account_id = @alan.cur"
                ),
            ),
        ),
        "3,566.95 and 300.00, less a hold of 42.50",
        (account("my current account", "alan.cur"),),
    ),
    Draft(
        "hotel-in-seville",
        "question",
        "fiona",
        (
            turn(
                """Fiona McAllister, 22 November 1971, HX3 9LG. If I settle a hotel bill in Seville
                with my debit card, and it comes to £263 when converted, what will have gone off my
                account in the end, your fee and all?""",
                *look("fiona"),
                cards("fiona"),
                answer=NumberAnswer(value=270.23),
                proof=(
                    "SELECT (26300 + 26300 * 275 / 10000) / 100.0 FROM accounts "
                    "WHERE account_id = @fiona.cur AND product = 'EVERY'"
                ),
            ),
        ),
        "Everyday Current: 2.75 percent of 263.00 is 7.2325, rounded down",
        (card("my debit card", "fiona.card"),),
    ),
    Draft(
        "hotel-in-porto",
        "question",
        "hamish",
        (
            turn(
                """Hamish Dunbar, 19 December 1974, LS29 8QF. If I settle a hotel bill in Porto with
                my debit card, three nights that come to £150 each when converted, what will have
                gone off my account in the end, your fee and all?""",
                *look("hamish"),
                cards("hamish"),
                answer=NumberAnswer(value=450),
                proof=(
                    "SELECT 3 * 150.0 FROM accounts "
                    "WHERE account_id = @hamish.cur AND product = 'PLUS'"
                ),
            ),
        ),
        "Plus Current: nothing for use abroad",
        (card("my debit card", "hamish.card"),),
    ),
    Draft(
        "what-the-bond-would-cost",
        "question",
        "stan",
        (
            turn(
                """Stanley Ogden, 11 February 1944, OL14 8PS. Don't do owt, I'm only asking. If I
                had that bond of mine out today, lock, stock and barrel, what would you dock me?""",
                *look("stan"),
                account_of("stan.bond"),
                answer=NumberAnswer(value=377.26),
                proof=(
                    "SELECT (balance_pence * 425 * 180 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @stan.bond"
                ),
            ),
        ),
        "18,000.00 x 4.25 % x 180 / 365, rounded down",
        (account("that bond of mine", "stan.bond", "product = 'BOND2'"),),
    ),
    Draft(
        "minimum-on-the-card",
        "question",
        "chidi",
        (
            turn(
                """Chidi Okonkwo, 7 July 1985, LS6 3HB. Tight month after the auction. What's the
                least I must pay on my credit card?""",
                *look("chidi"),
                account_of("chidi.credit"),
                answer=NumberAnswer(value=33.21),
                proof=(
                    "SELECT (-balance_pence * 25 / 1000) / 100.0 FROM accounts "
                    "WHERE account_id = @chidi.credit"
                ),
            ),
        ),
        "2.5 percent of 1,328.64 is 33.216, rounded down",
        (account("my credit card", "chidi.credit", "product = 'CREDIT'"),),
    ),
    Draft(
        "allowance-that-is-left",
        "question",
        "kasia",
        (
            turn(
                """Katarzyna Nowak, 8 June 1992, HD1 4RW. How much may I still pay into ISAs this
                tax year? I have only the one with you.""",
                *look("kasia"),
                account_of("kasia.isa"),
                call("list_transactions", account_id="@kasia.isa", from_date="2025-04-06"),
                answer=NumberAnswer(value=19000),
                proof=(
                    "SELECT 20000 - sum(amount_pence) / 100.0 FROM transactions "
                    "WHERE account_id = @kasia.isa AND kind = 'transfer' "
                    "AND booked_on >= '2025-04-06'"
                ),
            ),
        ),
        "1,000.00 was paid in on 9 April",
        (account("the one with you", "kasia.isa", "product = 'ISA'"),),
    ),
    Draft(
        "last-chance-for-the-coat",
        "question",
        "meera",
        (
            turn(
                """I may have to dispute what I paid the Harrogate Coat Company by card. I shall
                give them some time to answer first. What is the last date on which you would take
                the dispute? Meera Pillai, 13 August 1976, LS17 7LP.""",
                *look("meera"),
                booked("meera.cur", text="Coat"),
                answer=DateAnswer(value=date(2025, 7, 10)),
                proof=(
                    "SELECT date(booked_on, '+120 days') FROM transactions "
                    "WHERE transaction_id = @meera.coat"
                ),
            ),
        ),
        "booked on 12 March; the 120th day after it",
        (
            About(
                "what I paid the Harrogate Coat Company",
                "transactions",
                "account_id = @meera.cur AND party LIKE '%Coat%'",
                "@meera.coat",
            ),
        ),
    ),
    Draft(
        "last-chance-for-the-telephone",
        "question",
        "doreen",
        (
            turn(
                """Doreen Ackroyd, 12 May 1947, HX7 6DT. I may change my telephone people, dear. By
                what date at the latest must I tell you to cancel their Direct Debit, if they are
                not to have the May payment?""",
                *look("doreen"),
                regular("doreen.cur"),
                answer=DateAnswer(value=date(2025, 4, 30)),
                proof=(
                    "SELECT date(next_on, '-2 days') FROM direct_debits WHERE debit_id = @doreen.dd"
                ),
            ),
        ),
        "due on Friday 2 May: Thursday 1 May must lie between",
        (
            About(
                "their Direct Debit",
                "direct_debits",
                "account_id = @doreen.cur AND status = 'active'",
                "@doreen.dd",
            ),
        ),
    ),
    Draft(
        "last-chance-for-dancing",
        "question",
        "jo",
        (
            turn(
                """Joanne Crabtree, 10 October 1982, OL14 6BT. Maisie may give up dancing. What's
                the last day I can tell you to stop the standing order, so that the next payment
                doesn't go?""",
                *look("jo"),
                regular("jo.cur"),
                answer=DateAnswer(value=date(2025, 4, 23)),
                proof=(
                    "SELECT date(next_on, '-2 days') FROM standing_orders "
                    "WHERE order_id = @jo.danceso"
                ),
            ),
        ),
        "due on Friday 25 April: Thursday must lie between",
        (
            About(
                "the standing order",
                "standing_orders",
                "account_id IN (SELECT h.account_id FROM holders h WHERE h.customer_id = @jo)",
                "@jo.danceso",
            ),
        ),
    ),
    Draft(
        "fabrics-since-march",
        "question",
        "rachel",
        (
            turn(
                """Rachel Sutcliffe, 5 October 1975, LS29 9AA. For my books: how much have I spent
                by card at Saltaire Fabrics from 1 March to today?""",
                *look("rachel"),
                booked("rachel.cur", text="Saltaire Fabrics"),
                answer=NumberAnswer(value=279.95),
                proof=(
                    "SELECT -sum(amount_pence) / 100.0 FROM transactions "
                    "WHERE account_id = @rachel.cur AND party = 'Saltaire Fabrics' "
                    "AND booked_on >= '2025-03-01'"
                ),
            ),
        ),
        "137.20, 88.65 and 54.10",
    ),
    Draft(
        "petrol-in-march",
        "question",
        "imran",
        (
            turn(
                """Expenses time. What did I pay at Worth Valley Filling Station in March? Imran
                Siddiqui, 3 November 1988, BD21 3QX.""",
                *look("imran"),
                booked("imran.cur", text="Worth Valley"),
                answer=NumberAnswer(value=119.55),
                proof=(
                    "SELECT -sum(amount_pence) / 100.0 FROM transactions "
                    "WHERE account_id = @imran.cur AND party LIKE 'Worth Valley%' "
                    "AND booked_on LIKE '2025-03%'"
                ),
            ),
        ),
        "61.15 and 58.40; the third is of April",
    ),
    Draft(
        "tools-in-all",
        "question",
        "marcus",
        (
            turn(
                """Marcus Lythgoe, 12 January 1987, HX4 8DB. Taxman again. How much has Brighouse
                Tool Hire had from me since 1 January?""",
                *look("marcus"),
                booked("marcus.cur", text="Tool Hire"),
                answer=NumberAnswer(value=509.15),
                proof=(
                    "SELECT -sum(amount_pence) / 100.0 FROM transactions "
                    "WHERE account_id = @marcus.cur AND party = 'Brighouse Tool Hire' "
                    "AND booked_on >= '2025-01-01'"
                ),
            ),
            turn(
                """Ouch. And the workshop loan: how much more may I pay off on top this year, before
                you say no?""",
                call("get_loan", loan_id="@marcus.loan"),
                answer=NumberAnswer(value=600),
                proof=(
                    "SELECT (borrowed_pence / 10 - overpaid_pence) / 100.0 FROM loans "
                    "WHERE loan_id = @marcus.loan"
                ),
            ),
        ),
        "412.75 and 96.40; 10 percent of 15,000.00 less 900.00",
        (About("the workshop loan", "loans", "customer_id = @marcus", "@marcus.loan"),),
    ),
    Draft(
        "euros-that-are-left",
        "question",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ. The Dolomites again. How much of
                the £2,500 that you allow for travel money have I still left today, on my current
                account?""",
                *look("peter"),
                call("list_currency_orders", account_id="@peter.cur"),
                answer=NumberAnswer(value=736.64),
                proof=(
                    "SELECT 2500 - sum(cost_pence) / 100.0 FROM currency_orders "
                    "WHERE account_id = @peter.cur AND at >= '2025-03-16'"
                ),
            ),
        ),
        "2,500.00 less 1,763.36 of 27 March",
        (account("my current account", "peter.cur"),),
    ),
    Draft(
        "room-on-the-roof",
        "question",
        "ian",
        (
            turn(
                """Ian Holroyd, 1 July 1970, HX5 0QW. How much more may I pay off the roof loan
                this year, on top of the instalments and without settling it?""",
                *look("ian"),
                call("get_loan", loan_id="@ian.loan"),
                answer=NumberAnswer(value=400),
                proof=(
                    "SELECT (borrowed_pence / 10 - overpaid_pence) / 100.0 FROM loans "
                    "WHERE loan_id = @ian.loan"
                ),
            ),
        ),
        "10 percent of 8,000.00, less 400.00",
        (About("the roof loan", "loans", "customer_id = @ian", "@ian.loan"),),
    ),
    Draft(
        "what-the-bathroom-still-costs",
        "question",
        "helen",
        (
            turn(
                """Helen Birtwistle, 5 December 1967, BB12 6HJ. It's about the bathroom loan. If I
                paid it all off today, how much would be the charge, just the charge?""",
                *look("helen"),
                call("get_loan", loan_id="@helen.loan"),
                answer=NumberAnswer(value=22.4),
                proof=(
                    "SELECT (balance_pence * 100 / 10000) / 100.0 FROM loans "
                    "WHERE loan_id = @helen.loan"
                ),
            ),
        ),
        "ends in November 2026: 1 percent of 2,240.15, rounded down",
        (About("the bathroom loan", "loans", "customer_id = @helen", "@helen.loan"),),
    ),
    Draft(
        "a-quarter-of-the-isa",
        "question",
        "fiona",
        (
            turn(
                """Fiona McAllister, 22 November 1971, HX3 9LG. While I'm away I'll leave my ISA
                be. What does it earn in 90 days?""",
                *look("fiona"),
                account_of("fiona.isa"),
                answer=NumberAnswer(value=362.77),
                proof=(
                    "SELECT (balance_pence * 385 * 90 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @fiona.isa"
                ),
            ),
        ),
        "38,214.52 x 3.85 % x 90 / 365, rounded down",
        (account("my ISA", "fiona.isa", "product = 'ISA'"),),
    ),
    Draft(
        "lira-for-two-fifty",
        "question",
        "nadia",
        (
            turn(
                """Nadia Haddad, 28 March 1993, HD2 1YZ. We're off to Antalya. How many lira in
                notes could I have if I don't want to spend more than £250?""",
                *look("nadia"),
                call("get_exchange_rates"),
                answer=NumberAnswer(value=11550),
                proof=(
                    "SELECT 250 * sell_e4 / 10000 / step * step FROM exchange_rates "
                    "WHERE currency = 'TRY'"
                ),
            ),
        ),
        "250 x 46.31 is 11,577.50; sold in fifties",
        (About("lira", "exchange_rates", "name LIKE '%lira%'", "TRY"),),
    ),
    Draft(
        "most-for-the-bike",
        "question",
        "tom",
        (
            turn(
                """hi Tom Sutcliffe, 19 January 2008, LS29 9AA. whats the most i could send Ilkley
                Cycles today from my current account as it is""",
                *look("tom"),
                account_of("tom.cur"),
                booked("tom.cur", from_date="2025-04-15"),
                answer=NumberAnswer(value=184.6),
                proof=(
                    "SELECT min(balance_pence + limit_pence, 50000) / 100.0 FROM accounts "
                    "WHERE account_id = @tom.cur"
                ),
            ),
        ),
        "184.60 is there, less than the daily limit",
        (account("my current account", "tom.cur"),),
    ),
    Draft(
        "ten-days-in-the-red",
        "question",
        "hamish",
        (
            turn(
                """Hamish Dunbar, 19 December 1974, LS29 8QF. Were I to use the whole of my present
                overdraft for ten days, what interest would you charge me?""",
                *look("hamish"),
                account_of("hamish.cur"),
                answer=NumberAnswer(value=14.34),
                proof=(
                    "SELECT (limit_pence * 3490 * 10 / 3650000) / 100.0 FROM accounts "
                    "WHERE account_id = @hamish.cur"
                ),
            ),
        ),
        "1,500.00 x 34.90 % x 10 / 365 is 14.342, rounded down",
        (account("my present overdraft", "hamish.cur"),),
    ),
)
