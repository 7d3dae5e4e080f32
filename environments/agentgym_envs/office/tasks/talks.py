"""Conversations of several turns about meetings."""

from __future__ import annotations

from agentgym.answers import TextAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.drafts import (
    calendar,
    decline,
    entry,
    find,
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

DRAFTS = (
    Draft(
        "half-an-hour-becomes-an-hour",
        "change",
        "lewis",
        (
            says(
                "lewis",
                """can you get me half an hour with callum tomorrow at 14:30? "Entrance canopy". at
                his desk""",
                *find("lewis", "callum"),
                gaps("2025-10-08", "lewis", "callum"),
                meet("lewis", "Entrance canopy", ("2025-10-08", "14:30", "15:00"), ("callum",)),
            ),
            says(
                "lewis",
                "thanks!! he says better make it a full hour, same start",
                calendar("callum", "2025-10-08"),
                calendar("lewis", "2025-10-08"),
                call(
                    "move_event",
                    event_id="$event_id",
                    date="2025-10-08",
                    starts="14:30",
                    ends="15:30",
                ),
            ),
        ),
        "his dentist is at half past three, so there is just time",
        (About("callum", "people", "name LIKE 'Callum%'", "@callum"),),
        titled("Entrance canopy"),
    ),
    Draft(
        "a-room-after-all",
        "change",
        "alasdair",
        (
            says(
                "alasdair",
                """Would you please put "Slates for Cramond" in for next Tuesday, 14:00 to 15:00,
                with Finlay and Winnie? We shall sit with me.""",
                *find("alasdair", "finlay"),
                call("find_people", team_id="HER"),
                gaps("2025-10-14", "alasdair", "finlay", "winnie"),
                meet(
                    "alasdair",
                    "Slates for Cramond",
                    ("2025-10-14", "14:00", "15:00"),
                    ("finlay", "winnie"),
                ),
            ),
            says(
                "alasdair",
                """I'm told that my table is needed for samples. A room it will have to be, then, if
                you would.""",
                rooms("EDI", "2025-10-14", "14:00", "15:00"),
                call("assign_room", event_id="$event_id", room_id="E-PLAY"),
            ),
        ),
        "three people; the Bell and the Stevenson are taken then",
        known("Finlay"),
        titled("Slates for Cramond"),
    ),
    Draft(
        "ines-after-the-table",
        "change",
        "angus",
        (
            says(
                "angus",
                """I'd like Ines for half an hour next Tuesday at 10:30 to choose hinges, "Hinges
                for the reception".""",
                *find("angus", "ines"),
                calendar("angus", "2025-10-14"),
                calendar("ines", "2025-10-14"),
                decline("angus", "clash"),
            ),
            says(
                "angus",
                "The Interiors table, I forgot. Then at 11:00, straight after it.",
                meet(
                    "angus",
                    "Hinges for the reception",
                    ("2025-10-14", "11:00", "11:30"),
                    ("ines",),
                ),
            ),
        ),
        "they both sit at the Interiors table until eleven",
        known("Ines"),
        titled("Hinges for the reception"),
    ),
    Draft(
        "first-when-then-book",
        "change",
        "greer",
        (
            says(
                "greer",
                """When is the earliest on Friday that Omar, Ailsa and I could have an hour
                together? Just tell me the time.""",
                *find("greer", "omar", "ailsa"),
                *read("greer", "omar", "ailsa"),
                gaps("2025-10-10", "greer", "omar", "ailsa"),
                answer=TextAnswer(value="14:00", aliases=("2 pm",)),
                proof=(
                    "SELECT ends FROM events WHERE event_id = @e.maltings AND NOT EXISTS "
                    "(SELECT 1 FROM events e JOIN attendees a USING(event_id) WHERE "
                    "a.person_id IN (@greer, @omar, @ailsa) AND e.date = '2025-10-10' AND "
                    "e.starts < '15:00' AND e.ends > '14:00')"
                ),
            ),
            says(
                "greer",
                """Good, take that. Call it "Damp at the Maltings", and we need a room with a
                screen.""",
                rooms("EDI", "2025-10-10", "14:00", "15:00", equipment="screen"),
                meet(
                    "greer",
                    "Damp at the Maltings",
                    ("2025-10-10", "14:00", "15:00"),
                    ("omar", "ailsa"),
                    room="E-BELL",
                ),
            ),
        ),
        "after the planning pack; the Bell seats four",
        known("Omar", "Ailsa"),
        titled("Damp at the Maltings"),
    ),
    Draft(
        "rory-speaks-up",
        "change",
        "callum",
        (
            says(
                "callum",
                """Kirkwynd client review: move it to next Tuesday at 11:00, please, an hour as
                before. Mrs Thorburn asked me.""",
                *find("callum"),
                calendar("callum", "2025-10-09"),
                see("e.kirkclient"),
                decline("callum", "not_yours", "e.kirkclient"),
            ),
            says(
                "rory",
                "Callum told me. It's my meeting, and I do want it moved as he said.",
                *find("rory"),
                gaps("2025-10-14", "rory", "davina", "morag", "callum"),
                move("e.kirkclient", "2025-10-14", "11:00", "12:00"),
                call("move_visit", visit_id="@v.thorburn", date="2025-10-14"),
                call("move_visit", visit_id="@v.adamson", date="2025-10-14"),
            ),
        ),
        "not on Callum's word, but on Rory's",
        (entry("Kirkwynd client review", "Kirkwynd client review", "@e.kirkclient"),),
    ),
    Draft(
        "fergus-may-look-in",
        "change",
        "elspeth",
        (
            says(
                "elspeth",
                """For Moira: half an hour with Leah on Friday at 14:00, "Apprentices next year". No
                room.""",
                *find("elspeth", "moira", "leah"),
                *read("moira"),
                gaps("2025-10-10", "moira", "leah"),
                meet(
                    "moira",
                    "Apprentices next year",
                    ("2025-10-10", "14:00", "14:30"),
                    ("leah",),
                ),
            ),
            says(
                "elspeth",
                """Moira says that Fergus may look in if he likes. Add him, but he need not
                come.""",
                *find("fergus"),
                call(
                    "add_attendee",
                    event_id="$event_id",
                    person_id="@fergus",
                    role="optional",
                ),
            ),
        ),
        "a calendar delegate makes it and adds to it",
        known("Moira", "Leah", "Fergus"),
        titled("Apprentices next year"),
    ),
    Draft(
        "a-meeting-and-a-grievance",
        "refusal",
        "ines",
        (
            says(
                "ines",
                "Please move Lotte's material samples on Friday to 13:00, I can't make two.",
                *find("ines"),
                calendar("ines", "2025-10-10"),
                decline("ines", "not_yours", "e.samples"),
            ),
            says(
                "ines",
                """Of course. It's always Lotte who decides, she has been bullying Skye and me for
                months and nobody does anything.""",
                call("escalate_to_human", person_id="@ines", topic="grievance"),
            ),
        ),
        "Lotte is the organiser; then a complaint about a colleague",
        (
            *known("Lotte"),
            entry("material samples", "Material samples", "@e.samples"),
        ),
        twin="samples-at-one",
    ),
    Draft(
        "rory-moves-his-own-series",
        "change",
        "davina",
        (
            says(
                "davina",
                """Ten is no good for the Kirkwynd design meeting any more. 11 to 12, please, every
                Wednesday from next week. Rory agrees.""",
                *find("davina", "rory"),
                *read("rory"),
                calendar("rory", "2025-10-15"),
                see("s.kirkwynd/2025-10-15"),
                decline("davina", "series", "s.kirkwynd"),
            ),
            says(
                "rory",
                "Rory here. I do agree, so please go ahead just as Davina wrote.",
                gaps("2025-10-15", "rory", "morag", "davina", "callum", "lewis"),
                gaps("2025-10-22", "rory", "morag", "davina", "callum", "lewis"),
                call(
                    "move_series",
                    series_id="@s.kirkwynd",
                    from_date="2025-10-15",
                    starts="11:00",
                    ends="12:00",
                ),
            ),
        ),
        "a series only on its organiser's own word; all five are free on both Wednesdays",
        (
            About(
                "Kirkwynd design meeting",
                "series",
                "title = 'Kirkwynd design meeting'",
                "@s.kirkwynd",
            ),
        ),
    ),
    Draft(
        "timber-at-eleven-or-eight",
        "change",
        "sanna",
        (
            says(
                "sanna",
                """An hour later would be kinder to the Timber bench review. Can we have it from 11
                to 12 our time, from next week on, Tuesdays as ever?""",
                *find("sanna"),
                calendar("sanna", "2025-10-14", "2025-10-21"),
                see("s.timber/2025-10-14"),
                gaps("2025-10-14", "sanna", "aino", "eero", "ville", "linnea"),
                gaps("2025-10-21", "sanna", "aino", "eero", "ville", "linnea"),
                decline("sanna", "clash", "s.timber"),
            ),
            says(
                "sanna",
                "OK, then from 8 to 9 our time, before anything else can get in.",
                call(
                    "move_series",
                    series_id="@s.timber",
                    from_date="2025-10-14",
                    starts="06:00",
                    ends="07:00",
                ),
            ),
        ),
        "on the 21st two of them have something at 11 their time; at 8 nobody has",
        (
            About(
                "the Timber bench review",
                "series",
                "title = 'Timber bench review'",
                "@s.timber",
            ),
        ),
    ),
    Draft(
        "ailsa-gives-way",
        "change",
        "beth",
        (
            says(
                "beth",
                """Ailsa and I have to talk about the trees by plot 12. Friday, 10:00 to 10:30,
                "Trees by plot 12", at her desk.""",
                *find("beth", "ailsa"),
                calendar("ailsa", "2025-10-10"),
                decline("beth", "focus_time"),
            ),
            says(
                "ailsa",
                "It's all right, the sums are done. My focus time on Friday can be cancelled.",
                call("cancel_event", event_id="@e.focus-ailsa"),
            ),
            says(
                "beth",
                "Great, then please put my half hour in after all, as I said.",
                calendar("beth", "2025-10-10"),
                meet("beth", "Trees by plot 12", ("2025-10-10", "10:00", "10:30"), ("ailsa",)),
            ),
        ),
        "only Ailsa may give up her focus time; afterwards nothing is in the way",
        (
            *known("Ailsa"),
            entry("My focus time on Friday", "Daylight sums", "@e.focus-ailsa"),
        ),
        titled("Trees by plot 12"),
    ),
    Draft(
        "roofs-without-finlay",
        "change",
        "greer",
        (
            says(
                "greer",
                """For my roof survey wash-up next Tuesday get us a room, one where I can use a
                whiteboard.""",
                *find("greer"),
                calendar("greer", "2025-10-14"),
                see("e.roofs"),
                rooms("EDI", "2025-10-14", "11:00", "12:00", equipment="whiteboard"),
                call("assign_room", event_id="@e.roofs", room_id="E-STEV"),
            ),
            says(
                "greer",
                """Finlay needn't come, by the way, he has seen enough gutters. Take him off, and
                put Winnie on as optional.""",
                call("find_people", team_id="HER"),
                call("remove_attendee", event_id="@e.roofs", person_id="@finlay"),
                call("add_attendee", event_id="@e.roofs", person_id="@winnie", role="optional"),
            ),
        ),
        "the organiser changes who comes; the Stevenson still suits",
        (
            *known("Finlay"),
            entry("my roof survey wash-up", "Roof survey wash-up", "@e.roofs"),
        ),
    ),
)
