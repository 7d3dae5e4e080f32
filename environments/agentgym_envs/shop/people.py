"""The customers that the tasks are about, and the names from which the others are made."""

from __future__ import annotations

from dataclasses import dataclass

from agentgym_envs.shop.content import records


@dataclass(frozen=True, slots=True)
class Person:
    """A customer of the cast, under a nickname that the tasks use.

    Attributes:
        nick: How the tasks call this customer.
        name: The full name.
        email: The e-mail address on file.
        tier: `standard`, `silver` or `gold`.
        points: Loyalty points.
        credit_cents: Store credit.
        card: The card on file; None for none.
        home: Street, city, state and ZIP code.
    """

    nick: str
    name: str
    email: str
    tier: str
    points: int
    credit_cents: int
    card: str | None
    home: tuple[str, str, str, str]


FIRST_NAMES = (
    "Alma Barrett Celeste Damon Evelyn Frances Gordon Hazel Irving Jasmine Kurt Lorraine Malik "
    "Nell "
    "Otis Paloma Quentin Rhea Silas Tamsin Ursula Vincent Willa Xavier Yolanda Zachary"
).split()
LAST_NAMES = (
    "Arden Boone Carmody Dietrich Ellery Fontaine Gaines Hollis Ivers Jessup Kimball Loomis Mercer "
    "Nolan Ostrander Pell Quimby Rourke Sayer Tolliver Underhill Vance Winslow Yates Zeller"
).split()
STREETS = (
    "Alder Street,Birch Hill Road,Cedar Lane,Division Avenue,Elmwood Drive,Foundry Street,"
    "Grove Place,Hickory Court,Kingsley Road,Locust Street,Maple Terrace,Orchard Way,Quarry "
    "Road,Ridge Street"
).split(",")
CITIES = (
    ("Albany", "NY", "12203"),
    ("Ann Arbor", "MI", "48104"),
    ("Bend", "OR", "97701"),
    ("Charleston", "SC", "29401"),
    ("Des Moines", "IA", "50309"),
    ("Fort Collins", "CO", "80521"),
    ("Ithaca", "NY", "14850"),
    ("Lincoln", "NE", "68502"),
    ("Spokane", "WA", "99201"),
    ("Tucson", "AZ", "85705"),
    ("Anchorage", "AK", "99501"),
    ("Wilmington", "DE", "19801"),
)


def cast() -> tuple[Person, ...]:
    """The customers that tasks are about, in the order written."""
    return tuple(_person(*record) for record in records("customers"))


def _person(
    nick: str, name: str, email: str, tier: str, points: str, credit: str, card: str, *home: str
) -> Person:
    street, city, state, code = home
    place = (street, city, state, code)
    return Person(
        nick, name, email, tier, int(points), int(credit), None if card == "-" else card, place
    )
