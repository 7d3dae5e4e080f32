"""Tasks in which a colleague asks about people and their time, and nothing changes."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.handwritten.drafts import About, call
from agentgym_envs.office.tasks.asking import asked
from agentgym_envs.office.tasks.drafts import (
    calendar,
    entry,
    find,
    gaps,
    known,
    read,
    rooms,
    see,
)

_FREE_HOUR = """
    SELECT t.value ->> 0 FROM json_each('[["09:00","10:00"],["09:30","10:30"],["10:00","11:00"],
    ["10:30","11:30"],["11:00","12:00"],["13:00","14:00"],["13:30","14:30"],["14:00","15:00"],
    ["14:30","15:30"],["15:00","16:00"],["15:30","16:30"],["16:00","17:00"],["16:30","17:30"]]') t
    WHERE NOT EXISTS (SELECT 1 FROM events e JOIN attendees a USING(event_id) WHERE
    a.person_id IN ({people}) AND a.response <> 'declined' AND e.date = '{day}'
    AND e.starts < t.value ->> 1 AND e.ends > t.value ->> 0) ORDER BY 1 LIMIT 1
"""

DRAFTS = (
    asked(
        "what-moira-has-at-three",
        "elspeth",
        "What was it again that Moira has on Thursday at three? I can't remember whether it moves.",
        (*find("elspeth", "moira"), *read("moira"), calendar("moira", "2025-10-09")),
        TextAnswer(value="Physiotherapist"),
        "SELECT title FROM events WHERE organiser_id = @moira AND date = '2025-10-09' "
        "AND starts = '15:00'",
        "private, but Elspeth is Moira's calendar delegate",
        known("Moira"),
    ),
    asked(
        "moiras-first-meeting",
        "moira",
        "When does my first meeting begin on Thursday?",
        (*find("moira"), calendar("moira", "2025-10-09")),
        TextAnswer(value="09:30", aliases=("9:30",)),
        "SELECT min(e.starts) FROM events e JOIN attendees a USING(event_id) WHERE "
        "a.person_id = @moira AND e.date = '2025-10-09'",
        "the Accounts half hour",
    ),
    asked(
        "when-the-crit-ends",
        "nadia",
        "Until when does this week's Friday crit go? I have a train to catch.",
        (*find("nadia"), calendar("nadia", "2025-10-10")),
        TextAnswer(value="16:30", aliases=("4:30 pm",)),
        "SELECT ends FROM events WHERE title = 'Friday crit' AND date = '2025-10-10'",
        "from 15:00 on",
        (entry("Friday crit", "Friday crit", "@s.crit/2025-10-10", "date = '2025-10-10'"),),
    ),
    asked(
        "kotka-weekly-in-our-time",
        "yuna",
        "The Kotka weekly on Thursday, when does that begin for me in Edinburgh?",
        (*find("yuna"), calendar("yuna", "2025-10-09")),
        TextAnswer(value="11:00"),
        "SELECT starts FROM events WHERE title = 'Kotka weekly' AND date = '2025-10-09'",
        "calendars keep Edinburgh time",
        (entry("The Kotka weekly", "Kotka weekly", "@s.kotka/2025-10-09", "date = '2025-10-09'"),),
    ),
    asked(
        "an-hour-on-thursday",
        "leah",
        """Don't book anything yet. If Moira and I wanted an hour together on Thursday, when could
        we begin at the earliest?""",
        (
            *find("leah", "moira"),
            *read("leah", "moira"),
            gaps("2025-10-09", "leah", "moira"),
        ),
        TextAnswer(value="10:00", aliases=("10 am",)),
        _FREE_HOUR.format(people="@leah, @moira", day="2025-10-09"),
        "Moira has the Accounts half hour at 9:30",
        known("Moira"),
    ),
    asked(
        "alasdairs-wednesday",
        "alasdair",
        """Would you kindly tell me how many minutes of meetings I have next Wednesday, all
        told?""",
        (*find("alasdair"), calendar("alasdair", "2025-10-15")),
        NumberAnswer(value=150),
        "SELECT sum((substr(e.ends, 1, 2) - substr(e.starts, 1, 2)) * 60 + substr(e.ends, 4, 2) "
        "- substr(e.starts, 4, 2)) FROM events e JOIN attendees a USING(event_id) WHERE "
        "a.person_id = @alasdair AND e.date = '2025-10-15' AND e.kind = 'meeting'",
        "the costs, Winnie's party and the drawing check",
    ),
    asked(
        "who-has-not-answered",
        "struan",
        "Exhibition boards on Thursday: who hasn't answered Beth yet?",
        (*find("struan"), calendar("struan", "2025-10-09"), see("e.boards")),
        TextAnswer(value="Tomasz Wrona"),
        "SELECT p.name FROM attendees a JOIN people p USING(person_id) WHERE "
        "a.event_id = @e.boards AND a.response = 'pending'",
        "one answer is pending",
        (entry("Exhibition boards", "Exhibition boards", "@e.boards"),),
    ),
    asked(
        "who-has-declined",
        "omar",
        "Somebody has said no to my Maltings planning pack on Friday. Who?",
        (*find("omar"), calendar("omar", "2025-10-10"), see("e.maltings")),
        TextAnswer(value="Winifred Tait"),
        "SELECT p.name FROM attendees a JOIN people p USING(person_id) WHERE "
        "a.event_id = @e.maltings AND a.response = 'declined'",
        "Friday is not one of her days",
        (entry("my Maltings planning pack", "Maltings planning pack", "@e.maltings"),),
    ),
    asked(
        "where-the-model-talk-is",
        "struan",
        "where do we meet pavel tomorrow for the base sizes?",
        (*find("struan"), calendar("struan", "2025-10-08")),
        TextAnswer(value="Workbench", aliases=("the Workbench",)),
        "SELECT r.name FROM events e JOIN rooms r USING(room_id) WHERE e.event_id = @e.model",
        "the room with the model table",
        (*known("pavel"), entry("the base sizes", "Model base sizes", "@e.model")),
    ),
    asked(
        "room-for-five-in-helsinki",
        "riikka",
        """Which is the smallest room with video for five people that is still free here on Thursday
        from 13 to 14, Helsinki time? I only want to know.""",
        (*find("riikka"), rooms("HEL", "2025-10-09", "11:00", "12:00", equipment="video")),
        TextAnswer(value="Saarinen"),
        "SELECT r.name FROM rooms r WHERE r.site_id = 'HEL' AND r.seats >= 5 AND r.equipment "
        "LIKE '%video%' AND NOT EXISTS (SELECT 1 FROM events e WHERE e.room_id = r.room_id AND "
        "e.date = '2025-10-09' AND e.starts < '12:00' AND e.ends > '11:00') "
        "ORDER BY r.seats LIMIT 1",
        "the Aalto has the Kotka weekly",
    ),
    asked(
        "who-decides-for-tuomas",
        "tuomas",
        "If I hand in leave today, who is there to decide on it? Mikko is away, I think.",
        (
            *find("tuomas", "mikko"),
            *read("tuomas"),
            call("list_leave", person_id="@mikko"),
            *read("mikko"),
        ),
        TextAnswer(value="Anneli Korhonen"),
        "SELECT b.name FROM people p JOIN people a ON a.person_id = p.manager_id JOIN people b "
        "ON b.person_id = a.manager_id JOIN leave l ON l.person_id = a.person_id WHERE "
        "p.person_id = @tuomas AND l.status = 'approved' AND '2025-10-07' BETWEEN l.first_day "
        "AND l.last_day",
        "his manager is on leave today, so the manager's manager",
        known("Mikko"),
    ),
    asked(
        "away-on-the-thirtieth",
        "isla",
        "Who of my team has approved leave on 30 October?",
        (
            *find("isla"),
            *read("isla"),
            call("list_leave", team_id="HOU", first_day="2025-10-30", last_day="2025-10-30"),
        ),
        SetAnswer(value=("Tomasz Wrona", "Kieran Doyle")),
        "SELECT p.name FROM leave l JOIN people p USING(person_id) WHERE p.team_id = 'HOU' AND "
        "l.status = 'approved' AND '2025-10-30' BETWEEN l.first_day AND l.last_day",
        "Beth's is still pending",
    ),
    asked(
        "kierans-first-day-back",
        "kieran",
        "On which date do I have to be back at work after my October holiday?",
        (*find("kieran"), call("list_leave", person_id="@kieran"), *read("kieran")),
        DateAnswer(value=date(2025, 11, 3)),
        "SELECT date(last_day, '+4 days') FROM leave WHERE leave_id = @l.kieran",
        "until Thursday the 30th; he does not work on Fridays",
    ),
    asked(
        "housing-days-left",
        "isla",
        """How many days of annual leave do the seven of us in Housing have left between us, me
        included? The pending ones not taken off yet.""",
        (
            *find("isla"),
            call("get_team", team_id="HOU"),
            *read("isla", "ailsa", "tomasz", "grant", "beth", "kieran", "jess"),
        ),
        NumberAnswer(value=60),
        "SELECT sum(leave_days_left) FROM people WHERE team_id = 'HOU'",
        "seven records",
    ),
    asked(
        "stand-in-for-kaisa",
        "catriona",
        "Who stands in for Kaisa next week?",
        (*find("catriona", "kaisa"), *read("kaisa")),
        TextAnswer(value="Eero Niemi"),
        "SELECT p.name FROM out_of_office o JOIN people p ON p.person_id = o.stand_in_id WHERE "
        "o.person_id = @kaisa",
        "her notice says so",
        known("Kaisa"),
    ),
    asked(
        "who-may-touch-the-calendar",
        "fergus",
        "Remind me who is allowed to move things in my calendar besides myself.",
        (*find("fergus"), *read("fergus")),
        SetAnswer(value=("Elspeth Gray", "Isla Drummond")),
        "SELECT p.name FROM delegates d JOIN people p ON p.person_id = d.delegate_id WHERE "
        "d.owner_id = @fergus AND d.scope = 'calendar'",
        "his calendar delegates",
    ),
    asked(
        "standing-desks-in-timber",
        "riikka",
        "Which of our Timber colleagues may be given a standing desk?",
        (
            *find("riikka"),
            call("get_team", team_id="TIM"),
            *read("sanna", "aino", "eero", "kaisa", "ville", "linnea"),
        ),
        TextAnswer(value="Kaisa Heikkila"),
        "SELECT name FROM people WHERE team_id = 'TIM' AND standing_desk = 1",
        "one record of six",
    ),
    asked(
        "fixed-desk-to-have",
        "dilys",
        """We'll be full on 22 October. Is there a desk that is fixed for somebody and can be given
        to others on that day all the same? Which number?""",
        (
            *find("dilys"),
            call("list_desks", site_id="EDI", date="2025-10-22"),
            call("list_leave", person_id="@hugh"),
            call("list_leave", person_id="@lotte"),
            call("list_leave", person_id="@grant"),
            call("list_leave", person_id="@hana"),
        ),
        TextAnswer(value="ED-04"),
        "SELECT d.desk_id FROM desks d JOIN leave l ON l.person_id = d.fixed_for_id WHERE "
        "l.status = 'approved' AND '2025-10-22' BETWEEN l.first_day AND l.last_day",
        "Lotte has approved leave that day",
    ),
    asked(
        "at-work-on-halloween",
        "fergus",
        "Who of Housing will be at work on Friday 31 October, as far as leave is approved by now?",
        (
            *find("fergus"),
            call("get_team", team_id="HOU"),
            call("list_leave", team_id="HOU", first_day="2025-10-31", last_day="2025-10-31"),
        ),
        SetAnswer(value=("Isla Drummond", "Ailsa Kerr", "Beth Oyelaran", "Jess Abara")),
        "SELECT p.name FROM people p WHERE p.team_id = 'HOU' AND p.work_days LIKE '%Fri%' AND "
        "NOT EXISTS (SELECT 1 FROM leave l WHERE l.person_id = p.person_id AND l.status = "
        "'approved' AND '2025-10-31' BETWEEN l.first_day AND l.last_day)",
        "Tomasz and Grant have leave, Kieran does not work on Fridays, Beth's is pending",
    ),
    asked(
        "badges-that-are-out",
        "shona",
        "Which badges are out at the moment in Edinburgh? Numbers, please.",
        (*find("shona"), call("list_visits", site_id="EDI", date="2025-10-07")),
        SetAnswer(value=("EW-01", "EW-02", "EY-01")),
        "SELECT badge_id FROM visits WHERE site_id = 'EDI' AND status = 'arrived'",
        "three visitors have arrived",
    ),
    asked(
        "when-kotka-closes-the-door",
        "oona",
        """I want to warn the Kotka people in time: from which date on may none of us be on annual
        leave because of the submission?""",
        (*find("oona"), call("find_projects", text="Kotka")),
        DateAnswer(value=date(2025, 11, 7)),
        "SELECT date(submission_on, '-7 days') FROM projects WHERE name LIKE 'Kotka%'",
        "seven days before 14 November",
    ),
    asked(
        "rooms-taken-on-thursday",
        "dilys",
        "Which of our rooms in Edinburgh are taken on Thursday between two and three?",
        (*find("dilys"), rooms("EDI", "2025-10-09", "14:00", "15:00")),
        SetAnswer(value=("Stevenson", "Adam")),
        "SELECT r.name FROM rooms r JOIN events e USING(room_id) WHERE r.site_id = 'EDI' AND "
        "e.date = '2025-10-09' AND e.starts < '15:00' AND e.ends > '14:00'",
        "the baths and the interviews",
    ),
    asked(
        "above-tomasz",
        "jess",
        "if tomasz is away, who is the next one up who could decide about my leave?",
        (*find("jess", "tomasz"), *read("jess", "tomasz")),
        TextAnswer(value="Isla Drummond"),
        "SELECT b.name FROM people p JOIN people a ON a.person_id = p.manager_id JOIN people b "
        "ON b.person_id = a.manager_id WHERE p.person_id = @jess",
        "the line manager's own manager",
        (About("tomasz", "people", "name LIKE 'Tomasz%'", "@tomasz"),),
    ),
)
