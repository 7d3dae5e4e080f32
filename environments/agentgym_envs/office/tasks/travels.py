"""Tasks about trips and desks."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Call, Draft, call
from agentgym_envs.office.tasks.drafts import decline, find, known, read, says


def trip(
    who: str, project: str, destination: str, how: tuple[str, str], out: str, back: str
) -> Call:
    """Book a trip."""
    return Call(
        "book_trip",
        {
            "person_id": f"@{who}",
            "project_id": project,
            "destination": destination,
            "mode": how[0],
            "fare": how[1],
            "out_on": out,
            "back_on": back,
        },
    )


def trips(who: str) -> Call:
    """A colleague's trips."""
    return call("list_trips", person_id=f"@{who}")


def desks(site: str, date: str) -> Call:
    """The desks of a site on a day."""
    return call("list_desks", site_id=site, date=date)


def take(desk: str, who: str, date: str) -> Call:
    """Book a desk."""
    return call("book_desk", desk_id=desk, person_id=f"@{who}", date=date)


def itself(name: str, nick: str) -> tuple[About, ...]:
    """The colleague who writes, where nothing else is described."""
    return (About(name, "people", f"name = '{name}'", f"@{nick}"),)


DRAFTS = (
    Draft(
        "omar-to-dunbar",
        "change",
        "omar",
        (
            says(
                "omar",
                """I have to be at the Maltings next Thursday, there and back the same day. Can you
                get me to Dunbar?""",
                *find("omar"),
                *read("omar"),
                call("get_project", project_id="2219"),
                trips("omar"),
                trip(
                    "omar",
                    "2219",
                    "Dunbar",
                    ("train", "standard"),
                    "2025-10-16",
                    "2025-10-16",
                ),
            ),
        ),
        "he leads the project; within Britain by train, and architects go standard",
        (About("the Maltings", "projects", "name LIKE '%Maltings%'", "2219"),),
    ),
    Draft(
        "rory-first-to-kirkcaldy",
        "change",
        "rory",
        (
            says(
                "rory",
                """Kirkcaldy for Kirkwynd, out next Thursday, back on the Friday. First class if I'm
                allowed it, I have drawings to spread out.""",
                *find("rory"),
                *read("rory"),
                call("get_project", project_id="2231"),
                trips("rory"),
                trip(
                    "rory",
                    "2231",
                    "Kirkcaldy",
                    ("train", "first"),
                    "2025-10-16",
                    "2025-10-17",
                ),
            ),
        ),
        "an associate, and a member of the project",
        (About("Kirkwynd", "projects", "name LIKE 'Kirkwynd%'", "2231"),),
    ),
    Draft(
        "aino-flies-to-edinburgh",
        "change",
        "aino",
        (
            says(
                "aino",
                """I come to Edinburgh for the last Otaniemi drawings, from next Monday to next
                Wednesday. Please book the journey.""",
                *find("aino"),
                *read("aino"),
                call("find_projects", text="Otaniemi"),
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
        ),
        "between the sites people fly, in economy",
        (About("Otaniemi", "projects", "name LIKE 'Otaniemi%'", "2302"),),
    ),
    Draft(
        "davina-stays-here",
        "change",
        "davina",
        (
            says(
                "davina",
                """No need for me to go to Kirkcaldy next week, they come here. Cancel my ticket
                please.""",
                *find("davina"),
                trips("davina"),
                call("cancel_trip", trip_id="@t.davina"),
            ),
        ),
        "the one next Thursday; the other was in September",
        (
            About(
                "Kirkcaldy next week",
                "trips",
                "person_id = @davina AND out_on BETWEEN '2025-10-13' AND '2025-10-17'",
                "@t.davina",
            ),
        ),
    ),
    Draft(
        "desk-for-callum",
        "change",
        "callum",
        (
            says(
                "callum",
                """My own table is full of samples. A desk in Edinburgh for Thursday please, any
                will do.""",
                *find("callum"),
                *read("callum"),
                desks("EDI", "2025-10-09"),
                take("ED-06", "callum", "2025-10-09"),
            ),
        ),
        "ED-02, ED-03 and ED-05 are booked, ED-01 and ED-04 are fixed",
        itself("Callum Reid", "callum"),
    ),
    Draft(
        "struan-standing",
        "change",
        "struan",
        (
            says(
                "struan",
                """back's bad again. one of the standing desks for friday pls, one that's nobody's
                own""",
                *find("struan"),
                *read("struan"),
                desks("EDI", "2025-10-10"),
                take("ED-07", "struan", "2025-10-10"),
            ),
        ),
        "his record has it; the other one is fixed for Grant",
        itself("Struan Ogilvie", "struan"),
    ),
    Draft(
        "hanas-desk-on-friday",
        "change",
        "finlay",
        (
            says(
                "finlay",
                """Could I sit at Hana's desk on Friday? It's by the window and I have to photograph
                stones.""",
                *find("finlay", "hana"),
                desks("EDI", "2025-10-10"),
                call(
                    "list_leave",
                    person_id="@hana",
                    first_day="2025-10-10",
                    last_day="2025-10-10",
                ),
                take("ED-09", "finlay", "2025-10-10"),
            ),
        ),
        "fixed for Hana, who has approved leave that day",
        known("Hana"),
    ),
    Draft(
        "jess-swaps-days",
        "change",
        "jess",
        (
            says(
                "jess",
                """I booked a desk for Thursday but it's tomorrow that I need one, on Thursday I'm
                on site. Can you swap it? Any desk in Edinburgh is fine.""",
                *find("jess"),
                desks("EDI", "2025-10-09"),
                desks("EDI", "2025-10-08"),
                call("release_desk", booking_id="@b.jess"),
                take("ED-03", "jess", "2025-10-08"),
            ),
        ),
        "tomorrow ED-02 is Finlay's, so ED-03",
        (
            About(
                "a desk for Thursday",
                "desk_bookings",
                "person_id = @jess AND date = '2025-10-09'",
                "@b.jess",
            ),
        ),
    ),
    Draft(
        "refuse-jess-to-dunbar",
        "refusal",
        "jess",
        (
            says(
                "jess",
                """Tomasz thinks I should see the Maltings once. Next Thursday, there and back the
                same day. Can you get me to Dunbar?""",
                *find("jess"),
                *read("jess"),
                call("find_projects", text="Maltings"),
                call("get_project", project_id="2219"),
                decline("jess", "travel_need"),
            ),
        ),
        "she is no member of the project",
        (About("the Maltings", "projects", "name LIKE '%Maltings%'", "2219"),),
        twin="omar-to-dunbar",
    ),
    Draft(
        "refuse-ailsa-first-class",
        "refusal",
        "ailsa",
        (
            says(
                "ailsa",
                """Dunbar for the Maltings, out next Thursday, back on the Friday. First class
                please, I have drawings to spread out.""",
                *find("ailsa"),
                *read("ailsa"),
                call("get_project", project_id="2219"),
                decline("ailsa", "travel_class"),
            ),
        ),
        "an architect goes standard",
        (About("the Maltings", "projects", "name LIKE '%Maltings%'", "2219"),),
        twin="rory-first-to-kirkcaldy",
    ),
    Draft(
        "refuse-business-class",
        "refusal",
        "anneli",
        (
            says(
                "anneli",
                """I come to Edinburgh with the Kotka model, from next Monday to next Wednesday.
                Please book the journey, in business, the model needs the seat beside me.""",
                *find("anneli"),
                *read("anneli"),
                call("find_projects", text="Kotka"),
                call("get_project", project_id="2315"),
                decline("anneli", "travel_class"),
            ),
        ),
        "economy, whatever the grade",
        (About("Kotka", "projects", "name LIKE 'Kotka%'", "2315"),),
        twin="aino-flies-to-edinburgh",
    ),
    Draft(
        "refuse-cancelling-callums-ticket",
        "refusal",
        "davina",
        (
            says(
                "davina",
                """No need for Callum to go to Kirkcaldy next week, I have the samples here. Cancel
                his ticket please.""",
                *find("davina", "callum"),
                *read("callum"),
                trips("callum"),
                decline("davina", "not_yours", "t.callum"),
            ),
        ),
        "she is no calendar delegate of Callum's",
        (
            *known("Callum"),
            About(
                "Kirkcaldy next week",
                "trips",
                "person_id = @callum AND out_on BETWEEN '2025-10-13' AND '2025-10-17'",
                "@t.callum",
            ),
        ),
        twin="davina-stays-here",
    ),
    Draft(
        "refuse-lottes-desk",
        "refusal",
        "finlay",
        (
            says(
                "finlay",
                """Could I sit at Lotte's desk on Friday? She says she'll be in meetings all day
                anyway, and I have to photograph stones.""",
                *find("finlay", "lotte"),
                desks("EDI", "2025-10-10"),
                call(
                    "list_leave",
                    person_id="@lotte",
                    first_day="2025-10-10",
                    last_day="2025-10-10",
                ),
                decline("finlay", "desk"),
            ),
        ),
        "fixed for Lotte, who is not on leave that day",
        known("Lotte"),
        twin="hanas-desk-on-friday",
    ),
    Draft(
        "refuse-standing-for-omar",
        "refusal",
        "omar",
        (
            says(
                "omar",
                """back's gone. one of the standing desks for friday pls, one that's nobody's
                own""",
                *find("omar"),
                *read("omar"),
                desks("EDI", "2025-10-10"),
                decline("omar", "desk"),
            ),
        ),
        "his record does not have it",
        itself("Omar Siddiqui", "omar"),
        twin="struan-standing",
    ),
    Draft(
        "refuse-second-desk",
        "refusal",
        "beth",
        (
            says(
                "beth",
                """The exhibition model is in pieces. A desk in Edinburgh for Friday please, any
                will do, to go with the one I have.""",
                *find("beth"),
                desks("EDI", "2025-10-10"),
                decline("beth", "desk"),
            ),
        ),
        "nobody has two desks on a day",
        itself("Beth Oyelaran", "beth"),
        twin="desk-for-callum",
    ),
    Draft(
        "refuse-skye-first-to-dunbar",
        "refusal",
        "skye",
        (
            says(
                "skye",
                """Omar says I can come along to the Maltings next Thursday, there and back. A train
                to Dunbar, please, first class if there's nothing else left.""",
                *find("skye"),
                *read("skye"),
                call("find_projects", text="Maltings"),
                call("get_project", project_id="2219"),
                decline("skye", "travel_need"),
            ),
        ),
        "she is no member of the project, and that comes before the class",
        (About("the Maltings", "projects", "name LIKE '%Maltings%'", "2219"),),
        twin="omar-to-dunbar",
    ),
    Draft(
        "refuse-giving-back-skyes-desk",
        "refusal",
        "lotte",
        (
            says(
                "lotte",
                """Skye has a desk booked for Thursday, but I need her at the Print Works all day.
                Please give it back for her.""",
                *find("lotte", "skye"),
                *read("skye"),
                desks("EDI", "2025-10-09"),
                decline("lotte", "not_yours", "b.skye"),
            ),
        ),
        "a line manager is no delegate",
        (
            *known("Skye"),
            About(
                "a desk booked for Thursday",
                "desk_bookings",
                "person_id = @skye AND date = '2025-10-09'",
                "@b.skye",
            ),
        ),
        twin="skye-gives-a-desk-back",
    ),
)
