"""Tasks about overdrafts, loans, credit cards and travel money."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    decline,
    hand_over,
    look,
    shared,
    transfer,
)
from agentgym_envs.handwritten.drafts import About, Call, Draft, call, turn


def _overdraft(nick: str, pounds: int) -> Call:
    return call("change_overdraft", account_id=f"@{nick}", limit_pence=pounds * 100)


def _loan(who: str) -> Call:
    return call("get_loan", loan_id=f"@{who}.loan")


def _about_loan(phrase: str, who: str) -> About:
    return About(phrase, "loans", f"customer_id = @{who}", f"@{who}.loan")


def _settle(who: str, basis_points: int) -> Call:
    return call(
        "settle_loan",
        loan_id=f"@{who}.loan",
        from_account_id=f"@{who}.cur",
        charge_bp=basis_points,
    )


def _overpay(who: str, pounds: int) -> Call:
    return call(
        "overpay_loan",
        loan_id=f"@{who}.loan",
        from_account_id=f"@{who}.cur",
        amount_pence=pounds * 100,
    )


def _notes(nick: str, currency: str, units: int, branch: str) -> Call:
    return call(
        "order_currency", account_id=f"@{nick}", currency=currency, units=units, branch=branch
    )


_RATES = call("get_exchange_rates")

DRAFTS = (
    Draft(
        "overdraft-for-timber",
        "change",
        "marcus",
        (
            turn(
                """Marcus Lythgoe, 12 January 1987, HX4 8DB. Timber's gone through the roof and I
                buy before I'm paid. I'd like my overdraft up to £1,500.""",
                *look("marcus"),
                account_of("marcus.cur"),
                booked("marcus.cur", kind="fee"),
                _overdraft("marcus.cur", 1500),
            ),
        ),
        "Everyday Current since 2020, no unpaid item fee",
        (account("my overdraft", "marcus.cur"),),
    ),
    Draft(
        "refuse-overdraft-after-bounce",
        "refusal",
        "alan",
        (
            turn(
                """Alan Whiteley, 5 May 1965, HX6 3JB. Diesel's gone through the roof and I buy
                before I'm paid. I'd like my overdraft up to £1,500.""",
                *look("alan"),
                account_of("alan.cur"),
                booked("alan.cur", kind="fee"),
                decline("alan", "overdraft", "alan.cur"),
            ),
        ),
        "an unpaid item fee on 3 February",
        (account("my overdraft", "alan.cur"),),
        twin="overdraft-for-timber",
    ),
    Draft(
        "refuse-overdraft-everyday-limit",
        "refusal",
        "ravi",
        (
            turn(
                """We're having the cellar tanked. Would you raise the overdraft on my current
                account to £2,500, please? Kind regards, Ravi Menon, 25 May 1978, HX2 0NR.""",
                *look("ravi"),
                account_of("ravi.cur"),
                decline("ravi", "overdraft", "ravi.cur"),
            ),
        ),
        "Everyday Current: no more than 2,000.00",
        (account("my current account", "ravi.cur"),),
        twin="overdraft-plus",
    ),
    Draft(
        "overdraft-plus",
        "change",
        "hamish",
        (
            turn(
                """We're having the cellar tanked. Would you raise the overdraft on my current
                account to £2,500, please? Kind regards, Hamish Dunbar, 19 December 1974, LS29
                8QF.""",
                *look("hamish"),
                account_of("hamish.cur"),
                booked("hamish.cur", kind="fee"),
                _overdraft("hamish.cur", 2500),
            ),
        ),
        "Plus Current: up to 5,000.00; no unpaid item fee",
        (account("my current account", "hamish.cur"),),
    ),
    Draft(
        "refuse-overdraft-new-account",
        "refusal",
        "amara",
        (
            turn(
                """Amara Bello, 16 April 1997, LS11 5NH. Could I have an overdraft of £300 on my
                current account? Just as a cushion.""",
                *look("amara"),
                account_of("amara.cur"),
                decline("amara", "overdraft", "amara.cur"),
            ),
        ),
        "opened on 30 December 2024, after 15 October",
        (account("my current account", "amara.cur"),),
        twin="cushion",
    ),
    Draft(
        "refuse-overdraft-joint",
        "refusal",
        "neil",
        (
            turn(
                """Neil Greenwood, 30 September 1977, HX7 8AB. Can you put the overdraft on our
                joint account up to £1,000? Sal said I should ring and get it done.""",
                *look("neil"),
                account_of("sally.joint"),
                decline("neil", "joint", "sally.joint"),
            ),
        ),
        "mandate `either`, but raising the overdraft takes both",
        (shared("our joint account", "sally.joint", "neil"),),
        twin="less-overdraft-together",
    ),
    Draft(
        "refuse-toms-overdraft",
        "refusal",
        "tom",
        (
            turn(
                """yo its Tom Sutcliffe, 19 January 2008, LS29 9AA. can i get a £50 overdraft on my
                current account, pay it back when i get paid from the cafe on saturday""",
                *look("tom"),
                decline("tom", "minor", "tom.cur"),
            ),
        ),
        "under 18: no overdraft",
        (account("my current account", "tom.cur"),),
        twin="ollies-fifty",
    ),
    Draft(
        "less-temptation",
        "change",
        "helen",
        (
            turn(
                """Helen Birtwistle, 5 December 1967, BB12 6HJ. I want less temptation: bring the
                overdraft on my own account down to £100, please.""",
                *look("helen"),
                account_of("helen.cur"),
                _overdraft("helen.cur", 100),
            ),
        ),
        "it may always be lowered",
        (account("my own account", "helen.cur", "product = 'EVERY' AND mandate = 'sole'"),),
    ),
    Draft(
        "garage-is-mine",
        "change",
        "declan",
        (
            turn(
                """I've sold the boat and I want shot of the garage loan. Pay it off out of my
                current account, charge and all. Declan Murphy, 18 August 1981, HD3 3FG.""",
                *look("declan"),
                _loan("declan"),
                account_of("declan.cur"),
                _settle("declan", 100),
            ),
        ),
        "ends in July 2027: 1 percent on 6,480.37, which the account covers",
        (_about_loan("the garage loan", "declan"), account("my current account", "declan.cur")),
    ),
    Draft(
        "kitchen-is-paid",
        "change",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. The kitchen loan is nearly done, so let's
                finish it: pay the rest and whatever the charge is from my current account.""",
                *look("ruth"),
                _loan("ruth"),
                account_of("ruth.cur"),
                _settle("ruth", 50),
            ),
        ),
        "ends in November 2025: 0.5 percent",
        (_about_loan("The kitchen loan", "ruth"), account("my current account", "ruth.cur")),
    ),
    Draft(
        "a-bit-off-the-roof",
        "change",
        "ian",
        (
            turn(
                """Put £400 extra against my roof loan, from my current account. Ian Holroyd, 1 July
                1970, HX5 0QW.""",
                *look("ian"),
                _loan("ian"),
                account_of("ian.cur"),
                _overpay("ian", 400),
            ),
        ),
        "400.00 overpaid this year already: 800.00 is exactly 10 percent of 8,000.00",
        (_about_loan("my roof loan", "ian"), account("my current account", "ian.cur")),
    ),
    Draft(
        "refuse-too-much-off-the-workshop",
        "refusal",
        "marcus",
        (
            turn(
                """Put £800 extra against my workshop loan, from my current account. Marcus Lythgoe,
                12 January 1987, HX4 8DB.""",
                *look("marcus"),
                _loan("marcus"),
                account_of("marcus.cur"),
                decline("marcus", "loan"),
            ),
        ),
        "900.00 overpaid this year already: 1,700.00 is more than 10 percent of 15,000.00",
        (_about_loan("my workshop loan", "marcus"),),
        twin="a-bit-off-the-roof",
    ),
    Draft(
        "refuse-sixty-off-the-damp-course",
        "refusal",
        "alan",
        (
            turn(
                """Alan Whiteley, 5 May 1965, HX6 3JB. Sold me old outboard. Put £60 extra against
                my damp course loan, from my current account.""",
                *look("alan"),
                _loan("alan"),
                account_of("alan.cur"),
                decline("alan", "loan"),
            ),
        ),
        "overpayments are at least 100.00",
        (_about_loan("my damp course loan", "alan"),),
        twin="a-bit-off-the-roof",
    ),
    Draft(
        "refuse-conservatory",
        "refusal",
        "derek",
        (
            turn(
                """Derek Sharp, 11 November 1955, BD20 6LN. I've had a little win on the Premium
                Bonds. Put £300 of it against the conservatory loan, it's in my current account.""",
                *look("derek"),
                _loan("derek"),
                account_of("derek.cur"),
                decline("derek", "loan"),
            ),
        ),
        "the loan is in arrears",
        (_about_loan("the conservatory loan", "derek"),),
        twin="win-for-the-garage",
    ),
    Draft(
        "refuse-attic-loan-too-heavy",
        "refusal",
        "jo",
        (
            turn(
                """They've cut my shifts and I honestly don't know how I'm to pay the attic loan
                this month and next. Could you take only half of it for a while? Joanne Crabtree,
                10 October 1982, OL14 6BT.""",
                *look("jo"),
                _loan("jo"),
                hand_over("jo", "hardship"),
            ),
        ),
        "she cannot pay the instalments: a person takes over",
        (_about_loan("the attic loan", "jo"),),
        twin="more-shifts",
    ),
    Draft(
        "clear-the-credit-card",
        "change",
        "meera",
        (
            turn(
                """Meera Pillai, 13 August 1976, LS17 7LP. Please pay off all that I owe on my
                credit card from my current account.""",
                *look("meera"),
                account_of("meera.credit"),
                account_of("meera.cur"),
                transfer("meera.cur", "meera.credit", 846.39),
            ),
        ),
        "846.39 is owed; both accounts are held with us",
        (
            account("my credit card", "meera.credit", "product = 'CREDIT'"),
            account("my current account", "meera.cur"),
        ),
    ),
    Draft(
        "euros-for-brittany",
        "change",
        "sally",
        (
            turn(
                """We're off to Brittany. Could I have 400 euros in notes, out of the joint account,
                to pick up in Hebden Bridge? Sally Greenwood, 21 February 1979, HX7 8AB.""",
                *look("sally"),
                account_of("sally.joint"),
                _RATES,
                call("list_currency_orders", account_id="@sally.joint"),
                _notes("sally.joint", "EUR", 400, "Hebden Bridge"),
            ),
        ),
        "352.68 pounds; mandate `either`",
        (shared("the joint account", "sally.joint", "sally"),),
    ),
    Draft(
        "refuse-more-euros",
        "refusal",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ. The walking party for the Dolomites
                has grown, and I hold the purse. Please order me another 900 euros from my current
                account, to be collected in Ilkley.""",
                *look("peter"),
                account_of("peter.cur"),
                _RATES,
                call("list_currency_orders", account_id="@peter.cur"),
                decline("peter", "travel_money", "peter.cur"),
            ),
        ),
        "1,763.36 on 27 March and 793.52 now: more than 2,500.00 within 30 days",
        (account("my current account", "peter.cur"),),
        twin="eight-hundred-more",
    ),
    Draft(
        "dollars-again",
        "change",
        "rachel",
        (
            turn(
                """Another trade fair, Chicago this time: 2,000 US dollars in notes from my current
                account, please, for collection at your Ilkley branch. Rachel Sutcliffe, 5 October
                1975, LS29 9AA.""",
                *look("rachel"),
                account_of("rachel.cur"),
                _RATES,
                call("list_currency_orders", account_id="@rachel.cur"),
                _notes("rachel.cur", "USD", 2000, "Ilkley"),
            ),
        ),
        "1,570.48 now; the order of 18 February is more than 30 days old",
        (account("my current account", "rachel.cur", "product = 'PLUS'"),),
    ),
    Draft(
        "refuse-lira-from-savings",
        "refusal",
        "nadia",
        (
            turn(
                """Nadia Haddad, 28 March 1993, HD2 1YZ. We're off to Antalya. Could I have 20,000
                Turkish lira in notes, out of my Easy Saver, to pick up in Huddersfield?""",
                *look("nadia"),
                _RATES,
                account_of("nadia.easy"),
                decline("nadia", "travel_money", "nadia.easy"),
            ),
        ),
        "currency is sold from current accounts only",
        (account("my Easy Saver", "nadia.easy", "product = 'EASY'"),),
        twin="lira-from-current",
    ),
)
