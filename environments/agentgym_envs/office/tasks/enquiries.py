"""Tasks in which a colleague asks about mail, projects and contacts, and nothing changes."""

from __future__ import annotations

from datetime import date

from agentgym.answers import DateAnswer, ListAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.handwritten.drafts import call
from agentgym_envs.office.tasks.asking import asked
from agentgym_envs.office.tasks.drafts import find, known, read
from agentgym_envs.office.tasks.letters import mail, open_mail, search

DRAFTS = (
    asked(
        "stone-by-the-tonne",
        "alasdair",
        """Dougie has made me an offer for the cills. What does he want for a tonne, to the nearest
        pound?""",
        (*find("alasdair"), search("alasdair", "Dougie"), open_mail("alasdair", "m.mcivor")),
        NumberAnswer(value=779),
        "SELECT round(1870 / 2.4) FROM mails WHERE body LIKE '%2.4 tonnes%1,870 pounds%'",
        "1,870 pounds for 2.4 tonnes",
        (mail("an offer for the cills", "dougie@%", "%cills%", "m.mcivor"),),
    ),
    asked(
        "what-the-joiner-wants",
        "nadia",
        """What was Bill Tennant's price for lowering the desk, in pounds? I've filed the mail
        somewhere.""",
        (*find("nadia"), search("nadia", "Bill"), open_mail("nadia", "m.tennant")),
        NumberAnswer(value=385),
        "SELECT 385 FROM mails WHERE mail_id = @m.tennant AND body LIKE '%385 pounds%'",
        "in her projects folder",
        (mail("Bill Tennant's price", "bill@%", "Desk", "m.tennant"),),
    ),
    asked(
        "plotter-quote-runs-out",
        "shona",
        """The plotter price that Arjun mailed me holds for thirty days, counted from the day after
        his mail. On which date is the last of them?""",
        (*find("shona"), search("shona", "plotter"), open_mail("shona", "m.arjun-plotter")),
        DateAnswer(value=date(2025, 11, 2)),
        "SELECT date(substr(sent_at, 1, 10), '+30 days') FROM mails WHERE subject = 'Plotter'",
        "he wrote on 3 October",
        (mail("The plotter price that Arjun mailed me", "arjun%", "%Plotter%", "m.arjun-plotter"),),
    ),
    asked(
        "length-of-the-icebreaker",
        "oona",
        "How long is the icebreaker that Anja Kivela wrote about, in metres?",
        (*find("oona"), search("oona", "icebreaker"), open_mail("oona", "m.kivela")),
        NumberAnswer(value=21.6),
        "SELECT 21.6 FROM mails WHERE mail_id = @m.kivela AND body LIKE '%21.6 metres long%'",
        "the other number is the funnel's height",
        (mail("Anja Kivela wrote", "anja.kivela@%", "%", "m.kivela"),),
    ),
    asked(
        "when-the-jury-meets",
        "sanna",
        "Patrik Lindholm told me when the Otaniemi jury meets. Which date was it?",
        (*find("sanna"), search("sanna", "jury"), open_mail("sanna", "m.lindholm")),
        DateAnswer(value=date(2025, 11, 5)),
        "SELECT '2025-11-05' FROM mails WHERE body LIKE '%jury meets on 5 November%'",
        "in his mail of yesterday",
        (mail("Patrik Lindholm", "patrik.lindholm@%", "%", "m.lindholm"),),
    ),
    asked(
        "opening-of-the-boathouse",
        "eero",
        "When does Risto want to open the boathouse? He wrote me a date last week.",
        (*find("eero"), search("eero", "risto"), open_mail("eero", "m.halonen")),
        DateAnswer(value=date(2026, 5, 9)),
        "SELECT '2026-05-09' FROM mails WHERE mail_id = @m.halonen AND body LIKE '%9 May 2026%'",
        "with the mayor in the first boat",
        (mail("a date last week", "risto@%", "Opening%", "m.halonen"),),
    ),
    asked(
        "consent-in-catrionas-archive",
        "alasdair",
        """On which date was listed building consent granted for the Portobello tiles? The letter
        only went to Catriona, I'm afraid; you'll have to look in her mail.""",
        (
            *find("alasdair", "catriona"),
            *read("catriona"),
            search("catriona", "listed building consent"),
            open_mail("catriona", "m.drever"),
        ),
        DateAnswer(value=date(2025, 9, 29)),
        "SELECT '2025-09-29' FROM mails WHERE body LIKE '%granted on 29 September%'",
        "Alasdair is a mail delegate of Catriona's",
        (
            *known("Catriona"),
            mail("the Portobello tiles", "magnus.drever@%", "Portobello tiles", "m.drever"),
        ),
    ),
    asked(
        "reference-of-the-consent",
        "catriona",
        "What is the reference of the Portobello consent? I archived Magnus's mail. C.",
        (
            *find("catriona"),
            call("search_mail", person_id="@catriona", folder="archive"),
            open_mail("catriona", "m.drever"),
        ),
        TextAnswer(value="25/03318/LBC"),
        "SELECT '25/03318/LBC' FROM mails WHERE body LIKE '%reference 25/03318/LBC%'",
        "in her archive",
        (mail("Magnus's mail", "magnus.drever@%", "%", "m.drever"),),
    ),
    asked(
        "submissions-in-october",
        "moira",
        """Which projects are handed in this month, from the first to the last? Their names, in the
        order of the dates.""",
        (*find("moira"), call("find_projects")),
        ListAnswer(
            value=(
                "Otaniemi Library",
                "Seafield Terraces",
                "Kirkwynd Primary School",
                "Dunbar Maltings",
                "Turku Ferry Pavilion",
            )
        ),
        "SELECT name FROM projects WHERE submission_on LIKE '2025-10-%' ORDER BY submission_on",
        "Kotka is in November",
    ),
    asked(
        "what-gillian-may-have",
        "catriona",
        """Gillian Baxter asks what we have on the baths. Which of the documents of that project
        might go to her? The file names, please, nothing else yet. C.""",
        (
            *find("catriona"),
            call("find_contacts", text="Gillian Baxter"),
            call("find_projects", text="Baths"),
            call("get_project", project_id="2214"),
        ),
        SetAnswer(value=("Baths condition survey.pdf", "Tile repair samples.pdf")),
        "SELECT name FROM documents WHERE project_id = '2214' AND marking <> 'confidential'",
        "she is of the client's company, so all but what is confidential",
    ),
    asked(
        "on-both-school-projects",
        "rory",
        "Who is on both Kirkwynd and Blackford? Full names.",
        (
            *find("rory"),
            call("find_projects", text="Kirkwynd"),
            call("find_projects", text="Blackford"),
            call("get_project", project_id="2231"),
            call("get_project", project_id="2251"),
        ),
        SetAnswer(value=("Davina Shah", "Lewis Fyfe")),
        "SELECT p.name FROM people p JOIN project_members a USING(person_id) JOIN "
        "project_members b USING(person_id) WHERE a.project_id = '2231' AND "
        "b.project_id = '2251'",
        "two of the members",
    ),
    asked(
        "sheilas-address",
        "kieran",
        "whats the e-mail address of our contact at Rutherford Build",
        (*find("kieran"), call("find_contacts", text="Rutherford Build")),
        TextAnswer(value="sheila@rutherfordbuild.example"),
        "SELECT email FROM contacts WHERE company = 'Rutherford Build'",
        "one contact of that company",
    ),
    asked(
        "arjuns-extension",
        "winnie",
        """My screen has gone quite black. Which extension do I ring for young Mr Mehta?""",
        (
            *find("winnie"),
            call("find_people", text="Mehta"),
            *read("arjun"),
        ),
        NumberAnswer(value=103),
        "SELECT CAST(extension AS INTEGER) FROM people WHERE person_id = @arjun",
        "in his record",
    ),
    asked(
        "how-many-in-edinburgh",
        "dilys",
        "If I ordered a bun for everybody on the edinburgh@ list, how many buns would that be?",
        (
            *find("dilys"),
            call("get_list"),
            call("get_list", address="edinburgh@carricksalo.example"),
        ),
        NumberAnswer(value=36),
        "SELECT count(*) FROM list_members WHERE address LIKE 'edinburgh@%'",
        "the list's members",
    ),
)
