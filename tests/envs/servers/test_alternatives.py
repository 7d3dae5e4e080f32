"""What another careful agent might do, and what a careless one does."""

from __future__ import annotations

from typing import Any

import pytest

from agentgym import Environment, SolutionTurn, ToolCall
from agentgym.certifier.player import Player

OFFICE = "/home/nadia/office"
SITE = "/home/iris/website"


def call(tool: str, **arguments: Any) -> ToolCall:
    return ToolCall(tool, arguments)


def git(command: str, **arguments: Any) -> ToolCall:
    return call(f"git_{command}", repo_path=SITE, **arguments)


def passes(player: Player, environment: Environment, task_id: str, *calls: ToolCall) -> bool:
    """Whether these calls, all in the first turn, pass with the solution's own last words."""
    task = environment.task(task_id)
    return player.passes(
        task, (SolutionTurn(calls=calls, message=task.solution[0].message), *task.solution[1:])
    )


@pytest.mark.parametrize(
    ("task_id", "calls", "right"),
    [
        # A line may be replaced as a whole, or a file written anew.
        (
            "keep-backups-longer",
            [
                call(
                    "write_file",
                    path=f"{OFFICE}/config/backup.ini",
                    content="[backup]\ntarget = nas:/backup/office\nkeep_days = 90\n"
                    "exclude = trash, inbox, travel\n\n[schedule]\ndaily = 02:30\n"
                    "weekly = sunday\n",
                )
            ],
            True,
        ),
        # Without the line end, or with a copy left behind, it is not what was asked for.
        (
            "boats-to-repair",
            [
                call(
                    "write_file",
                    path=f"{OFFICE}/club/repairs.txt",
                    content="Blue Heron\nDundry\nFloating Harbour",
                )
            ],
            False,
        ),
        (
            "boats-to-repair",
            [
                call(
                    "write_file",
                    path="club/repairs.txt",
                    content="Blue Heron\nDundry\nFloating Harbour\n",
                )
            ],
            True,
        ),
        (
            "plum-without-b",
            [
                call(
                    "write_file",
                    path=f"{OFFICE}/recipes/plum-cake.md",
                    content="# Plum cake\n\nTags: dessert, autumn\nFrom: Aunt Odile\nServes: 8\n\n"
                    "Plums 800 g, flour 300 g, butter 150 g, sugar 120 g, eggs 3, cinnamon\n",
                )
            ],
            False,
        ),
        # A template may be filled in before it is saved, and keeps its wording.
        (
            "reminder-for-atelier-lumen",
            [
                call(
                    "write_file",
                    path=f"{OFFICE}/invoices/sent/2025/reminder.txt",
                    content="Dear Atelier Lumen,\nour invoice INV-2025-002 was due on 2025-02-16. "
                    "Please let me know when I may expect it.\nNadia Ferrant\n",
                )
            ],
            True,
        ),
        (
            "reminder-for-atelier-lumen",
            [
                call(
                    "write_file",
                    path=f"{OFFICE}/invoices/sent/2025/reminder.txt",
                    content="Dear Atelier Lumen,\nour invoice INV-2025-006 was due on 2025-03-26. "
                    "Please let me know when I may expect it.\nNadia Ferrant\n",
                )
            ],
            False,
        ),
    ],
)
@pytest.mark.parametrize("server", ["filesystem"], indirect=True)
def test_another_way_to_the_same_files_passes_and_other_files_fail(
    environment: Environment,
    player: Player,
    task_id: str,
    calls: list[ToolCall],
    right: bool,
) -> None:
    assert passes(player, environment, task_id, *calls) is right


@pytest.mark.parametrize(
    ("task_id", "calls", "right"),
    [
        # Observations may be added in another order, and one by one.
        (
            "coaches-cost-more",
            [
                *(
                    call(
                        "add_observations",
                        observations=[{"entityName": "Caledonia Coaches", "contents": [text]}],
                    )
                    for text in ("rate: 410 GBP a day", "contact: Tariq Mahmood")
                ),
                call(
                    "delete_observations",
                    deletions=[
                        {
                            "entityName": "Caledonia Coaches",
                            "observations": ["rate: 380 GBP a day", "contact: Rhona Bell"],
                        }
                    ],
                ),
            ],
            True,
        ),
        # The old number left beside the new one, and a fact where it does not belong.
        (
            "hamish-has-a-new-number",
            [
                call(
                    "add_observations",
                    observations=[
                        {"entityName": "Hamish Orr", "contents": ["phone: 0131 496 0149"]}
                    ],
                )
            ],
            False,
        ),
        # A capital letter and a full stop are free, and the sense is not.
        *(
            (
                "key-to-the-trap-room",
                [
                    call(
                        "add_observations",
                        observations=[{"entityName": "Dougal Kerr", "contents": [text]}],
                    )
                ],
                right,
            )
            for text, right in (
                ("note: He has the only key to the trap room.", True),
                ("note: does not have the only key to the trap room", False),
            )
        ),
        # What is deleted and made anew is the same, if what hung on it is made anew as well.
        *(
            (
                "hamish-has-a-new-number",
                [
                    call("delete_entities", entityNames=["Hamish Orr"]),
                    call(
                        "create_entities",
                        entities=[
                            {
                                "name": "Hamish Orr",
                                "entityType": "person",
                                "observations": [
                                    "role: lighting designer",
                                    "phone: 0131 496 0149",
                                    "availability: not on Sundays",
                                ],
                            }
                        ],
                    ),
                    call(
                        "create_relations",
                        relations=[
                            {"from": "Hamish Orr", "relationType": "designs for", "to": title}
                            for title in titles
                        ],
                    ),
                ],
                len(titles) == 3,
            )
            for titles in (
                ["Tam o' Shanter", "The Seagull", "Whisky Galore"],
                ["Tam o' Shanter", "Whisky Galore"],
            )
        ),
        # Two entities of one name, which the server lets one call create.
        (
            "no-open-day",
            [
                call("delete_entities", entityNames=["open day"]),
                call(
                    "create_entities",
                    entities=[{"name": "x", "entityType": "event", "observations": []}] * 2,
                ),
                call("delete_entities", entityNames=["x"]),
            ],
            True,
        ),
    ],
)
@pytest.mark.parametrize("server", ["memory"], indirect=True)
def test_another_way_to_the_same_graph_passes_and_another_graph_fails(
    environment: Environment,
    player: Player,
    task_id: str,
    calls: list[ToolCall],
    right: bool,
) -> None:
    assert passes(player, environment, task_id, *calls) is right


@pytest.mark.parametrize(
    ("task_id", "calls", "right"),
    [
        # Files may be staged one by one, and the message be worded otherwise.
        (
            "wednesdays-without-the-honey",
            [
                git("add", files=["pages/visit.md"]),
                git("add", files=[f"{SITE}/pages/index.md"]),
                git("commit", message="Note the new opening hours on Wednesdays."),
            ],
            True,
        ),
        # A message has one line.
        (
            "wednesdays-without-the-honey",
            [
                git("add", files=["pages/visit.md", "pages/index.md"]),
                git("commit", message="Open on Wednesdays\n\nOn both pages."),
            ],
            False,
        ),
        # Words that are given are not put into a sentence of one's own.
        *(
            (
                "plot-six-on-a-branch",
                [
                    git("add", files=["data"]),
                    git("create_branch", branch_name="plot-six", base_branch="main"),
                    git("checkout", branch_name="plot-six"),
                    git("commit", message=message),
                ],
                right,
            )
            for message, right in (
                ("Plot six is vacant.", True),
                ("Nobody says plot six is vacant", False),
            )
        ),
        # Everything at once, or in two commits, is something else.
        (
            "wednesdays-without-the-honey",
            [git("add", files=["."]), git("commit", message="Open on Wednesdays")],
            False,
        ),
        (
            "wednesdays-without-the-honey",
            [
                git("add", files=["pages/visit.md"]),
                git("commit", message="Open on Wednesdays"),
                git("add", files=["pages/index.md"]),
                git("commit", message="Open on Wednesdays"),
            ],
            False,
        ),
        # A branch may be made from where one happens to be, and then left again.
        (
            "supper-beside-the-fair",
            [
                git("checkout", branch_name="autumn-fair"),
                git("create_branch", branch_name="harvest-supper"),
                git("checkout", branch_name="main"),
            ],
            True,
        ),
        (
            "supper-beside-the-fair",
            [git("create_branch", branch_name="harvest-supper", base_branch="main")],
            False,
        ),
        # The same commit without a branch is not the branch.
        ("committee-looks-at-preview", [git("checkout", branch_name="preview~0")], False),
    ],
)
@pytest.mark.parametrize("server", ["git"], indirect=True)
def test_another_way_to_the_same_history_passes_and_another_history_fails(
    environment: Environment,
    player: Player,
    task_id: str,
    calls: list[ToolCall],
    right: bool,
) -> None:
    assert passes(player, environment, task_id, *calls) is right
