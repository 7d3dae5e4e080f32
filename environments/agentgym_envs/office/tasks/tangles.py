"""Tasks in which several calendar entries hang together."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call
from agentgym_envs.office.tasks.drafts import (
    calendar,
    decline,
    entry,
    find,
    first,
    gaps,
    known,
    meet,
    move,
    read,
    rooms,
    says,
    see,
    titled,
)
from agentgym_envs.office.tasks.letters import mail, open_mail, search

_LEADS = first(
    "moira,fergus,isla,rory,catriona,nadia,euan,shona,anneli,sanna,mikko",
    "2025-10-14",
    60,
)
_KOTKA = first("catriona,oona,tuomas,yuna", "2025-10-13..2025-10-17", 60)
_WALK = first("nadia,lotte,angus", "2025-10-14", 60, "15:00", "-e.leithwalk")
_COSTS = first("hugh,catriona,alasdair", "2025-10-13", 60)
_BOAT = first("juhani,eero,linnea,ville", "2025-10-15", 90)
_SCAFFOLD = first("tomasz,kieran,grant", "2025-10-22", 30)
_NURSERY = first("davina,hana,lewis,lotte", "2025-10-13..2025-10-17", 120)

DRAFTS = (
    Draft(
        "leads-on-tuesday-for-once",
        "change",
        "moira",
        (
            says(
                "moira",
                """Next Monday's meeting of the heads of teams has to move to the Tuesday, this one
                date only. The first hour on Tuesday at which everybody who must be there can be
                there, Helsinki too.""",
                *find("moira"),
                calendar("moira", "2025-10-13"),
                see("s.leads/2025-10-13"),
                *read("euan", "anneli"),
                gaps(
                    "2025-10-14",
                    "moira",
                    "fergus",
                    "isla",
                    "rory",
                    "catriona",
                    "nadia",
                    "euan",
                    "shona",
                    "anneli",
                    "sanna",
                    "mikko",
                ),
                move("s.leads/2025-10-13", *_LEADS),
            ),
        ),
        "11:00, when lunch in Helsinki is over and the Interiors table too; the Adam is free",
        (
            entry(
                "Next Monday's meeting of the heads of teams",
                "Heads of teams",
                "@s.leads/2025-10-13",
                "date = '2025-10-13'",
            ),
        ),
    ),
    Draft(
        "kotka-between-two-lunches",
        "change",
        "catriona",
        (
            says(
                "catriona",
                """Oona, Tuomas, Yuna and I need an hour about the Kotka stone, on the first day
                next week on which it can be done. "Stone for Kotka" will do. No room. C.""",
                *find("catriona", "oona", "tuomas", "yuna"),
                *read("oona", "tuomas", "yuna"),
                gaps("2025-10-13", "catriona", "oona", "tuomas", "yuna"),
                gaps("2025-10-14", "catriona", "oona", "tuomas", "yuna"),
                gaps("2025-10-15", "catriona", "oona", "tuomas", "yuna"),
                meet("catriona", "Stone for Kotka", _KOTKA, ("oona", "tuomas", "yuna")),
            ),
        ),
        "only 11 to 12 lies between the lunches; on Monday and on Tuesday it is taken",
        known("Oona", "Tuomas", "Yuna"),
        titled("Stone for Kotka"),
    ),
    Draft(
        "the-walk-through-makes-room",
        "change",
        "nadia",
        (
            says(
                "nadia",
                """I need Lotte and Angus from 13:00 to 15:00 next Tuesday, "Print Works, last
                drawings", at my table. The walk-through is in the way: move it to the first hour
                after that, same day, that suits the three of us. Rachel doesn't mind when.""",
                *find("nadia", "lotte", "angus"),
                calendar("nadia", "2025-10-14"),
                see("e.leithwalk"),
                gaps("2025-10-14", "nadia", "lotte", "angus"),
                move("e.leithwalk", *_WALK),
                meet(
                    "nadia",
                    "Print Works, last drawings",
                    ("2025-10-14", "13:00", "15:00"),
                    ("lotte", "angus"),
                ),
            ),
        ),
        "15:00; the Bell is free then, and the guest comes on the same day",
        (
            *known("Lotte", "Angus"),
            entry("The walk-through", "Print Works walk-through", "@e.leithwalk"),
        ),
        titled("Print Works, last drawings"),
    ),
    Draft(
        "cost-check-brought-forward",
        "change",
        "hugh",
        (
            says(
                "hugh",
                """The Baths cost check of next Wednesday is needed sooner. Kindly bring it forward
                to next Monday, as early as all three of us can.""",
                *find("hugh"),
                calendar("hugh", "2025-10-15"),
                see("e.costs"),
                gaps("2025-10-13", "hugh", "catriona", "alasdair"),
                move("e.costs", *_COSTS),
            ),
        ),
        "nine o'clock; the Stevenson is free",
        (entry("The Baths cost check", "Baths cost check", "@e.costs"),),
    ),
    Draft(
        "boathouse-for-juhani",
        "change",
        "riikka",
        (
            says(
                "riikka",
                """For Juhani: an hour and a half with Eero, Linnea and Ville next Wednesday, first
                thing that works for all four, "Opening of the boathouse". With a room here in
                Helsinki.""",
                *find("riikka", "juhani", "eero", "linnea", "ville"),
                *read("juhani"),
                gaps("2025-10-15", "juhani", "eero", "linnea", "ville"),
                rooms("HEL", *_BOAT, seats=4),
                meet(
                    "juhani",
                    "Opening of the boathouse",
                    _BOAT,
                    ("eero", "linnea", "ville"),
                    room="H-KIVI",
                ),
            ),
        ),
        "eight in the morning in Helsinki; a trip takes no time; the Kivi seats four",
        known("Juhani", "Eero", "Linnea", "Ville"),
        titled("Opening of the boathouse"),
    ),
    Draft(
        "davina-has-a-fever",
        "change",
        "davina",
        (
            says(
                "davina",
                """39.2 and rising. Whatever I have called for tomorrow, cancel it; whatever others
                have called, say no for me.""",
                *find("davina"),
                calendar("davina", "2025-10-08"),
                see("s.kirkwynd/2025-10-08"),
                see("e.nursery"),
                call("cancel_event", event_id="@e.nursery"),
                call(
                    "answer_invitation",
                    event_id="@s.kirkwynd/2025-10-08",
                    person_id="@davina",
                    response="declined",
                ),
            ),
        ),
        "the nursery brief is hers and has no guests; the design meeting is Rory's",
        (
            entry(
                "Whatever I have called for tomorrow",
                "%",
                "@e.nursery",
                "organiser_id = @davina AND date = '2025-10-08'",
            ),
        ),
    ),
    Draft(
        "pavel-for-finlay",
        "change",
        "shona",
        (
            says(
                "shona",
                """Finlay can't make the fire drill briefing next Tuesday. Take him off and put
                Pavel on in his place, he's a first aider too.""",
                *find("shona", "finlay", "pavel"),
                calendar("shona", "2025-10-14"),
                see("e.fire"),
                *read("pavel"),
                calendar("pavel", "2025-10-14"),
                call("remove_attendee", event_id="@e.fire", person_id="@finlay"),
                call("add_attendee", event_id="@e.fire", person_id="@pavel"),
            ),
        ),
        "Pavel is free, and they are still four in the Bell",
        (
            *known("Finlay", "Pavel"),
            entry("the fire drill briefing", "Fire drill briefing", "@e.fire"),
        ),
    ),
    Draft(
        "forecast-on-the-eve",
        "change",
        "isla",
        (
            says(
                "isla",
                """Hugh wants our fee forecasts by some date or other, it's in his mail. Block me
                15:00 to 16:30 on the day before that as focus time, "Forecast for Hugh".""",
                *find("isla"),
                search("isla", "forecasts"),
                open_mail("isla", "m.hugh-fees"),
                calendar("isla", "2025-10-14"),
                call(
                    "block_time",
                    person_id="@isla",
                    kind="focus",
                    title="Forecast for Hugh",
                    date="2025-10-14",
                    starts="15:00",
                    ends="16:30",
                ),
            ),
        ),
        "he wants them by the 15th",
        (
            *known("Hugh"),
            mail("in his mail", "hugh%", "Fee forecasts", "m.hugh-fees"),
        ),
        titled("Forecast for Hugh"),
    ),
    Draft(
        "before-the-scaffold-goes",
        "change",
        "tomasz",
        (
            says(
                "tomasz",
                """Sheila wrote when the Gorgie scaffold comes down. I want half an hour with Kieran
                and Grant the day before, as early as we can, "Last look at the gutters".""",
                *find("tomasz", "kieran", "grant"),
                search("tomasz", "scaffold"),
                open_mail("tomasz", "m.rutherford"),
                *read("tomasz", "kieran", "grant"),
                gaps("2025-10-22", "tomasz", "kieran", "grant"),
                meet("tomasz", "Last look at the gutters", _SCAFFOLD, ("kieran", "grant")),
            ),
        ),
        "on 23 October, so Wednesday the 22nd at nine",
        (
            *known("Kieran", "Grant"),
            mail("Sheila wrote", "sheila@%", "%scaffold%", "m.rutherford"),
        ),
        titled("Last look at the gutters"),
    ),
    Draft(
        "hanging-the-boards",
        "change",
        "isla",
        (
            says(
                "isla",
                """Marion wrote from when on the hall is ours. Put in "Hanging the boards" for Beth,
                Jess and me, for two hours from the very hour she names. We go there, so no
                room.""",
                *find("isla", "beth", "jess"),
                search("isla", "Marion"),
                open_mail("isla", "m.deeprose"),
                gaps("2025-10-14", "isla", "beth", "jess"),
                meet(
                    "isla",
                    "Hanging the boards",
                    ("2025-10-14", "09:00", "11:00"),
                    ("beth", "jess"),
                ),
            ),
        ),
        "from nine on the 14th; all three are free",
        (
            *known("Beth", "Jess"),
            mail("Marion wrote", "m.deeprose@%", "%", "m.deeprose"),
        ),
        titled("Hanging the boards"),
    ),
    Draft(
        "nursery-workshop",
        "change",
        "davina",
        (
            says(
                "davina",
                """Two hours with Hana, Lewis and Lotte next week in one piece, the earliest there
                is, "Blackford workshop". And the room with the model table.""",
                *find("davina", "hana", "lewis", "lotte"),
                *read("davina"),
                gaps("2025-10-13", "davina", "hana", "lewis", "lotte"),
                gaps("2025-10-14", "davina", "hana", "lewis", "lotte"),
                rooms("EDI", *_NURSERY, equipment="model table"),
                meet(
                    "davina",
                    "Blackford workshop",
                    _NURSERY,
                    ("hana", "lewis", "lotte"),
                    room="E-BENCH",
                ),
            ),
        ),
        "nothing of two hours on Monday; on Tuesday from three",
        known("Hana", "Lewis", "Lotte"),
        titled("Blackford workshop"),
    ),
    Draft(
        "refuse-struan-hanging-boards",
        "refusal",
        "isla",
        (
            says(
                "isla",
                """Marion wrote from when on the hall is ours. Put in "Hanging the pictures" for
                Beth, Struan and me, for two hours from the very hour she names. We go there, so no
                room.""",
                *find("isla", "beth", "struan"),
                search("isla", "Marion"),
                open_mail("isla", "m.deeprose"),
                gaps("2025-10-14", "isla", "beth", "struan"),
                call(
                    "list_leave",
                    person_id="@struan",
                    first_day="2025-10-14",
                    last_day="2025-10-14",
                ),
                decline("isla", "working_hours"),
            ),
        ),
        "Struan's calendar is empty on the 14th, but he is on leave",
        (
            *known("Beth", "Struan"),
            mail("Marion wrote", "m.deeprose@%", "%", "m.deeprose"),
        ),
        twin="hanging-the-boards",
    ),
)
