"""Conversations of several turns about visitors."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call
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
from agentgym_envs.office.tasks.guests import badge, guest, register, visits

DRAFTS = (
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
        "the-mason-changes-his-mind",
        "change",
        "winnie",
        (
            says(
                "winnie",
                """Mr Dougie McIvor, the mason, brings me a piece of stone here next Tuesday. Would
                you let reception know, dear?""",
                *find("winnie"),
                *read("winnie"),
                call("find_contacts", text="Dougie McIvor"),
                register("mcivor", "winnie", "2025-10-14"),
            ),
            says(
                "winnie",
                "His van is in the garage on that day, he says. He comes next Wednesday instead.",
                call("move_visit", visit_id="$visit_id", date="2025-10-15"),
            ),
        ),
        "both are days on which she works",
        (guest("Dougie McIvor", "mcivor"),),
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
        titled("Seafield structure, take two"),
    ),
    Draft(
        "yule-instead-of-purves",
        "change",
        "omar",
        (
            says(
                "omar",
                "Norman Purves has shingles, so his visit next week can be cancelled.",
                *find("omar"),
                visits("EDI", "2025-10-16"),
                call("cancel_visit", visit_id="@v.purves"),
            ),
            says(
                "omar",
                "They send Hector Yule in his stead, same day. Me as host again, no meeting.",
                call("find_contacts", text="Hector Yule"),
                *read("omar"),
                register("yule", "omar", "2025-10-16"),
            ),
        ),
        "another guest, so another visit",
        (
            guest("Norman Purves", "purves"),
            guest("Hector Yule", "yule"),
            About("his visit", "visits", "contact_id = @purves", "@v.purves"),
        ),
    ),
)
