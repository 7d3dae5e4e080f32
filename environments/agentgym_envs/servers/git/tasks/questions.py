"""Tasks in which Iris asks something, and nothing changes."""

from __future__ import annotations

from datetime import date, datetime

from agentgym.answers import DateAnswer, NumberAnswer, SetAnswer, TextAnswer
from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.git.history import Commit, History
from agentgym_envs.servers.git.model import Repository
from agentgym_envs.servers.git.tasks.looking import (
    commit_of,
    every_branch,
    git,
    left_staged,
    log,
    ref,
    show,
)


def _made(repository: Repository, change: str) -> Commit:
    """The first commit after which a text stands in a page."""
    return next(
        commit
        for commit in repository.history.commits.values()
        if any(change in text for text in commit.tree.values())
    )


def _day(text: str) -> date:
    return datetime.strptime(text, "%d %B %Y").date()


def _ancestors(history: History, tip: str) -> set[str]:
    found: set[str] = set()
    waiting = [tip]
    while waiting:
        message = waiting.pop()
        if message not in found:
            found.add(message)
            waiting += history.commits[message].parents
    return found


def _without_dusk(repository: Repository) -> list[str]:
    history = repository.history
    return [
        name
        for name, tip in history.branches.items()
        if "Close the gate at dusk" not in _ancestors(history, tip)
    ]


def _last_on_rules(repository: Repository) -> str:
    history = repository.history
    author, before = "", ""
    for message in history.commits:
        commit = history.commits[message]
        text = commit.tree.get("pages/rules.md", "")
        if commit.branch == "main" and text != before:
            author, before = commit.author, text
    return author


DRAFTS: tuple[Draft[Repository], ...] = (
    Draft(
        "who-removed-compost",
        "question",
        (
            turn(
                """Who removed the page on compost? They may still have its text. The full name,
                please.""",
                log(),
                show("de64cdc"),
                answer=TextAnswer(value="Sam Whitlock"),
                proof=lambda repository: next(
                    commit.author
                    for commit in repository.history.commits.values()
                    for parent in commit.parents
                    if "pages/compost.md" in repository.history.commits[parent].tree
                    and "pages/compost.md" not in commit.tree
                ),
            ),
        ),
        "the log says who",
        (
            commit_of(
                "removed the page on compost",
                "key LIKE 'Remove%compost%' AND files LIKE '%compost%'",
                "Remove the page on compost",
            ),
        ),
        initial=left_staged(),
    ),
    Draft(
        "dearer-since-when",
        "question",
        (
            turn(
                """On which date did Joel raise the rent of a full plot on the website?""",
                log(),
                answer=DateAnswer(value=date(2025, 1, 20)),
                proof=lambda repository: _made(repository, "Full plot: 52").when.date(),
            ),
        ),
        "one commit did it",
        (
            commit_of(
                "raise the rent of a full plot",
                "key LIKE '%rent of a full plot%'",
                "Raise the rent of a full plot",
            ),
        ),
        initial=left_staged(),
    ),
    Draft(
        "branches-without-dusk",
        "question",
        (
            turn(
                """Which branches do not have the commit yet that closes the gate at dusk?""",
                log(),
                git("branch", branch_type="local", not_contains="6ead488"),
                answer=SetAnswer(value=("autumn-fair", "seed-swap", "water-butts")),
                proof=_without_dusk,
            ),
        ),
        "three began before it",
        (
            commit_of(
                "closes the gate at dusk", "key LIKE '%gate at dusk%'", "Close the gate at dusk"
            ),
        ),
        initial=left_staged(),
    ),
    Draft(
        "deposit-then",
        "question",
        (
            turn(
                """How much was the key deposit when we tagged v1.0?""",
                show("v1.0:pages"),
                show("v1.0:pages/prices.md"),
                answer=NumberAnswer(value=15),
                proof=lambda repository: int(
                    repository.history.commits[repository.history.tags["v1.0"]]
                    .tree["pages/prices.md"]
                    .split("Key deposit: ")[1]
                ),
            ),
        ),
        "15 then, 20 now",
        (ref("v1.0", "tags", "v1.0"),),
        initial=left_staged(),
    ),
    Draft(
        "day-of-the-fair",
        "question",
        (
            turn(
                """On which day will the autumn fair be, according to its branch?""",
                every_branch(),
                git("diff", target="autumn-fair"),
                show("autumn-fair:pages"),
                show("autumn-fair:pages/fair.md"),
                answer=DateAnswer(value=date(2025, 10, 11)),
                proof=lambda repository: _day(
                    repository.history.commits[repository.history.branches["autumn-fair"]]
                    .tree["pages/fair.md"]
                    .split("Saturday, ")[1]
                    .split(",")[0]
                ),
            ),
        ),
        "moved by a week on that branch; main has no such page",
        (ref("the autumn fair", "heads", "autumn-fair"),),
        initial=left_staged(),
    ),
    Draft(
        "last-on-the-rules",
        "question",
        (
            turn(
                """Who was the last to change the page with the rules? The full name, please.""",
                log(),
                show("6ead488"),
                answer=TextAnswer(value="Petra Lindgren"),
                proof=_last_on_rules,
            ),
        ),
        "rule 5 came last",
        (
            commit_of(
                "the last to change the page with the rules",
                "files LIKE '%rules.md%' AND date = '2024-11-03'",
                "Close the gate at dusk",
            ),
        ),
        initial=left_staged(),
    ),
    Draft(
        "water-at-first",
        "question",
        (
            turn(
                """How much did the water cost in 2024, by the first version of the accounts that
                Joel put online?""",
                log(),
                show("70b70c7"),
                answer=NumberAnswer(value=640),
                proof=lambda repository: int(
                    repository.history.commits["Put the accounts online"]
                    .tree["data/accounts-2024.csv"]
                    .split("water,-")[1]
                    .split("\n")[0]
                ),
            ),
        ),
        "640 at first, 655 since March",
        (
            commit_of(
                "the first version of the accounts",
                "key LIKE '%accounts online%'",
                "Put the accounts online",
            ),
        ),
        initial=left_staged(),
    ),
)
