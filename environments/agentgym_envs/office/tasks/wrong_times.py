"""Tasks in which a meeting is wanted where the rules forbid one."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call
from agentgym_envs.office.tasks.drafts import (
    calendar,
    decline,
    find,
    gaps,
    known,
    read,
    says,
    see,
)

DRAFTS = (
    Draft(
        "refuse-kieran-on-friday",
        "refusal",
        "tomasz",
        (
            says(
                "tomasz",
                """Need Kieran and Jess on Friday from 11:00 to 12:00, "Gorgie site diary". Isla
                would be nice but she need not come, put her as optional.""",
                *find("tomasz", "kieran", "jess", "isla"),
                *read("kieran", "jess"),
                decline("tomasz", "working_hours"),
            ),
        ),
        "Kieran works from Monday to Thursday",
        known("Kieran", "Jess", "Isla"),
        twin="meet-optional-isla",
    ),
    Draft(
        "refuse-euan-staying-on",
        "refusal",
        "yuna",
        (
            says(
                "yuna",
                """Can you get me Euan for an hour on Thursday, 16:30 to 17:30? Call it "Colour of
                the larch". He says he's fine with staying on for once.""",
                *find("yuna", "euan"),
                *read("yuna", "euan"),
                decline("yuna", "working_hours"),
            ),
        ),
        "Euan works until 16:00, and it holds even if he offers",
        known("Euan"),
        twin="meet-late-with-struan",
    ),
    Draft(
        "refuse-sanna-at-two",
        "refusal",
        "moira",
        (
            says(
                "moira",
                """One hour with Sanna and Kaisa this Thursday at two, "Foyer lights, Otaniemi". I
                take it at my desk.""",
                *find("moira", "sanna", "kaisa"),
                *read("sanna", "kaisa"),
                decline("moira", "working_hours"),
            ),
        ),
        "16:00 to 17:00 in Helsinki, where their day ends at 16:00",
        known("Sanna", "Kaisa"),
        twin="meet-sanna-at-one",
    ),
    Draft(
        "refuse-hana-on-leave",
        "refusal",
        "lewis",
        (
            says(
                "lewis",
                """hi, can you put hana and me down for thursday 14:00, half an hour? "Nursery cot
                room". just the two of us""",
                *find("lewis", "hana"),
                *read("hana"),
                call(
                    "list_leave",
                    person_id="@hana",
                    first_day="2025-10-09",
                    last_day="2025-10-09",
                ),
                decline("lewis", "working_hours"),
            ),
        ),
        "Hana has approved leave on Thursday",
        known("hana"),
        twin="davina-about-the-cots",
    ),
    Draft(
        "refuse-holiday-monday",
        "refusal",
        "linnea",
        (
            says(
                "linnea",
                """Hello, I would like an hour with Struan on 20 October at 12 o'clock in Edinburgh,
                that is 14 here. "Boathouse picture for the club".""",
                *find("linnea", "struan"),
                *read("struan"),
                calendar("struan", "2025-10-20"),
                decline("linnea", "working_hours"),
            ),
        ),
        "the Edinburgh office is closed that day; working_hours comes before lunch",
        known("Struan"),
        twin="struan-after-his-holiday",
    ),
    Draft(
        "refuse-sandwich-meeting",
        "refusal",
        "greer",
        (
            says(
                "greer",
                """Omar and I have to go through the damp readings. Thursday, 12:30 to 13:30, over a
                sandwich, he's up for it. Title "Damp readings, Maltings".""",
                *find("greer", "omar"),
                gaps("2025-10-09", "greer", "omar"),
                decline("greer", "lunch"),
            ),
        ),
        "nobody else wants that half hour, but it is lunch",
        known("Omar"),
        twin="after-the-sandwich",
    ),
    Draft(
        "refuse-turku-at-ten",
        "refusal",
        "lotte",
        (
            says(
                "lotte",
                """Hello! Would you put an hour into the calendars of Pekka and Jari and me for
                tomorrow at 10, "Turku ferry floors"? By video from our desks.""",
                *find("lotte", "pekka", "jari"),
                *read("pekka"),
                gaps("2025-10-08", "lotte", "pekka", "jari"),
                decline("lotte", "lunch"),
            ),
        ),
        "12 to 13 in Helsinki",
        known("Pekka", "Jari"),
        twin="meet-turku-at-nine",
    ),
    Draft(
        "refuse-into-daylight-sums",
        "refusal",
        "beth",
        (
            says(
                "beth",
                """Could I have Ailsa for half an hour on Friday at ten? It's the daylight numbers
                anyway, so "Daylight, plot 9". I'll come to her desk.""",
                *find("beth", "ailsa"),
                calendar("ailsa", "2025-10-10"),
                decline("beth", "focus_time"),
            ),
        ),
        "focus time of Ailsa's, and only she may give it up",
        known("Ailsa"),
        twin="daylight-before-lunch",
    ),
    Draft(
        "refuse-ines-at-two",
        "refusal",
        "angus",
        (
            says(
                "angus",
                """Half an hour with Ines this Friday at 2 pm, "Hinge samples". At my desk.""",
                *find("angus", "ines"),
                calendar("angus", "2025-10-10"),
                calendar("ines", "2025-10-10"),
                decline("angus", "clash"),
            ),
        ),
        "Ines has accepted the samples meeting at that time",
        known("Ines"),
        twin="meet-skye-on-ironmongery",
    ),
    Draft(
        "refuse-struan-not-answered",
        "refusal",
        "pavel",
        (
            says(
                "pavel",
                """Please book Struan with me on Friday 13:00 to 13:30, "Photographs of the model".
                He hasn't said yes to that other thing, so he is free.""",
                *find("pavel", "struan"),
                calendar("struan", "2025-10-10"),
                decline("pavel", "clash"),
            ),
        ),
        "an invitation that is not answered takes time; only a declined one does not",
        known("Struan"),
        twin="struan-after-the-pack",
    ),
    Draft(
        "refuse-room-for-arjuns-meeting",
        "refusal",
        "shona",
        (
            says(
                "shona",
                """Arjun's thing about the new plotter tomorrow, he has left it to me where. Book us
                the Bell for it, would you?""",
                *find("shona", "arjun"),
                calendar("arjun", "2025-10-08"),
                see("e.newkit"),
                decline("shona", "not_yours", "e.newkit"),
            ),
        ),
        "the meeting is Arjun's, and Shona is no delegate of his; that comes before room_use",
        known("Arjun"),
        twin="room-for-the-roofs",
    ),
    Draft(
        "refuse-room-for-two",
        "refusal",
        "arjun",
        (
            says(
                "arjun",
                """room for my plotter meeting with Shona tomorrow pls, smallest one is fine""",
                *find("arjun", "shona"),
                calendar("arjun", "2025-10-08"),
                see("e.newkit"),
                decline("arjun", "room_use", "e.newkit"),
            ),
        ),
        "two people get no room",
        known("Shona"),
        twin="smallest-room-for-the-roofs",
    ),
    Draft(
        "refuse-nursery-in-the-loft",
        "refusal",
        "davina",
        (
            says(
                "davina",
                """The nursery brief tomorrow with Hana, Lewis and Lotte: I have four models to lay
                out. Could we swap the Stevenson for the Loft? I know it's free.""",
                *find("davina"),
                calendar("davina", "2025-10-08"),
                see("e.nursery"),
                decline("davina", "room_use", "e.nursery"),
            ),
        ),
        "neither a director nor a guest attends",
        known("Hana", "Lewis", "Lotte"),
        twin="nursery-in-the-adam",
    ),
    Draft(
        "refuse-moira-while-she-writes",
        "refusal",
        "hugh",
        (
            says(
                "hugh",
                """I must have half an hour of Moira tomorrow at ten, "Signatures for the bank". She
                will thank me later.""",
                *find("hugh", "moira"),
                calendar("hugh", "2025-10-08"),
                calendar("moira", "2025-10-08"),
                decline("hugh", "focus_time"),
            ),
        ),
        "her focus time lasts until eleven",
        known("Moira"),
        twin="moira-after-her-text",
    ),
    Draft(
        "refuse-turku-on-thursday",
        "refusal",
        "lotte",
        (
            says(
                "lotte",
                """Hello! Would you put an hour into the calendars of Pekka and me for Thursday at
                10, "Turku ferry lamps"? By video from our desks.""",
                *find("lotte", "pekka"),
                *read("pekka"),
                gaps("2025-10-09", "lotte", "pekka"),
                decline("lotte", "lunch"),
            ),
        ),
        "lunch in Helsinki, which comes before the clash with her own snags meeting",
        known("Pekka"),
        twin="meet-turku-at-nine",
    ),
)
