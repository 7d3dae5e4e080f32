"""Tasks in which a meeting is made."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.drafts import (
    calendar,
    find,
    first,
    gaps,
    known,
    meet,
    read,
    rooms,
    says,
    titled,
)

_STAIR = first("ailsa,grant,beth", "2025-10-09", 60)
_OTANIEMI = first("moira,pavel,euan,sanna,kaisa", "2025-10-09", 60)
_BUDGET = first("moira,hugh,shona", "2025-10-08", 60)
_KOTKA = first("oona,tuomas,maija,kaisa", "2025-10-13..2025-10-17", 120)
_JURY = first("sanna,juhani,anneli", "2025-10-10", 60)
_PEWS = first("winnie,alasdair,finlay", "2025-10-15", 30)
_LINTELS = first("tomasz,kieran,grant,jess", "2025-10-13..2025-10-16", 90)

DRAFTS = (
    Draft(
        "meet-stair-core",
        "change",
        "ailsa",
        (
            says(
                "ailsa",
                """Grant and Beth and I need an hour on Thursday, as early as we all can. Call it
                "Stair core details". We'll stand round my desk, so no room.""",
                *find("ailsa", "grant", "beth"),
                *read("ailsa", "grant", "beth"),
                gaps("2025-10-09", "ailsa", "grant", "beth"),
                meet("ailsa", "Stair core details", _STAIR, ("grant", "beth")),
            ),
        ),
        "nine o'clock: the Gorgie walk in Grant's calendar he has declined",
        known("Grant", "Beth"),
        titled("Stair core details"),
    ),
    Draft(
        "meet-otaniemi-two-sites",
        "change",
        "moira",
        (
            says(
                "moira",
                """I want Pavel, Euan, Sanna and Kaisa for an hour on Thursday about the Otaniemi
                model, title "Otaniemi model and panels". The first time that works for all five of
                us, and a room, please.""",
                *find("moira", "pavel", "euan", "sanna", "kaisa"),
                *read("pavel", "euan", "sanna"),
                gaps("2025-10-09", "moira", "pavel", "euan", "sanna", "kaisa"),
                rooms("EDI", "2025-10-09", _OTANIEMI[1], _OTANIEMI[2], seats=3, equipment="video"),
                meet(
                    "moira",
                    "Otaniemi model and panels",
                    _OTANIEMI,
                    ("pavel", "euan", "sanna", "kaisa"),
                    room="E-ADAM",
                ),
            ),
        ),
        "11:00: Accounts at 9:30, lunch in Helsinki until 11:00; three sit in Edinburgh, with "
        "video; the Playfair is taken",
        known("Pavel", "Euan", "Sanna", "Kaisa"),
        titled("Otaniemi model and panels"),
    ),
    Draft(
        "meet-frame-drawings",
        "change",
        "eero",
        (
            says(
                "eero",
                """hei, could you set up half an hour next Tuesday at 14:30 our time with Ville and
                Linnea, "Frame drawings, last round". Juhani may join if he likes, not a must""",
                *find("eero", "ville", "linnea", "juhani"),
                gaps("2025-10-14", "eero", "ville", "linnea"),
                meet(
                    "eero",
                    "Frame drawings, last round",
                    ("2025-10-14", "12:30", "13:00"),
                    ("ville", "linnea"),
                    ("juhani",),
                ),
            ),
        ),
        "14:30 in Helsinki is 12:30 in Edinburgh; Ville's other meeting is over then",
        known("Ville", "Linnea", "Juhani"),
        titled("Frame drawings, last round"),
    ),
    Draft(
        "meet-for-moira",
        "change",
        "elspeth",
        (
            says(
                "elspeth",
                """For Moira, please: an hour with Hugh and Shona tomorrow, the first time that
                suits the three of them. Title "Budget for the new year". They will sit in her
                office.""",
                *find("elspeth", "moira", "hugh", "shona"),
                *read("moira", "hugh", "shona"),
                gaps("2025-10-08", "moira", "hugh", "shona"),
                meet("moira", "Budget for the new year", _BUDGET, ("hugh", "shona")),
            ),
        ),
        "a calendar delegate; front desk hour, focus time, the plotter and lunch leave 13:00",
        known("Moira", "Hugh", "Shona"),
        titled("Budget for the new year"),
    ),
    Draft(
        "meet-tile-repairs",
        "change",
        "catriona",
        (
            says(
                "catriona",
                """Could you please arrange "Tile repairs, second round" for next Monday, half past
                one to half past two, with Alasdair, Omar, Greer and Finlay? We need a room with a
                screen. Many thanks, C.""",
                *find("catriona", "alasdair", "omar", "greer", "finlay"),
                gaps("2025-10-13", "catriona", "alasdair", "omar", "greer", "finlay"),
                rooms("EDI", "2025-10-13", "13:30", "14:30", equipment="screen"),
                meet(
                    "catriona",
                    "Tile repairs, second round",
                    ("2025-10-13", "13:30", "14:30"),
                    ("alasdair", "omar", "greer", "finlay"),
                    room="E-STEV",
                ),
            ),
        ),
        "five people: the Bell is too small",
        known("Alasdair", "Omar", "Greer", "Finlay"),
        titled("Tile repairs, second round"),
    ),
    Draft(
        "give-up-focus-time",
        "change",
        "rory",
        (
            says(
                "rory",
                """Right, the design statement is done, so my focus time on Friday morning can go.
                Put "Tender queries" in for me and Callum instead, 10 to 11 the same morning.""",
                *find("rory", "callum"),
                calendar("rory", "2025-10-10"),
                calendar("callum", "2025-10-10"),
                call("cancel_event", event_id="@e.focus-rory"),
                meet("rory", "Tender queries", ("2025-10-10", "10:00", "11:00"), ("callum",)),
            ),
        ),
        "his own focus time, cancelled on his word",
        known("Callum"),
        titled("Tender queries"),
    ),
    Draft(
        "meet-optional-isla",
        "change",
        "tomasz",
        (
            says(
                "tomasz",
                """Need Kieran and Jess on Thursday from 13:30 to 14:30, "Gorgie handover". Isla
                would be nice but she need not come, put her as optional.""",
                *find("tomasz", "kieran", "jess", "isla"),
                gaps("2025-10-09", "tomasz", "kieran", "jess"),
                meet(
                    "tomasz",
                    "Gorgie handover",
                    ("2025-10-09", "13:30", "14:30"),
                    ("kieran", "jess"),
                    ("isla",),
                ),
            ),
        ),
        "Isla is in interviews then, but she is optional",
        known("Kieran", "Jess", "Isla"),
        titled("Gorgie handover"),
    ),
    Draft(
        "meet-skye-on-ironmongery",
        "change",
        "angus",
        (
            says(
                "angus",
                """Half an hour with Skye this Friday at 2 pm, "Ironmongery list". At my desk.""",
                *find("angus", "skye"),
                calendar("angus", "2025-10-10"),
                calendar("skye", "2025-10-10"),
                meet("angus", "Ironmongery list", ("2025-10-10", "14:00", "14:30"), ("skye",)),
            ),
        ),
        "Skye has declined the samples meeting at that time",
        known("Skye"),
        titled("Ironmongery list"),
    ),
    Draft(
        "meet-kotka-two-hours",
        "change",
        "oona",
        (
            says(
                "oona",
                """We must finally sit down properly over Kotka: Tuomas, Maija, Kaisa and me, two
                hours in one go, as early as possible next week. Title "Kotka, the long talk". No
                room needed, we sit at my desk.""",
                *find("oona", "tuomas", "maija", "kaisa"),
                *read("tuomas", "kaisa"),
                call(
                    "list_leave",
                    person_id="@kaisa",
                    first_day="2025-10-13",
                    last_day="2025-10-17",
                ),
                gaps("2025-10-16", "oona", "tuomas", "maija", "kaisa"),
                meet("oona", "Kotka, the long talk", _KOTKA, ("tuomas", "maija", "kaisa")),
            ),
        ),
        "Kaisa is on leave until Wednesday; Thursday, ten to twelve in Helsinki",
        known("Tuomas", "Maija", "Kaisa"),
        titled("Kotka, the long talk"),
    ),
    Draft(
        "meet-for-sanna",
        "change",
        "aino",
        (
            says(
                "aino",
                """Sanna asks me to fix an hour with Juhani and Anneli on Friday for her, she calls
                it "Before the jury". As early as the three can, please. No room.""",
                *find("aino", "sanna", "juhani", "anneli"),
                *read("sanna", "juhani", "anneli"),
                gaps("2025-10-10", "sanna", "juhani", "anneli"),
                meet("sanna", "Before the jury", _JURY, ("juhani", "anneli")),
            ),
        ),
        "Aino is Sanna's calendar delegate; a Helsinki day begins at 6:00 in Edinburgh",
        known("Sanna", "Juhani", "Anneli"),
        titled("Before the jury"),
    ),
    Draft(
        "meet-about-the-pews",
        "change",
        "winnie",
        (
            says(
                "winnie",
                """Good morning, dear. Mr Boyd, young Finlay and I ought to talk about the pews and
                the pulpit next Wednesday, for half an hour, as early in the day as everybody can
                manage. "Pews and pulpit" will do for a title, and we shall find a corner.""",
                *find("winnie", "finlay"),
                call("find_people", text="Boyd"),
                *read("winnie", "alasdair", "finlay"),
                gaps("2025-10-15", "winnie", "alasdair", "finlay"),
                meet("winnie", "Pews and pulpit", _PEWS, ("alasdair", "finlay")),
            ),
        ),
        "a Wednesday, on which Winnie works",
        (About("Mr Boyd", "people", "name LIKE '% Boyd'", "@alasdair"), *known("Finlay")),
        titled("Pews and pulpit"),
    ),
    Draft(
        "meet-late-with-struan",
        "change",
        "yuna",
        (
            says(
                "yuna",
                """Can you get me Struan for an hour on Thursday, 16:30 to 17:30? Call it "Evening
                light on the baths". He says he's fine with it.""",
                *find("yuna", "struan"),
                *read("yuna", "struan"),
                gaps("2025-10-09", "yuna", "struan"),
                meet(
                    "yuna",
                    "Evening light on the baths",
                    ("2025-10-09", "16:30", "17:30"),
                    ("struan",),
                ),
            ),
        ),
        "Struan works until 17:30, and the boards are done at 16:30",
        known("Struan"),
        titled("Evening light on the baths"),
    ),
    Draft(
        "meet-sanna-at-one",
        "change",
        "moira",
        (
            says(
                "moira",
                """One hour with Sanna and Aino this Thursday at one, "Entrance hall, Otaniemi". I
                take it at my desk.""",
                *find("moira", "sanna", "aino"),
                *read("sanna", "aino"),
                gaps("2025-10-09", "moira", "sanna", "aino"),
                meet(
                    "moira",
                    "Entrance hall, Otaniemi",
                    ("2025-10-09", "13:00", "14:00"),
                    ("sanna", "aino"),
                ),
            ),
        ),
        "ends at 16:00 in Helsinki, when their day ends",
        known("Sanna", "Aino"),
        titled("Entrance hall, Otaniemi"),
    ),
    Draft(
        "meet-turku-at-nine",
        "change",
        "lotte",
        (
            says(
                "lotte",
                """Hello! Would you put an hour into the calendars of Pekka and Jari and me for
                tomorrow at 9, "Turku ferry seats"? By video from our desks.""",
                *find("lotte", "pekka", "jari"),
                gaps("2025-10-08", "lotte", "pekka", "jari"),
                meet(
                    "lotte",
                    "Turku ferry seats",
                    ("2025-10-08", "09:00", "10:00"),
                    ("pekka", "jari"),
                ),
            ),
        ),
        "11 to 12 in Helsinki, before lunch there",
        known("Pekka", "Jari"),
        titled("Turku ferry seats"),
    ),
    Draft(
        "meet-gorgie-ninety-minutes",
        "change",
        "tomasz",
        (
            says(
                "tomasz",
                """Kieran, Grant, Jess and me, an hour and a half, the first time next week that all
                four of us can. "Gorgie lintels". With a room that has a whiteboard.""",
                *find("tomasz", "kieran", "grant", "jess"),
                *read("tomasz", "kieran", "grant", "jess"),
                gaps("2025-10-13", "tomasz", "kieran", "grant", "jess"),
                rooms("EDI", _LINTELS[0], _LINTELS[1], _LINTELS[2], equipment="whiteboard"),
                meet(
                    "tomasz",
                    "Gorgie lintels",
                    _LINTELS,
                    ("kieran", "grant", "jess"),
                    room="E-STEV",
                ),
            ),
        ),
        "ninety minutes in one piece, outside lunch and Tomasz's focus time",
        known("Kieran", "Grant", "Jess"),
        titled("Gorgie lintels"),
    ),
)
