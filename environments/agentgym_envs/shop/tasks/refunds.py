"""Tasks about returns that are to be paid out."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call, turn
from agentgym_envs.shop.tasks.drafts import decline, item, look, pay_out

DRAFTS = (
    Draft(
        "refund-parka",
        "change",
        "abigail",
        (
            turn(
                """Abigail Stone, abigail.stone@gmail.com. UPS tells me my parka has been back with
                you for a week, but the $329 have not shown up on my card. Can you settle that
                please?""",
                *look("abigail.stone@gmail.com", "@abigail.1"),
                *pay_out("@abigail", 100),
            ),
        ),
        "received as new, no fees, 329.00",
        (item("my parka", "%Parka%", "@abigail.1/1"),),
    ),
    Draft(
        "refund-worn-boots",
        "change",
        "ravi",
        (
            turn(
                """Ravi Menon, ravi.menon@gmail.com, about the Chelsea boots I returned: please pay
                out whatever I'm due for them, as store credit rather than to the card, I need a
                tent anyway.""",
                *look("ravi.menon@gmail.com", "@ravi.1"),
                *pay_out("@ravi", 50, "store_credit"),
            ),
        ),
        "found worn: 50 percent; store credit as the customer prefers",
        (item("the Chelsea boots", "%Chelsea Boots%", "@ravi.1/1"),),
    ),
    Draft(
        "refuse-ruined-boots",
        "refusal",
        "gloria",
        (
            turn(
                """Gloria Pike, gloriapike@gmail.com, about the hiking boots I returned: please pay
                out the refund now. They have been in your warehouse for ages.""",
                *look("gloriapike@gmail.com", "@gloria.1"),
                call("get_return", return_id="@gloria.r"),
                decline("@gloria.1", "condition"),
            ),
        ),
        "the inspection found them ruined",
        (item("the hiking boots", "%Hiking Boots%", "@gloria.1/1"),),
        twin="refund-worn-boots",
    ),
    Draft(
        "refuse-not-received",
        "refusal",
        "judith",
        (
            turn(
                """Judith Amos, judith.amos@sbcglobal.net. I dropped the two lanterns off at the
                post office on Tuesday, so they should be with you any day. Please refund them
                already, I have the receipt from the counter.""",
                *look("judith.amos@sbcglobal.net", "@judith.1"),
                call("get_return", return_id="@judith.r"),
                decline("@judith.1", "condition"),
            ),
        ),
        "requested, not received",
        (item("the two lanterns", "%Lantern%", "@judith.1/1"),),
        twin="refund-parka",
    ),
    Draft(
        "high-value-armchair",
        "refusal",
        "conrad",
        (
            turn(
                """Conrad Ames, conrad.ames@gmail.com. My reading chair went back to you two weeks
                ago, undamaged, in its carton. Could you please settle the refund for it today?""",
                *look("conrad.ames@gmail.com", "@conrad.1"),
                call("get_return", return_id="@conrad.r"),
                call("escalate_to_human", customer_id="@conrad", topic="high_value"),
            ),
        ),
        "649.00 less 64.90 is 584.10, above 500.00",
        (item("My reading chair", "%Reading Chair%", "@conrad.1/1"),),
        twin="refund-parka",
    ),
    Draft(
        "refund-to-new-card",
        "change",
        "liam",
        (
            turn(
                """Liam Gallagher, liam.gallagher@gmail.com (not that one). You've had my trail
                runners back for a while. Careful with the refund: the card I paid with, ending
                8813, was closed by the bank in February. Please send it to the card you have on
                file now.""",
                *look("liam.gallagher@gmail.com", "@liam.1"),
                *pay_out("@liam", 100, "card_on_file"),
            ),
        ),
        "paid by card, the card is closed; as new",
        (item("my trail runners", "%Trail Runners%", "@liam.1/1"),),
    ),
    Draft(
        "refuse-gift-money-to-card",
        "refusal",
        "sybil",
        (
            turn(
                """Sybil Hart, sybil.hart@gmail.com. You've had one of my table lamps back for a
                while. Careful with the refund: I paid with a gift card, but please send the money
                to my Visa that you have on file. I won't shop for lamps again.""",
                *look("sybil.hart@gmail.com", "@sybil.1"),
                call("get_return", return_id="@sybil.r"),
                decline("@sybil.1", "refund_method"),
            ),
        ),
        "what was paid by gift card never goes to a card",
        (item("my table lamps", "%Table Lamp%", "@sybil.1/1"),),
        twin="refund-to-new-card",
    ),
    Draft(
        "refuse-credit-payout",
        "refusal",
        "daniel",
        (
            turn(
                """Daniel Reyes, daniel.reyes@gmail.com. I have some store credit sitting there,
                $18 I think, and I'd like it on my card instead. I'm saving for a camera.""",
                call("find_customer", email="daniel.reyes@gmail.com"),
                call("get_customer", customer_id="@daniel"),
                call("decline_request", customer_id="@daniel", rule="refund_method"),
            ),
        ),
        "store credit is not paid out; no order is concerned",
        twin="refund-to-new-card",
    ),
)
