"""Tasks in which things are put in their place."""

from __future__ import annotations

from agentgym_envs.servers.drafts import Draft, call, turn
from agentgym_envs.servers.filesystem.model import Folder, edits, makes, moves
from agentgym_envs.servers.filesystem.tasks.looking import (
    edit,
    file,
    ls,
    make,
    move,
    read,
    read_all,
    tree,
)

_BILLS = tuple(f"scan-000{number}.txt" for number in (1, 3, 5))
_QUARTER = "invoices/received/2025/Q1"
_CLEARED = (
    *((f"inbox/{name}", f"{_QUARTER}/{name}") for name in _BILLS),
    ("inbox/scan-0006.txt", "invoices/received/2025/Q2/scan-0006.txt"),
    ("inbox/scan-0002.txt", "suppliers/scan-0002.txt"),
    ("inbox/scan-0004.txt", "trash/scan-0004.txt"),
)
_OVERDUE = ("INV-2025-002.txt", "INV-2025-003.txt")
_OPEN = tuple(f"invoices/sent/2025/INV-2025-00{number}.txt" for number in range(1, 8))
_DESSERTS = ("almond-biscuits.md", "plumb-cake.md", "rhubarb-fool.md")
_RECIPES = (
    "almond-biscuits caldo-verde fish-pie leek-tart lentil-salad pea-soup plumb-cake "
    "rhubarb-fool spaetzle"
).split()
_BROCHURE = "projects/2025/harvest-brochure"
_CANCELLED = ("Status: in progress", "Status: cancelled")

DRAFTS: tuple[Draft[Folder], ...] = (
    Draft(
        "bills-of-march",
        "change",
        (
            turn(
                """Three of the scans in my inbox are bills dated March 2025. Please file them with
                the other bills that I received this quarter.""",
                ls(),
                ls("inbox"),
                read_all(*(f"inbox/scan-000{number}.txt" for number in range(1, 7))),
                tree("invoices"),
                *(move(f"inbox/{name}", f"{_QUARTER}/{name}") for name in _BILLS),
                does=[moves(f"inbox/{name}", f"{_QUARTER}/{name}") for name in _BILLS],
            ),
        ),
        "not the quote of 4 March, and not the bill of 1 April that came early",
        (
            file(
                "the other bills that I received this quarter",
                "text IS NULL AND path LIKE 'invoices/received/2025/%'",
                _QUARTER,
            ),
        ),
    ),
    Draft(
        "clear-the-inbox",
        "change",
        (
            turn(
                """Let's clear my inbox. File all the bills by their dates, as my README says, also
                the one that came early; put the quote with the supplier's price lists; and the
                letter can go.""",
                ls(),
                ls("inbox"),
                read_all("README.md", *(f"inbox/scan-000{number}.txt" for number in range(1, 7))),
                tree("invoices"),
                ls("suppliers"),
                make("invoices/received/2025/Q2"),
                *(move(*pair) for pair in _CLEARED),
                does=[
                    makes("invoices/received/2025/Q2"),
                    *(moves(*pair) for pair in _CLEARED),
                ],
            ),
        ),
        "three to this quarter, one to the next, whose folder is missing; the letter to the trash",
        (
            file(
                "the one that came early",
                "path LIKE 'inbox/%' AND text LIKE '%sent ahead%'",
                "inbox/scan-0006.txt",
            ),
            file("the quote", "path LIKE 'inbox/%' AND text LIKE '%QUOTE%'", "inbox/scan-0002.txt"),
            file(
                "the letter", "path LIKE 'inbox/%' AND text LIKE '%Dear %'", "inbox/scan-0004.txt"
            ),
        ),
    ),
    Draft(
        "overdue-apart",
        "change",
        (
            turn(
                """Please put the invoices that I sent and that are overdue into a new folder
                overdue in invoices/sent, beside the folders of the years.""",
                ls(),
                tree("invoices"),
                read_all(*_OPEN),
                make("invoices/sent/overdue"),
                *(
                    move(f"invoices/sent/2025/{name}", f"invoices/sent/overdue/{name}")
                    for name in _OVERDUE
                ),
                does=[
                    makes("invoices/sent/overdue"),
                    *(
                        moves(f"invoices/sent/2025/{name}", f"invoices/sent/overdue/{name}")
                        for name in _OVERDUE
                    ),
                ],
            ),
        ),
        "open, and due before 10 March; those of 2024 are all paid",
        (
            file(
                "beside the folders of the years",
                "path = 'invoices/sent' AND text IS NULL",
                "invoices/sent",
            ),
        ),
    ),
    Draft(
        "desserts-apart",
        "change",
        (
            turn(
                """My recipes are getting too many. Could you make a folder desserts among them and
                put everything in there that is tagged as a dessert?""",
                call("list_allowed_directories"),
                ls(),
                ls("recipes"),
                read_all(*(f"recipes/{name}.md" for name in _RECIPES)),
                make("recipes/desserts"),
                *(move(f"recipes/{name}", f"recipes/desserts/{name}") for name in _DESSERTS),
                does=[
                    makes("recipes/desserts"),
                    *(moves(f"recipes/{name}", f"recipes/desserts/{name}") for name in _DESSERTS),
                ],
            ),
        ),
        "three carry the tag; the misspelt name stays as it is",
        (file("My recipes", "path LIKE '%recipes' AND text IS NULL", "recipes"),),
    ),
    Draft(
        "plum-without-b",
        "change",
        (
            turn(
                """There's a slip in the file name of one of Aunt Odile's recipes. It should be
                plum-cake.md.""",
                ls(),
                ls("recipes"),
                move("recipes/plumb-cake.md", "recipes/plum-cake.md"),
                does=[moves("recipes/plumb-cake.md", "recipes/plum-cake.md")],
            ),
        ),
        "the title inside is right already",
        (
            file(
                "one of Aunt Odile's recipes",
                "path LIKE 'recipes/%' AND text LIKE '%Aunt Odile%' AND text LIKE '# Plum cake%'",
                "recipes/plumb-cake.md",
            ),
        ),
    ),
    Draft(
        "brochure-is-off",
        "change",
        (
            turn(
                """Quinta do Vale have called off the harvest brochure. Please set its status
                accordingly and put the project where such projects lie.""",
                ls(),
                tree("projects"),
                read_all(
                    "README.md",
                    "projects/cancelled/cellar-app/project.txt",
                    f"{_BROCHURE}/project.txt",
                ),
                edit(f"{_BROCHURE}/project.txt", _CANCELLED),
                move(_BROCHURE, "projects/cancelled/harvest-brochure"),
                does=[
                    edits(f"{_BROCHURE}/project.txt", *_CANCELLED),
                    moves(_BROCHURE, "projects/cancelled/harvest-brochure"),
                ],
            ),
        ),
        "the whole folder goes to projects/cancelled, with the status that the other one there has",
        (
            file(
                "the harvest brochure",
                "text LIKE 'Title: Harvest brochure%'",
                f"{_BROCHURE}/project.txt",
            ),
        ),
        routes=(
            (
                (
                    move(_BROCHURE, "projects/cancelled/harvest-brochure"),
                    edit("projects/cancelled/harvest-brochure/project.txt", _CANCELLED),
                ),
            ),
        ),
    ),
    Draft(
        "trip-with-its-month",
        "change",
        (
            turn(
                """The folder of last year's trip to Lisbon should be called 2024-10-lisbon.""",
                ls(),
                ls("travel"),
                move("travel/2024-lisbon", "travel/2024-10-lisbon"),
                does=[moves("travel/2024-lisbon", "travel/2024-10-lisbon")],
            ),
        ),
        "one folder of that name",
        (
            file(
                "The folder of last year's trip to Lisbon",
                "text IS NULL AND path LIKE 'travel/%2024%lisbon%'",
                "travel/2024-lisbon",
            ),
        ),
    ),
    Draft(
        "thank-you-letter-away",
        "change",
        (
            turn(
                """There's a thank-you letter among my scans, it can go.""",
                ls(),
                ls("inbox"),
                read_all(*(f"inbox/scan-000{number}.txt" for number in range(1, 7))),
                read("README.md"),
                move("inbox/scan-0004.txt", "trash/scan-0004.txt"),
                does=[moves("inbox/scan-0004.txt", "trash/scan-0004.txt")],
            ),
        ),
        "nothing is deleted, what has to go is moved to the trash",
        (
            file(
                "a thank-you letter among my scans",
                "path LIKE 'inbox/%' AND text LIKE '%thank you%'",
                "inbox/scan-0004.txt",
            ),
        ),
    ),
)
