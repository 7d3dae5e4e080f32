"""What the shop sells: the catalogue, written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Variant:
    """One thing that can be bought.

    Attributes:
        sku: The stock keeping unit: the product's code and the initials of its options.
        options: What tells it from its sisters: colour, size, capacity.
        price_cents: Today's price.
        final_sale: Whether it is sold without a right of return.
    """

    sku: str
    options: str
    price_cents: int
    final_sale: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """Variants under one name.

    Attributes:
        code: The first part of its variants' SKUs.
        name: What the customer calls it.
        category: One of `CATEGORIES`.
        warranty_months: How long faults are covered after delivery; 0 for no warranty.
        hygiene: Whether it cannot be sold again once opened.
        variants: What can be bought.
    """

    code: str
    name: str
    category: str
    warranty_months: int
    hygiene: bool
    variants: tuple[Variant, ...] = field(default=())


CATEGORIES = (
    "apparel",
    "bedding",
    "electronics",
    "footwear",
    "furniture",
    "kitchen",
    "lighting",
    "outdoor",
)

# code | name | category | warranty months | hygiene | options = price, ... ("!" marks final sale)
_CATALOGUE = """
RIDGE | Ridgeline Two-Person Tent | outdoor | 24 | - | Moss = 249.00, Ember = 249.00
SUMIT | Summit Four-Season Tent | outdoor | 24 | - | Glacier = 489.00, Ember = 489.00
COOLR | Fjord Hard Cooler | outdoor | 60 | - | 24 qt = 129.95, 45 qt = 189.95
CHAIR | Creekside Camp Chair | outdoor | 12 | - | Rust = 64.50, Navy = 64.50, Moss = 49.50!
SLPBG | Nightfall Down Sleeping Bag | outdoor | 24 | - | Regular = 219.00, Long = 234.00
STOVE | Trailhead Pocket Stove | outdoor | 12 | - | Standard = 58.75
HEADL | Beacon 400 Headlamp | outdoor | 12 | - | Graphite = 44.95, Orange = 44.95
BOTTL | Drift Insulated Bottle | outdoor | 0 | - | 21 oz / Slate = 32.00, 21 oz / Clay = 32.00, 32 oz / Slate = 38.00
HAMMK | Larch Travel Hammock | outdoor | 12 | - | Teal = 72.40, Sand = 72.40, Plum = 72.40
DAYPK | Cairn 22L Daypack | outdoor | 24 | - | Black = 98.00, Ochre = 98.00, Slate = 98.00
RAINJ | Stormward Rain Jacket | apparel | 12 | - | Navy / S = 148.00, Navy / M = 148.00, Navy / L = 148.00, Olive / S = 148.00, Olive / M = 148.00, Olive / L = 148.00
FLEEC | Hollis Fleece Pullover | apparel | 0 | - | Oat / S = 79.00, Oat / M = 79.00, Oat / L = 79.00, Pine / M = 79.00, Pine / L = 79.00
MERNO | Tarn Merino Base Layer | apparel | 0 | - | Charcoal / S = 88.50, Charcoal / M = 88.50, Charcoal / L = 88.50, Pine / S = 88.50, Pine / M = 88.50
FLANL | Birchwood Flannel Shirt | apparel | 0 | - | Red Plaid / M = 62.00, Red Plaid / L = 62.00, Blue Plaid / M = 62.00, Blue Plaid / L = 62.00
CHINO | Everyday Chino | apparel | 0 | - | Khaki / 32 = 69.50, Khaki / 34 = 69.50, Khaki / 36 = 69.50, Slate / 32 = 69.50, Slate / 34 = 69.50
CARDI | Wren Wool Cardigan | apparel | 0 | - | Cream / S = 118.00, Cream / M = 118.00, Moss / S = 82.60!, Moss / M = 82.60!
PARKA | Northlake Down Parka | apparel | 24 | - | Black / M = 329.00, Black / L = 329.00, Rust / M = 329.00
BEANI | Ribbed Wool Beanie | apparel | 0 | - | Mustard = 24.50, Charcoal = 24.50, Navy = 24.50, Berry = 14.70!
SOCKS | Hiker Crew Socks, 3 Pair | apparel | 0 | yes | M = 36.00, L = 36.00
BOOTS | Granite Mid Hiking Boots | footwear | 12 | - | 8 = 179.00, 9 = 179.00, 10 = 179.00, 11 = 179.00
TRAIL | Swift Trail Runners | footwear | 6 | - | Blue / 8 = 134.95, Blue / 9 = 134.95, Grey / 9 = 134.95, Grey / 10 = 134.95
SLIPR | Hearthside Shearling Slippers | footwear | 0 | - | Tan / 7 = 84.00, Tan / 9 = 84.00, Plum / 7 = 58.80!
CHELS | Marlow Chelsea Boots | footwear | 12 | - | Brown / 8 = 198.00, Brown / 10 = 198.00, Black / 10 = 198.00
CLOGS | Potting Shed Garden Clogs | footwear | 0 | - | Green / 8 = 48.00, Green / 10 = 48.00
HDPHN | Quietfield Over-Ear Headphones | electronics | 24 | - | Black = 279.99, Bone = 279.99
EARBD | Pebble Wireless Earbuds | electronics | 12 | yes | Chalk = 119.99, Ink = 119.99
SPEAK | Porchlight Bluetooth Speaker | electronics | 12 | - | Sage = 89.99, Charcoal = 89.99, Sand = 89.99
POWER | Stash 20K Power Bank | electronics | 12 | - | Black = 64.99
SOLAR | Sunrise 60W Solar Panel | electronics | 24 | - | Folding = 174.99
RADIO | Harbour Kitchen Radio | electronics | 24 | - | Cream = 149.99, Teal = 149.99
WTHER | Almanac Weather Station | electronics | 24 | - | Walnut = 199.99
TABLT | Folio 10 E-Reader | electronics | 12 | - | 16 GB = 189.99, 32 GB = 229.99
CHRGR | Twin-Port Wall Charger | electronics | 12 | - | White = 34.99, Black = 34.99
CAMRA | Fieldnote Trail Camera | electronics | 24 | - | Bark = 159.99
MUGST | Alder Stoneware Mug | kitchen | 0 | - | Sage = 18.50, Oat = 18.50, Ink = 18.50, Rose = 18.50
BOWLS | Alder Pasta Bowl | kitchen | 0 | - | Sage = 22.00, Oat = 22.00, Ink = 22.00
GLASS | Ripple Tumbler | kitchen | 0 | - | Clear = 12.75, Smoke = 12.75, Amber = 12.75
KNIFE | Forge Chef's Knife | kitchen | 120 | - | 8 in = 138.00, 10 in = 156.00
SKILT | Cast Iron Skillet | kitchen | 120 | - | 10 in = 54.95, 12 in = 69.95
KETTL | Kestrel Gooseneck Kettle | kitchen | 24 | - | Matte Black = 109.00, Brushed Steel = 109.00
DUTCH | Enamelled Dutch Oven | kitchen | 120 | - | 5 qt / Indigo = 239.00, 5 qt / Cream = 239.00, 7 qt / Indigo = 289.00
GRIND | Burrline Coffee Grinder | kitchen | 24 | - | Steel = 164.50
PRESS | Stoneway French Press | kitchen | 0 | - | 8 cup = 46.25
TOWEL | Linen Tea Towels, Set of 3 | kitchen | 0 | - | Natural = 29.00, Blue Stripe = 17.40!
BOARD | End-Grain Walnut Board | kitchen | 12 | - | Large = 124.00
ARMCH | Linden Reading Chair | furniture | 36 | - | Oatmeal = 649.00, Fern = 649.00
SIDET | Thatcher Side Table | furniture | 36 | - | Oak = 189.00, Walnut = 214.00
BOOKC | Ladderback Bookcase | furniture | 36 | - | Oak = 379.00, Black = 379.00
DESKW | Foundry Writing Desk | furniture | 36 | - | Walnut = 459.00
STOOL | Perch Counter Stool | furniture | 36 | - | Oak = 158.00, Black = 158.00, White = 158.00
BENCH | Mudroom Storage Bench | furniture | 36 | - | White = 268.00
LAMPA | Arbor Arc Floor Lamp | lighting | 24 | - | Brass = 229.00, Black = 229.00
LAMPT | Juniper Table Lamp | lighting | 24 | - | Brass = 96.00, White Ceramic = 84.00, Blue Ceramic = 84.00
LANTN | Harvest LED Lantern | lighting | 12 | - | Copper = 42.50, Black = 42.50, White = 42.50
PENDT | Dell Pendant Light | lighting | 24 | - | Opal = 132.00, Smoke = 132.00
DUVET | Loft Down Duvet | bedding | 24 | yes | Queen = 259.00, King = 299.00
PILLW | Cloudrest Pillow | bedding | 12 | yes | Medium = 59.00, Firm = 59.00
SHEET | Washed Linen Sheet Set | bedding | 0 | - | Queen / White = 189.00, Queen / Clay = 189.00, King / White = 219.00, King / Clay = 131.40!
THROW | Fairisle Wool Throw | bedding | 0 | - | Grey = 98.00, Rust = 98.00, Forest = 98.00
TOPPR | Restwell Mattress Topper | bedding | 60 | yes | Queen = 214.00, King = 249.00
"""


def catalogue() -> tuple[Product, ...]:
    """Every product, in the order written above."""
    return tuple(_product(line) for line in _CATALOGUE.strip().splitlines())


def _product(line: str) -> Product:
    code, name, category, months, hygiene, variants = (part.strip() for part in line.split("|"))
    made = tuple(_variant(code, text) for text in _entries(variants))
    return Product(code, name, category, int(months), hygiene == "yes", made)


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in text.split(",")]


def _variant(code: str, text: str) -> Variant:
    options, _, price = text.partition(" = ")
    initials = (
        "".join(c for c in part if c.isalnum())[:3].upper() for part in options.split(" / ")
    )
    dollars, _, cents = price.rstrip("!").partition(".")
    sku = "-".join((code, *initials))
    return Variant(sku, options, int(dollars) * 100 + int(cents), price.endswith("!"))
