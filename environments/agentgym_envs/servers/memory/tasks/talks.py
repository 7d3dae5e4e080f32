"""Tasks over several turns: a question first, second thoughts, something added."""

from __future__ import annotations

from agentgym.answers import NumberAnswer, TextAnswer
from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.memory.model import (
    Memory,
    drops,
    forgets,
    learns,
    links,
    notes,
    unlinks,
)
from agentgym_envs.servers.memory.tasks.looking import (
    add,
    create,
    delete,
    drop,
    entity,
    link,
    open_,
    relation,
    search,
    unlink,
)

_SCHOOL = ("contact: Ms Okoro", "phone: 0131 496 0185")
_VISIT = ("Brightside School", "attends", "school matinee")

DRAFTS: tuple[Draft[Memory], ...] = (
    Draft(
        "nell-for-dougal",
        "change",
        (
            turn(
                """Who is the stage manager of Tam o' Shanter again? The full name, please.""",
                open_("Tam o' Shanter"),
                answer=TextAnswer(value="Dougal Kerr"),
                proof=lambda memory: memory.from_("Tam o' Shanter", "manages")[0],
            ),
            turn(
                """I feared so, he's broken his ankle in the hills. Nell takes that one over from
                him.""",
                search("Nell"),
                unlink(("Dougal Kerr", "manages", "Tam o' Shanter")),
                link(("Nell Arbuckle", "manages", "Tam o' Shanter")),
                does=[
                    unlinks(("Dougal Kerr", "manages", "Tam o' Shanter")),
                    links(("Nell Arbuckle", "manages", "Tam o' Shanter")),
                ],
            ),
        ),
        "that one only: he keeps The Seagull",
        (
            entity("Tam o' Shanter", "type = 'production' AND key LIKE 'Tam%'", "Tam o' Shanter"),
            entity("Nell", "type = 'person' AND key LIKE 'Nell%'", "Nell Arbuckle"),
        ),
    ),
    Draft(
        "parade-put-off",
        "change",
        (
            turn(
                """The costume parade has been put off until 2 April 2025, at the same
                time of day.""",
                open_("costume parade"),
                drop("costume parade", "date: 28 March 2025"),
                add("costume parade", "date: 2 April 2025"),
                does=[
                    drops("costume parade", "date: 28 March 2025"),
                    notes("costume parade", "date: 2 April 2025"),
                ],
            ),
            turn(
                """No, sorry, not at the same time: make that 15:30.""",
                drop("costume parade", "time: 14:00"),
                add("costume parade", "time: 15:30"),
                does=[
                    drops("costume parade", "time: 14:00"),
                    notes("costume parade", "time: 15:30"),
                ],
            ),
        ),
        "first the date, then the time",
        (
            entity(
                "The costume parade",
                "type = 'event' AND key LIKE '%costume parade%'",
                "costume parade",
            ),
        ),
    ),
    Draft(
        "school-comes-after-all",
        "change",
        (
            turn(
                """Brightside School won't come, and I'm told they're closing down anyway. Forget
                them.""",
                open_("Brightside School"),
                delete("Brightside School"),
                does=[forgets("Brightside School")],
            ),
            turn(
                """A misunderstanding, they do exist and they do come! Put them back just as they
                were, only that it's 58 pupils now.""",
                create("Brightside School", "organisation", *_SCHOOL, "pupils: 58"),
                link(_VISIT),
                does=[
                    learns("Brightside School", "organisation", *_SCHOOL, "pupils: 58"),
                    links(_VISIT),
                ],
            ),
        ),
        "what was deleted is written down again, with one other number",
        (
            entity(
                "Brightside School",
                "type = 'organisation' AND key LIKE 'Brightside%'",
                "Brightside School",
            ),
        ),
    ),
    Draft(
        "another-hall-for-tam",
        "change",
        (
            turn(
                """How many seats do the venues of Tam o' Shanter have together?""",
                open_("Tam o' Shanter"),
                open_("Dalkeith Barn", "Musselburgh Hall"),
                answer=NumberAnswer(value=550),
                proof=lambda memory: sum(
                    int(memory.value(venue, "seats"))
                    for venue in memory.to("Tam o' Shanter", "performs at")
                ),
            ),
            turn(
                """Not enough. We'll do it in the Portobello Town Hall too, but no longer in
                Musselburgh.""",
                open_("Portobello Town Hall"),
                link(("Tam o' Shanter", "performs at", "Portobello Town Hall")),
                unlink(("Tam o' Shanter", "performs at", "Musselburgh Hall")),
                does=[
                    links(("Tam o' Shanter", "performs at", "Portobello Town Hall")),
                    unlinks(("Tam o' Shanter", "performs at", "Musselburgh Hall")),
                ],
            ),
        ),
        "the barn at Dalkeith stays",
        (
            relation("Musselburgh", "Tam o' Shanter", "performs at", "Musselburgh Hall"),
            entity(
                "Portobello Town Hall",
                "type = 'venue' AND key LIKE 'Portobello%'",
                "Portobello Town Hall",
            ),
        ),
    ),
)
