"""Tasks in which one person wants several things at once."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import exchange, item, look, order, replace, send_back

DRAFTS = (
    Draft(
        "after-the-ski-trip",
        "change",
        "jonas",
        (
            turn(
                """Jonas Weber, jonas.weber@posteo.net. Back from the mountains with a list. The
                navy rain jacket and the charcoal base layer are both too tight in S: please
                exchange each for M in the same colour. The navy beanie I don't want after all,
                tags still on, so that goes back. And turn 1,500 of my points into store credit.""",
                *look("jonas.weber@posteo.net", "@jonas.1"),
                call("get_product", product_id="@RAINJ"),
                call("check_stock", sku="RAINJ-NAV-M"),
                exchange("@jonas.1/1", "RAINJ-NAV-M"),
                call("get_product", product_id="@MERNO"),
                call("check_stock", sku="MERNO-CHA-M"),
                exchange("@jonas.1/2", "MERNO-CHA-M"),
                send_back("@jonas.1/3", "changed_mind", "free"),
                call("get_customer", customer_id="@jonas"),
                call("redeem_points", customer_id="@jonas", points=1500),
            ),
        ),
        "apparel, day 21 of 45, same prices; silver: free label, and points may be redeemed",
        (
            item("navy rain jacket", "%Rain Jacket Navy%", "@jonas.1/1"),
            item("charcoal base layer", "%Base Layer Charcoal%", "@jonas.1/2"),
            item("The navy beanie", "%Beanie Navy", "@jonas.1/3"),
        ),
    ),
    Draft(
        "tom-moves-house",
        "change",
        "tom",
        (
            turn(
                """Tom Hallett, tomhallett81@gmail.com, still at ZIP 03801 for a few days. We are
                moving and I'm going through my list. New mobile: (603) 555-0147. New address for
                the book, call it new house: 12 Lafayette Road, Rye, NH 03870. Yesterday's order
                should go there.""",
                call("find_customer", email="tomhallett81@gmail.com"),
                call("get_customer", customer_id="@tom"),
                call("update_contact", customer_id="@tom", field="phone", value="(603) 555-0147"),
                call(
                    "add_address",
                    customer_id="@tom",
                    label="new house",
                    street="12 Lafayette Road",
                    city="Rye",
                    state="NH",
                    zip="03870",
                ),
                call("list_orders", customer_id="@tom"),
                call("change_delivery_address", order_id="@tom.1", address_id="$address_id"),
            ),
            turn(
                """My wife has just packed her grandmother's glasses. So leave the smoke tumblers
                out of that order, please, we have more than enough.""",
                call("get_order", order_id="@tom.1"),
                call("remove_item", line_id="@tom.1/1"),
            ),
        ),
        "name, e-mail and ZIP match; processing",
        (
            order("Yesterday's order", "placed_on = '2025-03-13'", "@tom.1"),
            item("the smoke tumblers", "%Tumbler Smoke", "@tom.1/1"),
        ),
        holes=(("addresses.label", "~new house"),),
    ),
    Draft(
        "amara-clears-out",
        "change",
        "amara",
        (
            turn(
                """Amara Nwosu, 37206. I'm simplifying my life, so: cancel the e-reader, it hasn't
                left yet, I hope. The cream radio goes back; I did open it, it's fine, just one
                thing too many. The charger goes back too, never unwrapped. And make 2,500 of my
                points store credit.""",
                call("find_customer", name="Amara Nwosu", zip="37206"),
                call("get_customer", customer_id="@amara"),
                call("list_orders", customer_id="@amara"),
                call("get_order", order_id="@amara.2"),
                call("cancel_order", order_id="@amara.2"),
                call("get_order", order_id="@amara.1"),
                send_back("@amara.1/1", "changed_mind", "free", 15),
                send_back("@amara.1/2", "changed_mind", "free"),
                call("redeem_points", customer_id="@amara", points=2500),
            ),
        ),
        "processing; electronics, day 6 of 21, 15 percent for what was opened; silver",
        (
            item("the e-reader", "%E-Reader%", "@amara.2/1"),
            item("The cream radio", "%Radio Cream", "@amara.1/1"),
            item("The charger", "%Charger%", "@amara.1/2"),
        ),
    ),
    Draft(
        "claires-bad-week",
        "change",
        "claire",
        (
            turn(
                """Claire Duval, claire.duval@gmail.com. What a week. 2 of the 6 pasta bowls came
                broken; please send 2 new ones. The tea towels are prettier on your page than in my
                kitchen, so they go back. And my niece lost the gift card I had bought for her: can
                you give me a new one for it?""",
                *look("claire.duval@gmail.com", "@claire.1"),
                call("check_stock", sku="BOWLS-OAT"),
                replace("@claire.1/1", 2, "%BOWLS-OAT", "damaged"),
                send_back("@claire.1/2", "changed_mind", "free"),
                call("get_customer", customer_id="@claire"),
                call("replace_gift_card", code="@claire.gift"),
            ),
        ),
        "damaged on arrival, day 8; kitchen, day 8 of 30, gold: free label; she bought the card",
        (
            item("pasta bowls", "%Pasta Bowl%", "@claire.1/1"),
            item("The tea towels", "%Tea Towels%", "@claire.1/2"),
            About("the gift card I had bought", "gift_cards", "buyer_id = @claire", "@claire.gift"),
        ),
    ),
    Draft(
        "prices-yes-goodwill-no",
        "change",
        "theo",
        (
            turn(
                """Theo Papadakis, theo.papadakis@gmail.com. Two things about my order of 5 March.
                One, check all the items in it, and wherever you have cut the price since, give me
                the difference. Two, the driver was rude to my wife, and I'd like some compensation
                for that.""",
                *look("theo.papadakis@gmail.com", "@theo.1"),
                call("get_product", product_id="@DAYPK"),
                call("get_product", product_id="@BOTTL"),
                call("get_product", product_id="@HEADL"),
                call("adjust_price", line_id="@theo.1/1"),
                call("adjust_price", line_id="@theo.1/2"),
                call("decline_request", customer_id="@theo", order_id="@theo.1", rule="goodwill"),
            ),
        ),
        "two prices fell within 9 days; the parcel was on time, and goodwill has no other reason",
        (order("my order of 5 March", "placed_on = '2025-03-05'", "@theo.1"),),
    ),
    Draft(
        "lost-parcel-and-new-phone",
        "change",
        "dmitri",
        (
            turn(
                """Dmitri Volkov, dvolkov@gmail.com. My parcel with the hammock hasn't come. What
                date was it promised for?""",
                *look("dvolkov@gmail.com", "@dmitri.1"),
                call("track_shipment", tracking="@dmitri.1/parcel"),
                answer=DateAnswer(value=date(2025, 3, 3)),
                proof="SELECT promised_on FROM shipments WHERE order_id = @dmitri.1",
            ),
            turn(
                """Then it's lost, let's face it. Please send all of it again.""",
                call("report_lost", tracking="@dmitri.1/parcel"),
                call("check_stock", sku="HAMMK-TEA"),
                call("check_stock", sku="BOTTL-32O-SLA"),
                replace("@dmitri.1/1", 1, "%HAMMK-TEA", "lost"),
                replace("@dmitri.1/2", 2, "%BOTTL-32O-SLA", "lost"),
            ),
            turn(
                """Good. Maybe the driver couldn't reach me: my number is (718) 555-0188 now,
                please change it. ZIP 11235.""",
                call("get_customer", customer_id="@dmitri"),
                call(
                    "update_contact",
                    customer_id="@dmitri",
                    field="phone",
                    value="(718) 555-0188",
                ),
            ),
        ),
        "11 days past the promised date: lost; name, e-mail and ZIP match for the phone number",
        (item("the hammock", "%Hammock%", "@dmitri.1/1"),),
    ),
)
