"""Tasks in which a colleague asks about products, appointments, rates or totals."""

from __future__ import annotations

from agentgym.answers import NumberAnswer, TextAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call, turn

DRAFTS = (
    Draft(
        "fees-in-march",
        "question",
        None,
        (
            turn(
                """[branch] Hi, monthly return. What did we take in fees on Everyday Current
                accounts from 1 March to 31 March 2025? Don't net off refunds.""",
                call(
                    "activity_report",
                    from_date="2025-03-01",
                    to_date="2025-03-31",
                    group_by="product",
                    kind="fee",
                ),
                answer=NumberAnswer(value=53.31),
                proof=(
                    "SELECT -sum(t.amount_pence) / 100.0 FROM transactions t JOIN accounts a "
                    "USING(account_id) WHERE t.kind = 'fee' AND a.product = 'EVERY' "
                    "AND t.booked_on LIKE '2025-03%'"
                ),
            ),
        ),
        "59.03 in all, of which 5.72 on a Plus Current account",
        (About("Everyday Current accounts", "products", "name = 'Everyday Current'", "EVERY"),),
    ),
    Draft(
        "where-the-cards-go",
        "question",
        None,
        (
            turn(
                """[branch] For the newsletter: at which merchant was the most money spent with our
                cards from 1 March to 31 March 2025?""",
                call(
                    "activity_report",
                    from_date="2025-03-01",
                    to_date="2025-03-31",
                    group_by="party",
                    kind="card",
                ),
                answer=TextAnswer(value="Brighouse Tool Hire"),
                proof=(
                    "SELECT party FROM transactions WHERE kind = 'card' "
                    "AND booked_on LIKE '2025-03%' GROUP BY party "
                    "ORDER BY sum(amount_pence) LIMIT 1"
                ),
            ),
        ),
        "the greatest sum of card payments of March",
        (
            About(
                "at which merchant was the most money spent",
                "transactions",
                "kind = 'card' AND booked_on LIKE '2025-03%'",
                "@marcus.tools",
                "(SELECT sum(u.amount_pence) FROM transactions u WHERE u.kind = 'card' "
                "AND u.booked_on LIKE '2025-03%' AND u.party = transactions.party)",
            ),
        ),
    ),
    Draft(
        "first-business-slot",
        "question",
        None,
        (
            turn(
                """[branch] Walk-in wants the soonest free business appointment, any branch. Which
                town do I send her to?""",
                call("find_appointments", topic="business"),
                answer=TextAnswer(value="Halifax", aliases=("Halifax branch",)),
                proof=(
                    "SELECT branch FROM appointments WHERE topic = 'business' "
                    "AND customer_id IS NULL ORDER BY starts_at LIMIT 1"
                ),
            ),
        ),
        "24 April at 9:00; the 22nd is taken",
        (
            About(
                "the soonest free business appointment",
                "appointments",
                "topic = 'business' AND customer_id IS NULL",
                "@hal.bus2",
                "starts_at",
            ),
        ),
    ),
    Draft(
        "zloty-for-three-hundred",
        "question",
        None,
        (
            turn(
                """[branch] Gent at the counter has three hundred pounds and wants as many zloty
                notes as we can sell him for it. How many zloty is that, in the steps we sell?""",
                call("get_exchange_rates"),
                answer=NumberAnswer(value=1410),
                proof=(
                    "SELECT 300 * sell_e4 / 10000 / step * step FROM exchange_rates "
                    "WHERE currency = 'PLN'"
                ),
            ),
        ),
        "300 x 4.7215 is 1,416.45; sold in tens",
        (About("zloty", "exchange_rates", "name LIKE '%zloty%'", "PLN"),),
    ),
    Draft(
        "year-on-the-bond",
        "question",
        None,
        (
            turn(
                """[branch] Quick sum for a leaflet: what does £12,500 in the One-Year Bond earn in
                365 days?""",
                call("list_products", kind="bond"),
                answer=NumberAnswer(value=550),
                proof="SELECT 12500 * rate_bp / 10000.0 FROM products WHERE product = 'BOND1'",
            ),
        ),
        "4.40 percent",
        (About("the One-Year Bond", "products", "name = 'One-Year Bond'", "BOND1"),),
    ),
    Draft(
        "euros-for-five-hundred",
        "question",
        None,
        (
            turn(
                """[branch] Couple here with five hundred pounds. What's the most we can sell them
                in euro notes?""",
                call("get_exchange_rates"),
                answer=NumberAnswer(value=565),
                proof=(
                    "SELECT 500 * sell_e4 / 10000 / step * step FROM exchange_rates "
                    "WHERE currency = 'EUR'"
                ),
            ),
        ),
        "500 x 1.1342 is 567.10; sold in fives",
        (About("euro notes", "exchange_rates", "name LIKE '%euro%'", "EUR"),),
    ),
)
