"""Tasks in which something is asked first, and done after, over several turns."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, NumberAnswer, SetAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import decline, item, look, order, send_back

DRAFTS = (
    Draft(
        "radio-quote-then-both",
        "change",
        "amara",
        (
            turn(
                """Amara Nwosu, amara.nwosu@gmail.com. The cream radio and I don't get along,
                though I did unpack it and play with it. How many dollars would I get back if I
                returned it?""",
                *look("amara.nwosu@gmail.com", "@amara.1"),
                answer=NumberAnswer(value=127.5, tolerance=0.01),
                proof=(
                    "SELECT (paid_cents - paid_cents * 15 / 100) / 100.0 FROM order_lines "
                    "WHERE line_id = @amara.1/1"
                ),
            ),
            turn(
                """Fair enough, open the return. And while you're at it, the white charger can go
                back as well, that one I never opened. I just don't need it.""",
                send_back("@amara.1/1", "changed_mind", "free", 15),
                send_back("@amara.1/2", "changed_mind", "free"),
            ),
        ),
        "149.99 less 15 percent, rounded down to 22.49; the sealed charger has no restocking fee",
        (
            item("The cream radio", "%Radio Cream", "@amara.1/1"),
            item("the white charger", "%Charger White", "@amara.1/2"),
        ),
    ),
    Draft(
        "sizes-then-exchange",
        "change",
        "kim",
        (
            turn(
                """Kim Larsen, kim.larsen@gmail.com. The oat fleece from my last parcel is tight
                around the shoulders. Which sizes do you have in oat that I don't have yet, as far
                as they are available?""",
                *look("kim.larsen@gmail.com", "@kim.1"),
                call("get_product", product_id="@FLEEC"),
                answer=SetAnswer(value=("M", "L")),
                proof=(
                    "SELECT substr(v.options, -1) FROM variants v WHERE v.sku LIKE "
                    "'FLEEC-OAT-%' AND v.sku <> 'FLEEC-OAT-S' AND (SELECT sum(s.on_hand - "
                    "s.reserved) FROM stock s WHERE s.sku = v.sku) > 0"
                ),
            ),
            turn(
                """Then the bigger of the two, please. I only tried the small one on over a
                shirt.""",
                call("check_stock", sku="FLEEC-OAT-L"),
                call(
                    "exchange_item",
                    line_id="@kim.1/2",
                    quantity=1,
                    new_sku="FLEEC-OAT-L",
                    warehouse_id="%FLEEC-OAT-L",
                ),
            ),
        ),
        "apparel, day 7 of 45, same price",
        (item("The oat fleece", "%Fleece Pullover Oat%", "@kim.1/2"),),
    ),
    Draft(
        "work-address-and-fewer-bottles",
        "change",
        "owen",
        (
            turn(
                """Owen Baptiste, o.baptiste@proton.me. I got carried away with the order I
                placed yesterday. How many dollars did I pay for it in all?""",
                *look("o.baptiste@proton.me", "@owen.1"),
                answer=NumberAnswer(value=192.95),
                proof="SELECT sum(amount_cents) / 100.0 FROM payments WHERE order_id = @owen.1",
            ),
            turn(
                """Hm, that's too much. Take the bottles out, please, and send the rest to my
                office. You should have that address, I call it work.""",
                call("remove_item", line_id="@owen.1/1"),
                call("get_customer", customer_id="@owen"),
                call("change_delivery_address", order_id="@owen.1", address_id="@owen/work"),
            ),
        ),
        "2 x 38.00 + 98.00 + 18.95; processing",
        (
            order("the order I placed yesterday", "placed_on = '2025-03-13'", "@owen.1"),
            item("the bottles", "%Bottle%", "@owen.1/1"),
        ),
    ),
    Draft(
        "radio-promised-when",
        "change",
        "wanda",
        (
            turn(
                """Wanda Pruitt, wandapruitt@yahoo.com. On which date was my teal radio promised to
                be here?""",
                *look("wandapruitt@yahoo.com", "@wanda.1"),
                answer=DateAnswer(value=date(2025, 2, 27)),
                proof="SELECT promised_on FROM shipments WHERE order_id = @wanda.1",
            ),
            turn(
                """That's more than two weeks! Report it lost and send me another one, the same
                colour. If you have none left, put the whole amount on my account as store
                credit.""",
                call("report_lost", tracking="@wanda.1/parcel"),
                call("check_stock", sku="RADIO-TEA"),
                call("refund_order", order_id="@wanda.1", refund_to="store_credit"),
            ),
        ),
        "15 days past the promised date; no warehouse has the radio, so store credit as asked",
        (item("my teal radio", "%Radio Teal", "@wanda.1/1"),),
    ),
    Draft(
        "points-credit-total",
        "change",
        "grace",
        (
            turn(
                """Grace Lindqvist, grace@lindqvist.studio. How many loyalty points do I have at
                the moment?""",
                call("find_customer", email="grace@lindqvist.studio"),
                call("get_customer", customer_id="@grace"),
                answer=NumberAnswer(value=2870),
                proof="SELECT points FROM customers WHERE customer_id = @grace",
            ),
            turn(
                """More than I thought. Turn 2,500 of them into store credit, please.""",
                call("redeem_points", customer_id="@grace", points=2500),
            ),
            turn(
                """And what does my store credit come to now, in dollars?""",
                call("get_customer", customer_id="@grace"),
                answer=NumberAnswer(value=37.5),
                proof=(
                    "SELECT (credit_cents + 2500) / 100.0 FROM customers WHERE customer_id = @grace"
                ),
            ),
        ),
        "12.50 and 25.00; silver",
    ),
    Draft(
        "how-much-was-missing",
        "refusal",
        "hugo",
        (
            turn(
                """Hugo Lindgren, hugo.lindgren@gmail.com. I forgot to enter TRAIL15 with my order
                of 13 March. Please apply it now.""",
                *look("hugo.lindgren@gmail.com", "@hugo.1"),
                call("get_promotion", code="TRAIL15"),
                decline("@hugo.1", "promotion"),
            ),
            turn(
                """Aw. For next time: by how many dollars did I miss the minimum?""",
                answer=NumberAnswer(value=14.3),
                proof=(
                    "SELECT (p.minimum_cents - sum(l.quantity * l.paid_cents)) / 100.0 FROM "
                    "order_lines l, promotions p WHERE l.order_id = @hugo.1 AND p.code = "
                    "'TRAIL15'"
                ),
            ),
        ),
        "135.70 of 150.00",
        (order("my order of 13 March", "placed_on = '2025-03-13'", "@hugo.1"),),
        twin="forgotten-trail-code",
    ),
    Draft(
        "insists-on-someone-elses-order",
        "refusal",
        "harold",
        (
            turn(
                """Harold Quist, harold.quist@gmail.com. Would you kindly take the pillows out of
                order {edith.1}?""",
                call("find_customer", email="harold.quist@gmail.com"),
                call("get_order", order_id="@edith.1"),
                call(
                    "decline_request",
                    customer_id="@harold",
                    order_id="@edith.1",
                    rule="other_account",
                ),
            ),
            turn(
                """But that's my wife! She is standing right next to me, nodding. Well, never mind.
                Then tell me at least how many dollars I paid for my own knife.""",
                call("list_orders", customer_id="@harold"),
                call("get_order", order_id="@harold.1"),
                answer=NumberAnswer(value=156),
                proof=("SELECT sum(amount_cents) / 100.0 FROM payments WHERE order_id = @harold.1"),
            ),
        ),
        "the order is on Edith's account, and pressing does not change that",
        (
            About("{edith.1}", "orders", "order_id = @edith.1", "@edith.1"),
            item("my own knife", "%Knife%", "@harold.1/1"),
        ),
        twin="leave-out-the-tumblers",
    ),
)
