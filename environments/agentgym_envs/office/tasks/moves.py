"""Tasks in which what stands in a calendar is changed."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.drafts import (
    calendar,
    entry,
    find,
    gaps,
    known,
    move,
    read,
    rooms,
    says,
    see,
    titled,
)

_SEAFIELD = About("the Seafield catch-up", "series", "title = 'Seafield catch-up'", "@s.seafield")

DRAFTS = (
    Draft(
        "move-client-review",
        "change",
        "rory",
        (
            says(
                "rory",
                """Jean Thorburn rang: they can't make it on Thursday after all. Please move the
                Kirkwynd client review to next Tuesday, same time of day.""",
                *find("rory"),
                calendar("rory", "2025-10-09"),
                see("e.kirkclient"),
                gaps("2025-10-14", "rory", "davina", "morag", "callum"),
                move("e.kirkclient", "2025-10-14", "11:00", "12:00"),
                call("move_visit", visit_id="@v.thorburn", date="2025-10-14"),
                call("move_visit", visit_id="@v.adamson", date="2025-10-14"),
            ),
        ),
        "all four can; the Playfair is free; both visits move along",
        (entry("Kirkwynd client review", "Kirkwynd client review", "@e.kirkclient"),),
    ),
    Draft(
        "cancel-seafield-structure",
        "change",
        "isla",
        (
            says(
                "isla",
                """Anna Pettigrew's train is off, so tomorrow's "Seafield structure" is too. Cancel
                it please. I'll find something with her when I know more.""",
                *find("isla"),
                calendar("isla", "2025-10-08"),
                see("e.struct"),
                call("cancel_event", event_id="@e.struct"),
                call("cancel_visit", visit_id="@v.pettigrew"),
            ),
        ),
        "the visit that belongs to it is cancelled too",
        (entry("Seafield structure", "Seafield structure", "@e.struct"),),
    ),
    Draft(
        "move-model-base-sizes",
        "change",
        "pavel",
        (
            says(
                "pavel",
                """Glue is still wet. Please move my meeting about the model base sizes tomorrow one
                hour later.""",
                *find("pavel"),
                calendar("pavel", "2025-10-08"),
                see("e.model"),
                gaps("2025-10-08", "pavel", "struan", "finlay"),
                move("e.model", "2025-10-08", "14:00", "15:00"),
            ),
        ),
        "all are free at 14:00, and the Workbench is too",
        (entry("the model base sizes", "Model base sizes", "@e.model"),),
    ),
    Draft(
        "move-tender-talk",
        "change",
        "rory",
        (
            says(
                "rory",
                """Monday is no good. Can the Kirkwynd tender talk go to next Tuesday, 13:00 to
                14:30? Same people.""",
                *find("rory"),
                calendar("rory", "2025-10-13"),
                see("e.tender"),
                gaps("2025-10-14", "rory", "davina", "callum", "hugh"),
                rooms("EDI", "2025-10-14", "13:00", "14:30"),
                move("e.tender", "2025-10-14", "13:00", "14:30", "E-PLAY"),
            ),
        ),
        "the Adam is taken at 13:00, the Bell and the Stevenson at 14:00",
        (entry("Kirkwynd tender talk", "Kirkwynd tender talk", "@e.tender"),),
    ),
    Draft(
        "move-seafield-series",
        "change",
        "isla",
        (
            says(
                "isla",
                """From next week on, let us have the Seafield catch-up an hour later, three to four
                on Tuesdays. Today's stays where it is.""",
                *find("isla"),
                calendar("isla", "2025-10-07", "2025-10-21"),
                see("s.seafield/2025-10-14"),
                gaps("2025-10-14", "isla", "ailsa", "tomasz", "grant", "beth"),
                gaps("2025-10-21", "isla", "ailsa", "tomasz", "grant", "beth"),
                call(
                    "move_series",
                    series_id="@s.seafield",
                    from_date="2025-10-14",
                    starts="15:00",
                    ends="16:00",
                ),
            ),
        ),
        "the organiser's own word; all five are free on both Tuesdays",
        (_SEAFIELD,),
    ),
    Draft(
        "end-accounts",
        "change",
        "hugh",
        (
            says(
                "hugh",
                """Moira and I have agreed that the weekly Accounts half hour is not needed any
                more. Kindly end it; this Thursday we meet one last time.""",
                *find("hugh"),
                calendar("hugh", "2025-10-08", "2025-10-24"),
                call("end_series", series_id="@s.accounts", from_date="2025-10-16"),
            ),
        ),
        "the organiser's own word; this week's date stays",
        (About("the weekly Accounts", "series", "title = 'Accounts'", "@s.accounts"),),
    ),
    Draft(
        "move-one-date-for-rory",
        "change",
        "davina",
        (
            says(
                "davina",
                """Rory is at the dentist first thing tomorrow, so please shift tomorrow's Kirkwynd
                design meeting to 11 to 12, only this once. He knows I'm asking.""",
                *find("davina", "rory"),
                *read("rory"),
                calendar("rory", "2025-10-08"),
                see("s.kirkwynd/2025-10-08"),
                gaps("2025-10-08", "rory", "morag", "davina", "callum", "lewis"),
                move("s.kirkwynd/2025-10-08", "2025-10-08", "11:00", "12:00"),
            ),
        ),
        "a single date, on the word of his calendar delegate",
        (
            entry(
                "tomorrow's Kirkwynd design meeting",
                "Kirkwynd design meeting",
                "@s.kirkwynd/2025-10-08",
                "date = '2025-10-08'",
            ),
        ),
    ),
    Draft(
        "ines-joins-the-walk-through",
        "change",
        "nadia",
        (
            says(
                "nadia",
                """Ines should come along to the Print Works walk-through next Tuesday, can you add
                her?""",
                *find("nadia", "ines"),
                calendar("nadia", "2025-10-14"),
                see("e.leithwalk"),
                calendar("ines", "2025-10-14"),
                rooms("EDI", "2025-10-14", "14:00", "15:00"),
                call("add_attendee", event_id="@e.leithwalk", person_id="@ines"),
                call("assign_room", event_id="@e.leithwalk", room_id="E-PLAY"),
            ),
        ),
        "with Rachel Gilmour they are five, too many for the Bell; the Stevenson is taken",
        (
            *known("Ines"),
            entry("the Print Works walk-through", "Print Works walk-through", "@e.leithwalk"),
        ),
    ),
    Draft(
        "finlay-leaves-the-model-talk",
        "change",
        "finlay",
        (
            says(
                "finlay",
                """could you take me off pavel's model base sizes tomorrow? alasdair needs me in
                Cramond all afternoon""",
                *find("finlay"),
                calendar("finlay", "2025-10-08"),
                call("remove_attendee", event_id="@e.model", person_id="@finlay"),
            ),
        ),
        "an attendee's own word",
        (entry("model base sizes", "Model base sizes", "@e.model"),),
    ),
    Draft(
        "maija-accepts",
        "change",
        "maija",
        (
            says(
                "maija",
                """I have not answered Pekka about the window mock-up tomorrow. Please say yes for
                me.""",
                *find("maija"),
                calendar("maija", "2025-10-08"),
                call(
                    "answer_invitation",
                    event_id="@e.vallila",
                    person_id="@maija",
                    response="accepted",
                ),
            ),
        ),
        "her own answer",
        (entry("the window mock-up", "Vallila window mock-up", "@e.vallila"),),
    ),
    Draft(
        "fergus-not-at-the-fee-forecast",
        "change",
        "isla",
        (
            says(
                "isla",
                """Fergus is stuck in Dunbar tomorrow. Please decline the fee forecast for him.""",
                *find("isla", "fergus"),
                *read("fergus"),
                calendar("fergus", "2025-10-08"),
                call(
                    "answer_invitation",
                    event_id="@e.fees",
                    person_id="@fergus",
                    response="declined",
                ),
            ),
        ),
        "Isla is a calendar delegate of Fergus's",
        (*known("Fergus"), entry("the fee forecast", "Fee forecast", "@e.fees")),
    ),
    Draft(
        "fee-forecast-needs-no-room",
        "change",
        "hugh",
        (
            says(
                "hugh",
                """Tomorrow's fee forecast: we shall sit at my own table after all. Please give the
                room back.""",
                *find("hugh"),
                calendar("hugh", "2025-10-08"),
                call("release_room", event_id="@e.fees"),
            ),
        ),
        "the meeting stays, without its room",
        (entry("fee forecast", "Fee forecast", "@e.fees"),),
    ),
    Draft(
        "room-for-the-roofs",
        "change",
        "greer",
        (
            says(
                "greer",
                """The roof survey wash-up next Tuesday has no room yet. Give us one with a
                whiteboard, there are sketches to be made.""",
                *find("greer"),
                calendar("greer", "2025-10-14"),
                see("e.roofs"),
                rooms("EDI", "2025-10-14", "11:00", "12:00", equipment="whiteboard"),
                call("assign_room", event_id="@e.roofs", room_id="E-STEV"),
            ),
        ),
        "four people; the smallest with a whiteboard is the Stevenson",
        (entry("The roof survey wash-up", "Roof survey wash-up", "@e.roofs"),),
    ),
    Draft(
        "optician-later",
        "change",
        "euan",
        (
            says(
                "euan",
                """From my sickbed: the optician has moved me, it's Monday next week at 14:00 now
                instead of 9, an hour again. Change my calendar, ta. Then block 9 to 11 that morning
                as focus time, "Kotka camera views".""",
                *find("euan"),
                calendar("euan", "2025-10-13"),
                move("e.eye", "2025-10-13", "14:00", "15:00"),
                call(
                    "block_time",
                    person_id="@euan",
                    kind="focus",
                    title="Kotka camera views",
                    date="2025-10-13",
                    starts="09:00",
                    ends="11:00",
                ),
            ),
        ),
        "his own entries; the rules on meetings do not concern them",
        (entry("the optician", "Optician", "@e.eye"),),
        titled("Kotka camera views"),
    ),
    Draft(
        "crit-a-little-earlier",
        "change",
        "fergus",
        (
            says(
                "fergus",
                """The crit makes half of them miss their trains. From next week on let it begin
                half an hour earlier, same length. This Friday's is announced already and stays.""",
                *find("fergus"),
                calendar("fergus", "2025-10-10", "2025-10-24"),
                see("s.crit/2025-10-17"),
                gaps("2025-10-17", "fergus", "isla", "rory", "catriona", "nadia", "omar", "davina"),
                gaps("2025-10-24", "fergus", "isla", "rory", "catriona", "nadia", "omar", "davina"),
                call(
                    "move_series",
                    series_id="@s.crit",
                    from_date="2025-10-17",
                    starts="14:30",
                    ends="16:00",
                ),
            ),
        ),
        "his own series; all are free on both Fridays, and the Loft is too",
        (About("The crit", "series", "title LIKE '%crit'", "@s.crit"),),
    ),
    Draft(
        "timber-at-eight",
        "change",
        "sanna",
        (
            says(
                "sanna",
                """From next week on we want the Timber bench review first thing in the morning,
                from 8 to 9 our time, on the same days as now.""",
                *find("sanna"),
                calendar("sanna", "2025-10-14", "2025-10-21"),
                see("s.timber/2025-10-14"),
                gaps("2025-10-14", "sanna", "aino", "eero", "ville", "linnea"),
                gaps("2025-10-21", "sanna", "aino", "eero", "ville", "linnea"),
                call(
                    "move_series",
                    series_id="@s.timber",
                    from_date="2025-10-14",
                    starts="06:00",
                    ends="07:00",
                ),
            ),
        ),
        "6:00 in Edinburgh; all five are free and at work",
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
        "front-desk-hour-ends",
        "change",
        "shona",
        (
            says(
                "shona",
                """The front desk hour on Wednesdays has run its course. Tomorrow's still happens,
                then it stops for good, please.""",
                *find("shona"),
                calendar("shona", "2025-10-08", "2025-10-22"),
                call("end_series", series_id="@s.desk", from_date="2025-10-15"),
            ),
        ),
        "the organiser's own word",
        (About("The front desk hour", "series", "title = 'Front desk hour'", "@s.desk"),),
    ),
    Draft(
        "boards-without-a-room",
        "change",
        "beth",
        (
            says(
                "beth",
                """We've hung the exhibition boards in the corridor, so Thursday's meeting about
                them can be there. No need for the room any more.""",
                *find("beth"),
                calendar("beth", "2025-10-09"),
                call("release_room", event_id="@e.boards"),
            ),
        ),
        "her own meeting",
        (entry("Thursday's meeting about them", "Exhibition boards", "@e.boards"),),
    ),
)
