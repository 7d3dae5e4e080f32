"""Tasks in which a colleague asks about goods, stock, sales or returns."""

from __future__ import annotations

from agentgym.answers import NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call, turn
from agentgym_envs.shop.tasks.drafts import product

DRAFTS = (
    Draft(
        "sleeping-bags-left",
        "question",
        None,
        (
            turn(
                """[back office] Quick one: how many Nightfall sleeping bags in Long could we still
                sell, over all warehouses?""",
                call("search_products", text="Nightfall"),
                call("get_product", product_id="@SLPBG"),
                answer=NumberAnswer(value=65),
                proof="SELECT sum(on_hand - reserved) FROM stock WHERE sku = 'SLPBG-LON'",
            ),
        ),
        "on hand less reserved: 7, 24 and 34",
        (product("Nightfall sleeping bags", "%Nightfall%Sleeping Bag%", "@SLPBG"),),
    ),
    Draft(
        "where-the-boots-are",
        "question",
        None,
        (
            turn(
                """[back office] Somebody wants 12 pairs of Granite hiking boots, size 10, from one
                place. In which city is the warehouse that could send them?""",
                call("search_products", text="Granite"),
                call("get_product", product_id="@BOOTS"),
                call("check_stock", sku="BOOTS-10"),
                answer=TextAnswer(value="Columbus", aliases=("Columbus, Ohio", "Columbus, OH")),
                proof=(
                    "SELECT w.city FROM stock s JOIN warehouses w USING(warehouse_id) WHERE "
                    "s.sku = 'BOOTS-10' AND s.on_hand - s.reserved >= 12"
                ),
            ),
        ),
        "16 available; Reno has more on hand, but 26 of those 31 are reserved",
        (product("Granite hiking boots", "%Granite%Boots%", "@BOOTS"),),
    ),
    Draft(
        "best-seller-in-february",
        "question",
        None,
        (
            turn(
                """[back office] For the newsletter: which product brought in the most money with
                orders placed from 1 February to 28 February 2025? Its full name, please.""",
                call(
                    "sales_report",
                    from_date="2025-02-01",
                    to_date="2025-02-28",
                    group_by="product",
                ),
                answer=TextAnswer(value="Linden Reading Chair"),
                proof=(
                    "SELECT p.name FROM order_lines l JOIN orders o USING(order_id) JOIN "
                    "variants v USING(sku) JOIN products p USING(product_id) WHERE o.status "
                    "<> 'cancelled' AND o.placed_on BETWEEN '2025-02-01' AND '2025-02-28' "
                    "GROUP BY p.name ORDER BY sum(l.quantity * l.paid_cents) DESC LIMIT 1"
                ),
            ),
        ),
        "1,298.00; the next one has 597.00",
        (
            About(
                "which product brought in the most money",
                "products",
                "1",
                "@ARMCH",
                "(SELECT coalesce(sum(l.quantity * l.paid_cents), 0) FROM order_lines l JOIN "
                "orders o "
                "USING(order_id) JOIN variants v USING(sku) WHERE v.product_id = "
                "products.product_id "
                "AND o.status <> 'cancelled' AND o.placed_on BETWEEN '2025-02-01' AND "
                "'2025-02-28') "
                "DESC",
            ),
        ),
    ),
    Draft(
        "kitchen-order-on-average",
        "question",
        None,
        (
            turn(
                """[back office] I look after the department with the Enamelled Dutch Oven. From 1
                October to 31 December 2024, how many dollars of our goods were there on average in
                an order that had any?""",
                call("search_products", text="Enamelled Dutch Oven"),
                call(
                    "sales_report",
                    from_date="2024-10-01",
                    to_date="2024-12-31",
                    group_by="category",
                ),
                answer=NumberAnswer(value=109.05),
                proof=(
                    "SELECT sum(l.quantity * l.paid_cents) / 100.0 / count(DISTINCT "
                    "o.order_id) FROM order_lines l JOIN orders o USING(order_id) JOIN "
                    "variants v USING(sku) JOIN products p USING(product_id) WHERE o.status "
                    "<> 'cancelled' AND o.placed_on BETWEEN '2024-10-01' AND '2024-12-31' AND "
                    "p.category = 'kitchen'"
                ),
            ),
        ),
        "kitchen: 436.20 in 4 orders",
        (product("the Enamelled Dutch Oven", "Enamelled Dutch Oven", "@DUTCH"),),
    ),
    Draft(
        "share-of-the-tent-department",
        "question",
        None,
        (
            turn(
                """[back office] Board slide: what percentage of all goods sales from 1 October to
                31 December 2024 was the department with the Summit tent? One decimal will do.""",
                call("search_products", text="Summit"),
                call(
                    "sales_report",
                    from_date="2024-10-01",
                    to_date="2024-12-31",
                    group_by="category",
                ),
                answer=NumberAnswer(value=11.37, tolerance=0.05),
                proof=(
                    "SELECT 100.0 * sum(iif(p.category = 'outdoor', l.quantity * "
                    "l.paid_cents, 0)) / sum(l.quantity * l.paid_cents) FROM order_lines l "
                    "JOIN orders o USING(order_id) JOIN variants v USING(sku) JOIN products p "
                    "USING(product_id) WHERE o.status <> 'cancelled' AND o.placed_on BETWEEN "
                    "'2024-10-01' AND '2024-12-31'"
                ),
            ),
        ),
        "outdoor: 306.75 of 2,698.88",
        (product("the Summit tent", "Summit%Tent", "@SUMIT"),),
    ),
    Draft(
        "paid-back-in-the-jackets-department",
        "question",
        None,
        (
            turn(
                """[back office] How many dollars did we pay back for returns in the department
                that sells the Stormward Rain Jacket, for those asked for from 1 January to 31
                December 2024?""",
                call("search_products", text="Stormward Rain Jacket"),
                call(
                    "returns_report",
                    from_date="2024-01-01",
                    to_date="2024-12-31",
                    group_by="category",
                ),
                answer=NumberAnswer(value=261),
                proof=(
                    "SELECT sum(r.refunded_cents) / 100.0 FROM returns r JOIN order_lines l "
                    "USING(line_id) JOIN variants v USING(sku) JOIN products p "
                    "USING(product_id) WHERE p.category = 'apparel' AND r.requested_at "
                    "BETWEEN '2024-01-01' AND '2024-12-31'"
                ),
            ),
        ),
        "apparel, 3 returns",
        (product("the Stormward Rain Jacket", "Stormward Rain Jacket", "@RAINJ"),),
    ),
    Draft(
        "sales-around-a-warehouse",
        "question",
        None,
        (
            turn(
                """[back office] How many dollars of goods did we sell into the state where our
                Columbus warehouse stands, with orders placed from 1 February to 28 February
                2025?""",
                call(
                    "sales_report",
                    from_date="2025-02-01",
                    to_date="2025-02-28",
                    group_by="state",
                ),
                answer=NumberAnswer(value=597),
                proof=(
                    "SELECT sum(l.quantity * l.paid_cents) / 100.0 FROM order_lines l JOIN "
                    "orders o USING(order_id) JOIN variants v USING(sku) JOIN products p "
                    "USING(product_id) WHERE o.status <> 'cancelled' AND o.placed_on BETWEEN "
                    "'2025-02-01' AND '2025-02-28' AND o.address_id IN (SELECT a.address_id "
                    "FROM addresses a WHERE a.state = 'OH')"
                ),
            ),
        ),
        "Ohio",
        (About("our Columbus warehouse", "warehouses", "city = 'Columbus'", "CMH"),),
    ),
    Draft(
        "cheapest-outdoor-product",
        "question",
        None,
        (
            turn(
                """[back office] We're looking for a small gift. What is the cheapest outdoor
                product we have, by the price of its cheapest version? Its full name, please.""",
                call("search_products", category="outdoor"),
                call("search_products", category="outdoor", page=2),
                answer=TextAnswer(value="Drift Insulated Bottle"),
                proof=(
                    "SELECT p.name FROM products p JOIN variants v USING(product_id) WHERE "
                    "p.category = 'outdoor' ORDER BY v.price_cents LIMIT 1"
                ),
            ),
        ),
        "32.00; the headlamp is 44.95",
        (
            About(
                "the cheapest outdoor product",
                "products",
                "category = 'outdoor'",
                "@BOTTL",
                "(SELECT min(v.price_cents) FROM variants v WHERE v.product_id = "
                "products.product_id)",
            ),
        ),
    ),
    Draft(
        "dearest-bedding-product",
        "question",
        None,
        (
            turn(
                """[back office] For the showroom window: which bedding product has the dearest
                version of all, and what does that version cost in dollars? The price will do as
                the answer.""",
                call("search_products", category="bedding"),
                answer=NumberAnswer(value=299),
                proof=(
                    "SELECT max(v.price_cents) / 100.0 FROM products p JOIN variants v "
                    "USING(product_id) WHERE p.category = 'bedding'"
                ),
            ),
        ),
        "the king duvet",
        (
            About(
                "which bedding product has the dearest version",
                "products",
                "category = 'bedding'",
                "@DUVET",
                "(SELECT max(v.price_cents) FROM variants v WHERE v.product_id = "
                "products.product_id) "
                "DESC",
            ),
        ),
    ),
    Draft(
        "colours-of-the-throw",
        "question",
        None,
        (
            turn(
                """[back office] The photographer asks: in which colours do we sell the Fairisle
                throw?""",
                call("search_products", text="Fairisle"),
                call("get_product", product_id="@THROW"),
                answer=SetAnswer(value=("Grey", "Rust", "Forest")),
                proof="SELECT options FROM variants WHERE product_id = @THROW",
            ),
        ),
        "all three are available",
        (product("the Fairisle throw", "Fairisle%Throw", "@THROW"),),
    ),
)
