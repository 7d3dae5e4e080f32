"""The calls with which solutions look and act, and what a task finds in the working tree."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from agentgym.task import Mention
from agentgym.tools import JsonObject, ToolCall
from agentgym_envs.servers.drafts import about, call
from agentgym_envs.servers.git.history import MAIN, history

ROOT = "/home/iris/website"
NOTES = "notes.txt"
#: What else a message may say, before and after a word.
_REST = r"[^\r\n]{0,80}"
HONEY = "# Honey\n\nJoel's bees had a good year. TODO: weights and prices.\n"


def git(command: str, **arguments: Any) -> ToolCall:
    """A call of the tool `git_<command>` on the repository."""
    return call(f"git_{command}", repo_path=ROOT, **arguments)


def add(*paths: str) -> ToolCall:
    """Stage files."""
    return git("add", files=list(paths))


def show(revision: str) -> ToolCall:
    """Show a commit, or a file or folder in it."""
    return git("show", revision=revision)


def log(count: int = 30) -> ToolCall:
    """The log of the branch that is checked out."""
    return git("log", max_count=count)


def every_branch() -> ToolCall:
    """All branches."""
    return git("branch", branch_type="local")


def said(*words: str) -> JsonObject:
    """A commit message of one line that has all of these words, in this order."""
    return {"hole": "matches", "pattern": "(?i)" + _REST.join(("", *words, ""))}


def edited(path: str, *pairs: tuple[str, str], branch: str = MAIN) -> str:
    """A file of a branch with texts replaced."""
    read = history()
    text = read.commits[read.branches[branch]].tree[path]
    for old, new in pairs:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} occurs {text.count(old)} times in {path}")
        text = text.replace(old, new)
    return text


def found(
    working: dict[str, str | None], staged: tuple[str, ...] = (), branch: str = MAIN
) -> JsonValue:
    """A task's `initial`: what is changed, what is staged, and the branch checked out.

    There is always a file of notes that nobody asks to be committed.
    """
    files: JsonObject = {NOTES: "Ask Sam about the shed key.\n", **working}
    return {"branch": branch, "working": files, "staged": list(staged)}


def left_staged(branch: str = MAIN) -> JsonValue:
    """An `initial` with a page that Iris has staged, and will commit some other day."""
    return found({"pages/honey.md": HONEY}, ("pages/honey.md",), branch)


def file(phrase: str, picks: str) -> Mention:
    """A description of a file in the working tree."""
    return about(phrase, "files", f"text IS NOT NULL AND path LIKE '%{picks}'", picks)


def ref(phrase: str, kind: str, name: str) -> Mention:
    """A description of a branch (`heads`) or tag (`tags`), by its name."""
    return about(phrase, "refs", f"key LIKE '{kind}/%{name}%'", f"{kind}/{name}")


def commit_of(phrase: str, where: str, picks: str) -> Mention:
    """A description of an old commit; `where` is SQL over key (message), author, date, files."""
    return about(phrase, "commits", where, picks)
