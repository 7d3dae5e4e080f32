"""Tasks in which Morag asks something, and nothing changes."""

from __future__ import annotations

from datetime import date, datetime

from agentgym.answers import DateAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.memory.model import Memory
from agentgym_envs.servers.memory.tasks.looking import (
    entity,
    everything,
    open_,
    relation,
    search,
)


def _day(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").date()


def _number(text: str) -> int:
    return int(text.split()[0])


def _endangered(memory: Memory) -> list[str]:
    material = memory.value("witches' masks", "material")
    return [
        r.source
        for r in memory.relations
        if r.target == "Tam o' Shanter"
        and memory.types[r.source] == "person"
        and memory.value(r.source, "allergy") == material
    ]


def _birthdays(memory: Memory) -> list[str]:
    first = _day(memory.value("read-through of The Seagull", "date"))
    last = _day(memory.value("press night of The Seagull", "date"))
    born = {name: memory.value(name, "birthday") for name in memory.of_type("person")}
    return [name for name, day in born.items() if day and first < _day(f"{day} 2025") < last]


def _unmanaged(memory: Memory) -> str:
    found = [
        name
        for name in memory.of_type("production")
        if memory.value(name, "opens") and not memory.from_(name, "manages")
    ]
    return ", ".join(found)


DRAFTS: tuple[Draft[Memory], ...] = (
    Draft(
        "about-the-lantern",
        "question",
        (
            turn(
                """Whom do I ask for when I ring the people who lent us the storm lantern?""",
                open_("storm lantern"),
                open_("Museum of the Sea"),
                answer=TextAnswer(value="Dr Alan Keir", aliases=("Alan Keir",)),
                proof=lambda memory: memory.value(
                    memory.from_("storm lantern", "lends")[0], "contact"
                ),
            ),
        ),
        "the museum's contact",
        (relation("who lent us the storm lantern", "Museum of the Sea", "lends", "storm lantern"),),
    ),
    Draft(
        "not-near-the-masks",
        "question",
        (
            turn(
                """Of all who work on Tam o' Shanter, on stage or off: who must keep away from the
                witches' masks because of an allergy? Full names, please.""",
                open_("witches' masks"),
                search("latex"),
                open_("Tam o' Shanter"),
                answer=SetAnswer(value=("Fergus Innes", "Ruth Ferrier")),
                proof=_endangered,
            ),
        ),
        "the masks are of latex; one actor and the costume designer",
        (
            entity(
                "the witches' masks", "type = 'costume' AND key LIKE 'witches%'", "witches' masks"
            ),
        ),
    ),
    Draft(
        "worth-in-the-yard",
        "question",
        (
            turn(
                """For the insurance: what are the props worth that we keep at the Bonnington Yard,
                in GBP, all in all?""",
                open_("Bonnington Yard"),
                open_("rowing boat", "ice throne", "sledge", "tavern table"),
                answer=NumberAnswer(value=2470),
                proof=lambda memory: sum(
                    _number(memory.value(prop, "value"))
                    for prop in memory.from_("Bonnington Yard", "is kept at")
                ),
            ),
        ),
        "four props",
        (
            entity(
                "the Bonnington Yard",
                "type = 'venue' AND key LIKE 'Bonnington%'",
                "Bonnington Yard",
            ),
        ),
    ),
    Draft(
        "tallest-in-whisky-galore",
        "question",
        (
            turn(
                """Who is the tallest actor in Whisky Galore? The full name, please.""",
                open_("Whisky Galore"),
                open_("Angus Petrie", "Fergus Innes", "Callum Reid", "Una Geddes"),
                answer=TextAnswer(value="Callum Reid"),
                proof=lambda memory: max(
                    memory.from_("Whisky Galore", "acts in"),
                    key=lambda name: _number(memory.value(name, "height")),
                ),
            ),
        ),
        "184 cm; the tallest of all is not in it",
        (entity("Whisky Galore", "type = 'production' AND key LIKE 'Whisky%'", "Whisky Galore"),),
    ),
    Draft(
        "step-free-and-large",
        "question",
        (
            turn(
                """Which of the venues we know are step-free and have more than 250 seats?""",
                search("step-free"),
                answer=SetAnswer(value=("Leith Corn Exchange", "Musselburgh Hall")),
                proof=lambda memory: [
                    name
                    for name in memory.of_type("venue")
                    if memory.value(name, "step-free") == "yes"
                    and int(memory.value(name, "seats")) > 250
                ],
            ),
        ),
        "two of five houses",
        (
            entity(
                "more than 250 seats",
                "type = 'venue' AND observations LIKE '%step-free: yes%' AND "
                "observations LIKE '%seats: 6%'",
                "Leith Corn Exchange",
            ),
            entity(
                "more than 250 seats",
                "type = 'venue' AND observations LIKE '%step-free: yes%' AND "
                "observations LIKE '%seats: 3%'",
                "Musselburgh Hall",
            ),
        ),
    ),
    Draft(
        "in-both-casts",
        "question",
        (
            turn(
                """Who acts both in The Seagull and in The Snow Queen? Full names, please.""",
                open_("The Seagull", "The Snow Queen"),
                answer=SetAnswer(value=("Mirela Popa", "Sorcha Dunne")),
                proof=lambda memory: sorted(
                    {*memory.from_("The Seagull", "acts in")}
                    & {*memory.from_("The Snow Queen", "acts in")}
                ),
            ),
        ),
        "two actors",
        (
            entity("The Seagull", "type = 'production' AND key = 'The Seagull'", "The Seagull"),
            entity("The Snow Queen", "type = 'production' AND key LIKE '%Snow%'", "The Snow Queen"),
        ),
    ),
    Draft(
        "ewans-last-opening",
        "question",
        (
            turn(
                """On which date does the last of Ewan's productions this year open?""",
                search("Ewan"),
                open_("The Snow Queen", "Tam o' Shanter"),
                answer=DateAnswer(value=date(2025, 12, 5)),
                proof=lambda memory: max(
                    _day(memory.value(name, "opens")) for name in memory.to("Ewan Baird", "directs")
                ),
            ),
        ),
        "he directs two, the later one in December",
        (entity("Ewan", "type = 'person' AND key LIKE 'Ewan%'", "Ewan Baird"),),
    ),
    Draft(
        "budgets-of-the-port-trust",
        "question",
        (
            turn(
                """What do the budgets of the productions that the Leith Port Trust funds come to,
                in GBP?""",
                open_("Leith Port Trust"),
                open_("Whisky Galore", "The Snow Queen"),
                answer=NumberAnswer(value=69500),
                proof=lambda memory: sum(
                    _number(memory.value(name, "budget"))
                    for name in memory.to("Leith Port Trust", "funds")
                ),
            ),
        ),
        "two productions",
        (
            entity(
                "the Leith Port Trust",
                "type = 'organisation' AND key LIKE '%Port Trust%'",
                "Leith Port Trust",
            ),
        ),
    ),
    Draft(
        "three-days-by-coach",
        "question",
        (
            turn(
                """What would Caledonia Coaches charge us for three days, in GBP?""",
                open_("Caledonia Coaches"),
                answer=NumberAnswer(value=1140),
                proof=lambda memory: 3 * _number(memory.value("Caledonia Coaches", "rate")),
            ),
        ),
        "three times 380",
        (
            entity(
                "Caledonia Coaches",
                "type = 'organisation' AND key LIKE 'Caledonia%'",
                "Caledonia Coaches",
            ),
        ),
    ),
    Draft(
        "nobody-manages-it",
        "question",
        (
            turn(
                """Which production that is still to open has no stage manager yet?""",
                everything(),
                answer=TextAnswer(value="Antigone"),
                proof=_unmanaged,
            ),
        ),
        "Dear Octopus has none either, but is over",
        (
            entity(
                "production that is still to open has no stage manager",
                "type = 'production' AND observations LIKE '%opens: %' AND key NOT IN "
                "(SELECT target FROM relations WHERE type = 'manages')",
                "Antigone",
            ),
        ),
    ),
    Draft(
        "birthdays-in-rehearsal",
        "question",
        (
            turn(
                """Whose birthdays fall between the read-through and the press night of The
                Seagull? I'd like to get cakes. Full names, please.""",
                search("The Seagull"),
                search("birthday"),
                answer=SetAnswer(value=("Isla Monro", "Nell Arbuckle")),
                proof=_birthdays,
            ),
        ),
        "21 March and 2 April lie between 10 March and 8 April",
        (
            entity(
                "the read-through",
                "type = 'event' AND key LIKE 'read-through%'",
                "read-through of The Seagull",
            ),
            entity(
                "the press night of The Seagull",
                "type = 'event' AND key LIKE 'press night%'",
                "press night of The Seagull",
            ),
        ),
    ),
)
