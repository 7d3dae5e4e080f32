"""Tasks about card payments that went wrong, and about fees."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account_of,
    booked,
    decline,
    entry,
    hand_over,
    look,
)
from agentgym_envs.handwritten.drafts import About, Call, Draft, call, turn


def _dispute(nick: str, reason: str, pounds: float) -> Call:
    return call(
        "open_dispute",
        transaction_id=f"@{nick}",
        reason=reason,
        amount_pence=round(pounds * 100),
    )


def _refund(who: str, fee: str, reason: str) -> Call:
    return call("refund_fee", transaction_id=f"@{fee}", reason=reason, customer_id=f"@{who}")


DRAFTS = (
    Draft(
        "lamp-never-came",
        "change",
        "oliver",
        (
            turn(
                """Oliver Barraclough, 9 March 1999, HD7 5UN. ordered a lamp from Loom and Larder in
                March with my card, £64.90, it never turned up. emailed them on 20 March asking for
                my money back and just get robots. can you get it back for me?""",
                *look("oliver"),
                booked("oliver.cur", text="Loom"),
                _dispute("oliver.lamp", "not_received", 64.90),
            ),
        ),
        "booked on 5 March; the merchant was asked 26 days ago",
        (entry("a lamp", "oliver.lamp", "oliver.cur", "party = 'Loom and Larder'"),),
    ),
    Draft(
        "refuse-bag-not-asked",
        "refusal",
        "zofia",
        (
            turn(
                """Zofia Wilk, 24 August 2001, HD5 9RT. ordered a bag from Satchel Street in March
                with my card, £58, it never turned up. I haven't bothered writing to them, they
                never answer anybody. can you get it back for me?""",
                *look("zofia"),
                booked("zofia.cur", text="Satchel"),
                decline("zofia", "merchant_first", "zofia.cur"),
            ),
        ),
        "the merchant has not been asked",
        (entry("a bag", "zofia.bag", "zofia.cur", "party = 'Satchel Street'"),),
        twin="lamp-never-came",
    ),
    Draft(
        "refuse-coat-six-days",
        "refusal",
        "meera",
        (
            turn(
                """Meera Pillai, 13 August 1976, LS17 7LP. The coat I bought by card in March was
                sold as wool and is polyester. I asked the Harrogate Coat Company for my £189 on 9
                April and have had no reply. Please dispute the payment.""",
                *look("meera"),
                booked("meera.cur", text="Coat"),
                decline("meera", "merchant_first", "meera.cur"),
            ),
        ),
        "she asked 6 days ago, and 10 must have passed",
        (entry("The coat", "meera.coat", "meera.cur", "party LIKE '%Coat%'"),),
        twin="coat-eleven-days",
    ),
    Draft(
        "carpet-on-the-last-day",
        "change",
        "ian",
        (
            turn(
                """Before Christmas I paid Elland Carpets £168 by card for a rug, real wool they
                said. It's nylon, my wife held a match to it. I took it back on 3 January and asked
                for my money, and they showed me the door. Dispute it for me. Ian Holroyd, 1 July
                1970, HX5 0QW.""",
                *look("ian"),
                booked("ian.cur", text="Elland Carpets"),
                _dispute("ian.rug", "not_as_described", 168),
            ),
        ),
        "booked on 16 December: the 120th day; the merchant was asked in January",
        (entry("a rug", "ian.rug", "ian.cur", "party = 'Elland Carpets'"),),
    ),
    Draft(
        "refuse-amp-too-late",
        "refusal",
        "ian2",
        (
            turn(
                """Before Christmas I paid Elland Amps £245 by card for an amp, all valves they
                said. It's transistors inside. I took it back on 3 January and asked for my money,
                and they showed me the door. Dispute it for me. Ian Holroyd, 23 January 1998, HX5
                9AA.""",
                *look("ian2"),
                booked("ian2.cur", text="Elland Amps"),
                decline("ian2", "chargeback", "ian2.cur"),
            ),
        ),
        "booked on 9 December: more than 120 days ago",
        (entry("an amp", "ian2.amp", "ian2.cur", "party = 'Elland Amps'"),),
        twin="carpet-on-the-last-day",
    ),
    Draft(
        "charged-twice-for-dinner",
        "change",
        "yusuf",
        (
            turn(
                """Yusuf Rahman, 1 September 1994, BD8 7RS. There are two card payments at the
                Bradford Grill House on my account, from the end of March. I have been there once
                in my life, on the 29th, and they've charged me for it twice. I haven't rung them,
                I don't want the argument. Dispute the one that's too many, please.""",
                *look("yusuf"),
                booked("yusuf.cur", text="Grill"),
                _dispute("yusuf.grill2", "duplicate", 38.20),
            ),
        ),
        "the later of the two; for a duplicate the merchant need not be asked",
        (
            About(
                "the one that's too many",
                "transactions",
                "account_id = @yusuf.cur AND party = 'Bradford Grill House'",
                "@yusuf.grill2",
                "booked_on DESC",
            ),
        ),
    ),
    Draft(
        "flowers-dearer-than-the-till",
        "change",
        "helen",
        (
            turn(
                """Helen Birtwistle, 5 December 1967, BB12 6HJ. I bought flowers at Padiham Florist
                last week, £45 on the till receipt, and you've let them take more. Will you dispute
                what they took too much?""",
                *look("helen"),
                booked("helen.cur", text="Florist"),
                _dispute("helen.florist", "wrong_amount", 9),
            ),
        ),
        "54.00 was booked: the difference is 9.00",
        (entry("flowers", "helen.florist", "helen.cur", "party = 'Padiham Florist'"),),
    ),
    Draft(
        "refuse-hire-on-hold",
        "refusal",
        "priti",
        (
            turn(
                """Priti Desai, 14 December 1990, BD1 5LL. I hired a sander from Otley Tool Hire
                this week, £115 on the receipt, and you've let them take £150. Will you dispute what
                they took too much?""",
                *look("priti"),
                booked("priti.cur", text="Otley"),
                account_of("priti.cur"),
                decline("priti", "chargeback", "priti.cur"),
            ),
        ),
        "the 150.00 are a hold and not booked yet",
        twin="flowers-dearer-than-the-till",
    ),
    Draft(
        "refuse-varnish-by-transfer",
        "refusal",
        "alan",
        (
            turn(
                """Alan Whiteley, 5 May 1965, HX6 3JB. I paid Calder Boatyard £320 last month for
                varnish and haven't seen a tin of it. I've asked for my money twice, the last time
                on 25 March. Please dispute the payment.""",
                *look("alan"),
                booked("alan.cur", text="Boatyard"),
                decline("alan", "chargeback", "alan.cur"),
            ),
        ),
        "he paid by Faster Payment, not by card",
        (entry("varnish", "alan.trader", "alan.cur", "party = 'Calder Boatyard'"),),
        twin="varnish-by-card",
    ),
    Draft(
        "shoes-came-after-all",
        "change",
        "grace",
        (
            turn(
                """Grace Adeyemi, 30 June 1989, LS7 4PE. The Roundhay shoes arrived this morning,
                seven weeks late and gorgeous. So please withdraw the dispute that I had with
                you.""",
                *look("grace"),
                booked("grace.cur", text="Roundhay"),
                call("withdraw_dispute", dispute_id="@grace.d"),
            ),
        ),
        "her only dispute, still open",
        (
            About(
                "the dispute",
                "disputes",
                "transaction_id IN (SELECT t.transaction_id FROM transactions t "
                "WHERE t.account_id = @grace.cur)",
                "@grace.d",
            ),
        ),
    ),
    Draft(
        "films-after-the-end",
        "change",
        "gareth",
        (
            turn(
                """Gareth Howells, 27 April 1983, HX1 2TP. I ended my Reelbox subscription at the
                start of March and they charged my card again at the end of it. Asked them for it
                back on 1 April: silence. Dispute it, please.""",
                *look("gareth"),
                booked("gareth.cur", text="Reelbox"),
                _dispute("gareth.films", "cancelled_service", 11.99),
            ),
        ),
        "the payment of 27 March; that of February was before the end",
        (
            entry(
                "at the end of it",
                "gareth.films",
                "gareth.cur",
                "party = 'Reelbox' AND booked_on LIKE '2025-03%'",
            ),
        ),
    ),
    Draft(
        "refuse-strange-payments",
        "refusal",
        "grace",
        (
            turn(
                """Grace Adeyemi, 30 June 1989, LS7 4PE. There are two card payments in Antwerp on
                my account, from Friday and Saturday. I have never been to Antwerp in my life.
                Dispute them, please.""",
                *look("grace"),
                booked("grace.cur"),
                hand_over("grace", "fraud"),
            ),
        ),
        "payments that she does not recognise: a person takes over",
        twin="charged-twice-for-dinner",
    ),
    Draft(
        "unpaid-item-fee-back",
        "change",
        "liam",
        (
            turn(
                """You charged me £12 for an unpaid item in March because I was a few pounds short
                for an afternoon. Any chance of having that back? Liam Crabtree, 28 February 1980,
                OL14 6BT.""",
                *look("liam"),
                booked("liam.cur", kind="fee"),
                _refund("liam", "liam.unpaid", "goodwill"),
            ),
        ),
        "charged on 21 March; his last goodwill refund was in December 2023",
        (entry("an unpaid item", "liam.unpaid", "liam.cur", "kind = 'fee'"),),
    ),
    Draft(
        "refuse-second-fee-back",
        "refusal",
        "priti",
        (
            turn(
                """You charged me £12 for an unpaid item in March because I was a few pounds short
                for an afternoon. Any chance of having that back? Priti Desai, 14 December 1990,
                BD1 5LL.""",
                *look("priti"),
                booked("priti.cur", kind="fee"),
                decline("priti", "fee_refund", "priti.cur"),
            ),
        ),
        "she had a goodwill refund on 2 September 2024",
        (entry("an unpaid item", "priti.unpaid", "priti.cur", "kind = 'fee'"),),
        twin="unpaid-item-fee-back",
    ),
    Draft(
        "refuse-february-fee",
        "refusal",
        "kieran",
        (
            turn(
                """You charged me £12 for an unpaid item in February because I was a few pounds
                short for an afternoon. Any chance of having that back? Kieran Doyle, 19 May 1991,
                HD8 0AA.""",
                *look("kieran"),
                booked("kieran.cur", kind="fee"),
                decline("kieran", "fee_refund", "kieran.cur"),
            ),
        ),
        "charged on 10 February, before the 14th",
        (entry("an unpaid item", "kieran.unpaid", "kieran.cur", "kind = 'fee'"),),
        twin="unpaid-item-fee-back",
    ),
    Draft(
        "refuse-thirty-pound-fee",
        "refusal",
        "jo",
        (
            turn(
                """Joanne Crabtree, 10 October 1982, OL14 6BT. I've been charged a fee on my own
                account this month for sending one payment by CHAPS. One payment! I'd like it back,
                please.""",
                *look("jo"),
                booked("jo.cur", kind="fee"),
                decline("jo", "fee_refund", "jo.cur"),
            ),
        ),
        "the fee was 30.00, and 25.00 is the most",
        (entry("a fee", "jo.chaps", "jo.cur", "kind = 'fee'"),),
        twin="one-express-payment",
    ),
    Draft(
        "plus-pays-nothing-abroad",
        "change",
        "chidi",
        (
            turn(
                """I was charged a foreign use fee in Lagos last month. Could I have it back,
                please? Chidi Okonkwo, 7 July 1985, LS6 3HB.""",
                *look("chidi"),
                booked("chidi.cur", kind="fee"),
                _refund("chidi", "chidi.ffee", "error"),
            ),
        ),
        "Plus Current has none, so it is an error; the goodwill of November does not matter",
        (entry("a foreign use fee", "chidi.ffee", "chidi.cur", "kind = 'fee'"),),
    ),
    Draft(
        "everyday-pays-abroad",
        "change",
        "zofia",
        (
            turn(
                """I was charged a foreign use fee in Krakow last month. Could I have it back,
                please? Zofia Wilk, 24 August 2001, HD5 9RT.""",
                *look("zofia"),
                booked("zofia.cur", kind="fee"),
                _refund("zofia", "zofia.fee", "goodwill"),
            ),
        ),
        "the fee is right on an Everyday Current account, but goodwill is possible",
        (entry("a foreign use fee", "zofia.fee", "zofia.cur", "kind = 'fee'"),),
    ),
    Draft(
        "large-print-is-free",
        "change",
        "doreen",
        (
            turn(
                """Good morning dear, this is Doreen Ackroyd, 12 May 1947, HX7 6DT. I asked for a
                copy of my statement in March because the first one was too small to read, and you
                took £6 off me for it! That can't be right, can it? I should like my £6.""",
                *look("doreen"),
                booked("doreen.cur", kind="fee"),
                _refund("doreen", "doreen.copy", "error"),
            ),
        ),
        "copies cost nothing for customers with the mark large_print",
        (entry("£6", "doreen.copy", "doreen.cur", "kind = 'fee'"),),
    ),
    Draft(
        "two-fees-one-back",
        "change",
        "wendy",
        (
            turn(
                """Wendy Hargreaves, 16 June 1962, BB10 4DT. Two fees I want to talk about. First
                the £12 for an unpaid item in January. Then the £15 for the express payment in
                March. I'd like both of them back.""",
                *look("wendy"),
                booked("wendy.cur", kind="fee"),
                decline("wendy", "fee_refund", "wendy.cur"),
                _refund("wendy", "wendy.late2", "goodwill"),
            ),
        ),
        "January is before 14 February; the express fee is within everything",
        (
            entry("the express payment", "wendy.late2", "wendy.cur", "party LIKE 'Express%'"),
            entry(
                "in January",
                "wendy.late1",
                "wendy.cur",
                "booked_on LIKE '2025-01%' AND kind = 'fee'",
            ),
        ),
    ),
)
