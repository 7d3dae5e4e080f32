"""Tasks about visitors and badges."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Call, Draft, call
from agentgym_envs.office.tasks.drafts import (
    calendar,
    decline,
    entry,
    find,
    gaps,
    known,
    meet,
    read,
    rooms,
    says,
    see,
    titled,
)


def guest(name: str, picks: str) -> About:
    """A guest, by name or part of it."""
    return About(name, "contacts", f"name LIKE '%{name}'", f"@{picks}")


def visits(site: str, date: str) -> Call:
    """The visits at a site on a day."""
    return call("list_visits", site_id=site, date=date)


def badge(visit: str, number: str) -> Call:
    """Give a badge to a visitor."""
    return call("issue_badge", visit_id=f"@{visit}", badge_id=number)


def register(who: str, host: str, date: str, event: str | None = None) -> Call:
    """Register a guest in Edinburgh."""
    arguments = {
        "contact_id": f"@{who}",
        "host_id": f"@{host}",
        "site_id": "EDI",
        "date": date,
    }
    if event is not None:
        arguments["event_id"] = f"@{event}"
    return Call("register_visit", arguments)


DRAFTS = (
    Draft(
        "meet-harbour-homes",
        "change",
        "isla",
        (
            says(
                "isla",
                """Marion Deeprose and Colin Fyvie come to see us on Thursday, four to five. Please
                put in "Seafield exhibition with the client", Ailsa and Grant with me, a room with a
                whiteboard, and tell reception.""",
                *find("isla", "ailsa", "grant"),
                call("find_contacts", text="Deeprose"),
                call("find_contacts", text="Fyvie"),
                gaps("2025-10-09", "isla", "ailsa", "grant"),
                rooms("EDI", "2025-10-09", "16:00", "17:00", seats=5, equipment="whiteboard"),
                meet(
                    "isla",
                    "Seafield exhibition with the client",
                    ("2025-10-09", "16:00", "17:00"),
                    ("ailsa", "grant"),
                    room="E-STEV",
                ),
                call(
                    "register_visit",
                    contact_id="@deeprose",
                    host_id="@isla",
                    site_id="EDI",
                    date="2025-10-09",
                    event_id="$event_id",
                ),
                call(
                    "register_visit",
                    contact_id="@fyvie",
                    host_id="@isla",
                    site_id="EDI",
                    date="2025-10-09",
                    event_id="$event_id",
                ),
            ),
        ),
        "three of us and two guests; the smallest room with a whiteboard seats six",
        known("Ailsa", "Grant"),
        titled("Seafield exhibition with the client"),
    ),
    Draft(
        "meet-the-wool-people",
        "change",
        "nadia",
        (
            says(
                "nadia",
                """New supplier coming in next Wednesday, 10 to 11: Fraser Dunn of Borders Wool,
                fraser@borderswool.example, he makes carpets. Can you set that up, "Carpets from
                Borders Wool", with Lotte and me, any room that fits, and get him registered?""",
                *find("nadia", "lotte"),
                gaps("2025-10-15", "nadia", "lotte"),
                call("find_contacts", text="Borders Wool"),
                rooms("EDI", "2025-10-15", "10:00", "11:00"),
                call(
                    "add_contact",
                    name="Fraser Dunn",
                    company="Borders Wool",
                    email="fraser@borderswool.example",
                    kind="contractor",
                ),
                meet(
                    "nadia",
                    "Carpets from Borders Wool",
                    ("2025-10-15", "10:00", "11:00"),
                    ("lotte",),
                    room="E-BELL",
                ),
                call(
                    "register_visit",
                    contact_id="$contact_id",
                    host_id="@nadia",
                    site_id="EDI",
                    date="2025-10-15",
                    event_id="$event_id",
                ),
            ),
        ),
        "not among the contacts yet; a supplier is a contractor; with the guest they are three",
        known("Lotte"),
        titled("Carpets from Borders Wool"),
    ),
    Draft(
        "badge-for-mcivor",
        "change",
        "dilys",
        (
            says(
                "dilys",
                """Dougie McIvor is standing in front of me with dust on his boots. A badge for him,
                please.""",
                *find("dilys"),
                *read("dilys"),
                visits("EDI", "2025-10-07"),
                badge("v.mcivor", "EY-02"),
            ),
        ),
        "expected today; a contractor gets yellow, and EY-01 is out",
        (guest("Dougie McIvor", "mcivor"),),
    ),
    Draft(
        "badge-for-ojala",
        "change",
        "riikka",
        (
            says(
                "riikka",
                """Heikki Ojala has arrived in Helsinki to see Eero. Please put the right badge for
                him into the system.""",
                *find("riikka"),
                *read("riikka"),
                visits("HEL", "2025-10-07"),
                badge("v.ojala", "HY-01"),
            ),
        ),
        "a contractor; the first yellow badge in Helsinki is free",
        (guest("Heikki Ojala", "ojala"),),
    ),
    Draft(
        "badge-for-baxter",
        "change",
        "omar",
        (
            says(
                "omar",
                """Gillian Baxter is here for me, and Dilys is on the phone. Could you check her in?
                She needs a badge.""",
                *find("omar"),
                visits("EDI", "2025-10-07"),
                badge("v.baxter", "EW-03"),
            ),
        ),
        "on the host's word; white, and the first two are out",
        (guest("Gillian Baxter", "baxter"),),
    ),
    Draft(
        "minister-on-monday",
        "change",
        "winnie",
        (
            says(
                "winnie",
                """The minister of Cramond, Mr Iain Haldane, will call on me here next Monday. There
                is no meeting to speak of, only tea. Would you let reception know?""",
                *find("winnie"),
                *read("winnie"),
                call("find_contacts", text="Iain Haldane"),
                visits("EDI", "2025-10-13"),
                register("haldane", "winnie", "2025-10-13"),
            ),
        ),
        "Winnie works on Mondays; his other visit is on Friday to somebody else",
        (guest("Iain Haldane", "haldane"),),
    ),
    Draft(
        "purves-is-not-coming",
        "change",
        "omar",
        (
            says(
                "omar",
                """Norman Purves has cried off for next week. Please cancel his visit.""",
                *find("omar"),
                visits("EDI", "2025-10-16"),
                call("cancel_visit", visit_id="@v.purves"),
            ),
        ),
        "the host's own word",
        (
            guest("Norman Purves", "purves"),
            About("his visit", "visits", "contact_id = @purves", "@v.purves"),
        ),
    ),
    Draft(
        "drever-a-day-later",
        "change",
        "alasdair",
        (
            says(
                "alasdair",
                """Magnus Drever can only come to see Catriona next Thursday, not Wednesday. She has
                asked me to have it changed, if you would be so kind.""",
                *find("alasdair", "catriona"),
                *read("catriona"),
                visits("EDI", "2025-10-15"),
                call("move_visit", visit_id="@v.drever", date="2025-10-16"),
            ),
        ),
        "her calendar delegate; Catriona works that day",
        (
            guest("Magnus Drever", "drever"),
            About("Magnus Drever", "visits", "contact_id = @drever", "@v.drever"),
        ),
    ),
    Draft(
        "adamson-joins-the-brief",
        "change",
        "davina",
        (
            says(
                "davina",
                """Keith Adamson wants to come to my nursery brief tomorrow and bring the new
                numbers. Can you get him registered for it?""",
                *find("davina"),
                calendar("davina", "2025-10-08"),
                see("e.nursery"),
                call("find_contacts", text="Keith Adamson"),
                register("adamson", "davina", "2025-10-08", "e.nursery"),
            ),
        ),
        "with him they are five, and the Stevenson has six seats",
        (
            guest("Keith Adamson", "adamson"),
            entry("my nursery brief", "Nursery brief", "@e.nursery"),
        ),
    ),
    Draft(
        "refuse-tennant-a-day-early",
        "refusal",
        "dilys",
        (
            says(
                "dilys",
                """Bill Tennant is standing in front of me with a toolbox. A badge for him, please.
                He says Angus knows.""",
                *find("dilys"),
                visits("EDI", "2025-10-07"),
                visits("EDI", "2025-10-08"),
                decline("dilys", "visitor", "v.tennant"),
            ),
        ),
        "he is expected tomorrow",
        (
            guest("Bill Tennant", "tennant"),
            About("Bill Tennant", "visits", "contact_id = @tennant", "@v.tennant"),
        ),
        twin="badge-for-mcivor",
    ),
    Draft(
        "refuse-tea-on-thursday",
        "refusal",
        "winnie",
        (
            says(
                "winnie",
                """Mr Norman Purves of the Maltings will call on me here on Thursday. There is no
                meeting to speak of, only tea. Would you let reception know?""",
                *find("winnie"),
                *read("winnie"),
                call("find_contacts", text="Norman Purves"),
                decline("winnie", "visitor"),
            ),
        ),
        "Winnie does not work on Thursdays, so he would have no host",
        (guest("Norman Purves", "purves"),),
        twin="minister-on-monday",
    ),
    Draft(
        "refuse-guest-during-leave",
        "refusal",
        "hana",
        (
            says(
                "hana",
                """Jean Thorburn drops by on Friday to leave the Blackford survey. Please register
                her, with me as host. I am around for ten minutes anyway.""",
                *find("hana"),
                *read("hana"),
                call("find_contacts", text="Jean Thorburn"),
                call(
                    "list_leave",
                    person_id="@hana",
                    first_day="2025-10-10",
                    last_day="2025-10-10",
                ),
                decline("hana", "visitor"),
            ),
        ),
        "Hana has approved leave on Friday",
        (guest("Jean Thorburn", "thorburn"),),
        twin="thorburn-before-the-leave",
    ),
    Draft(
        "refuse-greer-cancelling-purves",
        "refusal",
        "greer",
        (
            says(
                "greer",
                """Norman Purves has cried off for next week, he told me at the kirk. Please cancel
                his visit.""",
                *find("greer"),
                visits("EDI", "2025-10-16"),
                decline("greer", "not_yours", "v.purves"),
            ),
        ),
        "Omar is the host, and Greer is no delegate of his",
        (
            guest("Norman Purves", "purves"),
            About("his visit", "visits", "contact_id = @purves", "@v.purves"),
        ),
        twin="purves-is-not-coming",
    ),
    Draft(
        "glue-for-the-boathouse",
        "change",
        "eero",
        (
            says(
                "eero",
                """tomorrow somebody from Salmi Adhesives brings glue samples here: Timo Salmi,
                timo.salmi@salmiadhesives.example, we have not had him before. please register him,
                I receive him, no meeting""",
                *find("eero"),
                *read("eero"),
                call("find_contacts", text="Salmi"),
                call(
                    "add_contact",
                    name="Timo Salmi",
                    company="Salmi Adhesives",
                    email="timo.salmi@salmiadhesives.example",
                    kind="contractor",
                ),
                call(
                    "register_visit",
                    contact_id="$contact_id",
                    host_id="@eero",
                    site_id="HEL",
                    date="2025-10-08",
                ),
            ),
        ),
        "who supplies is a contractor; Eero sits in Helsinki and works tomorrow",
        (About("Eero Niemi", "people", "name = 'Eero Niemi'", "@eero"),),
    ),
)
