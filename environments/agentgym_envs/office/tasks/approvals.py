"""Tasks in which leave is decided on."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import Draft, call
from agentgym_envs.office.tasks.absence import decide, leave_of, listed, own
from agentgym_envs.office.tasks.drafts import decline, find, known, read, says

DRAFTS = (
    Draft(
        "approve-ailsas-week",
        "change",
        "isla",
        (
            says(
                "isla",
                """Ailsa has asked for the week from 10 to 14 November. Fine by me, approve it if it
                can be approved.""",
                *find("isla", "ailsa"),
                *read("ailsa"),
                call("get_team", team_id="HOU"),
                own("ailsa"),
                listed("2025-11-10", "2025-11-14", "HOU"),
                decide("l.ailsa"),
            ),
        ),
        "her line manager; five of nine days; nobody else of Housing is away",
        (*known("Ailsa"), leave_of("the week from 10 to 14 November", "ailsa", "l.ailsa")),
    ),
    Draft(
        "approve-jess-at-the-limit",
        "change",
        "tomasz",
        (
            says(
                "tomasz",
                """Jess's two days at the end of October: yes from me. Please sign them off.""",
                *find("tomasz", "jess"),
                *read("jess"),
                own("jess"),
                call("get_team", team_id="HOU"),
                listed("2025-10-27", "2025-10-28", "HOU"),
                decide("l.jess"),
            ),
        ),
        "without Jess, Tomasz and Kieran four are left, and four it must be",
        (*known("Jess"), leave_of("two days at the end of October", "jess", "l.jess")),
    ),
    Draft(
        "approve-callums-course",
        "change",
        "rory",
        (
            says(
                "rory",
                """Callum wants to go on that fire course the week after next, it's in as study
                leave. Yes, approve it.""",
                *find("rory", "callum"),
                *read("callum"),
                own("callum"),
                decide("l.callum"),
            ),
        ),
        "two days before a submission, but the blackout is for annual leave",
        (*known("Callum"), leave_of("study leave", "callum", "l.callum")),
    ),
    Draft(
        "approve-jari-for-mikko",
        "change",
        "anneli",
        (
            says(
                "anneli",
                """Jari asks about his two days in November and Mikko is not here this week. I have
                no objection, please approve if the rules allow.""",
                *find("anneli", "jari", "mikko"),
                *read("jari", "mikko"),
                own("mikko"),
                call("get_team", team_id="CIV"),
                own("jari"),
                listed("2025-11-10", "2025-11-11", "CIV"),
                call("get_project", project_id="2307"),
                call("get_project", project_id="2320"),
                decide("l.jari"),
            ),
        ),
        "Mikko is on leave today, and Anneli is his manager",
        (*known("Jari", "Mikko"), leave_of("two days in November", "jari", "l.jari")),
    ),
    Draft(
        "approve-pavel-for-euan",
        "change",
        "moira",
        (
            says(
                "moira",
                """With Euan in bed somebody has to answer Pavel about his leave. Approve it.""",
                *find("moira", "pavel", "euan"),
                *read("pavel", "euan"),
                own("euan"),
                own("pavel"),
                call("get_team", team_id="VIS"),
                listed("2025-10-30", "2025-10-31", "VIS"),
                call("get_project", project_id="2302"),
                decide("l.pavel"),
            ),
        ),
        "sick leave is leave: Moira is Euan's manager",
        (*known("Pavel", "Euan"), leave_of("his leave", "pavel", "l.pavel")),
    ),
    Draft(
        "approve-winnie-in-november",
        "change",
        "catriona",
        (
            says(
                "catriona",
                """Please approve Winnie's three days in November. She has a grandchild on the way.
                C.""",
                *find("catriona"),
                call("find_people", team_id="HER"),
                *read("winnie"),
                own("winnie"),
                call("get_team", team_id="HER"),
                listed("2025-11-03", "2025-11-05", "HER"),
                call("get_project", project_id="2219"),
                decide("l.winnie"),
            ),
        ),
        "on the 4th Omar and Finlay are away too: three are left, and three it must be",
        (leave_of("three days in November", "winnie", "l.winnie"),),
    ),
    Draft(
        "approve-skye",
        "change",
        "lotte",
        (
            says(
                "lotte",
                """Skye would like the Thursday and Friday off in the first week of November. I said
                yes already, so please approve it in the system too.""",
                *find("lotte", "skye"),
                *read("skye"),
                own("skye"),
                call("get_team", team_id="INT"),
                listed("2025-11-06", "2025-11-07", "INT"),
                decide("l.skye"),
            ),
        ),
        "her line manager; with Ines away three are left, and three it must be",
        (*known("Skye"), leave_of("the first week of November", "skye", "l.skye")),
    ),
    Draft(
        "reject-angus",
        "change",
        "nadia",
        (
            says(
                "nadia",
                """Sorry for Angus, but handover of the Print Works is in the last week of November
                and he wants that very week off. Turn it down please, I'll tell him myself.""",
                *find("nadia", "angus"),
                *read("angus"),
                own("angus"),
                decide("l.angus", "rejected"),
            ),
        ),
        "rejecting needs no reason; his line manager asks",
        (*known("Angus"), leave_of("last week of November", "angus", "l.angus")),
    ),
    Draft(
        "refuse-isla-deciding-for-ailsa",
        "refusal",
        "isla",
        (
            says(
                "isla",
                """Beth has asked for 30 and 31 October. Fine by me, approve it if it can be
                approved.""",
                *find("isla", "beth"),
                *read("beth"),
                own("beth"),
                decline("isla", "leave_approval", "l.beth"),
            ),
        ),
        "Beth's line manager is Ailsa, who is there; that comes before cover",
        (*known("Beth"), leave_of("30 and 31 October", "beth", "l.beth")),
        twin="approve-ailsas-week",
    ),
    Draft(
        "refuse-beth-for-cover",
        "refusal",
        "ailsa",
        (
            says(
                "ailsa",
                """Beth's two days at the end of October: yes from me. Please sign them off.""",
                *find("ailsa", "beth"),
                *read("beth"),
                own("beth"),
                call("get_team", team_id="HOU"),
                listed("2025-10-30", "2025-10-31", "HOU"),
                decline("ailsa", "cover", "l.beth"),
            ),
        ),
        "on Friday the 31st Tomasz and Grant have leave and Kieran does not work: three of four",
        (*known("Beth"), leave_of("two days at the end of October", "beth", "l.beth")),
        twin="approve-jess-at-the-limit",
    ),
    Draft(
        "refuse-lewis-before-submission",
        "refusal",
        "davina",
        (
            says(
                "davina",
                """Lewis wants to go climbing the week after next, it's in as annual leave. Yes,
                approve it.""",
                *find("davina", "lewis"),
                *read("lewis"),
                own("lewis"),
                call("get_project", project_id="2231"),
                decline("davina", "blackout", "l.lewis"),
            ),
        ),
        "Kirkwynd is handed in on the 24th, and Lewis is a member",
        (*known("Lewis"), leave_of("annual leave", "lewis", "l.lewis")),
        twin="approve-callums-course",
    ),
    Draft(
        "refuse-aino-for-cover",
        "refusal",
        "sanna",
        (
            says(
                "sanna",
                """Aino has asked for the week from 3 to 7 November. She has earned it, approve it,
                please.""",
                *find("sanna", "aino"),
                *read("aino"),
                own("aino"),
                call("get_team", team_id="TIM"),
                listed("2025-11-03", "2025-11-07", "TIM"),
                decline("sanna", "cover", "l.aino"),
            ),
        ),
        "on the 6th Ville and Eero are away as well: three of four",
        (*known("Aino"), leave_of("the week from 3 to 7 November", "aino", "l.aino")),
        twin="approve-ailsas-week",
    ),
    Draft(
        "refuse-greer-too-many-days",
        "refusal",
        "catriona",
        (
            says(
                "catriona",
                """Please approve Greer's three days in November. She is getting married, of all
                things. C.""",
                *find("catriona", "greer"),
                *read("greer"),
                own("greer"),
                decline("catriona", "leave_allowance", "l.greer"),
            ),
        ),
        "three days, and she has two left",
        (*known("Greer"), leave_of("three days in November", "greer", "l.greer")),
        twin="approve-winnie-in-november",
    ),
    Draft(
        "refuse-catriona-deciding-for-alasdair",
        "refusal",
        "catriona",
        (
            says(
                "catriona",
                """Please approve Finlay's two days in November while I think of it. C.""",
                *find("catriona", "finlay"),
                *read("finlay", "alasdair"),
                own("finlay"),
                own("alasdair"),
                decline("catriona", "leave_approval", "l.finlay"),
            ),
        ),
        "Finlay's line manager is Alasdair, who is not on leave",
        (*known("Finlay"), leave_of("two days in November", "finlay", "l.finlay")),
        twin="approve-winnie-in-november",
    ),
    Draft(
        "refuse-yuna-before-kotka",
        "refusal",
        "moira",
        (
            says(
                "moira",
                """With Euan in bed somebody has to answer Yuna about her leave. Approve it.""",
                *find("moira", "yuna", "euan"),
                *read("yuna", "euan"),
                own("euan"),
                own("yuna"),
                call("get_project", project_id="2315"),
                decline("moira", "blackout", "l.yuna"),
            ),
        ),
        "Moira may decide, but Yuna is on the Kotka competition, due on 14 November",
        (*known("Yuna", "Euan"), leave_of("her leave", "yuna", "l.yuna")),
        twin="approve-pavel-for-euan",
    ),
)
