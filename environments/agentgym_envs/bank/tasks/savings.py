"""Tasks about savings: opening and closing, bonds, children's and dormant accounts."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    account,
    account_of,
    booked,
    decline,
    look,
    open_account,
    shared,
    transfer,
    word,
)
from agentgym_envs.handwritten.drafts import Call, Draft, call, turn


def _close(nick: str, target: str, days: int = 0) -> Call:
    return call(
        "close_account",
        account_id=f"@{nick}",
        to_account_id=f"@{target}",
        charge_days=days,
    )


def _products(kind: str) -> Call:
    return call("list_products", kind=kind)


_BOND = "product LIKE 'BOND%'"
_JUNIOR = "product = 'JUNIOR'"

DRAFTS = (
    Draft(
        "boiler-fund",
        "change",
        "liam",
        (
            turn(
                """Boiler man says ours has a year left in it. Open me an Easy Saver and start it
                off with £1,000 from my current account, the one in my own name. Call it Boiler.
                Liam Crabtree, 28 February 1980, OL14 6BT.""",
                *look("liam"),
                _products("savings"),
                account_of("liam.cur"),
                open_account("liam", "EASY", "liam.cur", 1000, "Boiler"),
            ),
        ),
        "2,873.44 is there, and no hold",
        (account("in my own name", "liam.cur", "product = 'EVERY' AND mandate = 'sole'"),),
        holes=(("accounts.label", "~boiler"),),
    ),
    Draft(
        "saver-into-a-bond",
        "change",
        "gareth",
        (
            turn(
                """Gareth Howells, 27 April 1983, HX1 2TP. I'd like £5,000 out of my Loyalty Saver
                put into your Two-Year Bond.""",
                *look("gareth"),
                _products("bond"),
                account_of("gareth.loyal"),
                open_account("gareth", "BOND2", "gareth.loyal", 5000),
            ),
        ),
        "a bond that is opened today; the money comes from the savings account named",
        (account("my Loyalty Saver", "gareth.loyal", "product = 'LOYAL'"),),
    ),
    Draft(
        "refuse-saver-on-a-hold",
        "refusal",
        "simon",
        (
            turn(
                """Simon Dobson, 8 February 1972, BB18 6QL. Open me an Easy Saver, would you, and
                start it off with £900 from my current account. No name for it.""",
                *look("simon"),
                _products("savings"),
                account_of("simon.cur"),
                decline("simon", "funds", "simon.cur"),
            ),
        ),
        "940.18 less a hold of 65.00: 875.18 is available",
        (account("my current account", "simon.cur"),),
        twin="saver-beside-the-hold",
    ),
    Draft(
        "bond-for-the-roof",
        "change",
        "bob",
        (
            turn(
                """Robert Ashworth, 6 June 1949, OL12 9QJ. I know I'll lose some interest by it, but
                the roof won't wait: close my bond and put what's left into my current account. My
                word is Bluebell.""",
                *look("bob"),
                word("bob"),
                account_of("bob.bond"),
                _close("bob.bond", "bob.cur", 180),
            ),
        ),
        "a two-year bond of February 2024: 180 days",
        (
            account("my bond", "bob.bond", _BOND),
            account("my current account", "bob.cur"),
        ),
    ),
    Draft(
        "bond-second-thoughts",
        "change",
        "joyce",
        (
            turn(
                """Joyce Clegg, 27 October 1950, OL15 9AB, memorable word Samovar. That bond I took
                out with your nice young man, I've slept badly ever since. Undo it, please, and put
                it all back into my Easy Saver.""",
                *look("joyce"),
                word("joyce"),
                account_of("joyce.bond"),
                _close("joyce.bond", "joyce.easy", 0),
            ),
        ),
        "opened on 1 April: today is the 14th day after that, so there is no charge",
        (
            account("That bond", "joyce.bond", _BOND),
            account("my Easy Saver", "joyce.easy", "product = 'EASY'"),
        ),
    ),
    Draft(
        "bond-has-matured",
        "change",
        "vera",
        (
            turn(
                """Vera Dobson speaking, 24 December 1941, BB18 5TR. My bond must be finished by
                now, so would you close it and put everything in my current account? My memorable
                word is Primrose.""",
                *look("vera"),
                word("vera"),
                account_of("vera.bond"),
                _close("vera.bond", "vera.cur", 0),
            ),
        ),
        "matured on 28 March: no charge",
        (
            account("My bond", "vera.bond", _BOND),
            account("my current account", "vera.cur"),
        ),
    ),
    Draft(
        "refuse-part-of-the-bond",
        "refusal",
        "stan",
        (
            turn(
                """Stanley Ogden, 11 February 1944, OL14 8PS. I want £2,000 out of my bond into my
                current account for a new stairlift. The rest can stop where it is. Word's
                Whippet.""",
                *look("stan"),
                account_of("stan.bond"),
                decline("stan", "fixed_term", "stan.bond"),
            ),
        ),
        "matures in June 2026: all of it or nothing",
        (account("my bond", "stan.bond", _BOND),),
        twin="stairlift-for-all-of-it",
    ),
    Draft(
        "refuse-more-into-the-bond",
        "refusal",
        "joyce",
        (
            turn(
                """Joyce Clegg, 27 October 1950, OL15 9AB. I sold my late mother's piano. Please add
                the £800 from my current account to that bond of mine, it has such a good rate.""",
                *look("joyce"),
                account_of("joyce.bond"),
                account_of("joyce.cur"),
                decline("joyce", "fixed_term", "joyce.cur"),
            ),
        ),
        "nothing is added to a bond; the money would leave the current account",
        (account("my current account", "joyce.cur"),),
        twin="piano-into-the-saver",
    ),
    Draft(
        "camper-van-again",
        "change",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. We gave up on the camper van years ago and
                I see you've put that savings account to sleep. Wake it up, please, and move £500
                there from my current account: it's back on! Memorable word Simnel.""",
                *look("ruth"),
                word("ruth"),
                booked("ruth.old"),
                call("reactivate_account", account_id="@ruth.old"),
                account_of("ruth.cur"),
                transfer("ruth.cur", "ruth.old", 500),
            ),
        ),
        "last used in August 2021; she asks for it, and the word matches",
        (
            account("that savings account", "ruth.old", "status = 'dormant'"),
            account("my current account", "ruth.cur"),
        ),
    ),
    Draft(
        "refuse-too-long-asleep",
        "refusal",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ. I came upon a passbook for an old
                Easy Saver of mine which you list as dormant. Please reactivate it. My memorable
                word is Dunlin.""",
                *look("peter"),
                word("peter"),
                booked("peter.old"),
                decline("peter", "dormant", "peter.old"),
            ),
        ),
        "last used in November 2019: in a branch only",
        (account("an old Easy Saver", "peter.old", "product = 'EASY'"),),
        twin="passbook-of-a-caravanner",
    ),
    Draft(
        "refuse-out-of-the-sleeper",
        "refusal",
        "ruth",
        (
            turn(
                """Ruth Lomax, 9 September 1984, BL9 0TX. There's a bit over two thousand in my
                savings account for the camper van. Move £600 of it to my current account, would
                you? We've found one.""",
                *look("ruth"),
                account_of("ruth.old"),
                decline("ruth", "dormant", "ruth.old"),
            ),
        ),
        "dormant, and she does not ask to have it reactivated",
        (account("my savings account", "ruth.old", "product = 'EASY'"),),
        twin="band-for-the-wedding",
    ),
    Draft(
        "birthday-money-for-lily",
        "change",
        "rachel",
        (
            turn(
                """Lily has read forty books for the library prize and I promised a pound for each.
                £40 from my current account into her Junior Saver, please. Rachel Sutcliffe, 5
                October 1975, LS29 9AA.""",
                *look("rachel"),
                account_of("rachel.cur"),
                transfer("rachel.cur", "lily.jun", 40),
            ),
        ),
        "anybody may pay in",
        (
            account("my current account", "rachel.cur", "product = 'PLUS'"),
            account("Junior Saver", "lily.jun", _JUNIOR),
        ),
    ),
    Draft(
        "refuse-lilys-bike",
        "refusal",
        "rachel",
        (
            turn(
                """Lily needs a bigger bike and we agreed that she pays a part of it herself. £120
                from her Junior Saver to my current account, please, I'll pay the shop from there.
                Rachel Sutcliffe, 5 October 1975, LS29 9AA.""",
                *look("rachel"),
                account_of("lily.jun"),
                decline("rachel", "minor", "lily.jun"),
            ),
        ),
        "from a Junior Saver money goes only to another account of the same child",
        (account("her Junior Saver", "lily.jun", _JUNIOR),),
        twin="birthday-money-for-lily",
    ),
    Draft(
        "tom-spends-his-own",
        "change",
        "tom",
        (
            turn(
                """Hi, i need new wheels for the bike. can you move £260 from my junior saver to my
                current account Tom Sutcliffe, 19 January 2008, LS29 9AA""",
                *look("tom"),
                account_of("tom.jun"),
                transfer("tom.jun", "tom.cur", 260),
            ),
        ),
        "he is 17: the child himself, to another account of his",
        (
            account("my junior saver", "tom.jun", _JUNIOR),
            account("my current account", "tom.cur"),
        ),
    ),
    Draft(
        "refuse-mother-for-tom",
        "refusal",
        "rachel",
        (
            turn(
                """Rachel Sutcliffe, 5 October 1975, LS29 9AA. Tom's at a race in Wales and short of
                money. Please move £100 from his Junior Saver to his own current account. I opened
                that saver for him, I'm on it as his parent.""",
                *look("rachel"),
                account_of("tom.jun"),
                decline("rachel", "minor", "tom.jun"),
            ),
        ),
        "Tom is 17, and from the 16th birthday on only the child moves money from it",
        (account("his Junior Saver", "tom.jun", "product = 'JUNIOR' AND opened_on < '2010'"),),
        twin="tom-in-wales",
    ),
    Draft(
        "wedding-pot-into-current",
        "change",
        "kieran",
        (
            turn(
                """Kieran Doyle, 19 May 1991, HD8 0AA. Memorable word Shamrock. The Wedding pot's
                done its job, everything's paid bar the band. Close it and bung what's in it in my
                current account.""",
                *look("kieran"),
                word("kieran"),
                account_of("kieran.easy"),
                _close("kieran.easy", "kieran.cur", 0),
            ),
        ),
        "an Easy Saver in his sole name",
        (
            account("The Wedding pot", "kieran.easy", "label = 'Wedding'"),
            account("my current account", "kieran.cur"),
        ),
    ),
    Draft(
        "refuse-close-joint",
        "refusal",
        "jo",
        (
            turn(
                """Joanne Crabtree, 10 October 1982, OL14 6BT, memorable word Periwinkle. Liam and I
                are sorting out our money. Close the joint account, please, and put what's in it in
                my own current account. He's fine with it.""",
                *look("jo"),
                word("jo"),
                account_of("jo.joint"),
                decline("jo", "joint", "jo.joint"),
            ),
        ),
        "mandate `either`, but closing takes both",
        (shared("the joint account", "jo.joint", "jo"),),
        twin="half-of-the-joint",
    ),
    Draft(
        "refuse-close-wrong-word",
        "refusal",
        "nadia",
        (
            turn(
                """Nadia Haddad, 28 March 1993, HD2 1YZ. I want to close my Easy Saver and have the
                money in my current account. The memorable word should be Lavender, or it used to
                be.""",
                *look("nadia"),
                call("check_memorable_word", customer_id="@nadia", word="Lavender"),
                decline("nadia", "identity"),
            ),
        ),
        "the memorable word does not match",
        twin="nadia-closes-her-saver",
    ),
    Draft(
        "refuse-attorney-closes",
        "refusal",
        "wendy",
        (
            turn(
                """Wendy Hargreaves, 16 June 1962, BB10 4DT, memorable word Bramley. I've power of
                attorney for my aunt Joyce Clegg, all registered. Her Easy Saver pays next to
                nothing, so close it and move the money to her current account.""",
                *look("wendy"),
                word("wendy"),
                call("get_customer", customer_id="@joyce"),
                decline("wendy", "attorney", "joyce.easy"),
            ),
        ),
        "an attorney does not close the donor's accounts",
        (account("Her Easy Saver", "joyce.easy", "product = 'EASY'"),),
        twin="aunts-money-between-her-accounts",
    ),
    Draft(
        "aunts-money-between-her-accounts",
        "change",
        "wendy",
        (
            turn(
                """Wendy Hargreaves, 16 June 1962, BB10 4DT. I've power of attorney for my aunt
                Joyce Clegg, all registered. Her gas bill was dreadful, so move £900 from her Easy
                Saver to her current account.""",
                *look("wendy"),
                call("get_customer", customer_id="@joyce"),
                account_of("joyce.easy"),
                transfer("joyce.easy", "joyce.cur", 900),
            ),
        ),
        "a registered property power; the money stays the donor's",
        (
            account("her Easy Saver", "joyce.easy", "product = 'EASY'"),
            account("her current account", "joyce.cur"),
        ),
    ),
    Draft(
        "refuse-blocked-saver",
        "refusal",
        "ian2",
        (
            turn(
                """Need £1,200 moving from my saver to my current account, I'm at the garage and
                they want paying for the clutch. Be quick! Ian Holroyd, 23 January 1998, HX5
                9AA.""",
                *look("ian2"),
                account_of("ian2.save"),
                call("hand_over", customer_id="@ian2", topic="blocked"),
            ),
        ),
        "the saver is blocked",
        (account("my saver", "ian2.save", "product = 'EASY'"),),
        twin="clutch-from-the-saver",
    ),
)
