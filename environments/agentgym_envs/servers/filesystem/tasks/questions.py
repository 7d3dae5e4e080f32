"""Tasks in which Nadia asks something, and nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agentgym.answers import DateAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.servers.drafts import Draft, call, turn
from agentgym_envs.servers.filesystem.model import Folder
from agentgym_envs.servers.filesystem.tasks.looking import (
    at,
    file,
    find,
    ls,
    read,
    read_all,
    tree,
)
from agentgym_envs.servers.filesystem.tasks.reading import fields, in_folder, table

_PRICES = ("suppliers/severn-paper-2024.csv", "suppliers/severn-paper-2025.csv")
_SENT_2025 = tuple(f"invoices/sent/2025/INV-2025-00{number}.txt" for number in range(1, 8))
_SENT_2024 = tuple(f"invoices/sent/2024/INV-2024-0{number}.txt" for number in range(31, 36))
_MINUTES = tuple(
    f"club/minutes/{day}.md"
    for day in ("2024-09-05", "2024-10-10", "2024-11-14", "2025-01-16", "2025-02-13")
)
_RECIPES = (
    "almond-biscuits caldo-verde fish-pie leek-tart lentil-salad pea-soup plumb-cake "
    "rhubarb-fool spaetzle"
).split()
_GLOSSARIES = "energy-pt-en maritime-de-en museum-fr-en watch-de-en".split()
_PROJECTS_2025 = tuple(
    f"projects/2025/{name}/project.txt"
    for name in (
        "deck-manual",
        "harvest-brochure",
        "price-list",
        "river-trade",
        "tender-documents",
        "watch-fair",
    )
)
_PROJECTS_2024 = tuple(
    f"projects/2024/{name}/project.txt"
    for name in ("glass-gallery", "lamp-catalogue", "solar-park", "tall-ships", "winch-handbook")
)


def _invoices(folder: Folder, year: int) -> Iterator[dict[str, str]]:
    return map(fields, in_folder(folder, f"invoices/sent/{year}"))


def _dearer(folder: Folder) -> str:
    before, after = (
        {row["item"]: float(row["price_gbp"]) for row in table(folder, path)} for path in _PRICES
    )
    return max(after, key=lambda item: after[item] / before[item])


def _unpaid(folder: Folder) -> list[str]:
    names = {row["number"]: row["name"] for row in table(folder, "club/members.csv")}
    fees = table(folder, "club/fees-2025.csv")
    return [names[row["number"]] for row in fees if not row["paid_on"]]


def _latest(folder: Folder) -> str:
    def days_late(invoice: dict[str, str]) -> int:
        return (date.fromisoformat(invoice["Paid on"]) - date.fromisoformat(invoice["Due"])).days

    late = sorted(_invoices(folder, 2024), key=days_late)
    return late[-1]["Client"]


def _not_billed(folder: Folder) -> list[str]:
    clients = {text.splitlines()[0] for text in in_folder(folder, "clients", "contact.txt")}
    billed = {invoice["Client"] for invoice in _invoices(folder, 2025)}
    return [name for name in clients if not any(name.startswith(b) for b in billed)]


def _hearty(folder: Folder) -> list[str]:
    found = []
    for text in in_folder(folder, "recipes"):
        ingredients = text.splitlines()[-1].casefold()
        if "nutmeg" in ingredients and "eggs" in ingredients and int(fields(text)["Serves"]) >= 6:
            found.append(text.splitlines()[0].removeprefix("# "))
    return found


def _german_words(folder: Folder) -> int:
    projects = map(fields, in_folder(folder, "projects/2024", "project.txt"))
    return sum(int(p["Words"]) for p in projects if p["Languages"] == "German to English")


DRAFTS: tuple[Draft[Folder], ...] = (
    Draft(
        "dearer-paper",
        "question",
        (
            turn(
                """Which of Severn Paper's items went up most from last year's price list to this
                year's, in percent?""",
                ls(),
                ls("suppliers"),
                read_all(*_PRICES),
                answer=TextAnswer(
                    value="Window envelopes C5", aliases=("Window envelopes", "C5 window envelopes")
                ),
                proof=_dearer,
            ),
        ),
        "from 16.25 to 18.75, more than fifteen percent",
        (file("this year's", "path LIKE 'suppliers/severn-paper-2025%'", _PRICES[1]),),
    ),
    Draft(
        "still-to-come-in",
        "question",
        (
            turn(
                """How much am I still owed for this year's invoices, all in all, in EUR?""",
                ls(),
                tree("invoices"),
                read_all(*_SENT_2025),
                answer=NumberAnswer(value=2257.0, tolerance=0.005),
                proof=lambda folder: sum(
                    float(invoice["Amount"].removesuffix(" EUR"))
                    for invoice in _invoices(folder, 2025)
                    if invoice["Status"] == "open"
                ),
            ),
        ),
        "five of seven are open",
        (
            file(
                "this year's invoices",
                "text IS NULL AND path LIKE 'invoices/sent/2025'",
                "invoices/sent/2025",
            ),
        ),
    ),
    Draft(
        "treasurer-before-greta",
        "question",
        (
            turn(
                """Who was the club's treasurer before Greta Moll?""",
                ls(),
                tree("club"),
                read(_MINUTES[1]),
                answer=TextAnswer(value="Farida Khan", aliases=("Farida",)),
                proof=lambda folder: (
                    folder.texts[_MINUTES[0]].split(" (treasurer)")[0].split(", ")[-1]
                ),
            ),
        ),
        "the election of October says so",
        (
            file(
                "treasurer before Greta Moll",
                "path LIKE 'club/minutes/%' AND text LIKE '%Greta Moll follows%as treasurer%'",
                _MINUTES[1],
            ),
        ),
    ),
    Draft(
        "largest-glossary",
        "question",
        (
            turn(
                """Which of my glossaries is the largest file? The file's name, please.""",
                ls(),
                ls("glossaries"),
                *(call("get_file_info", path=at(f"glossaries/{name}.csv")) for name in _GLOSSARIES),
                answer=TextAnswer(
                    value="maritime-de-en.csv",
                    aliases=("glossaries/maritime-de-en.csv", at("glossaries/maritime-de-en.csv")),
                ),
                proof=lambda folder: max(
                    (path for path in folder.texts if path.startswith("glossaries/")),
                    key=lambda path: len(folder.texts[path].encode()),
                ).removeprefix("glossaries/"),
            ),
        ),
        "the file system says how large each is",
        (
            file(
                "the largest file",
                "path LIKE 'glossaries/%'",
                "glossaries/maritime-de-en.csv",
                order="length(text) DESC",
            ),
        ),
    ),
    Draft(
        "fees-not-paid",
        "question",
        (
            turn(
                """Going by the club's lists: whose fee for this year has not come in yet? Their
                full names, please.""",
                ls(),
                ls("club"),
                read_all("club/members.csv", "club/fees-2025.csv"),
                answer=SetAnswer(value=("Colm Breen", "Huw Bevan", "Oskar Lind", "Tom Carrick")),
                proof=_unpaid,
            ),
        ),
        "four lines of the fees have no date; one of the four is leaving, and still listed",
        (file("fee for this year", "path LIKE 'club/fees-2025%'", "club/fees-2025.csv"),),
    ),
    Draft(
        "next-deadline",
        "question",
        (
            turn(
                """Of the texts that are in progress: on which date is the next one due?""",
                ls(),
                tree("projects"),
                find("projects/2025", "**/project.txt"),
                read_all(*_PROJECTS_2025),
                answer=DateAnswer(value=date(2025, 3, 19)),
                proof=lambda folder: min(
                    date.fromisoformat(project["Due"])
                    for project in map(fields, in_folder(folder, "projects/2025", "project.txt"))
                    if project["Status"] == "in progress"
                ),
            ),
        ),
        "the speeches for the watch fair",
        (
            file(
                "the next one due",
                "path LIKE 'projects/2025/%' AND text LIKE '%Status: in progress%'",
                "projects/2025/watch-fair/project.txt",
                order="substr(text, instr(text, 'Due: ') + 5, 10)",
            ),
        ),
    ),
    Draft(
        "not-billed-this-year",
        "question",
        (
            turn(
                """Which of my clients have I sent no invoice yet in 2025? As they are called in
                their contact files, please.""",
                ls(),
                ls("clients"),
                ls("clients/atelier-lumen"),
                find("clients", "**/contact.txt"),
                read_all(
                    *(
                        f"clients/{name}/contact.txt"
                        for name in (
                            "atelier-lumen",
                            "brandt-maritime",
                            "helvetia-chronos",
                            "northgate-museum",
                            "quinta-do-vale",
                            "solis-energy",
                        )
                    )
                ),
                tree("invoices"),
                read_all(*_SENT_2025),
                answer=SetAnswer(value=("Northgate Museum", "Quinta do Vale Lda.")),
                proof=_not_billed,
            ),
        ),
        "four of the six clients have been billed",
        (
            file(
                "in 2025",
                "text IS NULL AND path = 'invoices/sent/2025'",
                "invoices/sent/2025",
            ),
        ),
    ),
    Draft(
        "words-from-german",
        "question",
        (
            turn(
                """How many words did last year's projects from German have, together?""",
                ls(),
                tree("projects"),
                read_all(*_PROJECTS_2024),
                answer=NumberAnswer(value=23400),
                proof=_german_words,
            ),
        ),
        "two projects",
        (file("last year's projects", "text IS NULL AND path = 'projects/2024'", "projects/2024"),),
    ),
    Draft(
        "nutmeg-and-eggs",
        "question",
        (
            turn(
                """I have nutmeg and eggs to use up. Which of my recipes takes both and is enough
                for six people?""",
                ls(),
                ls("recipes"),
                read_all(*(f"recipes/{name}.md" for name in _RECIPES)),
                answer=TextAnswer(value="Leek tart", aliases=("leek-tart.md", "leek-tart")),
                proof=lambda folder: ", ".join(_hearty(folder)),
            ),
        ),
        "the fish pie is for five, the spaetzle for four",
        (
            file(
                "Which of my recipes takes both and is enough for six people",
                "path LIKE 'recipes/%' AND text LIKE '%nutmeg%' AND text LIKE '%eggs %' AND "
                "CAST(substr(text, instr(text, 'Serves: ') + 8, 2) AS INTEGER) >= 6",
                "recipes/leek-tart.md",
            ),
        ),
    ),
    Draft(
        "what-the-roof-cost",
        "question",
        (
            turn(
                """What did the new roof of the boathouse cost the club in the end, in GBP?""",
                ls(),
                tree("club"),
                read_all(*_MINUTES),
                answer=NumberAnswer(value=1250),
                proof=lambda folder: (
                    int(
                        folder.texts[_MINUTES[1]]
                        .split("Builders ")[1]
                        .split(" GBP")[0]
                        .replace(",", "")
                    )
                    + int(folder.texts[_MINUTES[3]].split("bill was ")[1].split(" GBP")[0])
                ),
            ),
        ),
        "the cheaper quote, and 65 more",
        (
            file(
                "the new roof",
                "path LIKE 'club/minutes/%' AND text LIKE '%The roof is done%'",
                _MINUTES[3],
            ),
        ),
    ),
    Draft(
        "slowest-to-pay",
        "question",
        (
            turn(
                """Which client took longest to pay last year, counted from the day the invoice
                was due?""",
                ls(),
                tree("invoices"),
                read_all(*_SENT_2024),
                answer=TextAnswer(value="Atelier Lumen", aliases=("Atelier Lumen SARL",)),
                proof=_latest,
            ),
        ),
        "twenty days late; all others paid in time",
        (
            file(
                "took longest to pay last year",
                "path LIKE 'invoices/sent/2024/%' AND "
                "substr(text, instr(text, 'Paid on: ') + 9, 10) "
                "> substr(text, instr(text, 'Due: ') + 5, 10)",
                "invoices/sent/2024/INV-2024-032.txt",
            ),
        ),
    ),
    Draft(
        "statutes-in-bytes",
        "question",
        (
            turn(
                """The sports council wants to know how large the file with our club's statutes is.
                How many bytes does it have?""",
                ls(),
                ls("club"),
                call("get_file_info", path=at("club/statutes.md")),
                answer=NumberAnswer(value=400),
                proof=lambda folder: len(folder.texts["club/statutes.md"].encode()),
            ),
        ),
        "the size of the file",
        (file("our club's statutes", "path LIKE 'club/statutes%'", "club/statutes.md"),),
    ),
    Draft(
        "last-in-the-list",
        "question",
        (
            turn(
                """Who stands last in our list of members? The full name, please.""",
                ls(),
                ls("club"),
                call("read_text_file", path=at("club/members.csv"), tail=2),
                answer=TextAnswer(value="Colm Breen"),
                proof=lambda folder: table(folder, "club/members.csv")[-1]["name"],
            ),
        ),
        "the list goes by number",
        (file("our list of members", "path LIKE 'club/members%'", "club/members.csv"),),
    ),
)
