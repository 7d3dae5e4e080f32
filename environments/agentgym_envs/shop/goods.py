"""What the shop sells, as written in `content/goods.txt`."""

from __future__ import annotations

from dataclasses import dataclass, field

from agentgym_envs.shop.content import records


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


def catalogue() -> tuple[Product, ...]:
    """Every product, in the order written."""
    return tuple(_product(*record) for record in records("goods"))


def _product(
    code: str, name: str, category: str, months: str, hygiene: str, variants: str
) -> Product:
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
