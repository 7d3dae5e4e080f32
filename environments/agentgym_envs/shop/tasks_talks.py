"""Tasks that take several turns: questions first, second thoughts, late information."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, NumberAnswer, SetAnswer
from agentgym_envs.shop.drafts import About, Call, Draft, call, item, look, order, turn


def _return(line: str, label: str, percent: int = 0) -> Call:
    return call(
        "create_return",
        line_id=line,
        quantity=1,
        reason="changed_mind",
        label=label,
        restocking_percent=percent,
    )


def _decline(order_id: str, rule: str) -> Call:
    who = order_id.partition(".")[0]
    return call("decline_request", customer_id=who, order_id=order_id, rule=rule)


def _credit(order_id: str, kind: str, cents: int) -> Call:
    who = order_id.partition(".")[0]
    return call("give_credit", customer_id=who, order_id=order_id, kind=kind, amount_cents=cents)


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
                _return("@amara.1/1", "free", 15),
                _return("@amara.1/2", "free"),
            ),
        ),
        "149.99 less 15 percent, rounded down to 22.49; the sealed charger has no restocking fee",
        (
            item("The cream radio", "%Radio Cream", "@amara.1/1"),
            item("the white charger", "%Charger White", "@amara.1/2"),
        ),
    ),
    Draft(
        "which-lamp",
        "change",
        "leo",
        (
            turn(
                """Hello, Leo Martinelli, leo.martinelli@gmail.com. I'd like to return one of the
                two table lamps that I bought.""",
                *look("leo.martinelli@gmail.com", "@leo.1"),
            ),
            turn(
                """Sorry, of course: the brass one. Nothing wrong with it, it's just too shiny for
                the bedroom.""",
                _return("@leo.1/1", "charged"),
            ),
        ),
        "two lamps fit the first message: ask; lighting, day 8 of 30, standard: label charged",
        (item("the brass one", "%Table Lamp Brass", "@leo.1/1"),),
    ),
    Draft(
        "only-a-name-first",
        "change",
        "esther",
        (
            turn(
                """Hi, please cancel the order I made on Wednesday. Esther Cohen.""",
                call("find_customer", name="Esther Cohen"),
            ),
            turn(
                """Oh, sure. My ZIP code is 19103, Pine Street.""",
                call("list_orders", customer_id="@esther"),
                call("cancel_order", order_id="@esther.1"),
            ),
        ),
        "a name alone does not identify; the ZIP code that follows does",
        (order("on Wednesday", "placed_on = '2025-03-12'", "@esther.1"),),
    ),
    Draft(
        "two-people-one-name",
        "change",
        "daniel",
        (
            turn(
                """It's Daniel Reyes. I found a sleeping bag second-hand, so please cancel the one
                I ordered with you on Monday.""",
                call("find_customer", name="Daniel Reyes"),
            ),
            turn(
                """There are two of us? Ha. I'm the one in Albuquerque, 87110.""",
                call("list_orders", customer_id="@daniel", status="processing"),
                call("cancel_order", order_id="@daniel.2"),
            ),
        ),
        "two customers have this name and a sleeping bag on order; paid by store credit and card",
        (order("on Monday", "placed_on = '2025-03-10'", "@daniel.2"),),
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
        "beach-house-without-slippers",
        "change",
        "esther",
        (
            turn(
                """Esther Cohen, esther.cohen@gmail.com. We're leaving for the beach house
                tomorrow. Could my open order go there? The address is in your books.""",
                call("find_customer", email="esther.cohen@gmail.com"),
                call("get_customer", customer_id="@esther"),
                call("list_orders", customer_id="@esther", status="processing"),
                call("change_delivery_address", order_id="@esther.1", address_id="@esther/beach"),
            ),
            turn(
                """Lovely. And leave out the slippers then, one goes barefoot there anyway.""",
                call("get_order", order_id="@esther.1"),
                call("remove_item", line_id="@esther.1/2"),
            ),
        ),
        "processing; an address on file; one item of two",
        (
            order("my open order", "status = 'processing'", "@esther.1"),
            About(
                "the beach house",
                "addresses",
                "customer_id = @esther AND label = 'beach'",
                "@esther/beach",
            ),
            item("the slippers", "%Slippers%", "@esther.1/2"),
        ),
    ),
    Draft(
        "work-address-and-fewer-bottles",
        "change",
        "owen",
        (
            turn(
                """Owen Baptiste, o.baptiste@proton.me. What exactly is in the order I placed
                yesterday, and how many dollars did I pay for it in all?""",
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
            order("I placed yesterday", "placed_on = '2025-03-13'", "@owen.1"),
            item("the bottles", "%Bottle%", "@owen.1/1"),
        ),
    ),
    Draft(
        "chinos-refused-then-phone",
        "change",
        "dev",
        (
            turn(
                """Dev Anand, dev.anand@yahoo.com. Those khaki chinos you delivered on 23 January
                are not for me, still with tags. I'd like to return them.""",
                *look("dev.anand@yahoo.com", "@dev.1"),
                _decline("@dev.1", "return_window"),
            ),
            turn(
                """All right, a rule is a rule. Then just change my phone number to (512) 555-0139.
                My ZIP is 78704.""",
                call("get_customer", customer_id="@dev"),
                call("update_contact", customer_id="@dev", field="phone", value="(512) 555-0139"),
            ),
        ),
        "day 50 of 45; name, e-mail and ZIP match for the phone number",
        (item("khaki chinos", "%Chino Khaki%", "@dev.1/1"),),
    ),
    Draft(
        "packed-so-the-other",
        "change",
        "duncan",
        (
            turn(
                """Duncan MacRae, duncan.macrae@gmail.com. Please cancel the pine fleece I
                ordered.""",
                *look("duncan.macrae@gmail.com", "@duncan.1"),
                _decline("@duncan.1", "order_locked"),
            ),
            turn(
                """Too late, I see. Then at least take the lanterns out of my other order, I must
                save somewhere. The hammock can come.""",
                call("get_order", order_id="@duncan.2"),
                call("remove_item", line_id="@duncan.2/2"),
            ),
        ),
        "the fleece is packed; the other order is processing",
        (
            item("the pine fleece", "%Fleece%Pine%", "@duncan.1/1"),
            item("the lanterns", "%Lantern%", "@duncan.2/2"),
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
        "charge-then-goodwill",
        "change",
        "felix",
        (
            turn(
                """Felix Braun, felix.braun@web.de. I paid for express and my weather station was
                late all the same. Please give me back what I paid for shipping.""",
                *look("felix.braun@web.de", "@felix.1"),
                _credit("@felix.1", "shipping", 1895),
            ),
            turn(
                """Thanks, quick work. And is there any compensation for the wait itself? My son's
                birthday came and went.""",
                call("get_customer", customer_id="@felix"),
                _credit("@felix.1", "goodwill", 1000),
            ),
        ),
        "express, three days late: the charge, and goodwill of 10.00 for a standard member",
        (item("my weather station", "%Weather Station%", "@felix.1/1"),),
    ),
    Draft(
        "headlamp-then-lawyer",
        "refusal",
        "mae",
        (
            turn(
                """Mae Donnelly, mae.donnelly@comcast.net. My headlamp arrived five days late. I
                want the $7.95 for shipping back.""",
                *look("mae.donnelly@comcast.net", "@mae.1"),
                _decline("@mae.1", "shipping_charge"),
            ),
            turn(
                """Unbelievable. My brother-in-law is a lawyer, and he will write to you about this
                on Monday!""",
                call("escalate_to_human", customer_id="@mae", topic="legal"),
            ),
        ),
        "standard shipping; then a lawyer is announced",
        (item("My headlamp", "%Headlamp%", "@mae.1/1"),),
        twin="express-came-late",
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
        "points-in-two-steps",
        "change",
        "carlos",
        (
            turn(
                """Carlos Ibarra, carlos.ibarra@gmail.com. I'd like 1,500 points as store
                credit.""",
                call("find_customer", email="carlos.ibarra@gmail.com"),
                call("get_customer", customer_id="@carlos"),
                call("redeem_points", customer_id="@carlos", points=1500),
            ),
            turn(
                """Thinking about it, do another 1,000 please. I'm after the cooler's big
                brother.""",
                call("redeem_points", customer_id="@carlos", points=1000),
            ),
        ),
        "silver; 3,460 points suffice for both",
    ),
    Draft(
        "two-notes",
        "change",
        "george",
        (
            turn(
                """George Tan, george.tan@gmail.com. For the bench ticket: please note that the
                driver should ring at number 757.""",
                call("find_customer", email="george.tan@gmail.com"),
                call("list_tickets", customer_id="@george"),
                call(
                    "add_note", ticket_id="@george.t", text="the driver should ring at number 757"
                ),
            ),
            turn(
                """My neighbour just told me he's away on Tuesday. Please note that as well: not on
                Tuesday.""",
                call("add_note", ticket_id="@george.t", text="not on Tuesday"),
            ),
        ),
        "two notes on his only open ticket",
        (
            About(
                "the bench ticket",
                "tickets",
                "customer_id = @george AND subject LIKE '%Bench%'",
                "@george.t",
            ),
        ),
        holes=(("ticket_notes.body", "757"), ("ticket_notes.body", "on Tuesday")),
    ),
    Draft(
        "pillow-and-throw",
        "change",
        "vera",
        (
            turn(
                """Vera Stanek, 68132. One of my two medium pillows is superfluous and still
                sealed. I'd like to return it, please.""",
                call("find_customer", name="Vera Stanek", zip="68132"),
                call("list_orders", customer_id="@vera"),
                call("get_order", order_id="@vera.1"),
                _return("@vera.1/1", "charged"),
            ),
            turn(
                """And since I'm at it, the forest throw too. The colour is nothing like my
                sofa.""",
                _return("@vera.1/2", "charged"),
            ),
        ),
        "bedding, day 15 of 30; a return, and a label, for each item",
        (
            item("two medium pillows", "%Pillow Medium", "@vera.1/1"),
            item("the forest throw", "%Throw Forest", "@vera.1/2"),
        ),
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
                _decline("@hugo.1", "promotion"),
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
