"""Tasks in which something is corrected, moved or forgotten."""

from __future__ import annotations

from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.memory.model import (
    Memory,
    drops,
    forgets,
    links,
    notes,
    unlinks,
)
from agentgym_envs.servers.memory.tasks.looking import (
    add,
    add_all,
    delete,
    drop,
    drop_all,
    entity,
    link,
    open_,
    relation,
    search,
    unlink,
)

_STORED = (
    "whisky crates",
    "harmonium",
    "bronze shield",
    "funeral urn",
    "grey mare puppet",
    "dinner service",
)
_MOVED = tuple((prop, "is kept at", "Bonnington Yard") for prop in _STORED)
_WOOLLENS = ("Snow Queen's cloak", "piper's kilt")
_TRAP_ROOM = "note: has the only key to the trap room"

DRAFTS: tuple[Draft[Memory], ...] = (
    Draft(
        "hamish-has-a-new-number",
        "change",
        (
            turn(
                """Our lighting designer has a new phone number, 0131 496 0149.""",
                search("lighting designer"),
                drop("Hamish Orr", "phone: 0131 496 0141"),
                add("Hamish Orr", "phone: 0131 496 0149"),
                does=[
                    drops("Hamish Orr", "phone: 0131 496 0141"),
                    notes("Hamish Orr", "phone: 0131 496 0149"),
                ],
            ),
        ),
        "the old number goes",
        (
            entity(
                "Our lighting designer",
                "type = 'person' AND observations LIKE '%role: lighting designer%'",
                "Hamish Orr",
            ),
        ),
    ),
    Draft(
        "seagull-mended",
        "change",
        (
            turn(
                """Viktor has mended the wing of our stuffed seagull. Its condition is good
                again.""",
                open_("stuffed seagull"),
                drop("stuffed seagull", "condition: wing loose"),
                add("stuffed seagull", "condition: good"),
                does=[
                    drops("stuffed seagull", "condition: wing loose"),
                    notes("stuffed seagull", "condition: good"),
                ],
            ),
        ),
        "one condition in place of the other",
        (
            entity(
                "our stuffed seagull",
                "type = 'prop' AND key LIKE '%stuffed seagull%'",
                "stuffed seagull",
            ),
        ),
    ),
    Draft(
        "harmonium-gone",
        "change",
        (
            turn(
                """Hutchison Hire have fetched the harmonium, and we'll never have it back. You can
                forget about it.""",
                search("harmonium"),
                delete("harmonium"),
                does=[forgets("harmonium")],
            ),
        ),
        "gone for good, with what hangs on it; the tavern table stays lent",
        (entity("the harmonium", "type = 'prop' AND key LIKE '%harmonium%'", "harmonium"),),
    ),
    Draft(
        "fergus-for-tobias",
        "change",
        (
            turn(
                """Tobias Falk has dropped out of The Seagull, and Fergus Innes takes over his
                part.""",
                open_("The Seagull"),
                unlink(("Tobias Falk", "acts in", "The Seagull")),
                link(("Fergus Innes", "acts in", "The Seagull")),
                does=[
                    unlinks(("Tobias Falk", "acts in", "The Seagull")),
                    links(("Fergus Innes", "acts in", "The Seagull")),
                ],
            ),
        ),
        "Tobias remains an actor of the company",
        (
            relation("Tobias Falk", "Tobias Falk", "acts in", "The Seagull"),
            entity("Fergus Innes", "type = 'person' AND key LIKE 'Fergus%'", "Fergus Innes"),
        ),
    ),
    Draft(
        "board-meets-later",
        "change",
        (
            turn(
                """The board meeting has been moved to 31 March 2025, same time.""",
                open_("board meeting"),
                drop("board meeting", "date: 24 March 2025"),
                add("board meeting", "date: 31 March 2025"),
                does=[
                    drops("board meeting", "date: 24 March 2025"),
                    notes("board meeting", "date: 31 March 2025"),
                ],
            ),
        ),
        "only the date changes",
        (
            entity(
                "The board meeting",
                "type = 'event' AND key LIKE '%board meeting%'",
                "board meeting",
            ),
        ),
    ),
    Draft(
        "boat-to-newhaven",
        "change",
        (
            turn(
                """The rowing boat has found another berth: we keep it at the Newhaven Store
                now.""",
                search("rowing boat"),
                unlink(("rowing boat", "is kept at", "Bonnington Yard")),
                link(("rowing boat", "is kept at", "Newhaven Store")),
                does=[
                    unlinks(("rowing boat", "is kept at", "Bonnington Yard")),
                    links(("rowing boat", "is kept at", "Newhaven Store")),
                ],
            ),
        ),
        "it is kept at one place",
        (
            relation("The rowing boat", "rowing boat", "is kept at", "Bonnington Yard"),
            entity(
                "the Newhaven Store", "type = 'venue' AND key LIKE 'Newhaven%'", "Newhaven Store"
            ),
        ),
    ),
    Draft(
        "no-allergy-after-all",
        "change",
        (
            turn(
                """Good news from Fergus Innes: he's been to the doctor, and he isn't allergic to
                anything after all. You can strike that out.""",
                open_("Fergus Innes"),
                drop("Fergus Innes", "allergy: latex"),
                does=[drops("Fergus Innes", "allergy: latex")],
            ),
        ),
        "what is no longer true is removed, and there is nothing new to write down",
        (entity("Fergus Innes", "type = 'person' AND key LIKE 'Fergus%'", "Fergus Innes"),),
    ),
    Draft(
        "coaches-cost-more",
        "change",
        (
            turn(
                """Rhona Bell has left Caledonia Coaches, our contact there is Tariq Mahmood now.
                And they charge 410 GBP a day from now on.""",
                search("Caledonia"),
                drop("Caledonia Coaches", "contact: Rhona Bell", "rate: 380 GBP a day"),
                add("Caledonia Coaches", "contact: Tariq Mahmood", "rate: 410 GBP a day"),
                does=[
                    drops("Caledonia Coaches", "contact: Rhona Bell", "rate: 380 GBP a day"),
                    notes("Caledonia Coaches", "contact: Tariq Mahmood", "rate: 410 GBP a day"),
                ],
            ),
        ),
        "the phone number is the firm's",
        (
            entity(
                "Caledonia Coaches",
                "type = 'organisation' AND key LIKE 'Caledonia%'",
                "Caledonia Coaches",
            ),
        ),
    ),
    Draft(
        "no-open-day",
        "change",
        (
            turn(
                """We won't have an open day this year, so that event is off for good.""",
                search("open day"),
                delete("open day"),
                does=[forgets("open day")],
            ),
        ),
        "what is gone for good is deleted",
        (entity("an open day", "type = 'event' AND key LIKE '%open day%'", "open day"),),
    ),
    Draft(
        "isla-understudies-mirela",
        "change",
        (
            turn(
                """Una can't understudy Mirela any more. Isla does it instead.""",
                search("Mirela"),
                search("Isla"),
                unlink(("Una Geddes", "understudies", "Mirela Popa")),
                link(("Isla Monro", "understudies", "Mirela Popa")),
                does=[
                    unlinks(("Una Geddes", "understudies", "Mirela Popa")),
                    links(("Isla Monro", "understudies", "Mirela Popa")),
                ],
            ),
        ),
        "Sorcha still understudies Isla",
        (
            relation("Una", "Una Geddes", "understudies", "Mirela Popa"),
            entity("Isla", "type = 'person' AND key LIKE 'Isla%'", "Isla Monro"),
        ),
    ),
    Draft(
        "moths",
        "change",
        (
            turn(
                """Disaster: the moths have been at every costume of ours that is made of wool! They
                are all in the same condition as Masha's shawl now.""",
                search("wool"),
                drop_all(dict.fromkeys(_WOOLLENS, ("condition: good",))),
                add_all(dict.fromkeys(_WOOLLENS, ("condition: moth holes",))),
                does=[
                    effect
                    for name in _WOOLLENS
                    for effect in (
                        drops(name, "condition: good"),
                        notes(name, "condition: moth holes"),
                    )
                ],
            ),
        ),
        "two costumes besides the shawl; Mirela is allergic to wool and no costume",
        (
            entity(
                "Masha's shawl",
                "type = 'costume' AND key LIKE 'Masha%'",
                "Masha's shawl",
            ),
        ),
    ),
    Draft(
        "store-given-up",
        "change",
        (
            turn(
                """We have given up the Newhaven Store, so you can forget it. Everything that was
                kept there is at the Bonnington Yard now.""",
                open_("Newhaven Store", "Bonnington Yard"),
                link(*_MOVED),
                delete("Newhaven Store"),
                does=[links(*_MOVED), forgets("Newhaven Store")],
            ),
        ),
        "six props move, the store goes",
        (
            entity(
                "the Newhaven Store", "type = 'venue' AND key LIKE 'Newhaven%'", "Newhaven Store"
            ),
            entity(
                "the Bonnington Yard",
                "type = 'venue' AND key LIKE 'Bonnington%'",
                "Bonnington Yard",
            ),
        ),
    ),
    Draft(
        "key-to-the-trap-room",
        "change",
        (
            turn(
                """Please put down a note about Dougal Kerr, in these words: has the only key to the
                trap room""",
                open_("Dougal Kerr"),
                add("Dougal Kerr", _TRAP_ROOM),
                does=[
                    notes(
                        "Dougal Kerr",
                        {
                            "hole": "matches",
                            "pattern": r"(?i)note: (he )?has the only key to the trap room\.?",
                        },
                    )
                ],
            ),
        ),
        "the label is note; the words are given, a capital letter or a full stop is not",
        (entity("Dougal Kerr", "type = 'person' AND key LIKE 'Dougal%'", "Dougal Kerr"),),
    ),
)
