"""Tasks in which a calendar entry is to be changed and must stay as it is."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft
from agentgym_envs.office.tasks.drafts import (
    calendar,
    decline,
    entry,
    find,
    gaps,
    known,
    read,
    says,
    see,
)

DRAFTS = (
    Draft(
        "refuse-whole-series-for-rory",
        "refusal",
        "davina",
        (
            says(
                "davina",
                """Rory would like the Kirkwynd design meeting on Wednesdays at 11 to 12 from now
                on, every week. He knows I'm asking.""",
                *find("davina", "rory"),
                *read("rory"),
                calendar("rory", "2025-10-08"),
                see("s.kirkwynd/2025-10-08"),
                decline("davina", "series", "s.kirkwynd"),
            ),
        ),
        "a series is moved only on its organiser's own word",
        (
            About(
                "Kirkwynd design meeting",
                "series",
                "title = 'Kirkwynd design meeting'",
                "@s.kirkwynd",
            ),
        ),
        twin="move-one-date-for-rory",
    ),
    Draft(
        "refuse-callum-moving-the-review",
        "refusal",
        "callum",
        (
            says(
                "callum",
                """Jean Thorburn rang: they can't make it on Thursday after all. Please move the
                Kirkwynd client review to next Tuesday, same time of day. I've asked round.""",
                *find("callum"),
                calendar("callum", "2025-10-09"),
                see("e.kirkclient"),
                decline("callum", "not_yours", "e.kirkclient"),
            ),
        ),
        "Rory's meeting; an attendee may not move it",
        (
            entry(
                "the Kirkwynd client review",
                "Kirkwynd client review",
                "@e.kirkclient",
            ),
        ),
        twin="move-client-review",
    ),
    Draft(
        "refuse-cancelling-the-site-walk",
        "refusal",
        "kieran",
        (
            says(
                "kieran",
                """Forecast for Thursday is horizontal rain. Cancel the Gorgie site walk, nobody
                will miss it.""",
                *find("kieran"),
                calendar("kieran", "2025-10-09"),
                see("e.gorgie"),
                decline("kieran", "not_yours", "e.gorgie"),
            ),
        ),
        "Tomasz is the organiser",
        (entry("the Gorgie site walk", "Gorgie site walk", "@e.gorgie"),),
        twin="site-walk-is-off",
    ),
    Draft(
        "refuse-fire-briefing-at-two",
        "refusal",
        "shona",
        (
            says(
                "shona",
                """The fire drill briefing next Tuesday, could you move it to 14:00? Half an hour as
                before. Mornings are mad.""",
                *find("shona"),
                calendar("shona", "2025-10-14"),
                see("e.fire"),
                gaps("2025-10-14", "shona", "dilys", "grant", "finlay"),
                decline("shona", "clash", "e.fire"),
            ),
        ),
        "Grant is in the Seafield catch-up then",
        (entry("The fire drill briefing", "Fire drill briefing", "@e.fire"),),
        twin="fire-briefing-at-three",
    ),
    Draft(
        "refuse-moira-at-the-boards",
        "refusal",
        "beth",
        (
            says(
                "beth",
                """Could Moira be added to my exhibition boards meeting on Thursday? She must see
                board 6 before it is printed.""",
                *find("beth", "moira"),
                calendar("beth", "2025-10-09"),
                calendar("moira", "2025-10-09"),
                decline("beth", "clash", "e.boards"),
            ),
        ),
        "a private entry of hers runs until 16:00",
        (*known("Moira"), entry("my exhibition boards meeting", "Exhibition boards", "@e.boards")),
        twin="ailsa-at-the-boards",
    ),
    Draft(
        "refuse-plotter-at-noon",
        "refusal",
        "arjun",
        (
            says(
                "arjun",
                """new plotter meeting tomorrow: make it 12:00 to 12:30, the engineer can ring then.
                Shona never goes to lunch before half past anyway""",
                *find("arjun"),
                calendar("arjun", "2025-10-08"),
                see("e.newkit"),
                decline("arjun", "lunch", "e.newkit"),
            ),
        ),
        "lunch is from 12:00, whatever habits there are",
        (*known("Shona"), entry("new plotter meeting", "New plotter", "@e.newkit")),
        twin="plotter-after-lunch",
    ),
    Draft(
        "refuse-ending-heads-of-teams",
        "refusal",
        "elspeth",
        (
            says(
                "elspeth",
                """Moira is tired of the Monday meeting of the heads of teams and wants it gone, all
                of it, from next week on. She asked me to see to it.""",
                *find("elspeth", "moira"),
                *read("moira"),
                calendar("moira", "2025-10-13"),
                decline("elspeth", "series", "s.leads"),
            ),
        ),
        "even a calendar delegate may not end a series for its organiser",
        (
            *known("Moira"),
            About("heads of teams", "series", "title = 'Heads of teams'", "@s.leads"),
        ),
        twin="moira-ends-the-leads",
    ),
    Draft(
        "refuse-grant-moving-the-catch-up",
        "refusal",
        "grant",
        (
            says(
                "grant",
                """Next Tuesday's Seafield catch-up: could you move that to 12:00 to 13:00 for once?
                I'm at the timber yard at two.""",
                *find("grant"),
                calendar("grant", "2025-10-14"),
                see("s.seafield/2025-10-14"),
                decline("grant", "not_yours", "s.seafield/2025-10-14"),
            ),
        ),
        "Isla's meeting; that comes before lunch",
        (
            entry(
                "Next Tuesday's Seafield catch-up",
                "Seafield catch-up",
                "@s.seafield/2025-10-14",
                "date = '2025-10-14'",
            ),
        ),
        twin="catch-up-at-three",
    ),
    Draft(
        "refuse-timber-at-eleven",
        "refusal",
        "sanna",
        (
            says(
                "sanna",
                """From next week on we want the Timber bench review an hour later, from 11 to 12
                our time, on the same days as now.""",
                *find("sanna"),
                calendar("sanna", "2025-10-14", "2025-10-21"),
                see("s.timber/2025-10-14"),
                gaps("2025-10-14", "sanna", "aino", "eero", "ville", "linnea"),
                gaps("2025-10-21", "sanna", "aino", "eero", "ville", "linnea"),
                decline("sanna", "clash", "s.timber"),
            ),
        ),
        "on the 21st Aino and Ville have another meeting at 9:00 in Edinburgh",
        (
            About(
                "the Timber bench review",
                "series",
                "title = 'Timber bench review'",
                "@s.timber",
            ),
        ),
        twin="timber-at-eight",
    ),
    Draft(
        "refuse-kotka-in-the-afternoon",
        "refusal",
        "oona",
        (
            says(
                "oona",
                """The Kotka weekly: from next week on at 15 to 16 our time, please, then the
                mornings are free for drawing.""",
                *find("oona"),
                calendar("oona", "2025-10-16", "2025-10-23"),
                see("s.kotka/2025-10-16"),
                *read("tuomas", "maija", "yuna"),
                decline("oona", "working_hours", "s.kotka"),
            ),
        ),
        "Tuomas works until 15:00 in Helsinki",
        (About("The Kotka weekly", "series", "title = 'Kotka weekly'", "@s.kotka"),),
        twin="timber-at-eight",
    ),
    Draft(
        "refuse-answering-for-tomasz",
        "refusal",
        "beth",
        (
            says(
                "beth",
                """Tomasz told me on the stairs that he'll come to my exhibition boards meeting. He
                never clicks anything, so please put him down as accepted.""",
                *find("beth", "tomasz"),
                *read("tomasz"),
                calendar("tomasz", "2025-10-09"),
                decline("beth", "not_yours", "e.boards"),
            ),
        ),
        "an answer is given on the attendee's own word or a delegate's",
        (
            *known("Tomasz"),
            entry("my exhibition boards meeting", "Exhibition boards", "@e.boards"),
        ),
        twin="tomasz-will-come",
    ),
)
