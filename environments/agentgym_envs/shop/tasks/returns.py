"""Tasks about goods that the customer does not want, or wants in another size."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call, turn
from agentgym_envs.shop.tasks.drafts import decline, exchange, item, look, send_back

DRAFTS = (
    Draft(
        "return-flannel-shirt",
        "change",
        "marta",
        (
            turn(
                """Hello, Marta Kowalczyk, marta.kowalczyk@gmail.com. I would like to send back the
                blue plaid flannel shirt. It has hung in the wardrobe since the start of February,
                tags on, and I have to admit that I don't like it. The beanie I keep.""",
                *look("marta.kowalczyk@gmail.com", "@marta.1"),
                send_back("@marta.1/1", "changed_mind", "charged"),
            ),
        ),
        "apparel, day 40 of 45, standard member: label charged, no restocking",
        (item("blue plaid flannel shirt", "%Flannel%Blue Plaid%", "@marta.1/1"),),
    ),
    Draft(
        "return-rain-jacket-gold",
        "change",
        "helen",
        (
            turn(
                """Helen Okafor, 43205. I want to return my olive rain jacket. It arrived on 20
                January and I've not worn it once; we simply don't get rain this year.""",
                call("find_customer", name="Helen Okafor", zip="43205"),
                call("list_orders", customer_id="@helen"),
                call("get_order", order_id="@helen.1"),
                send_back("@helen.1/1", "changed_mind", "free"),
            ),
        ),
        "apparel, day 53: within the 60 days that gold members have; label free for gold",
        (item("my olive rain jacket", "%Rain Jacket Olive%", "@helen.1/1"),),
    ),
    Draft(
        "refuse-chinos-too-late",
        "refusal",
        "dev",
        (
            turn(
                """Dev Anand, dev.anand@yahoo.com. I want to return my khaki chinos. They arrived
                on 23 January and I've not worn them once; turns out I'm a jeans person.""",
                *look("dev.anand@yahoo.com", "@dev.1"),
                decline("@dev.1", "return_window"),
            ),
        ),
        "apparel, day 50; standard members have 45",
        (item("my khaki chinos", "%Chino Khaki%", "@dev.1/1"),),
        twin="return-rain-jacket-gold",
    ),
    Draft(
        "return-opened-headphones",
        "change",
        "lucia",
        (
            turn(
                """hey, lucia ferreira here (lucia.ferreira@gmail.com). the black headphones
                are great but too bulky for my bag, I never take them along, so back they go. box is
                opened obviously, I used them for two weeks. mugs stay!""",
                *look("lucia.ferreira@gmail.com", "@lucia.1"),
                send_back("@lucia.1/1", "changed_mind", "free", 15),
            ),
        ),
        "electronics, day 16 of 21, opened: 15 percent; silver: free label",
        (item("the black headphones", "%Headphones Black", "@lucia.1/1"),),
    ),
    Draft(
        "refuse-speaker-too-late",
        "refusal",
        "noah",
        (
            turn(
                """hey, noah whitfield here (nwhitfield@icloud.com). the charcoal speaker is fine
                but honestly I never turn it on, so back it goes. box is opened obviously. lanterns
                stay!""",
                *look("nwhitfield@icloud.com", "@noah.1"),
                decline("@noah.1", "return_window"),
            ),
        ),
        "electronics, day 25; silver members have 21",
        (item("the charcoal speaker", "%Speaker Charcoal", "@noah.1/1"),),
        twin="return-opened-headphones",
    ),
    Draft(
        "return-bookcase",
        "change",
        "samir",
        (
            turn(
                """Good afternoon. Samir Haddad, e-mail samir.haddad@hotmail.com. The oak bookcase
                came on 3 March and is a fine piece, but two inches too wide for the alcove; my own
                fault, I measured badly. I'd like to send it back.""",
                *look("samir.haddad@hotmail.com", "@samir.1"),
                send_back("@samir.1/1", "changed_mind", "charged", 10),
            ),
        ),
        "furniture, day 11 of 14, 10 percent, standard: label charged; wrong_size is for clothes",
        (item("The oak bookcase", "%Bookcase Oak", "@samir.1/1"),),
    ),
    Draft(
        "refuse-armchair-gold",
        "refusal",
        "beatrice",
        (
            turn(
                """Good afternoon. Beatrice Lund, e-mail bea.lund@gmail.com, gold member for years.
                The fern reading chair came on 22 February and is a fine piece, but the green
                fights with my curtains. I'd like to send it back.""",
                *look("bea.lund@gmail.com", "@beatrice.1"),
                decline("@beatrice.1", "return_window"),
            ),
        ),
        "furniture, day 20 of 14; gold members have no more days for furniture",
        (item("The fern reading chair", "%Reading Chair Fern", "@beatrice.1/1"),),
        twin="return-bookcase",
    ),
    Draft(
        "refuse-grinder-too-late",
        "refusal",
        "colm",
        (
            turn(
                """Colm Brennan, colm.brennan@gmail.com. The coffee grinder I got from you works
                nicely but I've gone back to tea on doctor's orders, so I just want to return it
                and get my money back.""",
                *look("colm.brennan@gmail.com", "@colm.1"),
                decline("@colm.1", "return_window"),
            ),
        ),
        "kitchen, change of mind on day 43; standard members have 30",
        (item("The coffee grinder", "%Coffee Grinder%", "@colm.1/1"),),
        twin="return-faulty-kettle",
    ),
    Draft(
        "exchange-boots",
        "change",
        "ana",
        (
            turn(
                """Ana Castellanos, ana.castellanos@gmail.com. My hiking boots are a size too
                small, I only tried them on indoors. Could you swap them for a 10?""",
                *look("ana.castellanos@gmail.com", "@ana.1"),
                call("get_product", product_id="@BOOTS"),
                call("check_stock", sku="BOOTS-10"),
                exchange("@ana.1/1", "BOOTS-10"),
            ),
        ),
        "footwear, day 30 of 45; same price; Columbus has the most available, Reno the most on "
        "hand",
        (item("My hiking boots", "%Hiking Boots%", "@ana.1/1"),),
    ),
    Draft(
        "refuse-dearer-knife",
        "refusal",
        "ruth",
        (
            turn(
                """Ruth Abernathy, ruthabernathy@aol.com. My chef's knife is a bit small, I haven't
                cut anything with it. Could you swap it for the 10 inch one? I'll pay the
                difference, of course.""",
                *look("ruthabernathy@aol.com", "@ruth.1"),
                call("get_product", product_id="@KNIFE"),
                decline("@ruth.1", "exchange"),
            ),
        ),
        "day 18 of 30, but the 10 in knife has another price than was paid",
        (item("My chef's knife", "%Chef''s Knife%", "@ruth.1/1"),),
        twin="exchange-boots",
    ),
    Draft(
        "exchange-two-sizes",
        "change",
        "jonas",
        (
            turn(
                """Hi there, this is Jonas Weber, jonas.weber@posteo.net. I seem to have grown
                sideways over winter: neither the navy rain jacket nor the charcoal base layer fits
                in S. Please exchange both for the same colour in M. The beanie fits, luckily.""",
                *look("jonas.weber@posteo.net", "@jonas.1"),
                call("get_product", product_id="@RAINJ"),
                call("check_stock", sku="RAINJ-NAV-M"),
                exchange("@jonas.1/1", "RAINJ-NAV-M"),
                call("get_product", product_id="@MERNO"),
                call("check_stock", sku="MERNO-CHA-M"),
                exchange("@jonas.1/2", "MERNO-CHA-M"),
            ),
        ),
        "apparel, day 21 of 45; same prices",
        (
            item("navy rain jacket", "%Rain Jacket Navy%", "@jonas.1/1"),
            item("charcoal base layer", "%Base Layer Charcoal%", "@jonas.1/2"),
        ),
    ),
    Draft(
        "refuse-sale-cardigan",
        "refusal",
        "kim",
        (
            turn(
                """Kim Larsen, kim.larsen@gmail.com. I ordered the moss cardigan in the sale and
                the green makes me look seasick. Unworn, tags on, came last Friday. I want to send
                it back. The fleece is right.""",
                *look("kim.larsen@gmail.com", "@kim.1"),
                decline("@kim.1", "final_sale"),
            ),
        ),
        "final sale, and nothing wrong with it",
        (item("the moss cardigan", "%Cardigan Moss%", "@kim.1/1"),),
        twin="wrong-slippers",
    ),
    Draft(
        "return-sealed-pillow",
        "change",
        "vera",
        (
            turn(
                """Dear team, I bought two medium pillows and find that one is enough for me. The
                other is still sealed in its bag. May I send that one back? Kind regards, Vera
                Stanek (vera.stanek@gmail.com)""",
                *look("vera.stanek@gmail.com", "@vera.1"),
                send_back("@vera.1/1", "changed_mind", "charged", quantity=1),
            ),
        ),
        "hygiene goods, unopened; bedding, day 15 of 30; standard: label charged",
        (item("two medium pillows", "%Pillow Medium", "@vera.1/1"),),
    ),
    Draft(
        "refuse-slept-on-pillows",
        "refusal",
        "joel",
        (
            turn(
                """Dear team, I bought two firm pillows and find them much too hard. I have slept
                on both for a week, they are as good as new. May I send them back? Kind regards,
                Joel Abrams (joel.abrams@gmail.com)""",
                *look("joel.abrams@gmail.com", "@joel.1"),
                decline("@joel.1", "hygiene"),
            ),
        ),
        "hygiene goods, opened, nothing wrong with them",
        (item("two firm pillows", "%Pillow Firm", "@joel.1/1"),),
        twin="return-sealed-pillow",
    ),
    Draft(
        "return-radio-and-charger",
        "change",
        "amara",
        (
            turn(
                """Amara Nwosu, amara.nwosu@gmail.com. Two things from the parcel that came on 8
                March can go back: the cream kitchen radio, which I unpacked and tried, and the
                charger, which is still sealed. I don't need either after all. The speaker
                stays.""",
                *look("amara.nwosu@gmail.com", "@amara.1"),
                send_back("@amara.1/1", "changed_mind", "free", 15),
                send_back("@amara.1/2", "changed_mind", "free", 0),
            ),
        ),
        "electronics, day 6 of 21; 15 percent only for what was opened; silver: free labels",
        (
            item("the cream kitchen radio", "%Radio Cream", "@amara.1/1"),
            item("the charger", "%Charger%", "@amara.1/2"),
        ),
    ),
)
