"""Tasks about cards: lost and found, limits, and journeys."""

from __future__ import annotations

from agentgym_envs.bank.tasks.drafts import (
    card,
    cards,
    cash_limit,
    decline,
    hand_over,
    journey,
    look,
    word,
)
from agentgym_envs.handwritten.drafts import Call, Draft, call, turn


def _status(nick: str, status: str) -> Call:
    return call("set_card_status", card_id=f"@{nick}", status=status)


def _replace(nick: str, reason: str) -> Call:
    return call("replace_card", card_id=f"@{nick}", reason=reason)


DRAFTS = (
    Draft(
        "card-down-the-sofa",
        "change",
        "wendy",
        (
            turn(
                """I can't lay my hands on my bank card. It'll be at my daughter's, down the sofa
                most like, but can you make sure nobody uses it till I've been round? Wendy
                Hargreaves, 16 June 1962, BB10 4DT, love.""",
                *look("wendy"),
                cards("wendy"),
                _status("wendy.card", "frozen"),
            ),
        ),
        "it may still turn up: frozen, not replaced",
        (card("my bank card", "wendy.card"),),
    ),
    Draft(
        "card-in-the-van",
        "change",
        "declan",
        (
            turn(
                """Panic over, the card was in the van all along. Can you switch it back on? Declan
                Murphy, 18 August 1981, HD3 3FG.""",
                *look("declan"),
                cards("declan"),
                _status("declan.card", "active"),
            ),
        ),
        "frozen, his own card",
        (card("the card", "declan.card"),),
    ),
    Draft(
        "refuse-blocked-card",
        "refusal",
        "nadia",
        (
            turn(
                """Nadia Haddad, 28 March 1993, HD2 1YZ. My card was turned down at the till twice
                today, so embarrassing. Can you switch it back on?""",
                *look("nadia"),
                cards("nadia"),
                hand_over("nadia", "blocked"),
            ),
        ),
        "blocked by us, not frozen by her: a person takes over",
        (card("My card", "nadia.card"),),
        twin="card-in-the-van",
    ),
    Draft(
        "card-in-the-reservoir",
        "change",
        "peter",
        (
            turn(
                """Peter Hollings, 15 September 1953, LS21 3DQ. I dropped my card into Swinsty
                Reservoir while fishing, and there it will stay. I should like a new one. You will
                want my memorable word: Dunlin.""",
                *look("peter"),
                word("peter"),
                cards("peter"),
                _replace("peter.card", "lost"),
            ),
        ),
        "lost for good; the word matches, the address has not changed",
        (card("my card", "peter.card"),),
    ),
    Draft(
        "refuse-new-card-after-move",
        "refusal",
        "bethan",
        (
            turn(
                """Bethan Prosser, 2 February 1996, LS8 1EZ. My card's split from one end to the
                other and no machine will take it. I need a new one sending, please! Memorable word
                Dolphin.""",
                *look("bethan"),
                word("bethan"),
                cards("bethan"),
                decline("bethan", "card", "bethan.cur"),
            ),
        ),
        "the address on file was changed on 7 April",
        (card("my card", "bethan.card"),),
        twin="split-card",
    ),
    Draft(
        "machine-ate-it",
        "change",
        "joyce",
        (
            turn(
                """Joyce Clegg, 27 October 1950, OL15 9AB. The machine outside your Todmorden branch
                has eaten my card and given me nothing. Please send me another. My word is
                Samovar.""",
                *look("joyce"),
                word("joyce"),
                cards("joyce"),
                _replace("joyce.card", "swallowed"),
            ),
        ),
        "swallowed by a machine",
        (card("my card", "joyce.card"),),
    ),
    Draft(
        "refuse-card-wrong-word",
        "refusal",
        "ian",
        (
            turn(
                """Ian Holroyd, 1 July 1970, HX5 0QW. Dog chewed my card to bits. Send us a new one,
                please. Memorable word, er, Hammer.""",
                *look("ian"),
                call("check_memorable_word", customer_id="@ian", word="Hammer"),
                decline("ian", "identity"),
            ),
        ),
        "the memorable word does not match",
        twin="dog-chewed-it",
    ),
    Draft(
        "seven-hundred-plus",
        "change",
        "chidi",
        (
            turn(
                """Chidi Okonkwo here, 7 July 1985, LS6 3HB. I'm buying a piano off an old lady who
                only takes cash. Can you lift the cash machine limit on my debit card, the one
                ending 8301, to £700 a day?""",
                *look("chidi"),
                cards("chidi"),
                cash_limit("chidi.card", 700),
            ),
        ),
        "Plus Current: up to 750.00",
        (card("ending 8301", "chidi.card", "ending = '8301'"),),
    ),
    Draft(
        "refuse-seven-hundred",
        "refusal",
        "zofia",
        (
            turn(
                """Zofia Wilk here, 24 August 2001, HD5 9RT. I'm buying a piano off an old lady who
                only takes cash. Can you lift the cash machine limit on my debit card, the one
                ending 5270, to £700 a day?""",
                *look("zofia"),
                cards("zofia"),
                decline("zofia", "card", "zofia.cur"),
            ),
        ),
        "Everyday Current: no more than 500.00",
        (card("ending 5270", "zofia.card", "ending = '5270'"),),
        twin="seven-hundred-plus",
    ),
    Draft(
        "five-hundred-everyday",
        "change",
        "kieran",
        (
            turn(
                """Kieran Doyle, 19/05/1991, HD8 0AA. Stag do in Dublin at the end of the month,
                twelve lads, cash only. Stick my cash machine limit up to the most you'll let me
                have.""",
                *look("kieran"),
                cards("kieran"),
                cash_limit("kieran.card", 500),
            ),
        ),
        "Everyday Current: 500.00 is the most",
        (card("my cash machine limit", "kieran.card"),),
    ),
    Draft(
        "refuse-toms-limit",
        "refusal",
        "tom",
        (
            turn(
                """hi can you put my cash machine limit up to £200, the bike shop man gives a
                discount for cash. mum says its fine Tom Sutcliffe 19 January 2008 LS29 9AA""",
                *look("tom"),
                cards("tom"),
                decline("tom", "card", "tom.cur"),
            ),
        ),
        "Youth Current: no more than 100.00",
        (card("my cash machine limit", "tom.card"),),
        twin="a-hundred-for-tom",
    ),
    Draft(
        "easter-in-gdansk",
        "change",
        "kasia",
        (
            turn(
                """Katarzyna Nowak, 8 June 1992, HD1 4RW. I go to my family in Poland over Easter,
                from 17 April to 28 April. Last year my card stopped working there. Please put a
                travel notice on it.""",
                *look("kasia"),
                cards("kasia"),
                journey("kasia.card", "Poland", "2025-04-17", "2025-04-28"),
            ),
        ),
        "twelve days",
        (card("my card", "kasia.card"),),
    ),
    Draft(
        "ninety-days-down-under",
        "change",
        "fiona",
        (
            turn(
                """My sister in New Zealand has talked me into a proper stay. I'm there from 1 May
                to 29 July; would you put a travel notice on my card for all of it? Fiona
                McAllister, 22 November 1971, HX3 9LG.""",
                *look("fiona"),
                cards("fiona"),
                journey("fiona.card", "New Zealand", "2025-05-01", "2025-07-29"),
            ),
        ),
        "90 days, the first and the last included",
        (card("my card", "fiona.card"),),
    ),
    Draft(
        "refuse-longer-down-under",
        "refusal",
        "hamish",
        (
            turn(
                """My sister in New Zealand has talked me into a proper stay. I'm there from 1 May
                to 31 July; would you put a travel notice on my card for all of it? Hamish Dunbar,
                19 December 1974, LS29 8QF.""",
                *look("hamish"),
                cards("hamish"),
                decline("hamish", "card", "hamish.cur"),
            ),
        ),
        "92 days, and no more than 90 are covered",
        (card("my card", "hamish.card"),),
        twin="ninety-days-down-under",
    ),
    Draft(
        "through-two-countries",
        "change",
        "rachel",
        (
            turn(
                """Rachel Sutcliffe, 5 October 1975, LS29 9AA. Driving to see suppliers: France from
                6 May to 9 May, then Italy from 10 May to 16 May. Travel notices for both on my card
                please, and lift its cash machine limit to £600 for petrol stations that don't take
                cards.""",
                *look("rachel"),
                cards("rachel"),
                journey("rachel.card", "France", "2025-05-06", "2025-05-09"),
                journey("rachel.card", "Italy", "2025-05-10", "2025-05-16"),
                cash_limit("rachel.card", 600),
            ),
        ),
        "two journeys, and Plus Current allows up to 750.00",
        (card("my card", "rachel.card"),),
    ),
    Draft(
        "refuse-sons-card",
        "refusal",
        "rachel",
        (
            turn(
                """Rachel Sutcliffe, 5 October 1975, LS29 9AA. My son Tom, 17 and hopeless, has left
                his card somewhere between school and the rugby club. Can you freeze it for me until
                he has found it?""",
                *look("rachel"),
                decline("rachel", "authority"),
            ),
        ),
        "his current account is his alone; she is a parent on the Junior Saver only",
        twin="toms-own-card",
    ),
)
