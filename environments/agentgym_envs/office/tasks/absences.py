"""Tasks in which leave is entered or withdrawn, and out-of-office notices set."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.absence import ask, leave_of, listed, notice, own
from agentgym_envs.office.tasks.drafts import decline, find, known, read, says

DRAFTS = (
    Draft(
        "morag-asks-for-november",
        "change",
        "morag",
        (
            says(
                "morag",
                """I'd like to be off from Tuesday 4 November until Wednesday 12 November, both
                included. Ordinary holiday. Would you put it in?""",
                *find("morag"),
                *read("morag"),
                own("morag"),
                call("get_project", project_id="2231"),
                ask("morag", "annual", "2025-11-04", "2025-11-12", 5),
            ),
        ),
        "she works Tuesday to Thursday: 4, 5, 6, 11 and 12, just the five days that she has left",
        (About("Morag Innes", "people", "name = 'Morag Innes'", "@morag"),),
    ),
    Draft(
        "hana-asks-for-christmas",
        "change",
        "hana",
        (
            says(
                "hana",
                """Please enter my Christmas holiday: from Monday 22 December to Tuesday 6 January
                2026, back on the 7th. Annual leave. I go home to Brno.""",
                *find("hana"),
                *read("hana"),
                own("hana"),
                ask("hana", "annual", "2025-12-22", "2026-01-06", 4),
            ),
        ),
        "22 and 23 December, 5 and 6 January; in between the office is closed",
        (About("Hana Novakova", "people", "name = 'Hana Novakova'", "@hana"),),
    ),
    Draft(
        "oona-asks-for-study",
        "change",
        "oona",
        (
            says(
                "oona",
                """There is a place left at the acoustics course in Espoo, 16 and 17 October. Study
                leave for these two days, please enter it. Anneli knows.""",
                *find("oona"),
                *read("oona"),
                own("oona"),
                ask("oona", "study", "2025-10-16", "2025-10-17", 2),
            ),
        ),
        "nine days ahead, but the notice is for annual leave",
        (About("Oona Lehto", "people", "name = 'Oona Lehto'", "@oona"),),
    ),
    Draft(
        "hana-stays-after-all",
        "change",
        "hana",
        (
            says(
                "hana",
                """My sister is not coming, so I don't need Thursday and Friday off. Please take
                that leave back.""",
                *find("hana"),
                own("hana"),
                call("withdraw_leave", leave_id="@l.hana"),
            ),
        ),
        "her own leave; the two days are hers again",
        (leave_of("Thursday and Friday off", "hana", "l.hana", "status = 'approved'"),),
    ),
    Draft(
        "struan-out-of-office",
        "change",
        "struan",
        (
            says(
                "struan",
                """I'm on holiday all of next week, Monday to Friday. Out-of-office for me please,
                Yuna stands in.""",
                *find("struan", "yuna"),
                *read("struan", "yuna"),
                listed("2025-10-13", "2025-10-17", "VIS"),
                notice("struan", "2025-10-13", "2025-10-17", "yuna"),
            ),
        ),
        "the same team, and no leave that week",
        known("Yuna"),
    ),
    Draft(
        "euan-out-of-office",
        "change",
        "moira",
        (
            says(
                "moira",
                """Euan is ill until tomorrow and never set his out-of-office. Do it for him, today
                and tomorrow; Pavel can stand in.""",
                *find("moira", "euan", "pavel"),
                *read("euan", "pavel"),
                listed("2025-10-07", "2025-10-08", "VIS"),
                notice("euan", "2025-10-07", "2025-10-08", "pavel"),
            ),
        ),
        "his line manager's word; Pavel is of the same team and there",
        known("Euan", "Pavel"),
    ),
    Draft(
        "refuse-angus-at-short-notice",
        "refusal",
        "angus",
        (
            says(
                "angus",
                """I'd like to be off on Friday 17 October. Ordinary holiday. Would you put it in?
                Nadia won't mind.""",
                *find("angus"),
                *read("angus"),
                decline("angus", "leave_notice"),
            ),
        ),
        "ten days ahead, and fourteen it must be",
        (About("Angus Weir", "people", "name = 'Angus Weir'", "@angus"),),
        twin="morag-asks-for-november",
    ),
    Draft(
        "refuse-morag-one-day-too-many",
        "refusal",
        "morag",
        (
            says(
                "morag",
                """I'd like to be off from Tuesday 4 November until Thursday 13 November, both
                included. Ordinary holiday. Would you put it in?""",
                *find("morag"),
                *read("morag"),
                decline("morag", "leave_allowance"),
            ),
        ),
        "six of her working days, and she has five left",
        (About("Morag Innes", "people", "name = 'Morag Innes'", "@morag"),),
        twin="morag-asks-for-november",
    ),
    Draft(
        "refuse-kaisa-before-kotka",
        "refusal",
        "kaisa",
        (
            says(
                "kaisa",
                """Hi, two days of annual leave for me please, Monday 10 November and Tuesday
                11 November. Otaniemi is long done by then, so nothing is in the way.""",
                *find("kaisa"),
                *read("kaisa"),
                call("get_project", project_id="2302"),
                call("get_project", project_id="2315"),
                decline("kaisa", "blackout"),
            ),
        ),
        "she is a member of the Kotka competition too, due on 14 November",
        (About("Kaisa Heikkila", "people", "name = 'Kaisa Heikkila'", "@kaisa"),),
        twin="kaisa-after-kotka",
    ),
    Draft(
        "refuse-withdrawing-for-lewis",
        "refusal",
        "davina",
        (
            says(
                "davina",
                """Lewis has seen that he can't be away right before Kirkwynd goes in. Please take
                his October leave back for him.""",
                *find("davina", "lewis"),
                own("lewis"),
                decline("davina", "not_yours", "l.lewis"),
            ),
        ),
        "leave is withdrawn only on the word of the person it is for",
        (*known("Lewis"), leave_of("his October leave", "lewis", "l.lewis")),
        twin="lewis-takes-it-back",
    ),
    Draft(
        "refuse-tomasz-as-stand-in",
        "refusal",
        "kieran",
        (
            says(
                "kieran",
                """I'm on holiday from 27 to 30 October. Out-of-office for me please, Tomasz stands
                in.""",
                *find("kieran", "tomasz"),
                *read("kieran", "tomasz"),
                own("tomasz"),
                decline("kieran", "stand_in"),
            ),
        ),
        "Tomasz is on leave that week himself",
        known("Tomasz"),
        twin="struan-out-of-office",
    ),
    Draft(
        "refuse-omar-as-stand-in",
        "refusal",
        "ines",
        (
            says(
                "ines",
                """Out-of-office from 3 November to 7 November for me, please. Omar will keep an eye
                on my mails, we share a desk anyway.""",
                *find("ines", "omar"),
                *read("ines", "omar"),
                decline("ines", "stand_in"),
            ),
        ),
        "Omar is of another team",
        known("Omar"),
        twin="ines-out-of-office",
    ),
    Draft(
        "refuse-ailsa-next-week",
        "refusal",
        "ailsa",
        (
            says(
                "ailsa",
                """I'd like to be off from Thursday 16 October until Friday 17 October, both
                included. Ordinary holiday. Would you put it in?""",
                *find("ailsa"),
                *read("ailsa"),
                call("get_project", project_id="2240"),
                decline("ailsa", "leave_notice"),
            ),
        ),
        "nine days ahead; Seafield is handed in on the 17th too, but the notice comes first",
        (About("Ailsa Kerr", "people", "name = 'Ailsa Kerr'", "@ailsa"),),
        twin="morag-asks-for-november",
    ),
    Draft(
        "refuse-notice-for-mikko",
        "refusal",
        "oona",
        (
            says(
                "oona",
                """Mikko isn't back until Tuesday, but his out-of-office ends this Friday. Please
                let it run until Monday 13 October, I go on standing in.""",
                *find("oona", "mikko"),
                *read("mikko"),
                decline("oona", "not_yours"),
            ),
        ),
        "she is neither Mikko's calendar delegate nor his line manager",
        known("Mikko"),
        twin="euan-out-of-office",
    ),
)
