"""Tasks about parcels: lost, late, disputed, or never ordered."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call, turn
from agentgym_envs.shop.tasks.drafts import item, look

DRAFTS = (
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
