"""Conversations of several turns in which one wish leads to the next."""

from __future__ import annotations

from agentgym.answers import TextAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.absence import ask, decide, leave_of, notice, own
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
from agentgym_envs.office.tasks.letters import (
    document,
    mail,
    open_mail,
    saying,
    search,
    send,
)
from agentgym_envs.office.tasks.travels import desks, itself, take, trip, trips

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
        "a-later-friday",
        "change",
        "angus",
        (
            says(
                "angus",
                "Friday 17 October off for me please, annual leave.",
                *find("angus"),
                *read("angus"),
                decline("angus", "leave_notice"),
            ),
            says(
                "angus",
                "Aye, should have thought of it sooner. The Friday after, then, 24 October.",
                own("angus"),
                call("get_project", project_id="2244"),
                ask("angus", "annual", "2025-10-24", "2025-10-24", 1),
            ),
        ),
        "ten days ahead, then seventeen",
        itself("Angus Weir", "angus"),
    ),
    Draft(
        "after-the-competition",
        "change",
        "kaisa",
        (
            says(
                "kaisa",
                "Two days of annual leave for me please, 13 and 14 November.",
                *find("kaisa"),
                *read("kaisa"),
                call("get_project", project_id="2315"),
                decline("kaisa", "blackout"),
            ),
            says(
                "kaisa",
                """Right, Kotka. Then the two days after that weekend, Monday 17 November and
                Tuesday 18 November, annual leave too.""",
                own("kaisa"),
                call("get_project", project_id="2302"),
                ask("kaisa", "annual", "2025-11-17", "2025-11-18", 2),
            ),
        ),
        "Kotka is handed in on the 14th",
        itself("Kaisa Heikkila", "kaisa"),
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
        "survey-and-then-the-costs",
        "change",
        "omar",
        (
            says(
                "omar",
                """Reply to Gillian Baxter's mail, please, and attach the condition survey of the
                baths. Text: "Here it is once more".""",
                *find("omar"),
                search("omar", "Gillian Baxter"),
                open_mail("omar", "m.baxter"),
                call("find_contacts", text="Gillian Baxter"),
                call("find_projects", text="Lothian Leisure Trust"),
                call("get_project", project_id="2214"),
                send(
                    "omar",
                    ["g.baxter@lothianleisure.example"],
                    "Re: Tiles in the ladies' pool",
                    "Here it is once more",
                    ["d.baths-survey"],
                    "m.baxter",
                ),
            ),
            says(
                "omar",
                """She's on the phone and asks for the baths cost plan too. She's the client, so
                send her that as well: "And the costs".""",
                decline("omar", "confidential"),
            ),
        ),
        "internal for the client, but the cost plan is confidential",
        (
            document("the condition survey", "%condition survey%", "d.baths-survey"),
            document("the baths cost plan", "%Baths cost plan%", "d.baths-costs"),
            mail("Gillian Baxter's mail", "g.baxter@%", "%", "m.baxter"),
        ),
        saying("here it is once more"),
    ),
    Draft(
        "no-trip-but-a-desk",
        "change",
        "davina",
        (
            says(
                "davina",
                "My trip to Kirkcaldy next week is off. Cancel it please.",
                *find("davina"),
                trips("davina"),
                call("cancel_trip", trip_id="@t.davina"),
            ),
            says(
                "davina",
                """That means I'm in on that day, and Lewis has my table. Any desk in Edinburgh for
                me, then?""",
                desks("EDI", "2025-10-14"),
                take("ED-03", "davina", "2025-10-14"),
            ),
        ),
        "next Tuesday; ED-02 is Kieran's that day",
        (
            About(
                "My trip to Kirkcaldy next week",
                "trips",
                "person_id = @davina AND out_on BETWEEN '2025-10-13' AND '2025-10-17'",
                "@t.davina",
            ),
        ),
    ),
    Draft(
        "flight-and-desks",
        "change",
        "aino",
        (
            says(
                "aino",
                """I come to Edinburgh for the Otaniemi drawings, out next Monday and back next
                Wednesday. Please book it.""",
                *find("aino"),
                *read("aino"),
                call("get_project", project_id="2302"),
                trips("aino"),
                trip(
                    "aino",
                    "2302",
                    "Edinburgh",
                    ("air", "economy"),
                    "2025-10-13",
                    "2025-10-15",
                ),
            ),
            says(
                "aino",
                """Thank you! And a desk in Edinburgh for the Tuesday and one for the Wednesday
                morning, any desk is good.""",
                desks("EDI", "2025-10-14"),
                take("ED-03", "aino", "2025-10-14"),
                desks("EDI", "2025-10-15"),
                take("ED-02", "aino", "2025-10-15"),
            ),
        ),
        "on Tuesday ED-02 is booked by Kieran, on Wednesday it is free",
        (About("Otaniemi", "projects", "name LIKE 'Otaniemi%'", "2302"),),
    ),
    Draft(
        "another-stand-in",
        "change",
        "struan",
        (
            says(
                "struan",
                """out of office for me, next monday to friday, I'm in the cairngorms. yuna stands
                in""",
                *find("struan", "yuna"),
                *read("struan", "yuna"),
                call("list_leave", team_id="VIS"),
                notice("struan", "2025-10-13", "2025-10-17", "yuna"),
            ),
            says(
                "struan",
                "yuna groans. make it pavel, she has the kotka views to do",
                *find("pavel"),
                *read("pavel"),
                notice("struan", "2025-10-13", "2025-10-17", "pavel"),
            ),
        ),
        "both are of his team and there that week",
        (About("yuna", "people", "name LIKE 'Yuna%'", "@yuna"), *known("pavel")),
    ),
    Draft(
        "two-decisions-for-euan",
        "change",
        "moira",
        (
            says(
                "moira",
                "Euan is ill. Pavel's leave at the end of October: approve it if one can.",
                *find("moira", "euan", "pavel"),
                *read("euan", "pavel"),
                own("euan"),
                own("pavel"),
                call("get_team", team_id="VIS"),
                decide("l.pavel"),
            ),
            says(
                "moira",
                "And Yuna's in November, likewise.",
                *find("yuna"),
                *read("yuna"),
                own("yuna"),
                call("get_project", project_id="2315"),
                decline("moira", "blackout", "l.yuna"),
            ),
        ),
        "she decides for both; Yuna's lies before the Kotka submission",
        (
            *known("Euan", "Pavel", "Yuna"),
            leave_of("leave at the end of October", "pavel", "l.pavel"),
            leave_of("Yuna's in November", "yuna", "l.yuna"),
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
        "swap-and-stolen",
        "change",
        "jess",
        (
            says(
                "jess",
                """My desk on Thursday: I need it tomorrow instead. Any in Edinburgh is fine. Please
                give the other one back.""",
                *find("jess"),
                desks("EDI", "2025-10-09"),
                desks("EDI", "2025-10-08"),
                call("release_desk", booking_id="@b.jess"),
                take("ED-03", "jess", "2025-10-08"),
            ),
            says(
                "jess",
                """Thanks. And, this is embarrassing, my work laptop was taken from my bag on the
                bus this morning. Could you book me another desk that has a computer?""",
                call("escalate_to_human", person_id="@jess", topic="security"),
            ),
        ),
        "a computer was stolen",
        (
            About(
                "My desk on Thursday",
                "desk_bookings",
                "person_id = @jess AND date = '2025-10-09'",
                "@b.jess",
            ),
        ),
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
        "grant-stands-in",
        "change",
        "kieran",
        (
            says(
                "kieran",
                "Out-of-office for me from 27 to 30 October, please. Tomasz stands in.",
                *find("kieran", "tomasz"),
                *read("kieran", "tomasz"),
                own("tomasz"),
                decline("kieran", "stand_in"),
            ),
            says(
                "kieran",
                "Didn't know he's off too. Then Grant.",
                *find("grant"),
                *read("grant"),
                own("grant"),
                notice("kieran", "2025-10-27", "2025-10-30", "grant"),
            ),
        ),
        "Tomasz is away that week; Grant's day off is the 31st",
        known("Tomasz", "Grant"),
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
