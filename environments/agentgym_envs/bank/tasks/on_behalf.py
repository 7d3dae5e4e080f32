"""Tasks in which it counts who asks: joint holders, attorneys, the young."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    decline,
    find,
    look,
    pay,
    payee,
    payees,
    shared,
)
from agentgym_envs.handwritten.drafts import Draft, call, turn

DRAFTS = (
    Draft(
        "glazing-from-the-joint",
        "change",
        "sally",
        (
            turn(
                """This is Sally Greenwood, 21 February 1979, HX7 8AB. Please pay Hebden Glazing
                £900 out of the joint account. My husband is at work and can't come to the phone,
                but he knows.""",
                *look("sally"),
                payees("sally"),
                account_of("sally.joint"),
                booked("sally.joint", from_date="2025-04-15"),
                pay("sally.joint", "@sally.glass", 900),
            ),
        ),
        "mandate `either`: she may act alone",
        (
            shared("the joint account", "sally.joint", "sally"),
            payee("Hebden Glazing", "sally.glass", "Hebden Glazing"),
        ),
    ),
    Draft(
        "refuse-glazing-from-the-joint",
        "refusal",
        "colin",
        (
            turn(
                """This is Colin Fairburn, 4 April 1959, BD16 2PL. Please pay Bingley Glazing £900
                out of the joint account. My wife is at work and can't come to the phone, but she
                knows.""",
                *look("colin"),
                payees("colin"),
                account_of("colin.joint"),
                decline("colin", "joint", "colin.joint"),
            ),
        ),
        "mandate `both`: one alone does not pay",
        (shared("the joint account", "colin.joint", "colin"),),
        twin="glazing-from-the-joint",
    ),
    Draft(
        "two-bills-of-mother",
        "change",
        "brian",
        (
            turn(
                """Brian Pickles, 17 March 1968, OL14 7JT. I look after Mum's money, Agnes Pickles,
                you have the papers. Two bills of hers want paying from her current account: £1,850
                to Fielden House, and £34 to the chiropody.""",
                *look("brian"),
                call("get_customer", customer_id="@agnes"),
                payees("agnes"),
                account_of("agnes.cur"),
                booked("agnes.cur", from_date="2025-04-15"),
                pay("agnes.cur", "@agnes.care", 1850),
                pay("agnes.cur", "@agnes.chem", 34),
            ),
        ),
        "a registered property power; paying the donor's bills",
        (
            account("her current account", "agnes.cur"),
            payee("Fielden House", "agnes.care", "Fielden House%"),
            payee("the chiropody", "agnes.chem", "%Chiropody%"),
        ),
    ),
    Draft(
        "refuse-attorneys-petrol",
        "refusal",
        "brian",
        (
            turn(
                """Brian Pickles, 17 March 1968, OL14 7JT. I look after Mum's money, Agnes Pickles,
                you have the papers. All that driving to Fielden House costs me a fortune in petrol,
                so move £150 from her current account to mine.""",
                *look("brian"),
                call("get_customer", customer_id="@agnes"),
                decline("brian", "attorney", "agnes.cur"),
            ),
        ),
        "an attorney does not send the donor's money to himself",
        (account("her current account", "agnes.cur"),),
        twin="two-bills-of-mother",
    ),
    Draft(
        "refuse-health-attorney",
        "refusal",
        "simon",
        (
            turn(
                """Simon Dobson, 8 February 1972, BB18 6QL. I have power of attorney for my mother,
                Vera Dobson. Her boiler was serviced and £96 wants paying to Pendle Gas Services
                from her current account.""",
                *look("simon"),
                decline("simon", "authority"),
            ),
        ),
        "his power is for health, not for property",
        twin="mothers-feet",
    ),
    Draft(
        "refuse-pending-attorney",
        "refusal",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ. I'm attorney for an old friend of
                mine, Robert Ashworth in Rochdale; the forms have gone off. He'd like £50 to go to
                his chapel for the roof. It's on his list.""",
                *look("peter"),
                decline("peter", "authority"),
            ),
        ),
        "the power is pending, not registered",
        twin="fifty-from-mother",
    ),
    Draft(
        "refuse-unknown-birthday",
        "refusal",
        "ian2",
        (
            turn(
                """Ian Holroyd, 23 January 1989, HX5 9AA. I want the cash machine limit on my card
                down to £100 a day, before the weekend gets to it.""",
                find("ian2"),
                decline("ian2", "identity"),
            ),
        ),
        "name and postcode fit the younger Ian Holroyd, who was born in 1998",
        twin="only-a-hundred-a-day",
    ),
    Draft(
        "bike-for-tom",
        "change",
        "tom",
        (
            turn(
                """Hi I'm Tom Sutcliffe, 19 January 2008, LS29 9AA. I'm buying a used gravel bike
                from Ilkley Cycles, can you send them £150 from my current account? thanks""",
                *look("tom"),
                payees("tom"),
                account_of("tom.cur"),
                booked("tom.cur", from_date="2025-04-15"),
                pay("tom.cur", "@tom.bike", 150),
            ),
        ),
        "his own Youth Current; within 184.60 and 500.00 a day",
        (
            account("my current account", "tom.cur"),
            payee("Ilkley Cycles", "tom.bike", "Ilkley Cycles"),
        ),
    ),
)
