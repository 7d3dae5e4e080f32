"""Tasks with second thoughts and late information, over several turns."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import decline, give, item, look, order, send_back

DRAFTS = (
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
                send_back("@leo.1/1", "changed_mind", "charged"),
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
                """Of course. I'm in Albuquerque, home ZIP 87110.""",
                call("list_orders", customer_id="@daniel", status="processing"),
                call("cancel_order", order_id="@daniel.2"),
            ),
        ),
        "two customers have this name and a sleeping bag on order; paid by store credit and card",
        (order("on Monday", "placed_on = '2025-03-10'", "@daniel.2"),),
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
        "chinos-refused-then-phone",
        "change",
        "dev",
        (
            turn(
                """Dev Anand, dev.anand@yahoo.com. Those khaki chinos you delivered on 23 January
                are not for me, still with tags. I'd like to return them.""",
                *look("dev.anand@yahoo.com", "@dev.1"),
                decline("@dev.1", "return_window"),
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
                decline("@duncan.1", "order_locked"),
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
        "charge-then-goodwill",
        "change",
        "felix",
        (
            turn(
                """Felix Braun, felix.braun@web.de. I paid for express and my weather station was
                late all the same. Please give me back what I paid for shipping.""",
                *look("felix.braun@web.de", "@felix.1"),
                give("@felix.1", "shipping", 1895),
            ),
            turn(
                """Thanks, quick work. And is there any compensation for the wait itself? My son's
                birthday came and went.""",
                call("get_customer", customer_id="@felix"),
                give("@felix.1", "goodwill", 1000),
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
                decline("@mae.1", "shipping_charge"),
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
                """Thinking about it, do another 1,000 please. I have my eye on a
                tent.""",
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
        holes=(("ticket_notes.body", "~.*ring.*757.*"), ("ticket_notes.body", "~.*not.*tuesday.*")),
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
                send_back("@vera.1/1", "changed_mind", "charged"),
            ),
            turn(
                """And since I'm at it, the forest throw too. The colour is nothing like my
                sofa.""",
                send_back("@vera.1/2", "changed_mind", "charged"),
            ),
        ),
        "bedding, day 15 of 30; a return, and a label, for each item",
        (
            item("two medium pillows", "%Pillow Medium", "@vera.1/1"),
            item("the forest throw", "%Throw Forest", "@vera.1/2"),
        ),
    ),
)
