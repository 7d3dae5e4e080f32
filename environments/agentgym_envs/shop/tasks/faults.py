"""Tasks about goods that are faulty, broken or not what was ordered, and about warranties."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call, turn
from agentgym_envs.shop.tasks.drafts import decline, item, look, replace, send_back

DRAFTS = (
    Draft(
        "return-faulty-kettle",
        "change",
        "yuki",
        (
            turn(
                """Yuki Tanabe, yuki.tanabe@me.com. My gooseneck kettle worked nicely for a month
                and now it switches off long before the water boils. I bought a different one
                meanwhile, so I just want to return it and get my money back.""",
                *look("yuki.tanabe@me.com", "@yuki.1"),
                send_back("@yuki.1/1", "faulty", "free"),
            ),
        ),
        "faulty on day 43 of 60: no fees",
        (item("My gooseneck kettle", "%Kettle%", "@yuki.1/1"),),
    ),
    Draft(
        "safety-sparking-kettle",
        "refusal",
        "brigid",
        (
            turn(
                """Brigid Foley, brigid.foley@gmail.com. My steel kettle gave off sparks at the
                base this morning and the socket went black. I just want to return it and get my
                money back, I'm not plugging that thing in again.""",
                *look("brigid.foley@gmail.com", "@brigid.1"),
                call("escalate_to_human", customer_id="@brigid", topic="safety"),
            ),
        ),
        "it sparked: a person takes over, no return is opened",
        (item("My steel kettle", "%Kettle Brushed Steel", "@brigid.1/1"),),
        twin="return-faulty-kettle",
    ),
    Draft(
        "replace-broken-bowls",
        "change",
        "claire",
        (
            turn(
                """Bonjour, Claire Duval, claire.duval@gmail.com. Of the 6 pasta bowls that came
                last week, 2 were in pieces when I opened the box. The others are lovely. Can you
                send me 2 new ones, please?""",
                *look("claire.duval@gmail.com", "@claire.1"),
                call("check_stock", sku="BOWLS-OAT"),
                replace("@claire.1/1", 2, "%BOWLS-OAT", "damaged"),
            ),
        ),
        "damaged on arrival, day 8 of 60; Reno has the most available, Columbus the most on hand",
        (item("pasta bowls", "%Pasta Bowl%", "@claire.1/1"),),
    ),
    Draft(
        "warranty-headphones",
        "change",
        "marcus",
        (
            turn(
                """Marcus Thiele, Baltimore 21210. The left side of my bone headphones went silent
                this week. I've had them since last summer and always kept them in the case. Could
                I get a new pair under the warranty?""",
                call("find_customer", name="Marcus Thiele", zip="21210"),
                call("list_orders", customer_id="@marcus"),
                call("get_order", order_id="@marcus.1"),
                call("get_product", product_id="@HDPHN"),
                call("check_stock", sku="HDPHN-BON"),
                replace("@marcus.1/1", 1, "%HDPHN-BON", "warranty"),
            ),
        ),
        "delivered 9 July 2024, 24 months of warranty; Savannah has the most available",
        (item("my bone headphones", "%Headphones Bone", "@marcus.1/1"),),
    ),
    Draft(
        "refuse-dropped-reader",
        "refusal",
        "inez",
        (
            turn(
                """Inez Calloway, Louisville 40206. The screen of my e-reader has a crack across
                the corner: it slid off the nightstand. I've had it since September, so it should
                still be in warranty. Could I get a new one?""",
                call("find_customer", name="Inez Calloway", zip="40206"),
                call("list_orders", customer_id="@inez"),
                call("get_order", order_id="@inez.1"),
                decline("@inez.1", "warranty"),
            ),
        ),
        "a drop is not covered",
        (item("my e-reader", "%E-Reader%", "@inez.1/1"),),
        twin="warranty-headphones",
    ),
    Draft(
        "refuse-warranty-over",
        "refusal",
        "sofia",
        (
            turn(
                """Sofia Marchand, sofia.marchand@outlook.com. One of my wireless earbuds died on
                Monday, it no longer charges. I've always taken good care of them. Please send new
                ones under warranty.""",
                *look("sofia.marchand@outlook.com", "@sofia.1"),
                call("get_product", product_id="@EARBD"),
                decline("@sofia.1", "warranty"),
            ),
        ),
        "12 months from 20 February 2024 are over",
        (item("my wireless earbuds", "%Wireless Earbuds%", "@sofia.1/1"),),
        twin="warranty-headphones",
    ),
    Draft(
        "refuse-money-for-old-skillet",
        "refusal",
        "marcus",
        (
            turn(
                """It's Marcus Thiele again, marcus.thiele@gmail.com. My cast iron skillet warped
                last week, it rocks on the stove, and I've only ever used it as one should. I don't
                want another one. Please take it back and refund me.""",
                *look("marcus.thiele@gmail.com", "@marcus.2"),
                decline("@marcus.2", "warranty"),
            ),
        ),
        "faulty on day 108: replaced only, not refunded",
        (item("My cast iron skillet", "%Cast Iron Skillet%", "@marcus.2/1"),),
        twin="return-faulty-kettle",
    ),
    Draft(
        "torn-chair-none-left",
        "change",
        "sofia",
        (
            turn(
                """Sofia Marchand here, 59801. On one of my 2 navy camp chairs the seam of the seat
                gave way last night, with nobody over 150 pounds in it. Please send me another one;
                if you have none, I'll send the torn one back for a refund.""",
                call("find_customer", name="Sofia Marchand", zip="59801"),
                call("list_orders", customer_id="@sofia"),
                call("get_order", order_id="@sofia.2"),
                call("check_stock", sku="CHAIR-NAV"),
                send_back("@sofia.2/2", "faulty", "free"),
            ),
        ),
        "faulty on day 58 of 60; no warehouse has any, so the return that was asked for instead",
        (item("navy camp chairs", "%Camp Chair Navy", "@sofia.2/2"),),
    ),
    Draft(
        "wrong-slippers",
        "change",
        "greta",
        (
            turn(
                """Greta Olsen, greta.olsen@gmail.com. I ordered plum slippers in the sale and what
                was in the box is a pair of brown ones two sizes up. I'd rather have my money than
                wait again, so I want to send them back. The beanie is right.""",
                *look("greta.olsen@gmail.com", "@greta.1"),
                send_back("@greta.1/2", "wrong_item", "free"),
            ),
        ),
        "final sale does not hold for what was not ordered; day 8 of 60",
        (item("plum slippers", "%Slippers Plum%", "@greta.1/2"),),
    ),
)
