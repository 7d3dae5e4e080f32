"""The customers that the tasks are about, and the names from which the others are made."""

from __future__ import annotations

from dataclasses import dataclass

from agentgym_envs.bank.content import records


@dataclass(frozen=True, slots=True)
class Person:
    """A customer of the cast, under a nickname that the tasks use.

    Attributes:
        nick: How the tasks call this customer.
        name: The full name.
        born: The date of birth, in ISO 8601.
        postcode: The postcode on file.
        word: The memorable word.
    """

    nick: str
    name: str
    born: str
    postcode: str
    word: str


FIRST_NAMES = (
    "Adele Bernard Carys Dominic Elspeth Farah Graham Hilda Ibrahim Janet Keith Leanne Mohammed "
    "Norma Owen Philippa Rhys Sandra Trevor Una Victor Winifred Yasmin Zachary"
).split()
LAST_NAMES = (
    "Armitage Boothroyd Cockcroft Dyson Earnshaw Farrar Gledhill Haigh Ingham Jagger Kershaw "
    "Lumb Mitchell Naylor Oldroyd Priestley Riley Shackleton Tattersall Uttley Varley Whitham"
).split()
STREETS = (
    "Albert Street,Bank Terrace,Chapel Lane,Dale View,Keighley Road,Mill Fold,New Road,"
    "Oxford Place,Spring Gardens,Station Road,Westfield Avenue,Wood Bottom"
).split(",")
TOWNS = (
    ("Brighouse", "HD6"),
    ("Mytholmroyd", "HX7"),
    ("Shipley", "BD18"),
    ("Settle", "BD24"),
    ("Holmfirth", "HD9"),
    ("Nelson", "BB9"),
    ("Bacup", "OL13"),
    ("Pudsey", "LS28"),
)
WORDS = (
    "Acorn Bobbin Clarinet Drystone Ember Foxglove Gannet Heather Indigo Juniper Kestrel Lapwing"
).split()


def cast() -> tuple[Person, ...]:
    """The customers that tasks are about, in the order written."""
    return tuple(
        Person(nick, name, born, postcode, word)
        for nick, name, born, postcode, _, _, _, _, word, _ in records("customers")
    )
