"""Tasks in which a customer asks something, and nothing changes."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, ListAnswer, NumberAnswer, TextAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import item, look, order

DRAFTS = (
    Draft(
        "refund-for-opened-headphones",
        "question",
        "lucia",
        (
            turn(
                """Hi, Lucia Ferreira, lucia.ferreira@gmail.com. Just asking for now: if I sent the
                headphones back, opened, simply because I don't get on with them, how many dollars
                would I see again?""",
                *look("lucia.ferreira@gmail.com", "@lucia.1"),
                answer=NumberAnswer(value=238.0, tolerance=0.01),
                proof=(
                    "SELECT (paid_cents - paid_cents * 15 / 100) / 100.0 FROM order_lines "
                    "WHERE line_id = @lucia.1/1"
                ),
            ),
        ),
        "279.99 less 15 percent (41.99, rounded down); the label is free for silver",
        (item("the headphones", "%Headphones%", "@lucia.1/1"),),
    ),
    Draft(
        "fees-on-the-bookcase",
        "question",
        "samir",
        (
            turn(
                """Samir Haddad, samir.haddad@hotmail.com. Suppose I change my mind about the
                bookcase: how many dollars would you keep in fees, all in all?""",
                *look("samir.haddad@hotmail.com", "@samir.1"),
                answer=NumberAnswer(value=44.85, tolerance=0.01),
                proof=(
                    "SELECT (paid_cents / 10 + 695) / 100.0 FROM order_lines WHERE line_id = "
                    "@samir.1/1"
                ),
            ),
        ),
        "10 percent of 379.00 and 6.95 for the label",
        (item("the bookcase", "%Bookcase%", "@samir.1/1"),),
    ),
    Draft(
        "refund-to-expect-for-chair",
        "question",
        "conrad",
        (
            turn(
                """Conrad Ames, conrad.ames@gmail.com. My reading chair is on its way through your
                returns department. How many dollars will come out of it for me?""",
                *look("conrad.ames@gmail.com", "@conrad.1"),
                call("get_return", return_id="@conrad.r"),
                answer=NumberAnswer(value=584.1),
                proof=(
                    "SELECT (l.paid_cents * r.quantity - r.label_cents - r.restocking_cents) "
                    "/ 100.0 FROM returns r JOIN order_lines l USING(line_id) WHERE "
                    "r.return_id = @conrad.r AND r.condition = 'as_new'"
                ),
            ),
        ),
        "649.00 less 64.90, as new; asking is not paying out, so nobody takes over",
        (item("My reading chair", "%Reading Chair%", "@conrad.1/1"),),
    ),
    Draft(
        "last-day-for-the-jacket",
        "question",
        "helen",
        (
            turn(
                """Helen Okafor, helen.okafor@gmail.com. Until which date can I still return my
                olive rain jacket, if I decide I don't want it?""",
                *look("helen.okafor@gmail.com", "@helen.1"),
                answer=DateAnswer(value=date(2025, 3, 21)),
                proof=(
                    "SELECT date(delivered_on, '+60 days') FROM shipments WHERE order_id = @helen.1"
                ),
            ),
        ),
        "60 days from 20 January: apparel, gold",
        (item("olive rain jacket", "%Rain Jacket Olive%", "@helen.1/1"),),
    ),
    Draft(
        "last-day-for-the-lanterns",
        "question",
        "noah",
        (
            turn(
                """noah whitfield, ZIP 28801. whats the last day I could return the copper lanterns
                if I got bored of them?""",
                call("find_customer", name="Noah Whitfield", zip="28801"),
                call("list_orders", customer_id="@noah"),
                call("get_order", order_id="@noah.1"),
                answer=DateAnswer(value=date(2025, 3, 19)),
                proof=(
                    "SELECT date(delivered_on, '+30 days') FROM shipments WHERE order_id = @noah.1"
                ),
            ),
        ),
        "30 days from 17 February: lighting, silver",
        (item("the copper lanterns", "%Lantern Copper", "@noah.1/2"),),
    ),
    Draft(
        "warranty-of-the-headphones",
        "question",
        "marcus",
        (
            turn(
                """Marcus Thiele, marcus.thiele@gmail.com. On which date does the warranty of my
                bone headphones end?""",
                *look("marcus.thiele@gmail.com", "@marcus.1"),
                call("get_product", product_id="@HDPHN"),
                answer=DateAnswer(value=date(2026, 7, 9)),
                proof=(
                    "SELECT date(s.delivered_on, '+' || p.warranty_months || ' months') FROM "
                    "shipments s, products p WHERE s.order_id = @marcus.1 AND p.product_id = "
                    "@HDPHN"
                ),
            ),
        ),
        "24 months from 9 July 2024",
        (item("my bone headphones", "%Headphones Bone", "@marcus.1/1"),),
    ),
    Draft(
        "when-does-it-count-as-lost",
        "question",
        "elena",
        (
            turn(
                """Elena Marchetti, Providence 02903. My pendant lights are late. What is the first
                day on which you would treat them as lost?""",
                call("find_customer", name="Elena Marchetti", zip="02903"),
                call("list_orders", customer_id="@elena"),
                call("get_order", order_id="@elena.1"),
                answer=DateAnswer(value=date(2025, 3, 18)),
                proof=(
                    "SELECT date(promised_on, '+8 days') FROM shipments WHERE order_id = @elena.1"
                ),
            ),
        ),
        "promised for 10 March; more than 7 days have passed on the 8th day after",
        (item("My pendant lights", "%Pendant%", "@elena.1/1"),),
    ),
    Draft(
        "what-the-code-would-save",
        "question",
        "mina",
        (
            turn(
                """Mina Petrov, 80210. I have a code TRAIL15. Before I ask you to do anything: how
                many dollars would it take off the order I placed on Tuesday?""",
                call("find_customer", name="Mina Petrov", zip="80210"),
                call("list_orders", customer_id="@mina"),
                call("get_order", order_id="@mina.1"),
                call("get_promotion", code="TRAIL15"),
                answer=NumberAnswer(value=56.7, tolerance=0.02),
                proof=(
                    "SELECT sum(l.quantity * l.price_cents) * 15 / 10000.0 FROM order_lines l "
                    "JOIN variants v USING(sku) JOIN products p USING(product_id) WHERE "
                    "l.order_id = @mina.1 AND p.category = 'outdoor'"
                ),
            ),
        ),
        "15 percent of the tent and the two chairs; the base layer is apparel",
        (order("on Tuesday", "placed_on = '2025-03-11'", "@mina.1"),),
    ),
    Draft(
        "points-as-far-as-they-go",
        "question",
        "carlos",
        (
            turn(
                """Carlos Ibarra, carlos.ibarra@gmail.com. If I turned as many of my points into
                store credit as you let me, how many dollars of store credit would I have then,
                with what is there already?""",
                call("find_customer", email="carlos.ibarra@gmail.com"),
                call("get_customer", customer_id="@carlos"),
                answer=NumberAnswer(value=32.75),
                proof=(
                    "SELECT (points / 500 * 500 + credit_cents) / 100.0 FROM customers WHERE "
                    "customer_id = @carlos"
                ),
            ),
        ),
        "3,460 points go up to 3,000, which is 30.00; 2.75 is there",
    ),
    Draft(
        "gift-cards-still-good",
        "question",
        "rosa",
        (
            turn(
                """Rosa Delgado, San Antonio, 78230. I've bought gift cards from you over the
                years. How many dollars are on the ones that can still be used today?""",
                call("find_customer", name="Rosa Delgado", zip="78230"),
                call("get_customer", customer_id="@rosa"),
                answer=NumberAnswer(value=85),
                proof=(
                    "SELECT sum(balance_cents) / 100.0 FROM gift_cards WHERE buyer_id = @rosa "
                    "AND status = 'active' AND expires_on >= '2025-03-14'"
                ),
            ),
        ),
        "85.00 on one; the other, with 25.00, expired in January",
    ),
    Draft(
        "all-i-ever-paid",
        "question",
        "helen",
        (
            turn(
                """Helen Okafor, 43205. My husband claims I've spent a fortune with you. What have
                you charged me in all so far, in dollars, shipping included?""",
                call("find_customer", name="Helen Okafor", zip="43205"),
                call("list_orders", customer_id="@helen"),
                answer=NumberAnswer(value=426.94),
                proof=(
                    "SELECT sum(p.amount_cents) / 100.0 FROM payments p JOIN orders o "
                    "USING(order_id) WHERE o.customer_id = @helen"
                ),
            ),
        ),
        "108.94, 220.00 and an older order of 98.00; nothing was cancelled or given back",
    ),
    Draft(
        "spent-on-what-i-kept",
        "question",
        "carlos",
        (
            turn(
                """Carlos Ibarra, 87102. For my budget: how many dollars did I pay you for orders
                that were not cancelled?""",
                call("find_customer", name="Carlos Ibarra", zip="87102"),
                call("list_orders", customer_id="@carlos"),
                answer=NumberAnswer(value=287.2),
                proof=(
                    "SELECT sum(p.amount_cents) / 100.0 FROM payments p JOIN orders o "
                    "USING(order_id) WHERE o.customer_id = @carlos AND o.status <> "
                    "'cancelled'"
                ),
            ),
        ),
        "one order of three was cancelled",
    ),
    Draft(
        "tracking-of-the-throw",
        "question",
        "priya",
        (
            turn(
                """Priya Raman, priya.raman@fastmail.com. What's the tracking number of the wool
                throw I'm waiting for?""",
                *look("priya.raman@fastmail.com", "@priya.2"),
                answer=TextAnswer(value="@priya.2/parcel"),
                proof="SELECT tracking FROM shipments WHERE order_id = @priya.2",
            ),
        ),
        "the parcel of her shipped order",
        (item("the wool throw", "%Wool Throw%", "@priya.2/1"),),
    ),
    Draft(
        "dearest-first",
        "question",
        "amara",
        (
            turn(
                """Amara Nwosu, Nashville, 37206. I have to list what was in my parcel of 8 March
                for the insurance. Which products were they, by their full names, the dearest
                first?""",
                call("find_customer", name="Amara Nwosu", zip="37206"),
                call("list_orders", customer_id="@amara"),
                call("get_order", order_id="@amara.1"),
                answer=ListAnswer(
                    value=(
                        "Harbour Kitchen Radio",
                        "Porchlight Bluetooth Speaker",
                        "Twin-Port Wall Charger",
                    )
                ),
                proof=(
                    "SELECT p.name FROM order_lines l JOIN variants v USING(sku) JOIN "
                    "products p USING(product_id) WHERE l.order_id = @amara.1 ORDER BY "
                    "l.price_cents DESC"
                ),
            ),
        ),
        "149.99, 89.99 and 34.99",
        (
            order(
                "my parcel of 8 March",
                "order_id IN (SELECT s.order_id FROM shipments s "
                "WHERE s.delivered_on = '2025-03-08')",
                "@amara.1",
            ),
        ),
    ),
    Draft(
        "aunts-gift-card",
        "question",
        "claire",
        (
            turn(
                """Claire Duval, claire.duval@gmail.com. How many dollars are left on the gift card
                I bought for my niece?""",
                call("find_customer", email="claire.duval@gmail.com"),
                call("get_customer", customer_id="@claire"),
                answer=NumberAnswer(value=64),
                proof="SELECT balance_cents / 100.0 FROM gift_cards WHERE buyer_id = @claire",
            ),
            turn(
                """Still all of it, the poor thing must have forgotten. Until which date is it
                good?""",
                answer=DateAnswer(value=date(2027, 11, 30)),
                proof="SELECT expires_on FROM gift_cards WHERE buyer_id = @claire",
            ),
        ),
        "the only card she bought",
        (About("the gift card I bought", "gift_cards", "buyer_id = @claire", "@claire.gift"),),
    ),
    Draft(
        "refuse-husbands-order",
        "refusal",
        "edith",
        (
            turn(
                """Edith Quist, edith.quist@gmail.com. My husband Harold hides his purchases from
                me. How many dollars did he pay for his order {harold.1}?""",
                call("find_customer", email="edith.quist@gmail.com"),
                call("get_order", order_id="@harold.1"),
                call(
                    "decline_request",
                    customer_id="@edith",
                    order_id="@harold.1",
                    rule="other_account",
                ),
            ),
        ),
        "even a question about an order is for the customer on whose account it is",
        (About("{harold.1}", "orders", "order_id = @harold.1", "@harold.1"),),
        twin="all-i-ever-paid",
    ),
)
