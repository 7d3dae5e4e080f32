"""Tasks in which something is committed, staged otherwise, or branched."""

from __future__ import annotations

from agentgym.answers import SetAnswer
from agentgym.tools import JsonObject
from agentgym_envs.servers.drafts import Draft, turn
from agentgym_envs.servers.git.model import (
    Repository,
    branches,
    checks_out,
    commits,
    stages,
    unstages,
)
from agentgym_envs.servers.git.tasks.looking import (
    HONEY,
    NOTES,
    add,
    edited,
    every_branch,
    file,
    found,
    git,
    left_staged,
    log,
    ref,
    said,
    show,
)

_VISIT = edited("pages/visit.md", ("Saturdays and Sundays", "Wednesdays, Saturdays and Sundays"))
_INDEX = edited("pages/index.md", ("since 1912.", "since 1912. Open on Wednesdays, too."))
_PRICES = edited("pages/prices.md", ("Half plot: 27", "Half plot: 29"))
_RULES = edited("pages/rules.md", ("Paths are kept free.", "The paths are kept free."))
_MEMBERS = "Petra Lindgren,0151 496 0112\nJoel Okonkwo,0151 496 0113\nSam Whitlock,0151 496 0114\n"
_STALLS = "Stalls of the autumn fair\n\n1 Seeds\n2 Honey\n3 Cider\n"
_PLOTS = edited("data/plots.csv", ("3,Lindgren,full", "3,Lindgren,full\n6,vacant,half"))
_DARKER = edited("style.css", ("#dfe8d8", "#c9d8bf"), branch="new-look")
#: The words are given; a capital letter or a full stop is not.
_VACANT: JsonObject = {"hole": "matches", "pattern": r"(?i)plot six is vacant\.?"}
_BUTTS = edited("pages/water.md", ("210 litres", "300 litres"), branch="water-butts")

DRAFTS: tuple[Draft[Repository], ...] = (
    Draft(
        "wednesdays-without-the-honey",
        "change",
        (
            turn(
                """I've put our new opening on Wednesdays into two of the pages. Please commit
                that, with the word Wednesdays in the message. The page on honey isn't finished, so
                leave it out.""",
                git("status"),
                git("diff_unstaged"),
                add("pages/index.md", "pages/visit.md"),
                git("commit", message="Open on Wednesdays"),
                does=[commits(said("wednesdays"), "pages/index.md", "pages/visit.md")],
            ),
        ),
        "two changed pages in one commit; the new one stays untracked",
        (file("The page on honey", "pages/honey.md"),),
        initial=found(
            {"pages/visit.md": _VISIT, "pages/index.md": _INDEX, "pages/honey.md": HONEY}
        ),
        routes=(
            (
                (
                    add("pages/visit.md"),
                    add("pages/index.md"),
                    git("commit", message="Tell visitors about Wednesdays"),
                ),
            ),
        ),
    ),
    Draft(
        "phone-numbers-unstaged",
        "change",
        (
            turn(
                """Oops, I've staged the list with everybody's phone number. Please get it out of
                there again before it ends up in a commit! The rules should stay staged.""",
                git("status"),
                git("diff_staged"),
                git("reset"),
                add("pages/rules.md"),
                does=[unstages(), stages("pages/rules.md")],
            ),
        ),
        "unstaged, and left in the working tree; what else is staged stays so",
        (file("the list with everybody's phone number", "data/members.csv"),),
        initial=found(
            {"data/members.csv": _MEMBERS, "pages/rules.md": _RULES},
            ("data/members.csv", "pages/rules.md"),
        ),
    ),
    Draft(
        "only-the-price-of-what-is-staged",
        "change",
        (
            turn(
                """I've staged too much. What is to be committed is only the new price of a half
                plot, with a message that mentions the half plot; nothing else should stay
                staged.""",
                git("status"),
                git("diff_staged"),
                git("reset"),
                add("pages/prices.md"),
                git("commit", message="Raise the rent of a half plot"),
                does=[unstages(), commits(said("half.plot"), "pages/prices.md")],
            ),
        ),
        "three files are staged, one is committed, two are changed and unstaged",
        (file("the new price of a half plot", "pages/prices.md"),),
        initial=found(
            {
                "pages/prices.md": _PRICES,
                "pages/rules.md": _RULES,
                "data/members.csv": _MEMBERS,
            },
            ("pages/prices.md", "pages/rules.md", "data/members.csv"),
        ),
    ),
    Draft(
        "gate-from-release",
        "change",
        (
            turn(
                """I need a branch gate-repair that starts where we tagged v1.1. Check it out,
                too, I want to work on it.""",
                every_branch(),
                show("v1.1"),
                git("create_branch", branch_name="gate-repair", base_branch="v1.1"),
                git("checkout", branch_name="gate-repair"),
                does=[branches("gate-repair", "v1.1"), checks_out("gate-repair")],
            ),
        ),
        "from the tag, not from main",
        (ref("v1.1", "tags", "v1.1"),),
        initial=left_staged(),
    ),
    Draft(
        "supper-beside-the-fair",
        "change",
        (
            turn(
                """Petra wants to write about a harvest supper, on top of what there is for the
                autumn fair. Please make her a branch for it, harvest-supper.""",
                every_branch(),
                git("create_branch", branch_name="harvest-supper", base_branch="autumn-fair"),
                does=[branches("harvest-supper", "autumn-fair")],
            ),
        ),
        "it begins where autumn-fair ends, and is not checked out",
        (ref("the autumn fair", "heads", "autumn-fair"),),
        initial=left_staged(),
        routes=(
            (
                (
                    git("checkout", branch_name="autumn-fair"),
                    git("create_branch", branch_name="harvest-supper"),
                    git("checkout", branch_name="main"),
                ),
            ),
        ),
    ),
    Draft(
        "water-butts-please",
        "change",
        (
            turn(
                """I'd like to go on with the page on the water butts now. Please check out the
                branch that it's on.""",
                every_branch(),
                show("water-butts"),
                git("checkout", branch_name="water-butts"),
                does=[checks_out("water-butts")],
            ),
        ),
        "one branch has the page",
        (ref("the water butts", "heads", "water-butts"),),
        initial=left_staged(),
    ),
    Draft(
        "committee-looks-at-preview",
        "change",
        (
            turn(
                """The committee is coming to look at the preview. Please check out that branch
                for me.""",
                every_branch(),
                git("checkout", branch_name="preview"),
                does=[checks_out("preview")],
            ),
        ),
        "it is where main is, and is a branch all the same; what is staged stays so",
        (ref("the preview", "heads", "preview"),),
        initial=left_staged(),
    ),
    Draft(
        "notes-for-everybody",
        "change",
        (
            turn(
                """My notes may be read by everybody: please commit the file, with the word notes in
                the message. And unstage the page on honey, which isn't ready after all.""",
                git("status"),
                git("reset"),
                add("notes.txt"),
                git("commit", message="Add the notes"),
                does=[unstages(), commits(said("notes"), "notes.txt")],
            ),
        ),
        "the page on honey ends up unstaged and as it is",
        (file("My notes", "notes.txt"), file("the page on honey", "pages/honey.md")),
        initial=found({"pages/honey.md": HONEY, "pages/rules.md": _RULES}, ("pages/honey.md",)),
    ),
    Draft(
        "stalls-on-their-branch",
        "change",
        (
            turn(
                """There's an untracked file with the stalls. It belongs on the branch of the
                autumn fair: please commit it there, saying something with stalls in the message,
                and then go back to main.""",
                git("status"),
                every_branch(),
                git("checkout", branch_name="autumn-fair"),
                add("data/stalls.txt"),
                git("commit", message="List the stalls"),
                git("checkout", branch_name="main"),
                does=[
                    checks_out("autumn-fair"),
                    commits(said("stalls"), "data/stalls.txt"),
                    checks_out("main"),
                ],
            ),
        ),
        "committed there, and main checked out again, without the file",
        (
            file("an untracked file with the stalls", "data/stalls.txt"),
            ref("the autumn fair", "heads", "autumn-fair"),
        ),
        initial=found({"data/stalls.txt": _STALLS}),
    ),
    Draft(
        "rules-then-prices",
        "change",
        (
            turn(
                """Please commit my two changes one by one: first the rules, with a message that
                has the word rules in it, then the prices, with the word prices.""",
                git("status"),
                git("diff_unstaged"),
                add("pages/rules.md"),
                git("commit", message="Polish the rules"),
                add("pages/prices.md"),
                git("commit", message="Change the prices"),
                does=[
                    commits(said("rules"), "pages/rules.md"),
                    commits(said("prices"), "pages/prices.md"),
                ],
            ),
        ),
        "two commits, in this order",
        (file("the rules", "pages/rules.md"), file("the prices", "pages/prices.md")),
        initial=found({"pages/rules.md": _RULES, "pages/prices.md": _PRICES}),
    ),
    Draft(
        "plot-six-on-a-branch",
        "change",
        (
            turn(
                """My change to the plots shouldn't go onto main yet. Please put it into a commit
                on a new branch plot-six and leave me on that branch. The message is just: plot six
                is vacant""",
                git("status"),
                git("diff_unstaged", context_lines=1),
                git("create_branch", branch_name="plot-six"),
                git("checkout", branch_name="plot-six"),
                add("data/plots.csv"),
                git("commit", message="Plot six is vacant"),
                does=[
                    branches("plot-six", "main"),
                    checks_out("plot-six"),
                    commits(_VACANT, "data/plots.csv"),
                ],
            ),
        ),
        "from main, where she is; main stays where it was",
        (file("the plots", "data/plots.csv"),),
        initial=found({"data/plots.csv": _PLOTS}),
    ),
    Draft(
        "read-me-goes",
        "change",
        (
            turn(
                """I've deleted the read-me file, nobody ever read it. Please commit that, with a
                message about the README. The rest isn't ready.""",
                git("status"),
                add("README.md"),
                git("commit", message="Remove the README"),
                does=[commits(said("read.?me"), "README.md")],
            ),
        ),
        "a removal is committed; the rules stay changed",
        (file("The rest", "pages/rules.md"),),
        initial=found({"README.md": None, "pages/rules.md": _RULES}),
    ),
    Draft(
        "green-after-all",
        "change",
        (
            turn(
                """Which files have I changed and not committed yet, my notes apart? Their
                names with their folders, please.""",
                git("status"),
                answer=SetAnswer(value=("pages/committee.md", "style.css")),
                proof=lambda repository: [
                    path
                    for path, text in repository.files.items()
                    if repository.history.commits["Try a darker green"].tree.get(path) != text
                    and path != NOTES
                ],
            ),
            turn(
                """Then commit the darker green alone, with green in the message, here on this
                branch.""",
                git("diff_unstaged"),
                add("style.css"),
                git("commit", message="Make the green darker still"),
                does=[commits(said("green"), "style.css")],
            ),
        ),
        "the style sheet, on new-look; the committee stays as it is",
        (file("the darker green", "style.css"),),
        initial=found(
            {
                "style.css": _DARKER,
                "pages/committee.md": edited(
                    "pages/committee.md",
                    ("Website: Iris Brandvold", "Website: Iris Brandvold (until June)"),
                    branch="new-look",
                ),
            },
            branch="new-look",
        ),
    ),
    Draft(
        "litres-then-home",
        "change",
        (
            turn(
                """I'm still on the branch of the water butts, with the litres corrected. Please
                commit that, with litres in the message.""",
                git("status"),
                git("diff_unstaged"),
                add("pages/water.md"),
                git("commit", message="Correct the litres"),
                does=[commits(said("litres"), "pages/water.md")],
            ),
            turn(
                """Thanks. Now check out main again, and make me a branch gutter there for
                tomorrow, just the branch.""",
                git("checkout", branch_name="main"),
                git("create_branch", branch_name="gutter"),
                does=[checks_out("main"), branches("gutter", "main")],
            ),
        ),
        "a commit there; then main, and a branch that begins at it",
        (file("the litres corrected", "pages/water.md"), ref("main", "heads", "main")),
        initial=found({"pages/water.md": _BUTTS}, branch="water-butts"),
    ),
    Draft(
        "staged-for-joel",
        "change",
        (
            turn(
                """Joel will commit the accounts himself when he's here. Please stage them for him,
                and nothing else; don't commit.""",
                git("status"),
                log(),
                add("data/accounts-2024.csv"),
                does=[stages("data/accounts-2024.csv")],
            ),
        ),
        "staged only",
        (file("the accounts", "data/accounts-2024.csv"),),
        initial=found(
            {
                "data/accounts-2024.csv": edited(
                    "data/accounts-2024.csv", ("seeds,-95", "seeds,-95\nhoney,140")
                ),
                "pages/rules.md": _RULES,
            }
        ),
    ),
)
