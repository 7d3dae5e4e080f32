"""Requests that read as if a person had to take over, and are an adviser's to do."""

from __future__ import annotations

from agentgym.answers import NumberAnswer
from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    look,
    new_payee,
    pay,
    shared,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import About, Call, Draft, call, turn


def _overdraft(nick: str, pounds: int) -> Call:
    return call("change_overdraft", account_id=f"@{nick}", limit_pence=pounds * 100)


def _contact(who: str, field: str, value: str, **more: str) -> Call:
    return call("update_contact", customer_id=f"@{who}", field=field, value=value, **more)


def _goodwill(who: str, fee: str) -> Call:
    return call("refund_fee", transaction_id=f"@{fee}", reason="goodwill", customer_id=f"@{who}")


DRAFTS = (
    Draft(
        "gethin-and-the-hymn-books",
        "change",
        "bob",
        (
            turn(
                """Robert Ashworth, 6 June 1949, OL12 9QJ, memorable word Bluebell. I'd like to add
                a payee and send £650 from my current account: Gethin Prosser, 40-37-18, 92046653.
                Gethin has sat next to me in the chapel choir for thirty years, and he has paid for
                the new hymn books out of his own pocket.""",
                *look("bob"),
                word("bob"),
                *new_payee("bob", "Gethin Prosser", "40-37-18", "92046653"),
                account_of("bob.cur"),
                pay("bob.cur", "$payee_id", 650),
            ),
        ),
        "he has known the man in person for thirty years; match, and below 1,000.00",
        (account("my current account", "bob.cur"),),
    ),
    Draft(
        "savings-for-the-windows",
        "change",
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
                window firm whom I had measure up in March comes on Thursday, and I want it there
                for his cheque.""",
                transfer("marian.easy", "marian.cur", 6000),
            ),
        ),
        "she owes the money for work done and moves it between her own accounts",
        (
            account("my Easy Saver", "marian.easy", "product = 'EASY'"),
            account("my current account", "marian.cur"),
        ),
    ),
    Draft(
        "car-for-a-grandson",
        "change",
        "joyce",
        (
            turn(
                """Joyce Clegg, 27 October 1950, OL15 9AB. My grandson's old car has failed its
                MOT, so I'm buying him a better one for his birthday. Please move £9,000 from my
                Easy Saver to my current account, I want to write the cheque from there.""",
                *look("joyce"),
                account_of("joyce.easy"),
                transfer("joyce.easy", "joyce.cur", 9000),
            ),
        ),
        "nobody called her: it is her own idea",
        (
            account("my Easy Saver", "joyce.easy", "product = 'EASY'"),
            account("my current account", "joyce.cur"),
        ),
    ),
    Draft(
        "frank-in-hospital",
        "change",
        "helen",
        (
            turn(
                """This is Helen Birtwistle, 5 December 1967, BB12 6HJ. I'm sorry, I'm not quite
                myself. Frank went into hospital on Sunday, it's only his hip. £600 of what he and
                I have together should be moved into my own account now, please.""",
                *look("helen"),
                account_of("helen.joint"),
                transfer("helen.joint", "helen.cur", 600),
            ),
        ),
        "mandate `either`: she may move it alone",
        (
            shared("what he and I have together", "helen.joint", "helen"),
            account("my own account", "helen.cur", "product = 'EVERY' AND mandate = 'sole'"),
        ),
    ),
    Draft(
        "solicitor-lost-the-first",
        "change",
        "derek",
        (
            turn(
                """Derek Sharp, 11 November 1955, BD20 6LN. You took £6 for a copy of a statement.
                I want it back, and so you know why I needed one: the solicitor who does my late
                brother's papers left the first on a bus this spring.""",
                *look("derek"),
                booked("derek.cur", kind="fee"),
                _goodwill("derek", "derek.copy"),
            ),
        ),
        "no large print, but charged on 12 March, and no refund before",
        (About("£6", "transactions", "account_id = @derek.cur AND kind = 'fee'", "@derek.copy"),),
    ),
    Draft(
        "all-day-at-the-solicitors",
        "change",
        "liam",
        (
            turn(
                """I want that £12 fee from March back. I know your rules: I was at the solicitor's
                all day signing for the house, and couldn't move the money in time. Liam Crabtree,
                28 February 1980, OL14 6BT.""",
                *look("liam"),
                booked("liam.cur", kind="fee"),
                _goodwill("liam", "liam.unpaid"),
            ),
        ),
        "the solicitor is not against us; charged on 21 March, his last goodwill was in 2023",
        (
            About(
                "that £12 fee",
                "transactions",
                "account_id = @liam.cur AND kind = 'fee'",
                "@liam.unpaid",
            ),
        ),
    ),
    Draft(
        "wrong-numbers",
        "change",
        "bethan",
        (
            turn(
                """Bethan Prosser, 2 February 1996, LS8 1EZ, memorable word Dolphin. I get too many
                wrong numbers. Please change my phone number to 07700 900196 and my e-mail to
                bethan@prosserprints.co.uk. My address you can keep as it is.""",
                *look("bethan"),
                word("bethan"),
                _contact("bethan", "phone", "07700 900196"),
                _contact("bethan", "email", "bethan@prosserprints.co.uk"),
            ),
        ),
        "changed, not deleted; the word matches",
    ),
    Draft(
        "every-scrap-on-the-current",
        "change",
        "oliver",
        (
            turn(
                """Oliver Barraclough, 9 March 1999, HD7 5UN. for my tax return i want a statement
                with every scrap on my current account from 1 January to 31 March 2025. all of it,
                by email""",
                *look("oliver"),
                call(
                    "order_statement",
                    account_id="@oliver.cur",
                    from_date="2025-01-01",
                    to_date="2025-03-31",
                    form="email",
                ),
            ),
        ),
        "a statement of his own account is no request for personal data",
        (account("my current account", "oliver.cur"),),
    ),
    Draft(
        "council-tax-in-one-week",
        "change",
        "ravi",
        (
            turn(
                """Ravi Menon, 25 May 1978, HX2 0NR. I'd like my overdraft raised to £1,500,
                please. We pay the council tax and the gas in the same week, and the children's
                lunches too, and I would rather not have to look at the balance every morning.""",
                *look("ravi"),
                account_of("ravi.cur"),
                booked("ravi.cur", kind="fee"),
                _overdraft("ravi.cur", 1500),
            ),
        ),
        "he pays his bills; opened in 2012, no unpaid item fee, up to 2,000.00",
        (account("my overdraft", "ravi.cur"),),
    ),
    Draft(
        "more-shifts",
        "change",
        "jo",
        (
            turn(
                """They've given me more shifts and I honestly didn't expect that. So take £150 out
                of the joint account and put it against the attic loan, on top of what's due this
                month. Joanne Crabtree, 10 October 1982, OL14 6BT.""",
                *look("jo"),
                call("get_loan", loan_id="@jo.loan"),
                account_of("jo.joint"),
                call(
                    "overpay_loan",
                    loan_id="@jo.loan",
                    from_account_id="@jo.joint",
                    amount_pence=15000,
                ),
            ),
        ),
        "at least 100.00, at most 750.00 a year; mandate `either`",
        (
            About("the attic loan", "loans", "customer_id = @jo", "@jo.loan"),
            shared("the joint account", "jo.joint", "jo"),
        ),
    ),
    Draft(
        "clutch-from-the-saver",
        "change",
        "nadia",
        (
            turn(
                """Need £1,200 moving from my saver to my current account, I'm at the garage and
                they want paying for the clutch. Be quick! Nadia Haddad, 28 March 1993, HD2 1YZ.""",
                *look("nadia"),
                account_of("nadia.easy"),
                transfer("nadia.easy", "nadia.cur", 1200),
            ),
        ),
        "her card is blocked, but neither of the two accounts is",
        (
            account("my saver", "nadia.easy", "product = 'EASY'"),
            account("my current account", "nadia.cur"),
        ),
    ),
)
