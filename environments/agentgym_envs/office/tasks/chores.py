"""Tasks with several small things to see to at once."""

from __future__ import annotations

from agentgym_envs.handwritten.drafts import About, Draft, call
from agentgym_envs.office.tasks.absence import decide, leave_of, listed, own
from agentgym_envs.office.tasks.drafts import ANY, decline, find, known, read, says
from agentgym_envs.office.tasks.letters import mail, open_mail, search, send, worded
from agentgym_envs.office.tasks.travels import desks, take, trips

#: The date alone, as one may write it.
_SIXTEENTH = "(((on|the|thursday),? )*(16(th)?( of)? october|october 16(th)?)(,? 2025)?|2025-10-16)"

DRAFTS = (
    Draft(
        "catrionas-own-people",
        "change",
        "catriona",
        (
            says(
                "catriona",
                """Is any leave pending of people who report to me? Approve what can be approved, I
                am happy with all of it. C.""",
                *find("catriona"),
                call("get_team", team_id="HER"),
                call("list_leave", team_id="HER"),
                *read("winnie", "greer", "finlay"),
                call("get_project", project_id="2219"),
                decide("l.winnie"),
                decline("catriona", "leave_allowance", "l.greer"),
            ),
        ),
        "Winnie's can be; Greer has two days left; Finlay reports to Alasdair",
        (
            leave_of("people who report to me", "winnie", "l.winnie"),
            leave_of("people who report to me", "greer", "l.greer"),
        ),
    ),
    Draft(
        "mikkos-people",
        "change",
        "anneli",
        (
            says(
                "anneli",
                """With Mikko away I look after his people's leave. Jari's and Pekka's requests:
                approve them both if possible.""",
                *find("anneli", "jari", "pekka"),
                *read("jari", "pekka"),
                own("mikko"),
                call("list_leave", team_id="CIV"),
                call("get_team", team_id="CIV"),
                call("get_project", project_id="2320"),
                decide("l.jari"),
                decline("anneli", "blackout", "l.pekka"),
            ),
        ),
        "Pekka leads Turku, which is handed in on 31 October",
        (
            *known("Jari", "Pekka"),
            leave_of("Jari's", "jari", "l.jari"),
            leave_of("Pekka's requests", "pekka", "l.pekka"),
        ),
    ),
    Draft(
        "alasdair-and-finlay",
        "change",
        "alasdair",
        (
            says(
                "alasdair",
                """Young Finlay would like two days in November, I understand. I should be glad if
                you approved them.""",
                *find("alasdair", "finlay"),
                *read("finlay"),
                own("finlay"),
                call("get_team", team_id="HER"),
                listed("2025-11-12", "2025-11-13", "HER"),
                decide("l.finlay"),
            ),
        ),
        "his line manager; nobody else of Heritage is away then",
        (
            *known("Finlay"),
            leave_of("two days in November", "finlay", "l.finlay"),
        ),
    ),
    Draft(
        "desks-for-yuna-in-helsinki",
        "change",
        "yuna",
        (
            says(
                "yuna",
                """For my Helsinki trip at the end of the month I'd like a desk there on both days,
                any desk.""",
                *find("yuna"),
                trips("yuna"),
                *read("yuna"),
                desks("HEL", "2025-10-28"),
                take("HD-02", "yuna", "2025-10-28"),
                desks("HEL", "2025-10-29"),
                take("HD-02", "yuna", "2025-10-29"),
            ),
        ),
        "28 and 29 October; the plain desk with the lowest number that is nobody's own",
        (
            About(
                "my Helsinki trip",
                "trips",
                "person_id = @yuna AND destination = 'Helsinki'",
                "@t.yuna",
            ),
        ),
    ),
    Draft(
        "when-the-joiner-can-come",
        "change",
        "nadia",
        (
            says(
                "nadia",
                """Rachel Gilmour asks when Tennant can come back about the desk. He has told me:
                reply to her with the date that he gave, day and month and not a word more. His
                price stays with us.""",
                *find("nadia"),
                search("nadia", "desk"),
                open_mail("nadia", "m.gilmour"),
                open_mail("nadia", "m.tennant"),
                send(
                    "nadia",
                    ["rachel@gilmourrae.example"],
                    "Re: Reception desk",
                    "16 October",
                    answers="m.gilmour",
                ),
            ),
        ),
        "the 16th; her mail was on the 6th and his on the 3rd of October",
        (
            mail("Rachel Gilmour asks", "rachel@%", "Reception desk", "m.gilmour"),
            mail("the date that he gave", "bill@%", "Desk", "m.tennant"),
        ),
        (("mails.subject", ANY), ("mails.body", worded("nadia", _SIXTEENTH))),
    ),
    Draft(
        "icebreaker-for-all-of-kotka",
        "change",
        "oona",
        (
            says(
                "oona",
                """Anja Kivela's mail about the icebreaker should go to everybody who works on
                Kotka. Put Catriona on our Kotka list first, she is missing there, and then forward
                it to the list.""",
                *find("oona", "catriona"),
                call("get_list"),
                call("get_list", address="kotka@carricksalo.example"),
                search("oona", "icebreaker"),
                call(
                    "change_list",
                    address="kotka@carricksalo.example",
                    person_id="@catriona",
                    change="add",
                ),
                call(
                    "forward_mail",
                    person_id="@oona",
                    mail_id="@m.kivela",
                    to=["kotka@carricksalo.example"],
                ),
            ),
        ),
        "her list; Catriona gets the mail only if she is on it before",
        (
            *known("Catriona"),
            mail("Anja Kivela's mail", "anja.kivela@%", "%", "m.kivela"),
        ),
    ),
    Draft(
        "quay-for-the-turku-team",
        "change",
        "pekka",
        (
            says(
                "pekka",
                """Stefan Backman's mail about the quay: the others on the Turku pavilion should
                have it. Forward it to them, please.""",
                *find("pekka"),
                search("pekka", "quay"),
                call("find_projects", text="Turku"),
                call("get_project", project_id="2320"),
                call(
                    "forward_mail",
                    person_id="@pekka",
                    mail_id="@m.backman",
                    to=[
                        "tuomas.hakala@carricksalo.example",
                        "jari.koskela@carricksalo.example",
                        "lotte.brandt@carricksalo.example",
                    ],
                ),
            ),
        ),
        "three other members, one of them in Edinburgh",
        (mail("Stefan Backman's mail", "stefan.backman@%", "%", "m.backman"),),
    ),
    Draft(
        "refuse-pekka-before-turku",
        "refusal",
        "anneli",
        (
            says(
                "anneli",
                """Pekka asks about his two days in October and Mikko is not here this week. I have
                no objection, please approve if the rules allow.""",
                *find("anneli", "pekka", "mikko"),
                *read("pekka", "mikko"),
                own("mikko"),
                own("pekka"),
                call("get_project", project_id="2320"),
                decline("anneli", "blackout", "l.pekka"),
            ),
        ),
        "Anneli may decide, but Turku is handed in on 31 October and Pekka leads it",
        (*known("Pekka", "Mikko"), leave_of("two days in October", "pekka", "l.pekka")),
        twin="approve-jari-for-mikko",
    ),
)
