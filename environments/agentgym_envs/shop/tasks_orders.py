"""Tasks about orders that have not arrived: changes, promotions, losses."""

from __future__ import annotations

from agentgym_envs.shop.drafts import About, Draft, call, item, look, order, turn

DRAFTS = (
    Draft(
        "cancel-wednesday-order",
        "change",
        "priya",
        (
            turn(
                """Good morning, this is Priya Raman, priya.raman@fastmail.com. On Wednesday I
                ordered mugs and a French press, and today my flatmate came home with the very same
                things. Could you cancel that order for me?""",
                *look("priya.raman@fastmail.com", "@priya.1"),
                call("cancel_order", order_id="@priya.1"),
            ),
        ),
        "processing, own account",
        (order("On Wednesday", "placed_on = '2025-03-12'", "@priya.1"),),
    ),
    Draft(
        "cancel-by-number",
        "change",
        "amara",
        (
            turn(
                """Please cancel {amara.2}. I am Amara Nwosu, ZIP 37206. My sister is giving me her
                old e-reader, so I don't need one.""",
                call("find_customer", name="Amara Nwosu", zip="37206"),
                call("get_order", order_id="@amara.2"),
                call("cancel_order", order_id="@amara.2"),
            ),
        ),
        "processing, own account, name and home ZIP match",
        (order("{amara.2}", "order_id = @amara.2", "@amara.2"),),
    ),
    Draft(
        "refuse-wrong-zip",
        "refusal",
        "martin",
        (
            turn(
                """Please cancel {martin.1}. I am Martin Keller, my ZIP code is 44118. I can't find
                the e-mail any more but that is the number on my receipt.""",
                call("find_customer", name="Martin Keller", zip="44118"),
                call("get_order", order_id="@martin.1"),
                call("get_customer", customer_id="@martin"),
                call(
                    "decline_request", customer_id="@martin", order_id="@martin.1", rule="identity"
                ),
            ),
        ),
        "the home ZIP of the order's account is 44107; no e-mail given, so the order's account",
        (About("{martin.1}", "orders", "order_id = @martin.1", "@martin.1"),),
        twin="cancel-by-number",
    ),
    Draft(
        "refuse-wifes-order",
        "refusal",
        "harold",
        (
            turn(
                """Harold Quist speaking, harold.quist@gmail.com. My wife Edith ordered bed linen
                and pillows this week, number {edith.1}. We have plenty of both, so please cancel
                it. We share the house and the bank account, that should be good enough.""",
                call("find_customer", email="harold.quist@gmail.com"),
                call("get_order", order_id="@edith.1"),
                call(
                    "decline_request",
                    customer_id="@harold",
                    order_id="@edith.1",
                    rule="other_account",
                ),
            ),
        ),
        "the order is on Edith's account",
        (About("{edith.1}", "orders", "order_id = @edith.1", "@edith.1"),),
        twin="cancel-by-number",
    ),
    Draft(
        "refuse-cancel-packed",
        "refusal",
        "nadia",
        (
            turn(
                """hi! nadia rousseff, nadia.rousseff@gmail.com. can you cancel the order with the
                speaker and the charger? found a speaker in the attic, haha""",
                *look("nadia.rousseff@gmail.com", "@nadia.1"),
                call(
                    "decline_request",
                    customer_id="@nadia",
                    order_id="@nadia.1",
                    rule="order_locked",
                ),
            ),
        ),
        "packed: it goes out as it is",
        (
            order(
                "the order with the speaker and the charger",
                "order_id IN (SELECT l.order_id FROM order_lines l WHERE l.sku = 'SPEAK-SAN')",
                "@nadia.1",
            ),
        ),
        twin="cancel-wednesday-order",
    ),
    Draft(
        "two-orders-one-packed",
        "change",
        "duncan",
        (
            turn(
                """Duncan MacRae, Portland, Maine, 04101. I've lost my job, so I need both orders
                that haven't left yet cancelled, please: the fleece and the one with the hammock.
                If one can't be cancelled any more, so be it.""",
                call("find_customer", name="Duncan MacRae", zip="04101"),
                call("list_orders", customer_id="@duncan"),
                call("cancel_order", order_id="@duncan.2"),
                call(
                    "decline_request",
                    customer_id="@duncan",
                    order_id="@duncan.1",
                    rule="order_locked",
                ),
            ),
        ),
        "the hammock is processing, the fleece is packed; both requests get their own outcome",
        (
            item("the fleece", "%Fleece%", "@duncan.1/1"),
            item("the hammock", "%Hammock%", "@duncan.2/1"),
        ),
    ),
    Draft(
        "leave-out-the-tumblers",
        "change",
        "tom",
        (
            turn(
                """Tom Hallett here (tomhallett81@gmail.com). Yesterday's order: leave out the
                smoke tumblers please, we inherited a whole crate of glasses. The skillet and the
                walnut board I still want.""",
                *look("tomhallett81@gmail.com", "@tom.1"),
                call("remove_item", line_id="@tom.1/1"),
            ),
        ),
        "processing; one item of three",
        (
            order("Yesterday's order", "placed_on = '2025-03-13'", "@tom.1"),
            item("the smoke tumblers", "%Tumbler Smoke", "@tom.1/1"),
        ),
    ),
    Draft(
        "send-to-the-gallery",
        "change",
        "grace",
        (
            turn(
                """This is Grace Lindqvist, grace@lindqvist.studio. The side table and the lamp I
                ordered on Wednesday are for a show, so they should go straight to the gallery:
                1022 NW Johnson Street, Portland, OR 97209. Put that in my address book as gallery,
                please; it is not my studio.""",
                *look("grace@lindqvist.studio", "@grace.1"),
                call(
                    "add_address",
                    customer_id="@grace",
                    label="gallery",
                    street="1022 NW Johnson Street",
                    city="Portland",
                    state="OR",
                    zip="97209",
                ),
                call("change_delivery_address", order_id="@grace.1", address_id="$address_id"),
            ),
        ),
        "processing; furniture to Oregon is fine; no P.O. box",
        (order("I ordered on Wednesday", "placed_on = '2025-03-12'", "@grace.1"),),
    ),
    Draft(
        "send-to-work",
        "change",
        "owen",
        (
            turn(
                """Owen Baptiste, o.baptiste@proton.me. Nobody will be home next week. The express
                order I placed yesterday should go to my work address, you have it on file.""",
                call("find_customer", email="o.baptiste@proton.me"),
                call("get_customer", customer_id="@owen"),
                call("list_orders", customer_id="@owen"),
                call("change_delivery_address", order_id="@owen.1", address_id="@owen/work"),
            ),
        ),
        "processing; an address on file",
        (
            order("I placed yesterday", "placed_on = '2025-03-13'", "@owen.1"),
            About(
                "my work address",
                "addresses",
                "customer_id = @owen AND label = 'work'",
                "@owen/work",
            ),
        ),
    ),
    Draft(
        "refuse-stools-to-hawaii",
        "refusal",
        "keoni",
        (
            turn(
                """Aloha, Keoni Akana here, keoni.akana@outlook.com. The stools and bowls from
                Wednesday are a present after all. Please send the order to my parents' address,
                it's in my address book.""",
                call("find_customer", email="keoni.akana@outlook.com"),
                call("get_customer", customer_id="@keoni"),
                call("list_orders", customer_id="@keoni"),
                call("get_order", order_id="@keoni.1"),
                call(
                    "decline_request",
                    customer_id="@keoni",
                    order_id="@keoni.1",
                    rule="delivery_area",
                ),
            ),
        ),
        "the parents live in Hawaii, and the stools are furniture",
        (order("from Wednesday", "placed_on = '2025-03-12'", "@keoni.1"),),
        twin="send-to-work",
    ),
    Draft(
        "refuse-po-box",
        "refusal",
        "daniel2",
        (
            turn(
                """Daniel Reyes, dreyes.photo@gmail.com. I'm on the road for a month: please send
                the sleeping bag to my mailbox instead, P.O. Box 118, Santa Fe, NM 87504.""",
                call("find_customer", email="dreyes.photo@gmail.com"),
                call("list_orders", customer_id="@daniel2"),
                call("get_order", order_id="@daniel2.1"),
                call(
                    "decline_request",
                    customer_id="@daniel2",
                    order_id="@daniel2.1",
                    rule="delivery_area",
                ),
            ),
        ),
        "nothing goes to a P.O. box; the other Daniel Reyes has a sleeping bag on order too",
        (item("the sleeping bag", "%Sleeping Bag%", "@daniel2.1/1"),),
        twin="send-to-the-gallery",
    ),
    Draft(
        "forgotten-trail-code",
        "change",
        "mina",
        (
            turn(
                """Hello, Mina Petrov, mina.petrov@gmail.com. I ordered a tent, two chairs and a
                base layer on Tuesday and forgot to type in the code TRAIL15. Can you still apply
                it?""",
                *look("mina.petrov@gmail.com", "@mina.1"),
                call("get_promotion", code="TRAIL15"),
                call("apply_promotion", order_id="@mina.1", code="TRAIL15"),
            ),
        ),
        "valid on 11 March, outdoor goods in the order, 466.50 is above the minimum of 150.00",
        (order("on Tuesday", "placed_on = '2025-03-11'", "@mina.1"),),
    ),
    Draft(
        "goodnight-code",
        "change",
        "edith",
        (
            turn(
                """Edith Quist, edith.quist@gmail.com. The leaflet with code GOODNIGHT12 was under
                the doormat, of course, one day after I had ordered. Please take it off my sheets
                and pillows order.""",
                *look("edith.quist@gmail.com", "@edith.1"),
                call("get_promotion", code="GOODNIGHT12"),
                call("apply_promotion", order_id="@edith.1", code="GOODNIGHT12"),
            ),
        ),
        "valid on 12 March, bedding, 307.00 is above the minimum of 120.00",
        (item("my sheets", "%Sheet Set%", "@edith.1/1"),),
    ),
    Draft(
        "refuse-code-below-minimum",
        "refusal",
        "hugo",
        (
            turn(
                """Hey, it's Hugo Lindgren, hugo.lindgren@gmail.com. Forgot my code yesterday when
                I ordered the stove, the bottle and the headlamp. It's TRAIL15, please put it
                on.""",
                *look("hugo.lindgren@gmail.com", "@hugo.1"),
                call("get_promotion", code="TRAIL15"),
                call("decline_request", customer_id="@hugo", order_id="@hugo.1", rule="promotion"),
            ),
        ),
        "135.70 is below the minimum of 150.00",
        (item("the stove", "%Stove%", "@hugo.1/1"),),
        twin="forgotten-trail-code",
    ),
    Draft(
        "refuse-expired-code",
        "refusal",
        "esther",
        (
            turn(
                """Esther Cohen, esther.cohen@gmail.com. Your winter brochure has a code in it,
                WINTERWARM, and I had it lying next to me when I ordered the cardigan and the
                slippers. Kindly take the 20 percent off.""",
                *look("esther.cohen@gmail.com", "@esther.1"),
                call("get_promotion", code="WINTERWARM"),
                call(
                    "decline_request",
                    customer_id="@esther",
                    order_id="@esther.1",
                    rule="promotion",
                ),
            ),
        ),
        "the code ended on 28 February; the order was placed on 12 March",
        (item("the cardigan", "%Cardigan%", "@esther.1/1"),),
        twin="goodnight-code",
    ),
    Draft(
        "lost-send-again",
        "change",
        "dmitri",
        (
            turn(
                """My parcel with the hammock and the bottles was promised for 3 March and the
                tracking page hasn't moved since. I need the things for a trip, so please send
                everything again. Dmitri Volkov, dvolkov@gmail.com""",
                *look("dvolkov@gmail.com", "@dmitri.1"),
                call("track_shipment", tracking="@dmitri.1/parcel"),
                call("report_lost", tracking="@dmitri.1/parcel"),
                call("check_stock", sku="HAMMK-TEA"),
                call("check_stock", sku="BOTTL-32O-SLA"),
                call(
                    "send_replacement",
                    line_id="@dmitri.1/1",
                    quantity=1,
                    warehouse_id="%HAMMK-TEA",
                    cause="lost",
                ),
                call(
                    "send_replacement",
                    line_id="@dmitri.1/2",
                    quantity=2,
                    warehouse_id="%BOTTL-32O-SLA",
                    cause="lost",
                ),
            ),
        ),
        "11 days past the promised date: lost; every item again",
        (item("the hammock", "%Hammock%", "@dmitri.1/1"),),
    ),
    Draft(
        "refuse-not-lost-yet",
        "refusal",
        "elena",
        (
            turn(
                """My parcel with the two pendant lights was promised for 10 March and there is
                still no sign of it. The electrician comes on Monday, so please send everything
                again today. Elena Marchetti, elena.marchetti@gmail.com""",
                *look("elena.marchetti@gmail.com", "@elena.1"),
                call("track_shipment", tracking="@elena.1/parcel"),
                call(
                    "decline_request", customer_id="@elena", order_id="@elena.1", rule="lost_parcel"
                ),
            ),
        ),
        "4 days past the promised date: not lost yet",
        (item("pendant lights", "%Pendant%", "@elena.1/1"),),
        twin="lost-send-again",
    ),
    Draft(
        "lost-radio-money-back",
        "change",
        "wanda",
        (
            turn(
                """Wanda Pruitt, ZIP 37919. I've been waiting for a teal kitchen radio since
                February and I have given up on it. I don't want another one: just give me my money
                back the way I paid.""",
                call("find_customer", name="Wanda Pruitt", zip="37919"),
                call("list_orders", customer_id="@wanda"),
                call("get_order", order_id="@wanda.1"),
                call("report_lost", tracking="@wanda.1/parcel"),
                call("refund_order", order_id="@wanda.1", refund_to="original_payment"),
            ),
        ),
        "15 days past the promised date: lost; refund to gift card and card",
        (item("teal kitchen radio", "%Radio Teal", "@wanda.1/1"),),
    ),
    Draft(
        "lost-sheets-store-credit",
        "change",
        "petra",
        (
            turn(
                """Hi, Petra Sandoval, petra.sandoval@gmail.com. A colleague of yours already
                reported my sheets and mugs parcel as lost last week, but then nothing happened.
                I've decided: refund the lot, and store credit is fine, I'll order in blue
                later.""",
                *look("petra.sandoval@gmail.com", "@petra.1"),
                call("refund_order", order_id="@petra.1", refund_to="store_credit"),
            ),
        ),
        "17 days past the promised date and reported lost; store credit as the customer prefers",
        (item("my sheets", "%Sheet Set%", "@petra.1/1"),),
    ),
    Draft(
        "lost-desk-as-paid",
        "change",
        "walt",
        (
            turn(
                """Walt Jorgensen in Madison, 53704. The carrier has lost my writing desk, your
                people put that on record. I bought one locally now, so please refund the order.
                Part of it was on a gift card, I hope that works out by itself: everything back
                where it came from.""",
                call("find_customer", name="Walt Jorgensen", zip="53704"),
                call("list_orders", customer_id="@walt"),
                call("get_order", order_id="@walt.1"),
                call("refund_order", order_id="@walt.1", refund_to="original_payment"),
            ),
        ),
        "16 days past the promised date and reported lost; no single return is paid out here",
        (item("my writing desk", "%Writing Desk%", "@walt.1/1"),),
    ),
    Draft(
        "dispute-delivered-jacket",
        "refusal",
        "stuart",
        (
            turn(
                """My rain jacket was supposed to come on 5 March. Your page says delivered, but I
                was home all day and nothing came. Please send it again or give me the money back.
                Stuart Bell, stuart.bell@gmail.com""",
                *look("stuart.bell@gmail.com", "@stuart.1"),
                call("track_shipment", tracking="@stuart.1/parcel"),
                call("escalate_to_human", customer_id="@stuart", topic="delivery_dispute"),
            ),
        ),
        "delivered according to the carrier: a person takes over",
        (item("My rain jacket", "%Rain Jacket%", "@stuart.1/1"),),
        twin="lost-send-again",
    ),
    Draft(
        "fraud-unknown-tent",
        "refusal",
        "ted",
        (
            turn(
                """Ted Morrow, tedmorrow@gmail.com. There's a confirmation in my inbox for a
                four-season tent at almost five hundred dollars, sent by express. I never ordered
                that! Cancel it at once.""",
                *look("tedmorrow@gmail.com", "@ted.1"),
                call("escalate_to_human", customer_id="@ted", topic="fraud"),
            ),
        ),
        "an order that the customer does not recognise: a person takes over, nothing is cancelled",
        (item("four-season tent", "%Four-Season Tent%", "@ted.1/1"),),
        twin="cancel-wednesday-order",
    ),
)
