"""Tasks about refunds, store credit, price adjustments, gift cards and points."""

from __future__ import annotations

from agentgym_envs.shop.drafts import About, Call, Draft, call, item, look, turn


def _pay_out(who: str, share: int, refund_to: str = "original_payment") -> tuple[Call, ...]:
    return (
        call("get_return", return_id=f"{who}.r"),
        call("refund_return", return_id=f"{who}.r", share_percent=share, refund_to=refund_to),
    )


def _decline(order: str, rule: str) -> Call:
    return call("decline_request", customer_id=order.partition(".")[0], order_id=order, rule=rule)


def _credit(order: str, kind: str, cents: int) -> Call:
    who = order.partition(".")[0]
    return call("give_credit", customer_id=who, order_id=order, kind=kind, amount_cents=cents)


DRAFTS = (
    Draft(
        "refund-parka",
        "change",
        "abigail",
        (
            turn(
                """Abigail Stone, abigail.stone@gmail.com. UPS tells me my parka has been back with
                you for a week, but the $329 have not shown up on my card. Can you settle that
                please?""",
                *look("abigail.stone@gmail.com", "@abigail.1"),
                *_pay_out("@abigail", 100),
            ),
        ),
        "received as new, no fees, 329.00",
        (item("my parka", "%Parka%", "@abigail.1/1"),),
    ),
    Draft(
        "refund-worn-boots",
        "change",
        "ravi",
        (
            turn(
                """Ravi Menon, ravi.menon@gmail.com, about the Chelsea boots I returned: please pay
                out whatever I'm due for them, as store credit rather than to the card, I need a
                tent anyway.""",
                *look("ravi.menon@gmail.com", "@ravi.1"),
                *_pay_out("@ravi", 50, "store_credit"),
            ),
        ),
        "found worn: 50 percent; store credit as the customer prefers",
        (item("the Chelsea boots", "%Chelsea Boots%", "@ravi.1/1"),),
    ),
    Draft(
        "refuse-ruined-boots",
        "refusal",
        "gloria",
        (
            turn(
                """Gloria Pike, gloriapike@gmail.com, about the hiking boots I returned: please pay
                out the refund now. They have been in your warehouse for ages.""",
                *look("gloriapike@gmail.com", "@gloria.1"),
                call("get_return", return_id="@gloria.r"),
                _decline("@gloria.1", "condition"),
            ),
        ),
        "the inspection found them ruined",
        (item("the hiking boots", "%Hiking Boots%", "@gloria.1/1"),),
        twin="refund-worn-boots",
    ),
    Draft(
        "refuse-not-received",
        "refusal",
        "judith",
        (
            turn(
                """Judith Amos, judith.amos@sbcglobal.net. I dropped the two lanterns off at the
                post office on Tuesday, so they should be with you any day. Please refund them
                already, I have the receipt from the counter.""",
                *look("judith.amos@sbcglobal.net", "@judith.1"),
                call("get_return", return_id="@judith.r"),
                _decline("@judith.1", "condition"),
            ),
        ),
        "requested, not received",
        (item("the two lanterns", "%Lantern%", "@judith.1/1"),),
        twin="refund-parka",
    ),
    Draft(
        "high-value-armchair",
        "refusal",
        "conrad",
        (
            turn(
                """Conrad Ames, conrad.ames@gmail.com. My reading chair went back to you two weeks
                ago, undamaged, in its carton. Could you please settle the refund for it today?""",
                *look("conrad.ames@gmail.com", "@conrad.1"),
                call("get_return", return_id="@conrad.r"),
                call("escalate_to_human", customer_id="@conrad", topic="high_value"),
            ),
        ),
        "649.00 less 64.90 is 584.10, above 500.00",
        (item("My reading chair", "%Reading Chair%", "@conrad.1/1"),),
        twin="refund-parka",
    ),
    Draft(
        "refund-to-new-card",
        "change",
        "liam",
        (
            turn(
                """Liam Gallagher, liam.gallagher@gmail.com (not that one). You've had my trail
                runners back for a while. Careful with the refund: the card I paid with, ending
                8813, was closed by the bank in February. Please send it to the card you have on
                file now.""",
                *look("liam.gallagher@gmail.com", "@liam.1"),
                *_pay_out("@liam", 100, "card_on_file"),
            ),
        ),
        "paid by card, the card is closed; as new",
        (item("my trail runners", "%Trail Runners%", "@liam.1/1"),),
    ),
    Draft(
        "refuse-gift-money-to-card",
        "refusal",
        "sybil",
        (
            turn(
                """Sybil Hart, sybil.hart@gmail.com. You've had one of my table lamps back for a
                while. Careful with the refund: I paid with a gift card, but please send the money
                to my Visa that you have on file. I won't shop for lamps again.""",
                *look("sybil.hart@gmail.com", "@sybil.1"),
                call("get_return", return_id="@sybil.r"),
                _decline("@sybil.1", "refund_method"),
            ),
        ),
        "what was paid by gift card never goes to a card",
        (item("my table lamps", "%Table Lamp%", "@sybil.1/1"),),
        twin="refund-to-new-card",
    ),
    Draft(
        "refuse-credit-payout",
        "refusal",
        "daniel",
        (
            turn(
                """Daniel Reyes, daniel.reyes@gmail.com. I have some store credit sitting there,
                $18 I think, and I'd like it on my card instead. I'm saving for a camera.""",
                call("find_customer", email="daniel.reyes@gmail.com"),
                call("get_customer", customer_id="@daniel"),
                call("decline_request", customer_id="@daniel", rule="refund_method"),
            ),
        ),
        "store credit is not paid out; no order is concerned",
        twin="refund-to-new-card",
    ),
    Draft(
        "late-sheets-goodwill",
        "change",
        "aaron",
        (
            turn(
                """Aaron Blum, aaron.blum@gmail.com. The clay linen sheets came days later than you
                had promised, after my guests had left. I slept fine, they slept on towels. Is
                there some compensation for that?""",
                *look("aaron.blum@gmail.com", "@aaron.1"),
                call("get_customer", customer_id="@aaron"),
                _credit("@aaron.1", "goodwill", 1500),
            ),
        ),
        "promised 28 February, delivered 5 March; silver: 15.00; none in the last 12 months",
        (item("clay linen sheets", "%Sheet Set%Clay", "@aaron.1/1"),),
    ),
    Draft(
        "refuse-second-goodwill",
        "refusal",
        "joy",
        (
            turn(
                """Joy Adeyemi, joy.adeyemi@gmail.com. The cream Dutch oven came days later than
                you had promised, and we had to eat out on my mother's birthday. Is there some
                compensation for that?""",
                *look("joy.adeyemi@gmail.com", "@joy.1"),
                call("get_customer", customer_id="@joy"),
                _decline("@joy.1", "goodwill"),
            ),
        ),
        "late, but she had goodwill on 19 August 2024",
        (item("cream Dutch oven", "%Dutch Oven%Cream", "@joy.1/1"),),
        twin="late-sheets-goodwill",
    ),
    Draft(
        "refuse-forty-dollars",
        "refusal",
        "dora",
        (
            turn(
                """Dora Finch, dora.finch@gmail.com. My pendant light was promised for 25 February
                and came in March. I know you people have a budget for this. I want $40, and I
                won't accept a cent less.""",
                *look("dora.finch@gmail.com", "@dora.1"),
                call("get_customer", customer_id="@dora"),
                _decline("@dora.1", "goodwill"),
            ),
        ),
        "late, but standard members get 10.00, and she insists on more",
        (item("My pendant light", "%Pendant%", "@dora.1/1"),),
        twin="late-sheets-goodwill",
    ),
    Draft(
        "refuse-goodwill-for-a-scuff",
        "refusal",
        "paul",
        (
            turn(
                """Paul Nakamura, paul.nakamura@gmail.com. The carton of my kettle was scuffed on
                one side. The kettle inside is perfect, but it was meant as a gift, so I expect
                some compensation.""",
                *look("paul.nakamura@gmail.com", "@paul.1"),
                _decline("@paul.1", "goodwill"),
            ),
        ),
        "delivered a day before the promised date; there is none for other reasons",
        (item("my kettle", "%Kettle%", "@paul.1/1"),),
        twin="late-sheets-goodwill",
    ),
    Draft(
        "express-came-late",
        "change",
        "felix",
        (
            turn(
                """Felix Braun, Cincinnati 45202. I paid extra for express for the weather station
                and it still came after the promised day. I'd like the shipping charge back,
                please, nothing else.""",
                call("find_customer", name="Felix Braun", zip="45202"),
                call("list_orders", customer_id="@felix"),
                call("get_order", order_id="@felix.1"),
                _credit("@felix.1", "shipping", 1895),
            ),
        ),
        "express, promised 4 March, delivered 7 March: the whole charge of 18.95",
        (item("the weather station", "%Weather Station%", "@felix.1/1"),),
    ),
    Draft(
        "refuse-standard-shipping",
        "refusal",
        "mae",
        (
            turn(
                """Mae Donnelly, Burlington 05401. I paid for shipping for the orange headlamp and
                it came five days after the promised day. I'd like the shipping charge back,
                please, nothing else.""",
                call("find_customer", name="Mae Donnelly", zip="05401"),
                call("list_orders", customer_id="@mae"),
                call("get_order", order_id="@mae.1"),
                _decline("@mae.1", "shipping_charge"),
            ),
        ),
        "late, but not an express order",
        (item("the orange headlamp", "%Headlamp Orange", "@mae.1/1"),),
        twin="express-came-late",
    ),
    Draft(
        "lamp-got-cheaper",
        "change",
        "ingrid",
        (
            turn(
                """Hi, Ingrid Sorensen, ingrid.sorensen@gmail.com. I bought the brass arc lamp ten
                days ago and now it's on your page for $20 less! Can I have the difference?""",
                *look("ingrid.sorensen@gmail.com", "@ingrid.1"),
                call("get_product", product_id="@LAMPA"),
                call("adjust_price", line_id="@ingrid.1/1"),
            ),
        ),
        "day 10 of 14 after the order, no promotion code, not final sale",
        (item("brass arc lamp", "%Arc Floor Lamp Brass", "@ingrid.1/1"),),
    ),
    Draft(
        "refuse-price-drop-too-late",
        "refusal",
        "paul",
        (
            turn(
                """Hi, Paul Nakamura, paul.nakamura@gmail.com. I bought the steel gooseneck kettle
                from you and now it's on your page for $10 less! Can I have the difference?""",
                *look("paul.nakamura@gmail.com", "@paul.1"),
                call("get_product", product_id="@KETTL"),
                _decline("@paul.1", "price_adjustment"),
            ),
        ),
        "the order was placed 16 days ago",
        (item("steel gooseneck kettle", "%Kettle Brushed Steel", "@paul.1/1"),),
        twin="lamp-got-cheaper",
    ),
    Draft(
        "refuse-other-shops-price",
        "refusal",
        "ian",
        (
            turn(
                """Hi, Ian Forsythe, ian.forsythe@gmail.com. I got the folding solar panel from you
                last week and now there's a hardware chain that sells the very same for $20 less!
                Can I have the difference?""",
                *look("ian.forsythe@gmail.com", "@ian.1"),
                _decline("@ian.1", "price_adjustment"),
            ),
        ),
        "never for another shop's price",
        (item("folding solar panel", "%Solar Panel%", "@ian.1/1"),),
        twin="lamp-got-cheaper",
    ),
    Draft(
        "refuse-price-drop-after-code",
        "refusal",
        "fatima",
        (
            turn(
                """Hi, Fatima Rahal, fatima.rahal@gmail.com. I ordered the coffee grinder last week
                and now it's on your page for less than I paid! Can I have the difference?""",
                *look("fatima.rahal@gmail.com", "@fatima.2"),
                call("get_product", product_id="@GRIND"),
                _decline("@fatima.2", "price_adjustment"),
            ),
        ),
        "day 11 of 14, 170.10 paid and 164.50 today, but the order used a promotion code",
        (item("the coffee grinder", "%Coffee Grinder%", "@fatima.2/1"),),
        twin="lamp-got-cheaper",
    ),
    Draft(
        "two-of-three-got-cheaper",
        "change",
        "theo",
        (
            turn(
                """Theo Papadakis, theo.papadakis@gmail.com. My wife says that you've cut prices
                since I ordered on 5 March. Would you check the things in that order and give me
                the difference wherever there is one?""",
                *look("theo.papadakis@gmail.com", "@theo.1"),
                call("get_product", product_id="@DAYPK"),
                call("get_product", product_id="@BOTTL"),
                call("get_product", product_id="@HEADL"),
                call("adjust_price", line_id="@theo.1/1"),
                call("adjust_price", line_id="@theo.1/2"),
            ),
        ),
        "day 9 of 14; the daypack and the bottles are cheaper now, the headlamp is not",
        (
            About(
                "I ordered on 5 March",
                "orders",
                "customer_id = @theo AND placed_on = '2025-03-05'",
                "@theo.1",
            ),
        ),
    ),
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
