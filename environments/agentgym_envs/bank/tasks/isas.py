"""Tasks about ISAs: the allowance, the tax year, and what may be put back."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    decline,
    look,
    open_account,
    transfer,
)
from agentgym_envs.handwritten.drafts import Call, Draft, call, turn


def _paid_in(isa: str) -> Call:
    return call("list_transactions", account_id=f"@{isa}", kind="transfer")


_ISA = "product IN ('ISA', 'FLEXI')"

DRAFTS = (
    Draft(
        "first-isa",
        "change",
        "marian",
        (
            turn(
                """Marian Thwaite, 30 January 1956, BD23 1UD. I have decided on your ordinary Cash
                ISA, not the flexible one. Please open it with £5,000 from my Easy Saver. I have no
                other ISA anywhere.""",
                *look("marian"),
                call("list_products", kind="isa"),
                account_of("marian.easy"),
                open_account("marian", "ISA", "marian.easy", 5000),
            ),
        ),
        "nothing paid in this tax year, no other ISA opened",
        (account("my Easy Saver", "marian.easy", "product = 'EASY'"),),
    ),
    Draft(
        "refuse-second-isa",
        "refusal",
        "kasia",
        (
            turn(
                """Katarzyna Nowak, 8 June 1992, HD1 4RW. I have decided on your flexible Cash ISA
                now. Please open it with £1,500 from my current account. I pay into no ISA anywhere
                else.""",
                *look("kasia"),
                account_of("kasia.isa"),
                decline("kasia", "isa", "kasia.cur"),
            ),
        ),
        "she opened one with us on 9 April, in the same tax year",
        (account("my current account", "kasia.cur"),),
        twin="first-isa",
    ),
    Draft(
        "last-years-payment-does-not-count",
        "change",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ. Please move £8,000 from my current
                account into my Cash ISA. It is the only ISA I have. I paid in a good deal this
                spring already, if that matters.""",
                *look("peter"),
                account_of("peter.isa"),
                _paid_in("peter.isa"),
                account_of("peter.cur"),
                transfer("peter.cur", "peter.isa", 8000),
            ),
        ),
        "18,000.00 were paid in on 20 March, in the last tax year",
        (
            account("my Cash ISA", "peter.isa", _ISA),
            account("my current account", "peter.cur"),
        ),
    ),
    Draft(
        "refuse-over-the-allowance",
        "refusal",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. Please move £8,000 from my current account
                into my Cash ISA. It's the only ISA I have. I paid in a good deal this spring
                already, if that matters.""",
                *look("ruth"),
                account_of("ruth.isa"),
                _paid_in("ruth.isa"),
                account_of("ruth.cur"),
                decline("ruth", "isa", "ruth.cur"),
            ),
        ),
        "15,000.00 were paid in on 8 April, in this tax year: 23,000.00 would be too much",
        (
            account("my Cash ISA", "ruth.isa", _ISA),
            account("my current account", "ruth.cur"),
        ),
        twin="last-years-payment-does-not-count",
    ),
    Draft(
        "refuse-isa-elsewhere",
        "refusal",
        "meera",
        (
            turn(
                """Meera Pillai, 13 August 1976, LS17 7LP. I'd like £9,000 to go from my current
                account to my Cash ISA. In case it matters: on 10 April I put £12,000 into the ISA I
                hold with another bank.""",
                *look("meera"),
                _paid_in("meera.isa"),
                account_of("meera.cur"),
                decline("meera", "isa", "meera.cur"),
            ),
        ),
        "12,000.00 elsewhere since 6 April: 21,000.00 would be too much",
        (
            account("my Cash ISA", "meera.isa", _ISA),
            account("my current account", "meera.cur", "product = 'PLUS'"),
        ),
        twin="isa-to-the-brim",
    ),
    Draft(
        "back-into-the-flexible",
        "change",
        "hamish",
        (
            turn(
                """Last week I borrowed £3,000 from my ISA for the kitchen, and now the insurance
                has paid. Put the £3,000 back in from my current account. Hamish Dunbar, 19 December
                1974, LS29 8QF.""",
                *look("hamish"),
                account_of("hamish.flexi"),
                _paid_in("hamish.flexi"),
                account_of("hamish.cur"),
                transfer("hamish.cur", "hamish.flexi", 3000),
            ),
        ),
        "the allowance is used up, but a flexible ISA takes back what left it this year",
        (
            account("my ISA", "hamish.flexi", _ISA),
            account("my current account", "hamish.cur"),
        ),
    ),
    Draft(
        "refuse-back-into-the-isa",
        "refusal",
        "fiona",
        (
            turn(
                """Last week I borrowed £3,000 from my ISA for the kitchen, and now the insurance
                has paid. Put the £3,000 back in from my current account. Fiona McAllister, 22
                November 1971, HX3 9LG.""",
                *look("fiona"),
                account_of("fiona.isa"),
                _paid_in("fiona.isa"),
                account_of("fiona.cur"),
                decline("fiona", "isa", "fiona.cur"),
            ),
        ),
        "20,000.00 were paid in on 7 April, and this ISA is not flexible",
        (
            account("my ISA", "fiona.isa", _ISA),
            account("my current account", "fiona.cur"),
        ),
        twin="back-into-the-flexible",
    ),
    Draft(
        "fill-up-the-allowance",
        "change",
        "grace",
        (
            turn(
                """My bonus came at last! Fill up my ISA from the Loyalty Saver, as far as this
                year's allowance goes. I've no ISA anywhere but with you. Grace Adeyemi, 30 June
                1989, LS7 4PE :)""",
                *look("grace"),
                account_of("grace.isa"),
                _paid_in("grace.isa"),
                account_of("grace.loyal"),
                transfer("grace.loyal", "grace.isa", 13500),
            ),
        ),
        "6,500.00 since 6 April; 2,000.00 of 31 March belong to last year: 13,500.00 are left",
        (
            account("my ISA", "grace.isa", _ISA),
            account("the Loyalty Saver", "grace.loyal", "product = 'LOYAL'"),
        ),
    ),
    Draft(
        "refuse-isa-at-seventeen",
        "refusal",
        "tom",
        (
            turn(
                """Tom Sutcliffe, 19 January 2008, LS29 9AA. My economics teacher says an ISA is the
                best thing since sliced bread. Can you open a Cash ISA for me with £50 from my
                current account?""",
                *look("tom"),
                decline("tom", "minor", "tom.cur"),
            ),
        ),
        "under 18: no ISA",
        (account("my current account", "tom.cur"),),
        twin="ollies-first-isa",
    ),
    Draft(
        "out-of-the-isa",
        "change",
        "imran",
        (
            turn(
                """Imran Siddiqui, 3 November 1988, BD21 3QX. New roof on the extension. I need
                £2,500 from my ISA in my current account, and I do know that I can't just put it
                back afterwards.""",
                *look("imran"),
                account_of("imran.isa"),
                booked("imran.isa"),
                transfer("imran.isa", "imran.cur", 2500),
            ),
        ),
        "taking money out of a Cash ISA is free",
        (
            account("my ISA", "imran.isa", _ISA),
            account("my current account", "imran.cur"),
        ),
    ),
)
