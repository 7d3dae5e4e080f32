"""Tasks about gift cards and points."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "redeem-a-gift",
        "change",
        "nora",
        (
            turn(
                """Hello, I'm Nora Eklund, nora.eklund@gmail.com. My aunt Claire gave me one of
                your gift cards, the code on it is {claire.gift}. Could you put it on my account as
                store credit?""",
                call("find_customer", email="nora.eklund@gmail.com"),
                call("get_gift_card", code="@claire.gift"),
                call("redeem_gift_card", customer_id="@nora", code="@claire.gift"),
            ),
        ),
        "valid until November 2027; whoever holds the code may redeem it",
        (About("{claire.gift}", "gift_cards", "code = @claire.gift", "@claire.gift"),),
    ),
    Draft(
        "refuse-expired-gift",
        "refusal",
        "bill",
        (
            turn(
                """Hello, I'm Bill Garrity, bgarrity@verizon.net. My neighbour gave me one of your
                gift cards a good while ago, the code on it is {beatrice.gift}. Could you put it on
                my account as store credit?""",
                call("find_customer", email="bgarrity@verizon.net"),
                call("get_gift_card", code="@beatrice.gift"),
                call("decline_request", customer_id="@bill", rule="gift_card"),
            ),
        ),
        "it expired on 31 December 2024; no order is concerned",
        (About("{beatrice.gift}", "gift_cards", "code = @beatrice.gift", "@beatrice.gift"),),
        twin="redeem-a-gift",
    ),
    Draft(
        "nephew-lost-gift-card",
        "change",
        "rosa",
        (
            turn(
                """Rosa Delgado, rosa.delgado@gmail.com. I bought my nephew an $85 gift card for
                his birthday and he has already lost it, the rascal. Nobody has spent any of it, as
                far as I can see. Can you block it and issue a new one?""",
                call("find_customer", email="rosa.delgado@gmail.com"),
                call("get_customer", customer_id="@rosa"),
                call("replace_gift_card", code="@rosa.gift"),
            ),
        ),
        "she bought it; the other card she bought has 25.00 on it",
        (
            About(
                "$85 gift card",
                "gift_cards",
                "buyer_id = @rosa AND balance_cents = 8500",
                "@rosa.gift",
            ),
        ),
    ),
    Draft(
        "own-gift-card-stolen",
        "change",
        "ruth",
        (
            turn(
                """My purse was stolen and with it the gift card that I bought for my
                daughter-in-law. Please replace that card before somebody goes shopping with it!
                Ruth Abernathy, ZIP 30309.""",
                call("find_customer", name="Ruth Abernathy", zip="30309"),
                call("get_customer", customer_id="@ruth"),
                call("replace_gift_card", code="@ruth.gift"),
            ),
        ),
        "she bought it, and it is the only one she bought",
        (About("the gift card that I bought", "gift_cards", "buyer_id = @ruth", "@ruth.gift"),),
    ),
    Draft(
        "refuse-gift-card-of-another",
        "refusal",
        "kevin",
        (
            turn(
                """Kevin Osei, kevin.osei@gmail.com. My boss gave me a gift card, {helen.gift}, and
                I lost it on the train; I had luckily taken a photo of the code. Please block it
                and issue a new one.""",
                call("find_customer", email="kevin.osei@gmail.com"),
                call("get_gift_card", code="@helen.gift"),
                call("decline_request", customer_id="@kevin", rule="gift_card"),
            ),
        ),
        "only the customer who bought it can have it replaced; no order is concerned",
        (About("{helen.gift}", "gift_cards", "code = @helen.gift", "@helen.gift"),),
        twin="nephew-lost-gift-card",
    ),
    Draft(
        "points-to-credit",
        "change",
        "carlos",
        (
            turn(
                """Carlos Ibarra, carlos.ibarra@gmail.com. Please turn 2,000 of my points into
                store credit.""",
                call("find_customer", email="carlos.ibarra@gmail.com"),
                call("get_customer", customer_id="@carlos"),
                call("redeem_points", customer_id="@carlos", points=2000),
            ),
        ),
        "silver member with 3,460 points",
    ),
    Draft(
        "refuse-points-standard",
        "refusal",
        "lena",
        (
            turn(
                """Lena Fischer, lena.fischer@gmx.net. Please turn 2,000 of my points into store
                credit.""",
                call("find_customer", email="lena.fischer@gmx.net"),
                call("get_customer", customer_id="@lena"),
                call("decline_request", customer_id="@lena", rule="points"),
            ),
        ),
        "a standard member; no order is concerned",
        twin="points-to-credit",
    ),
)
