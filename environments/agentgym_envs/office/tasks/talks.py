"""Conversations of several turns about meetings and visitors."""

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
)
from agentgym_envs.office.tasks.guests import badge, guest, register, visits

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
        (("events.title", "canopy"),),
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
        (("events.title", "slates"),),
    ),
    Draft(
        "ines-at-three-then",
        "change",
        "angus",
        (
            says(
                "angus",
                """I need half an hour with Ines on Friday at 14:00, "Hinge samples".""",
                *find("angus", "ines"),
                calendar("angus", "2025-10-10"),
                calendar("ines", "2025-10-10"),
                decline("angus", "clash"),
            ),
            says(
                "angus",
                "Fair enough. At 15:00 then, same thing.",
                meet("angus", "Hinge samples", ("2025-10-10", "15:00", "15:30"), ("ines",)),
            ),
        ),
        "Ines is with the samples until three",
        known("Ines"),
        (("events.title", "hinge samples"),),
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
        (("events.title", "damp"),),
    ),
    Draft(
        "two-at-the-desk",
        "change",
        "dilys",
        (
            says(
                "dilys",
                "Dougie McIvor has come for Alasdair. Badge, please.",
                *find("dilys"),
                *read("dilys"),
                visits("EDI", "2025-10-07"),
                badge("v.mcivor", "EY-02"),
            ),
            says(
                "dilys",
                "And here is Gillian Baxter as well, for Omar.",
                badge("v.baxter", "EW-03"),
            ),
            says(
                "dilys",
                "It never stops. Norman Purves is here too and asks for Omar.",
                visits("EDI", "2025-10-16"),
                decline("dilys", "visitor", "v.purves"),
            ),
        ),
        "the first two are expected today, Norman Purves next Thursday",
        (
            guest("Dougie McIvor", "mcivor"),
            guest("Gillian Baxter", "baxter"),
            guest("Norman Purves", "purves"),
        ),
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
        (("events.title", "apprentices"),),
    ),
    Draft(
        "the-minister-changes-his-mind",
        "change",
        "winnie",
        (
            says(
                "winnie",
                """Mr Iain Haldane, the minister, will call on me here next Monday. Would you let
                reception know, dear?""",
                *find("winnie"),
                *read("winnie"),
                call("find_contacts", text="Iain Haldane"),
                register("haldane", "winnie", "2025-10-13"),
            ),
            says(
                "winnie",
                "There is a funeral on that day, he says. He comes next Wednesday instead.",
                call("move_visit", visit_id="$visit_id", date="2025-10-15"),
            ),
        ),
        "both are days on which she works",
        (guest("Iain Haldane", "haldane"),),
    ),
    Draft(
        "structure-another-day",
        "change",
        "isla",
        (
            says(
                "isla",
                "Anna Pettigrew can't come tomorrow. Cancel Seafield structure, please.",
                *find("isla"),
                calendar("isla", "2025-10-08"),
                see("e.struct"),
                call("cancel_event", event_id="@e.struct"),
                call("cancel_visit", visit_id="@v.pettigrew"),
            ),
            says(
                "isla",
                """She rang, next Wednesday 10 to 11 is good. Put in "Seafield structure, take two"
                with Ailsa and Grant, a room, and have her registered.""",
                gaps("2025-10-15", "isla", "grant", "ailsa"),
                call("find_contacts", text="Anna Pettigrew"),
                rooms("EDI", "2025-10-15", "10:00", "11:00", seats=4),
                meet(
                    "isla",
                    "Seafield structure, take two",
                    ("2025-10-15", "10:00", "11:00"),
                    ("ailsa", "grant"),
                    room="E-BELL",
                ),
                call(
                    "register_visit",
                    contact_id="@pettigrew",
                    host_id="@isla",
                    site_id="EDI",
                    date="2025-10-15",
                    event_id="$event_id",
                ),
            ),
        ),
        "three of us and the engineer: the Bell",
        (
            *known("Ailsa", "Grant"),
            entry("Seafield structure", "Seafield structure", "@e.struct"),
        ),
        (("events.title", "seafield structure"),),
    ),
    Draft(
        "a-meeting-and-a-grievance",
        "refusal",
        "ines",
        (
            says(
                "ines",
                "Please move Lotte's material samples on Friday to 16:00, I can't make two.",
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
        twin="move-model-base-sizes",
    ),
)
