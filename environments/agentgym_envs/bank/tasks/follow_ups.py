"""Tasks in which one thing leads to another, over several turns."""

from __future__ import annotations

from agentgym.answers import NumberAnswer, TextAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    card,
    cards,
    cash_limit,
    decline,
    entry,
    find,
    hand_over,
    look,
    pay,
    payee,
    payees,
    regular,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "energy-then-cancel",
        "change",
        "marian",
        (
            turn(
                """Marian Thwaite, 30 January 1956, BD23 1UD. How much more did Northern Lights
                Energy take this month than they had announced to you?""",
                *look("marian"),
                regular("marian.cur"),
                booked("marian.cur", text="Northern Lights"),
                answer=NumberAnswer(value=100),
                proof=(
                    "SELECT (-t.amount_pence - d.announced_pence) / 100.0 FROM transactions t "
                    "JOIN direct_debits d ON d.debit_id = t.source_id "
                    "WHERE t.transaction_id = @marian.energy"
                ),
            ),
            turn(
                """I thought as much. The Guarantee, please, and then end that Direct Debit. I shall
                pay them by cheque until they learn to count.""",
                call("claim_direct_debit", transaction_id="@marian.energy"),
                call("cancel_direct_debit", debit_id="@marian.dd"),
            ),
        ),
        "186.00 for 86.00; the whole collection goes back; next due on 1 May",
        (
            entry(
                "this month",
                "marian.energy",
                "marian.cur",
                "party = 'Northern Lights Energy' AND booked_on LIKE '2025-04%'",
            ),
        ),
    ),
    Draft(
        "advice-then-appointment",
        "change",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. There's twenty-odd thousand idling in my
                current account. You see this every day: what's the smartest thing to do with
                it?""",
                *look("ruth"),
                decline("ruth", "advice"),
            ),
            turn(
                """Fine, you're not allowed. Then I'd like to talk savings with somebody in Halifax,
                whenever is the earliest.""",
                call("find_appointments", branch="Halifax", topic="savings"),
                call(
                    "book_appointment",
                    customer_id="@ruth",
                    appointment_id="@hal.sav1",
                ),
            ),
        ),
        "a recommendation is declined; an appointment is what she asks for then",
        (
            About(
                "somebody in Halifax",
                "appointments",
                "branch = 'Halifax' AND topic = 'savings' AND customer_id IS NULL",
                "@hal.sav1",
            ),
        ),
    ),
    Draft(
        "both-cards-stolen",
        "change",
        "chidi",
        (
            turn(
                """Chidi Okonkwo, 7 July 1985, LS6 3HB. My wallet's gone, stolen at the market, and
                both my cards were in it. I need new ones for the current account and the credit
                card.""",
                *look("chidi"),
            ),
            turn(
                """Word is Enugu.""",
                word("chidi"),
                cards("chidi"),
                call("replace_card", card_id="@chidi.card", reason="stolen"),
                call("replace_card", card_id="@chidi.ccard", reason="stolen"),
            ),
        ),
        "both are his; the word comes in the second turn",
        (
            card("the current account", "chidi.card", "account_id = @chidi.cur"),
            card("the credit card", "chidi.ccard", "account_id = @chidi.credit"),
        ),
    ),
    Draft(
        "helper-on-the-line",
        "refusal",
        "marian",
        (
            turn(
                """Marian Thwaite, 30 January 1956, BD23 1UD. Could you tell me what's in my Easy
                Saver?""",
                *look("marian"),
                account_of("marian.easy"),
                answer=NumberAnswer(value=15750),
                proof=(
                    "SELECT balance_pence / 100.0 FROM accounts WHERE account_id = @marian.easy"
                ),
            ),
            turn(
                """Good. Move £6,000 of it to my current account, then. The gentleman from the
                computer firm who rang this morning is helping me on my screen, and he needs it
                there to cancel a charge.""",
                hand_over("marian", "scam"),
            ),
        ),
        "a caller out of the blue wants her to move money",
        (account("my Easy Saver", "marian.easy", "product = 'EASY'"),),
        twin="savings-for-the-windows",
    ),
    Draft(
        "rent-change-of-mind",
        "change",
        "kieran",
        (
            turn(
                """Landlord's dropped the rent to £600 if I stay on, so change the standing order
                for it. Kieran Doyle, 19 May 1991, HD8 0AA.""",
                *look("kieran"),
                regular("kieran.cur"),
                call("change_standing_order", order_id="@kieran.rentso", amount_pence=60000),
            ),
            turn(
                """He's just texted, it's £610. Typical.""",
                call("change_standing_order", order_id="@kieran.rentso", amount_pence=61000),
            ),
            turn(
                """And the £500 that's waiting to go to the venue at the end of the month, scrap
                that, I've paid it in cash.""",
                call("cancel_scheduled_payment", scheduled_id="@kieran.deposit"),
            ),
        ),
        "next due on 1 May and 30 April",
        (
            About(
                "the rent",
                "standing_orders",
                "account_id = @kieran.cur AND payee_id = @kieran.rent",
                "@kieran.rentso",
            ),
            About(
                "the £500",
                "scheduled_payments",
                "account_id = @kieran.cur AND amount_pence = 50000",
                "@kieran.deposit",
            ),
        ),
    ),
    Draft(
        "roof-and-the-mark",
        "change",
        "stan",
        (
            turn(
                """Stanley Ogden, 11 February 1944, OL14 8PS. Send Rossendale Roofing £620 from my
                current account for the gutters.""",
                *look("stan"),
                payees("stan"),
                account_of("stan.cur"),
                call(
                    "schedule_payment",
                    account_id="@stan.cur",
                    payee_id="@stan.roof",
                    amount_pence=62000,
                    due_on="2025-04-16",
                ),
            ),
            turn(
                """Tomorrow? Oh aye, that delay thing I signed up for. I'm sick of it, take it off
                me altogether.""",
                call("set_support_mark", customer_id="@stan", support="none"),
            ),
            turn(
                """Champion. And another £550 to the coal merchants, same account, straight off this
                time.""",
                booked("stan.cur", from_date="2025-04-15"),
                pay("stan.cur", "@stan.coal", 550),
            ),
        ),
        "with the mark it waits a day; once the mark is removed, payments go at once",
        (
            account("my current account", "stan.cur"),
            payee("Rossendale Roofing", "stan.roof", "Rossendale Roofing"),
            payee("the coal merchants", "stan.coal", "Calder Coal%"),
        ),
    ),
    Draft(
        "birthday-comes-late",
        "change",
        "zofia",
        (
            turn(
                """zofia wilk, HD5 9RT, i want to withdraw... no wait, not withdraw, i want to lower
                my cash machine limit to £100""",
                find("zofia"),
            ),
            turn(
                """24 August 2001 is my birthday""",
                cards("zofia"),
                cash_limit("zofia.card", 100),
            ),
            turn(
                """thx. and the hotel in warsaw has put a hold on my account, how much is really
                available to me then?""",
                call("get_customer", customer_id="@zofia"),
                account_of("zofia.cur"),
                answer=NumberAnswer(value=879.33),
                proof=(
                    "SELECT (a.balance_pence + a.limit_pence - h.amount_pence) / 100.0 "
                    "FROM accounts a JOIN holds h USING(account_id) "
                    "WHERE a.account_id = @zofia.cur"
                ),
            ),
        ),
        "the date of birth is missing at first; 1,189.33 less a hold of 310.00",
        (card("my cash machine limit", "zofia.card"),),
    ),
    Draft(
        "venue-name-first",
        "change",
        "kieran",
        (
            turn(
                """Kieran Doyle, 19 May 1991, HD8 0AA. What reference is on my standing order to
                the venue, exactly as it stands?""",
                *look("kieran"),
                regular("kieran.cur"),
                answer=TextAnswer(value="Doyle May"),
                proof="SELECT reference FROM standing_orders WHERE order_id = @kieran.venueso",
            ),
            turn(
                """Good, then pay them £300 extra today from my current account, under the same
                reference.""",
                payees("kieran"),
                account_of("kieran.cur"),
                booked("kieran.cur", from_date="2025-04-15"),
                pay("kieran.cur", "@kieran.venue", 300, "Doyle May"),
            ),
        ),
        "an old payee; 2,670.92 is there",
        (
            account("my current account", "kieran.cur"),
            payee("the venue", "kieran.venue", "%Weddings"),
        ),
    ),
    Draft(
        "lilys-jar",
        "change",
        "rachel",
        (
            turn(
                """Rachel Sutcliffe, 5 October 1975, LS29 9AA. What's in Lily's Junior Saver?""",
                *look("rachel"),
                account_of("lily.jun"),
                answer=NumberAnswer(value=2215),
                proof="SELECT balance_pence / 100.0 FROM accounts WHERE account_id = @lily.jun",
            ),
            turn(
                """More than I have! Lend me £300 of it till Friday, to my current account.""",
                decline("rachel", "minor", "lily.jun"),
            ),
            turn(
                """Worth a try. Then the other way round: £35 from mine to hers, her pocket
                money.""",
                account_of("rachel.cur"),
                transfer("rachel.cur", "lily.jun", 35),
            ),
        ),
        "a parent may ask and pay in, but not take out for herself",
        (
            account("Lily's Junior Saver", "lily.jun", "product = 'JUNIOR'"),
            account("my current account", "rachel.cur", "product = 'PLUS'"),
        ),
    ),
    Draft(
        "euros-short-of-funds",
        "change",
        "yusuf",
        (
            turn(
                """500 euros please, from my current account, collect in Halifax. Yusuf Rahman, 1
                September 1994, BD8 7RS.""",
                *look("yusuf"),
                account_of("yusuf.cur"),
                call("get_exchange_rates"),
                decline("yusuf", "funds", "yusuf.cur"),
            ),
            turn(
                """Oh, the hotel, I forgot about that. 200 euros then, same branch.""",
                call("list_currency_orders", account_id="@yusuf.cur"),
                call(
                    "order_currency",
                    account_id="@yusuf.cur",
                    currency="EUR",
                    units=200,
                    branch="Halifax",
                ),
            ),
        ),
        "500 euros are 440.84 pounds, and 332.40 is available; 200 are 176.34",
        (account("my current account", "yusuf.cur"),),
    ),
)
