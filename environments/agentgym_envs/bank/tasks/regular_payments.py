"""Tasks about standing orders, Direct Debits and the Guarantee."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    booked,
    decline,
    entry,
    find,
    look,
    payee,
    payees,
    regular,
    shared,
)
from agentgym_envs.handwritten.drafts import About, Call, Draft, call, turn


def _order(phrase: str, picks: str, on: str, where: str = "1") -> About:
    return About(
        phrase, "standing_orders", f"account_id = @{on} AND status = 'active' AND ({where})", picks
    )


def _debit(phrase: str, picks: str, on: str, company: str) -> About:
    return About(
        phrase, "direct_debits", f"account_id = @{on} AND originator LIKE '{company}'", picks
    )


def _claim(nick: str) -> Call:
    return call("claim_direct_debit", transaction_id=f"@{nick}")


_CRATE = "party = 'Gourmet Crate' AND booked_on LIKE '2025-04%'"

DRAFTS = (
    Draft(
        "nursery-every-month",
        "change",
        "amara",
        (
            turn(
                """Hi, I'm Amara Bello, 16 April 1997, LS11 5NH. From 1 May on I'd like £150 to go
                to Hyde Park Nursery from my current account every month, with Ayo as the reference.
                They should already be among my payees.""",
                *look("amara"),
                payees("amara"),
                call(
                    "create_standing_order",
                    account_id="@amara.cur",
                    payee_id="@amara.nursery",
                    amount_pence=15000,
                    frequency="monthly",
                    first_on="2025-05-01",
                    reference="Ayo",
                ),
            ),
        ),
        "a payee on the list, a day after today",
        (
            account("my current account", "amara.cur"),
            payee("Hyde Park Nursery", "amara.nursery", "Hyde Park Nursery"),
        ),
    ),
    Draft(
        "rent-went-up",
        "change",
        "wendy",
        (
            turn(
                """My landlord's put the rent up again, the robber, so the standing order wants to
                be £550 from the next payment. That's Wendy Hargreaves, 16 June 1962, BB10 4DT.""",
                *look("wendy"),
                regular("wendy.cur"),
                call("change_standing_order", order_id="@wendy.rentso", amount_pence=55000),
            ),
        ),
        "next due on 1 May; her other standing order is cancelled",
        (_order("the standing order", "@wendy.rentso", "wendy.cur"),),
    ),
    Draft(
        "refuse-cello-went-up",
        "refusal",
        "ravi",
        (
            turn(
                """My daughter's cello lessons have gone up again, so the standing order wants to be
                £72 from the next payment. That's Ravi Menon, 25 May 1978, HX2 0NR.""",
                *look("ravi"),
                regular("ravi.cur"),
                decline("ravi", "cut_off", "ravi.cur"),
            ),
        ),
        "next due tomorrow: no full working day lies between",
        (_order("the standing order", "@ravi.tutorso", "ravi.cur"),),
        twin="rent-went-up",
    ),
    Draft(
        "no-more-badminton",
        "change",
        "declan",
        (
            turn(
                """My knee's banjaxed, I'm done with badminton. Cancel the standing order to the
                club; the one to my da stays. Declan Murphy, 18 August 1981, HD3 3FG.""",
                *look("declan"),
                regular("declan.cur"),
                call("cancel_standing_order", order_id="@declan.clubso"),
            ),
        ),
        "next due on 22 April",
        (
            _order(
                "the standing order to the club",
                "@declan.clubso",
                "declan.cur",
                "reference = 'D Murphy'",
            ),
        ),
    ),
    Draft(
        "venue-more-and-earlier",
        "change",
        "kieran",
        (
            turn(
                """Wedding's coming up fast! Can the standing order to the venue be £200 from now
                on, and the next one go on 28 April? Cheers, Kieran Doyle, 19 May 1991, HD8 0AA.""",
                *look("kieran"),
                regular("kieran.cur"),
                call(
                    "change_standing_order",
                    order_id="@kieran.venueso",
                    amount_pence=20000,
                    next_on="2025-04-28",
                ),
            ),
        ),
        "next due on 6 May; both the amount and the day change",
        (
            _order(
                "the standing order to the venue",
                "@kieran.venueso",
                "kieran.cur",
                "reference = 'Doyle May'",
            ),
        ),
        routes=(
            (
                (
                    regular("kieran.cur"),
                    call("change_standing_order", order_id="@kieran.venueso", amount_pence=20000),
                    call("change_standing_order", order_id="@kieran.venueso", next_on="2025-04-28"),
                ),
            ),
        ),
    ),
    Draft(
        "gym-next-week",
        "change",
        "zofia",
        (
            turn(
                """hello, please cancel my direct debit for pennine fitness, i never go. i don't
                want them to take the april money any more zofia wilk, 24 august 2001, HD5 9RT,
                thanks""",
                *look("zofia"),
                regular("zofia.cur"),
                call("cancel_direct_debit", debit_id="@zofia.gym"),
            ),
        ),
        "next on 23 April: the 16th, 17th and 22nd lie between",
        (_debit("pennine fitness", "@zofia.gym", "zofia.cur", "Pennine Fitness"),),
    ),
    Draft(
        "refuse-gym-tomorrow",
        "refusal",
        "ian",
        (
            turn(
                """hello, please cancel my direct debit for pennine fitness, I never go. I don't
                want them to take the April money any more Ian Holroyd, 1 July 1970, HX5 0QW,
                thanks""",
                *look("ian"),
                regular("ian.cur"),
                decline("ian", "cut_off", "ian.cur"),
            ),
        ),
        "next on 16 April: no full working day lies between",
        (_debit("pennine fitness", "@ian.gym", "ian.cur", "Pennine Fitness"),),
        twin="gym-next-week",
    ),
    Draft(
        "energy-took-too-much",
        "change",
        "marian",
        (
            turn(
                """Northern Lights Energy took far more this month than they should have. I should
                like it back under the Direct Debit Guarantee, please. Yours sincerely, Marian
                Thwaite, 30 January 1956, BD23 1UD.""",
                *look("marian"),
                regular("marian.cur"),
                booked("marian.cur", kind="direct_debit"),
                _claim("marian.energy"),
            ),
        ),
        "86.00 was announced for 1 April, and 186.00 was collected: all of it goes back",
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
        "refuse-energy",
        "refusal",
        "pauline",
        (
            turn(
                """Northern Lights Energy took far more this month than they should have, it has
                always been £90. I should like it back under the Direct Debit Guarantee, please.
                Yours sincerely, Pauline Sharp, 3 March 1958, BD20 6LN.""",
                *look("pauline"),
                regular("pauline.cur"),
                booked("pauline.cur", kind="direct_debit"),
                decline("pauline", "guarantee", "pauline.cur"),
            ),
        ),
        "142.00 was announced for 1 April, and that is what was collected on that day",
        (
            entry(
                "this month",
                "pauline.energy",
                "pauline.cur",
                "party = 'Northern Lights Energy' AND booked_on LIKE '2025-04%'",
            ),
        ),
        twin="energy-took-too-much",
    ),
    Draft(
        "crate-after-the-end",
        "change",
        "meera",
        (
            turn(
                """Dr Meera Pillai, in your books as Meera Pillai, 13 August 1976, LS17 7LP. Gourmet
                Crate have helped themselves again this month, though I cancelled that Direct Debit
                with you. Refund it under the Guarantee, please.""",
                *look("meera"),
                regular("meera.cur"),
                booked("meera.cur", text="Gourmet Crate"),
                _claim("meera.crate"),
            ),
        ),
        "cancelled on 10 March, collected on 3 April",
        (entry("again this month", "meera.crate", "meera.cur", _CRATE),),
    ),
    Draft(
        "refuse-crate-before-the-end",
        "refusal",
        "bethan",
        (
            turn(
                """Bethan Prosser, 2 February 1996, LS8 1EZ. Gourmet Crate have helped themselves
                again this month, though I cancelled that Direct Debit with you. Refund it under the
                Guarantee, please.""",
                *look("bethan"),
                regular("bethan.cur"),
                booked("bethan.cur", text="Gourmet Crate"),
                decline("bethan", "guarantee", "bethan.cur"),
            ),
        ),
        "collected on 7 April as announced, a day before she cancelled",
        (entry("again this month", "bethan.crate", "bethan.cur", _CRATE),),
        twin="crate-after-the-end",
    ),
    Draft(
        "water-came-early",
        "change",
        "hamish",
        (
            turn(
                """Hamish Dunbar, 19 December 1974, LS29 8QF. Wharfe Water have had £61.40 off me
                this month. I know them well enough and I signed for it, but this was before the
                day that they wrote to me about. I want it back under the Guarantee.""",
                *look("hamish"),
                regular("hamish.cur"),
                booked("hamish.cur", text="Wharfe Water"),
                _claim("hamish.water"),
            ),
        ),
        "announced for 11 April, collected on 4 April",
        (
            entry(
                "this month",
                "hamish.water",
                "hamish.cur",
                "kind = 'direct_debit' AND booked_on LIKE '2025-04%'",
            ),
        ),
    ),
    Draft(
        "refuse-joint-standing-order",
        "refusal",
        "edna",
        (
            turn(
                """It's Edna Fairburn, born 29 July 1961, BD16 2PL. The windows are paid for at long
                last, so would you stop that standing order to Bingley Glazing from our joint
                account?""",
                *look("edna"),
                regular("colin.joint"),
                decline("edna", "joint", "colin.joint"),
            ),
        ),
        "mandate `both`: one alone does not end a standing order",
        (shared("our joint account", "colin.joint", "edna"),),
        twin="stop-the-nursery",
    ),
    Draft(
        "refuse-wifes-swimming",
        "refusal",
        "derek",
        (
            turn(
                """Derek Sharp, 11 November 1955, BD20 6LN. My wife Pauline has given up the
                swimming. Cancel the Direct Debit to the Silsden club on her account, will you, she
                asked me to ring.""",
                *look("derek"),
                decline("derek", "authority"),
            ),
        ),
        "he neither holds her account nor has a power of attorney",
        twin="no-more-swimming",
    ),
    Draft(
        "chapel-once-a-month",
        "change",
        "bob",
        (
            turn(
                """Robert Ashworth here, 6 June 1949, OL12 9QJ. I give the chapel £25 a week by
                standing order. The treasurer would rather have it monthly, less to write up. So
                stop that one, and start one for £110 a month, first of each month, from 1 May. Same
                account, no reference.""",
                *look("bob"),
                regular("bob.cur"),
                call("cancel_standing_order", order_id="@bob.chapelso"),
                call(
                    "create_standing_order",
                    account_id="@bob.cur",
                    payee_id="@bob.chapel",
                    amount_pence=11000,
                    frequency="monthly",
                    first_on="2025-05-01",
                ),
            ),
        ),
        "next due on 20 April: the 16th and 17th lie between; a new one is another row",
        (
            _order("£25 a week", "@bob.chapelso", "bob.cur", "frequency = 'weekly'"),
            payee("the chapel", "bob.chapel", "%Chapel"),
        ),
    ),
    Draft(
        "refuse-cricket-wrong-postcode",
        "refusal",
        "liam",
        (
            turn(
                """Liam Crabtree, 28 February 1980, OL14 6TB. Cancel my cricket club standing order,
                would you? I've gone over to bowls.""",
                call("find_customer", name="Liam Crabtree", date_of_birth="1980-02-28"),
                decline("liam", "identity"),
            ),
        ),
        "the postcode is OL14 6BT; name and date of birth fit",
        twin="bowls-instead",
    ),
    Draft(
        "cricket-and-telly",
        "change",
        "liam",
        (
            turn(
                """Liam Crabtree, 28 February 1980, OL14 6BT. Clearing out what I don't use: stop
                the cricket club standing order and the Moorland TV Direct Debit, please.""",
                find("liam"),
                call("get_customer", customer_id="@liam"),
                regular("liam.cur"),
                call("cancel_standing_order", order_id="@liam.cricketso"),
                call("cancel_direct_debit", debit_id="@liam.dd"),
            ),
        ),
        "the standing order is due on 17 April (Wednesday lies between), the debit on 8 May",
        (
            _order("the cricket club standing order", "@liam.cricketso", "liam.cur"),
            _debit("Moorland TV", "@liam.dd", "liam.cur", "Moorland TV"),
        ),
    ),
)
