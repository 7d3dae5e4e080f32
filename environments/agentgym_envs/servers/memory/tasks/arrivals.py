"""Tasks in which the memory learns of somebody or something new."""

from __future__ import annotations

from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.memory.model import (
    Memory,
    drops,
    learns,
    links,
    notes,
    unlinks,
)
from agentgym_envs.servers.memory.tasks.looking import (
    add_all,
    create,
    drop_all,
    entity,
    link,
    open_,
    relation,
    search,
    unlink,
)

_BRAN = ("role: actor", "phone: 0131 496 0125", "height: 186 cm")
_DUCK = ("opens: 6 February 2026", "closes: 28 February 2026", "budget: 16000 GBP")
_BELL = ("condition: good", "value: 400 GBP")
_HALL = ("address: 8 Court Street", "seats: 350", "step-free: yes")

DRAFTS: tuple[Draft[Memory], ...] = (
    Draft(
        "new-actor",
        "change",
        (
            turn(
                """We have taken on another actor: Bran Sutherland, 186 cm tall, phone
                0131 496 0125. He'll be in Antigone.""",
                search("Sutherland"),
                search("actor"),
                create("Bran Sutherland", "person", *_BRAN),
                link(("Bran Sutherland", "acts in", "Antigone")),
                does=[
                    learns("Bran Sutherland", "person", *_BRAN),
                    links(("Bran Sutherland", "acts in", "Antigone")),
                ],
            ),
        ),
        "labels as other actors have them",
        (entity("Antigone", "type = 'production' AND key LIKE '%Antigone%'", "Antigone"),),
    ),
    Draft(
        "wild-duck-planned",
        "change",
        (
            turn(
                """It's settled: we'll do The Wild Duck next year! It opens on 6 February 2026 and
                closes on 28 February 2026, in our own studio. Gregor directs, and the budget is
                16000 GBP.""",
                search("production"),
                search("Gregor"),
                search("studio"),
                create("The Wild Duck", "production", *_DUCK),
                link(
                    ("Gregor Watt", "directs", "The Wild Duck"),
                    ("The Wild Duck", "performs at", "Lantern Room Studio"),
                ),
                does=[
                    learns("The Wild Duck", "production", *_DUCK),
                    links(
                        ("Gregor Watt", "directs", "The Wild Duck"),
                        ("The Wild Duck", "performs at", "Lantern Room Studio"),
                    ),
                ],
            ),
        ),
        "labels as other productions have them; how long it runs nobody knows yet",
        (
            entity("Gregor", "type = 'person' AND key LIKE 'Gregor%'", "Gregor Watt"),
            entity(
                "our own studio",
                "type = 'venue' AND key LIKE '%Lantern Room Studio%'",
                "Lantern Room Studio",
            ),
        ),
    ),
    Draft(
        "bell-on-loan",
        "change",
        (
            turn(
                """The Museum of the Sea is lending us another thing for Whisky Galore, a ship's
                bell. It is in good condition, the value is 400 GBP, and we keep it in our
                studio.""",
                open_("Museum of the Sea", "Whisky Galore"),
                search("storm lantern"),
                create("ship's bell", "prop", *_BELL),
                link(
                    ("Museum of the Sea", "lends", "ship's bell"),
                    ("Whisky Galore", "uses", "ship's bell"),
                    ("ship's bell", "is kept at", "Lantern Room Studio"),
                ),
                does=[
                    learns("ship's bell", "prop", *_BELL),
                    links(
                        ("Museum of the Sea", "lends", "ship's bell"),
                        ("Whisky Galore", "uses", "ship's bell"),
                        ("ship's bell", "is kept at", "Lantern Room Studio"),
                    ),
                ],
            ),
        ),
        "as it was written down for the storm lantern",
        (
            entity(
                "The Museum of the Sea",
                "type = 'organisation' AND key LIKE 'Museum%'",
                "Museum of the Sea",
            ),
            entity("Whisky Galore", "type = 'production' AND key LIKE 'Whisky%'", "Whisky Galore"),
        ),
    ),
    Draft(
        "tam-goes-on-to-haddington",
        "change",
        (
            turn(
                """Tam o' Shanter goes on to Haddington after Musselburgh! That's the Corn Hall
                there, new to us, so call it Haddington Corn Hall: 8 Court Street, 350 seats, and
                step-free. So the show closes on 19 July 2025 now. Isla has given up her part in
                it, for all the venues, and Sorcha plays it instead. And Caledonia Coaches have a
                better price for us: 365 GBP a day.""",
                open_("Tam o' Shanter", "Caledonia Coaches"),
                search("venue"),
                search("Sorcha"),
                create("Haddington Corn Hall", "venue", *_HALL),
                link(
                    ("Tam o' Shanter", "performs at", "Haddington Corn Hall"),
                    ("Sorcha Dunne", "acts in", "Tam o' Shanter"),
                ),
                unlink(("Isla Monro", "acts in", "Tam o' Shanter")),
                drop_all(
                    {
                        "Tam o' Shanter": ("closes: 12 July 2025",),
                        "Caledonia Coaches": ("rate: 380 GBP a day",),
                    }
                ),
                add_all(
                    {
                        "Tam o' Shanter": ("closes: 19 July 2025",),
                        "Caledonia Coaches": ("rate: 365 GBP a day",),
                    }
                ),
                does=[
                    learns("Haddington Corn Hall", "venue", *_HALL),
                    links(
                        ("Tam o' Shanter", "performs at", "Haddington Corn Hall"),
                        ("Sorcha Dunne", "acts in", "Tam o' Shanter"),
                    ),
                    unlinks(("Isla Monro", "acts in", "Tam o' Shanter")),
                    drops("Tam o' Shanter", "closes: 12 July 2025"),
                    notes("Tam o' Shanter", "closes: 19 July 2025"),
                    drops("Caledonia Coaches", "rate: 380 GBP a day"),
                    notes("Caledonia Coaches", "rate: 365 GBP a day"),
                ],
            ),
        ),
        "labels as other venues have them; the halls before stay",
        (
            entity("Tam o' Shanter", "type = 'production' AND key LIKE 'Tam%'", "Tam o' Shanter"),
            relation("Isla", "Isla Monro", "acts in", "Tam o' Shanter"),
            entity("Sorcha", "type = 'person' AND key LIKE 'Sorcha%'", "Sorcha Dunne"),
        ),
    ),
)
