"""Tasks about accounts and tickets."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import item, look

DRAFTS = (
    Draft(
        "new-email",
        "change",
        "judith",
        (
            turn(
                """My name is Judith Amos. My provider is shutting down, so my e-mail address has
                to change from judith.amos@sbcglobal.net to judith.amos@fastmail.com. My home ZIP
                is 74105 if you need it.""",
                call("find_customer", name="Judith Amos", email="judith.amos@sbcglobal.net"),
                call(
                    "update_contact",
                    customer_id="@judith",
                    field="email",
                    value="judith.amos@fastmail.com",
                ),
            ),
        ),
        "name, present e-mail and home ZIP all given, and all match",
    ),
    Draft(
        "refuse-new-email",
        "refusal",
        "peter",
        (
            turn(
                """My name is Peter Novak. I've left Gmail, so my e-mail address has to change from
                peter.novak@gmail.com to pnovak@hey.com. My home ZIP is 44106 if you need it.""",
                call("find_customer", name="Peter Novak", email="peter.novak@gmail.com"),
                call("decline_request", customer_id="@peter", rule="identity"),
            ),
        ),
        "all three must match, and the home ZIP of the account is 44118",
        twin="new-email",
    ),
    Draft(
        "refuse-other-first-name",
        "refusal",
        "peter",
        (
            turn(
                """Hi, I'm Petra Novak, the account is under peter.novak@gmail.com. I can't log in
                to the app any more. Could you open a ticket for me, please?""",
                call("find_customer", email="peter.novak@gmail.com"),
                call("decline_request", customer_id="@peter", rule="identity"),
            ),
        ),
        "the account of this e-mail address belongs to Peter",
        twin="ticket-log-in",
    ),
    Draft(
        "new-phone",
        "change",
        "gloria",
        (
            turn(
                """Gloria Pike, gloriapike@gmail.com, ZIP 33606. I changed carriers and I have a
                new number: (813) 555-0162. Please keep that one on file instead.""",
                call("find_customer", email="gloriapike@gmail.com"),
                call(
                    "update_contact", customer_id="@gloria", field="phone", value="(813) 555-0162"
                ),
            ),
        ),
        "name, e-mail and home ZIP all given, and all match",
    ),
    Draft(
        "cabin-in-the-book",
        "change",
        "vera",
        (
            turn(
                """Vera Stanek, vera.stanek@gmail.com. No order today. Just add our cabin to my
                address book, as cabin: 61 Lewis and Clark Road, Crofton, NE 68730.""",
                call("find_customer", email="vera.stanek@gmail.com"),
                call(
                    "add_address",
                    customer_id="@vera",
                    label="cabin",
                    street="61 Lewis and Clark Road",
                    city="Crofton",
                    state="NE",
                    zip="68730",
                ),
            ),
        ),
        "an address for later; nothing is sent there yet",
        holes=(("addresses.label", "~cabin"),),
    ),
    Draft(
        "ticket-induction",
        "change",
        "fatima",
        (
            turn(
                """Fatima Rahal, fatima.rahal@gmail.com. Before my Dutch oven goes on the new stove
                I'd like your product people to tell me whether it is safe for induction cooktops.
                Please open a ticket with exactly that question: safe for induction cooktops?""",
                *look("fatima.rahal@gmail.com", "@fatima.1"),
                call(
                    "open_ticket",
                    customer_id="@fatima",
                    order_id="@fatima.1",
                    topic="product",
                    subject="safe for induction cooktops?",
                ),
            ),
        ),
        "the use of goods is topic product; it is about something bought in that order",
        (item("my Dutch oven", "%Dutch Oven%", "@fatima.1/1"),),
        holes=(("tickets.subject", "induction cooktops"),),
    ),
    Draft(
        "ticket-invoice",
        "change",
        "conrad",
        (
            turn(
                """Conrad Ames, conrad.ames@gmail.com. My accountant wants the invoice for the
                reading chair made out to Ames Architects LLC. I understand you can't do that from
                your desk, so please open a ticket, and mention Ames Architects LLC in it.""",
                *look("conrad.ames@gmail.com", "@conrad.1"),
                call(
                    "open_ticket",
                    customer_id="@conrad",
                    order_id="@conrad.1",
                    topic="billing",
                    subject="made out to Ames Architects LLC",
                ),
            ),
        ),
        "invoices are topic billing",
        (item("the reading chair", "%Reading Chair%", "@conrad.1/1"),),
        holes=(("tickets.subject", "Ames Architects LLC"),),
    ),
    Draft(
        "ticket-log-in",
        "change",
        "liam",
        (
            turn(
                """Hi, I'm Liam Gallagher, the account is under liam.gallagher@gmail.com. I can't
                log in to the app any more, it says session expired each time. Could you open a
                ticket for me, please, and quote session expired?""",
                call("find_customer", email="liam.gallagher@gmail.com"),
                call(
                    "open_ticket",
                    customer_id="@liam",
                    topic="account",
                    subject="it says session expired each time",
                ),
            ),
        ),
        "log-in is topic account; no order is concerned",
        holes=(("tickets.subject", "session expired"),),
    ),
    Draft(
        "gate-code",
        "change",
        "george",
        (
            turn(
                """George Tan in San Francisco, 94103. You already have a ticket from me about the
                bench and the back gate. Please put on it: the gate code is 5580.""",
                call("find_customer", name="George Tan", zip="94103"),
                call("list_tickets", customer_id="@george"),
                call("add_note", ticket_id="@george.t", text="the gate code is 5580"),
            ),
        ),
        "his only open ticket",
        (
            About(
                "a ticket from me about the bench",
                "tickets",
                "customer_id = @george AND status = 'open' AND subject LIKE '%Bench%'",
                "@george.t",
            ),
        ),
        holes=(("ticket_notes.body", "~.*gate code.*5580.*"),),
    ),
    Draft(
        "pillowcase-settled",
        "change",
        "olga",
        (
            turn(
                """Olga Reznik, olga.reznik@gmail.com. The missing pillowcase arrived today, thank
                you, so you can close that ticket. The other one isn't solved.""",
                call("find_customer", email="olga.reznik@gmail.com"),
                call("list_tickets", customer_id="@olga", status="open"),
                call("close_ticket", ticket_id="@olga.t"),
            ),
        ),
        "one of two open tickets is settled",
        (
            About(
                "The missing pillowcase",
                "tickets",
                "customer_id = @olga AND status = 'open' AND subject LIKE '%pillowcase%'",
                "@olga.t",
            ),
        ),
    ),
    Draft(
        "newsletter-stopped",
        "change",
        "olga",
        (
            turn(
                """Olga Reznik, ZIP 11235. Since Monday your newsletter comes once only, as it
                should. Close the ticket about it, please. About the sheets I'm still waiting.""",
                call("find_customer", name="Olga Reznik", zip="11235"),
                call("list_tickets", customer_id="@olga"),
                call("close_ticket", ticket_id="@olga.u"),
            ),
        ),
        "one of two open tickets is settled",
        (
            About(
                "your newsletter",
                "tickets",
                "customer_id = @olga AND status = 'open' AND subject LIKE '%Newsletter%'",
                "@olga.u",
            ),
        ),
    ),
    Draft(
        "privacy-forget-me",
        "refusal",
        "zoe",
        (
            turn(
                """Zoe Kaplan, zoe.kaplan@gmail.com, 97401. I've moved abroad and I won't shop with
                you again. Please delete my e-mail address, my phone number and everything else you
                have about me.""",
                call("find_customer", email="zoe.kaplan@gmail.com"),
                call("escalate_to_human", customer_id="@zoe", topic="privacy"),
            ),
        ),
        "deleting personal data is for a person",
        twin="new-phone",
    ),
)
