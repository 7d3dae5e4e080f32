"""Tasks about goodwill, shipping charges and prices that fell."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import decline, give, item, look

DRAFTS = (
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
                give("@aaron.1", "goodwill", 1500),
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
                decline("@joy.1", "goodwill"),
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
                decline("@dora.1", "goodwill"),
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
                decline("@paul.1", "goodwill"),
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
                give("@felix.1", "shipping", 1895),
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
                decline("@mae.1", "shipping_charge"),
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
                decline("@paul.1", "price_adjustment"),
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
                """Hi, Ian Forsythe, ian.forsythe@gmail.com. I bought the folding solar panel from
                you last week and now there's a hardware chain that sells the very same for $20
                less! Can I have the difference?""",
                *look("ian.forsythe@gmail.com", "@ian.1"),
                decline("@ian.1", "price_adjustment"),
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
                decline("@fatima.2", "price_adjustment"),
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
)
