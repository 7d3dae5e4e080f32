"""Tasks over several turns: a question first, second thoughts, something added."""

from __future__ import annotations

from agentgym.answers import NumberAnswer
from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.filesystem.model import Folder, edits, moves
from agentgym_envs.servers.filesystem.tasks.looking import (
    edit,
    file,
    ls,
    move,
    read,
    read_all,
    tree,
)
from agentgym_envs.servers.filesystem.tasks.reading import fields, in_folder

_SPARE = "invoices/sent/2025/INV-2025-003.txt"
_PAID = (("Status: open", "Status: paid"), ("Paid on: -", "Paid on: 2025-03-10"))
_BILL = ("inbox/scan-0001.txt", "trash/scan-0001.txt")
_JOINED = (
    "136,Colm Breen,2024,novices\n",
    "136,Colm Breen,2024,novices\n139,Bronwen Jones,2025,novices\n",
)
_FEE = ("136,120,\n", "136,120,\n139,120,2025-03-10\n")
_PLAN = ("open", "confirmed")

DRAFTS: tuple[Draft[Folder], ...] = (
    Draft(
        "owed-then-paid",
        "change",
        (
            turn(
                """How much does Brandt Maritime still owe me for the spare parts list, in EUR?""",
                ls(),
                tree("invoices"),
                read(_SPARE),
                answer=NumberAnswer(value=504.0),
                proof=lambda folder: next(
                    float(invoice["Amount"].removesuffix(" EUR"))
                    for invoice in map(fields, in_folder(folder, "invoices/sent"))
                    if invoice["For"] == "Spare parts list"
                ),
            ),
            turn(
                """It arrived this very minute! Please note on the invoice that it's paid, as of
                today.""",
                edit(_SPARE, *_PAID),
                does=[edits(_SPARE, *pair) for pair in _PAID],
            ),
        ),
        "3600 words at 0.14; then status and date, as on invoices that are paid",
        (
            file(
                "for the spare parts list",
                "path LIKE 'invoices/%' AND text LIKE '%For: Spare parts list%'",
                _SPARE,
            ),
        ),
    ),
    Draft(
        "bill-there-and-back",
        "change",
        (
            turn(
                """Please throw away the scan of the bill from Bell Insurance.""",
                ls(),
                ls("inbox"),
                read_all("README.md", "inbox/scan-0001.txt", "inbox/scan-0002.txt"),
                move(*_BILL),
                does=[moves(*_BILL)],
            ),
            turn(
                """Oh dear, that was rash, I haven't paid it yet. Put it back where it was.""",
                move(*reversed(_BILL)),
                does=[moves(*reversed(_BILL))],
            ),
        ),
        "to the trash, and back into the inbox",
        (
            file(
                "the scan of the bill from Bell Insurance",
                "path LIKE 'inbox/%' AND text LIKE '%BELL INSURANCE%'",
                "inbox/scan-0001.txt",
            ),
        ),
    ),
    Draft(
        "bronwen-joins",
        "change",
        (
            turn(
                """A new member for the club: Bronwen Jones, she joins the novices this year, 2025,
                under the number 139. Please add her at the end of the list of members.""",
                ls(),
                ls("club"),
                read("club/members.csv"),
                edit("club/members.csv", _JOINED),
                does=[edits("club/members.csv", *_JOINED)],
            ),
            turn(
                """She has just paid this year's fee too, the same amount as the other novices.
                Please add that.""",
                read("club/fees-2025.csv"),
                edit("club/fees-2025.csv", _FEE),
                does=[edits("club/fees-2025.csv", *_FEE)],
            ),
        ),
        "novices pay 120; a line at the end of each list, numbers rise",
        (
            file("the list of members", "path LIKE 'club/members%'", "club/members.csv"),
            file("this year's fee", "path LIKE 'club/fees-2025%'", "club/fees-2025.csv"),
        ),
    ),
    Draft(
        "third-night-in-biel",
        "change",
        (
            turn(
                """On which page of the deck manual is the word Spill that I still have to ask
                about?""",
                ls(),
                tree("projects"),
                read("projects/2025/deck-manual/open-questions.txt"),
                answer=NumberAnswer(value=14),
                proof=lambda folder: int(
                    folder.texts["projects/2025/deck-manual/open-questions.txt"]
                    .splitlines()[0]
                    .split("page ")[1]
                    .rstrip("?")
                ),
            ),
            turn(
                """Thanks. And the hotel in Biel has now confirmed the third night as well, please
                put that into my plan for the trip: just confirmed instead of open.""",
                ls("travel"),
                ls("travel/2025-biel"),
                read("travel/2025-biel/plan.txt"),
                edit("travel/2025-biel/plan.txt", _PLAN),
                does=[edits("travel/2025-biel/plan.txt", *_PLAN)],
            ),
        ),
        "one word of the plan changes",
        (
            file(
                "my plan for the trip",
                "path LIKE 'travel/%biel%' AND text IS NOT NULL",
                "travel/2025-biel/plan.txt",
            ),
        ),
    ),
)
