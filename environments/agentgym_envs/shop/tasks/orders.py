"""Tasks about orders that have not left: cancelling, shortening, redirecting, promotions."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import item, look, order

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
                that haven't left yet cancelled, please: the fleece and the one with the
                hammock.""",
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
        holes=(("addresses.label", "~gallery"),),
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
                the doormat, of course, one day after I had ordered. Please apply it to my sheets
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
)
