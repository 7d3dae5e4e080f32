"""Conversations of several turns about leave, mail, trips and desks."""

from __future__ import annotations

from agentgym.answers import NumberAnswer
from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.absence import ask, decide, leave_of, notice, own
from agentgym_envs.office.tasks.drafts import decline, find, known, read, says
from agentgym_envs.office.tasks.letters import document, mail, open_mail, saying, search, send
from agentgym_envs.office.tasks.travels import desks, itself, take, trip, trips

DRAFTS = (
    Draft(
        "a-later-friday",
        "change",
        "angus",
        (
            says(
                "angus",
                "My brother is flitting on Friday 17 October. Annual leave that day, please.",
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
                """A cousin marries in Rovaniemi. So I take 13 and 14 November as annual leave, can
                you put it in?""",
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
        "survey-and-then-the-costs",
        "change",
        "omar",
        (
            says(
                "omar",
                """Gillian Baxter's mail wants an answer. Attach the condition survey of the baths
                and write "Please keep this one safe".""",
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
                    "Please keep this one safe",
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
        saying("omar", "please keep this one safe"),
    ),
    Draft(
        "no-trip-but-a-desk",
        "change",
        "davina",
        (
            says(
                "davina",
                "They have flu in Kirkcaldy, so my trip to Kirkcaldy next week can be cancelled.",
                *find("davina"),
                trips("davina"),
                call("cancel_trip", trip_id="@t.davina"),
            ),
            says(
                "davina",
                """That means I'm in on that day, and Lewis has my table. Any desk in Edinburgh for
                me, then?""",
                desks("EDI", "2025-10-16"),
                take("ED-03", "davina", "2025-10-16"),
            ),
        ),
        "next Thursday; ED-02 is Finlay's that day",
        (
            About(
                "my trip to Kirkcaldy next week",
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
                """Otaniemi needs me in Edinburgh once more. Could you book me a journey, out on
                Tuesday of next week and home on the Thursday?""",
                *find("aino"),
                *read("aino"),
                call("get_project", project_id="2302"),
                trips("aino"),
                trip(
                    "aino",
                    "2302",
                    "Edinburgh",
                    ("air", "economy"),
                    "2025-10-14",
                    "2025-10-16",
                ),
            ),
            says(
                "aino",
                """Thank you! And a desk in Edinburgh for the Wednesday and one for the Thursday
                morning, any desk is good.""",
                desks("EDI", "2025-10-15"),
                take("ED-02", "aino", "2025-10-15"),
                desks("EDI", "2025-10-16"),
                take("ED-03", "aino", "2025-10-16"),
            ),
        ),
        "on Wednesday ED-02 is free, on Thursday it is booked by Finlay",
        (About("Otaniemi", "projects", "name LIKE 'Otaniemi%'", "2302"),),
    ),
    Draft(
        "another-stand-in",
        "change",
        "struan",
        (
            says(
                "struan",
                """cairngorms all next week, no signal. my out-of-office please, monday to friday,
                with yuna in my place""",
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
        "swap-and-stolen",
        "change",
        "jess",
        (
            says(
                "jess",
                """Turns out I'm in tomorrow and not on Thursday. Please give Thursday's desk back
                and get me one for tomorrow, any in Edinburgh.""",
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
                "Thursday's desk",
                "desk_bookings",
                "person_id = @jess AND date = '2025-10-09'",
                "@b.jess",
            ),
        ),
    ),
    Draft(
        "grant-stands-in",
        "change",
        "kieran",
        (
            says(
                "kieran",
                """Tomasz minds my mail from 27 to 30 October, so let my out-of-office name him,
                please.""",
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
        "another-week-for-aino",
        "change",
        "aino",
        (
            says(
                "aino",
                """My week off at the beginning of November, which Sanna has not answered yet:
                please take it back, everybody is away then.""",
                *find("aino"),
                own("aino"),
                call("withdraw_leave", leave_id="@l.aino"),
            ),
            says(
                "aino",
                """And I'd like to have Monday 24 November to Friday 28 November instead, annual
                leave as before.""",
                *read("aino"),
                call("get_project", project_id="2302"),
                ask("aino", "annual", "2025-11-24", "2025-11-28", 5),
            ),
        ),
        "pending leave costs no days; five of the ten that she has",
        (leave_of("My week off at the beginning of November", "aino", "l.aino"),),
    ),
    Draft(
        "the-funnel-and-the-mail",
        "change",
        "oona",
        (
            says(
                "oona",
                "How high is the funnel of the icebreaker in Kotka, in metres? Anja wrote it.",
                *find("oona"),
                search("oona", "icebreaker"),
                open_mail("oona", "m.kivela"),
                answer=NumberAnswer(value=9.3),
                proof="SELECT 9.3 FROM mails WHERE body LIKE '%funnel 9.3 metres high%'",
            ),
            says(
                "oona",
                "Too high for the door, then. Forward her mail to Tuomas, and then archive it.",
                *find("tuomas"),
                call(
                    "forward_mail",
                    person_id="@oona",
                    mail_id="@m.kivela",
                    to=["tuomas.hakala@carricksalo.example"],
                ),
                call("file_mail", person_id="@oona", mail_id="@m.kivela", folder="archive"),
            ),
        ),
        "one mail, looked up, forwarded and filed",
        (
            *known("Tuomas"),
            mail("Anja wrote it", "anja.kivela@%", "%", "m.kivela"),
        ),
    ),
    Draft(
        "hanas-desk-both-days",
        "change",
        "finlay",
        (
            says(
                "finlay",
                "Could I have Hana's desk on Friday, for the light?",
                *find("finlay", "hana"),
                desks("EDI", "2025-10-10"),
                own("hana"),
                take("ED-09", "finlay", "2025-10-10"),
            ),
            says(
                "finlay",
                "And on Thursday too? And for that Thursday Lotte's next to it, for the stones?",
                desks("EDI", "2025-10-09"),
                take("ED-09", "finlay", "2025-10-09"),
                decline("finlay", "desk"),
            ),
        ),
        "Hana is on leave on both days, Lotte is not, and nobody has two desks",
        known("Hana", "Lotte"),
    ),
)
