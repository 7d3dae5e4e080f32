"""The history of the website, as it is written in `content/history.txt`, and its repository."""

from __future__ import annotations

import functools
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import JsonValue

from agentgym.errors import InfrastructureError, InvalidTaskError, NotInstalledError

_CONTENT = Path(__file__).parent / "content" / "history.txt"
_SECONDS = 30
#: When the server commits: after everything in the history.
NOW = datetime(2025, 3, 10, 9, tzinfo=UTC)
AUTHOR = "Iris Brandvold"
MAIN = "main"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the history.

    Attributes:
        message: One line, of its own.
        author: The author's name.
        when: Author's and committer's time.
        branch: The branch that it was made on.
        parents: The messages of its parents.
        tree: All files after it: path to text.
    """

    message: str
    author: str
    when: datetime
    branch: str
    parents: tuple[str, ...]
    tree: dict[str, str]


@dataclass(frozen=True, slots=True)
class History:
    """Commits in the order made, and where branches and tags end up, by messages."""

    commits: dict[str, Commit]
    branches: dict[str, str]
    tags: dict[str, str]


@functools.cache
def history() -> History:
    """The history as it is written."""
    read = History({}, {}, {})
    for words, body in _blocks(_CONTENT.read_text(encoding="utf-8")):
        kind, _, rest = words.partition(" ")
        if kind == "tag":
            name, branch = rest.split()
            read.tags[name] = read.branches[branch]
        elif kind == "branch":
            name, _, start = rest.split()
            read.branches[name] = read.branches[start]
        else:
            where, author, when, message = (part.strip() for part in rest.split("|"))
            merged, branch = where.split() if kind == "merge" else ("", where)
            parents = [read.branches[name] for name in (branch, merged) if name in read.branches]
            tree: dict[str, str] = {}
            for parent in parents[::-1]:
                tree |= read.commits[parent].tree
            time = datetime.fromisoformat(when).replace(tzinfo=UTC)
            _apply(tree, body)
            read.commits[message] = Commit(message, author, time, branch, tuple(parents), tree)
            read.branches[branch] = message
    return read


def fill(directory: Path, _seed: int, initial: JsonValue) -> None:
    """Write the repository, with what a task has in its working tree.

    Args:
        directory: An empty directory.
        initial: None, or an object with any of `branch`, the one checked out, `working`, path to
            the text of a changed file or null, and `staged`, the paths that are staged.
    """
    given = initial if isinstance(initial, dict) else {}
    branch, working, staged = (given.get(n) for n in ("branch", "working", "staged"))
    git(directory, "init", "--quiet", "--template=", f"--initial-branch={MAIN}")
    git(directory, "config", "user.name", AUTHOR)
    git(directory, "config", "user.email", email(AUTHOR))
    for name, value in (("gc.auto", "0"), ("core.logAllRefUpdates", "false")):
        git(directory, "config", name, value)
    git(directory, "-c", "fastimport.unpackLimit=100000", "fast-import", "--quiet", data=_stream())
    git(directory, "checkout", "--quiet", "--force", str(branch or MAIN))
    for path, text in (working if isinstance(working, dict) else {}).items():
        file = directory / path
        if text is None:
            file.unlink()
        elif isinstance(text, str):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        else:
            raise InvalidTaskError(f"initial, working, {path}: {text!r:.80} is no text, nor null")
    if isinstance(staged, list) and staged:
        git(directory, "add", "--", *map(str, staged))


def email(name: str) -> str:
    """The address of an author."""
    return name.split()[0].casefold() + "@saltmarsh.example"


def git(directory: Path, *words: str, data: bytes | None = None) -> str:
    """What a git command says.

    Raises:
        NotInstalledError: There is no git.
        InfrastructureError: It failed.
    """
    clean = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-C", str(directory), *words],
            env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(directory), **clean},
            input=data,
            stdin=subprocess.DEVNULL if data is None else None,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except FileNotFoundError:
        raise NotInstalledError(
            "git is needed, and there is none; get it with: apt-get install git (macOS: "
            "xcode-select --install)"
        ) from None
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", b"") or b""
        raise InfrastructureError(
            f"git {' '.join(words)} failed: {error} {said.decode(errors='replace').strip():.400}"
        ) from error
    return done.stdout.decode(errors="replace")


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The lines that begin something, each with those that belong to it."""
    words, body = "", list[str]()
    for line in text.splitlines():
        if line.startswith(("commit ", "merge ", "branch ", "tag ")):
            if words:
                yield words, body
            words, body = line, []
        elif words:
            body.append(line)
    yield words, body


def _apply(tree: dict[str, str], body: list[str]) -> None:
    """Do what the lines of a commit say to the files."""
    writing = ""
    for line in body:
        if line.startswith("|"):
            tree[writing] += line[2:] + "\n"
            continue
        kind, _, rest = line.partition(" ")
        if kind == "write":
            writing = rest
            tree[writing] = ""
        elif kind == "delete":
            del tree[rest]
        else:
            path, _, change = rest.partition(" | ")
            old, _, new = change.partition(" => ")
            if tree[path].count(old) != 1:
                raise ValueError(f"{old!r} occurs {tree[path].count(old)} times in {path}")
            tree[path] = tree[path].replace(old, new.replace("\\n", "\n"))


def _stream() -> bytes:
    """The history for `git fast-import`."""
    read = history()
    marks = {message: number for number, message in enumerate(read.commits, start=1)}
    lines: list[str] = []
    for commit in read.commits.values():
        who = f"{commit.author} <{email(commit.author)}> {int(commit.when.timestamp())} +0000"
        lines += [
            f"commit refs/heads/{commit.branch}",
            f"mark :{marks[commit.message]}",
            f"author {who}",
            f"committer {who}",
            _data(commit.message + "\n"),
        ]
        for word, parent in zip(("from", "merge"), commit.parents, strict=False):
            lines.append(f"{word} :{marks[parent]}")
        lines.append("deleteall")
        for path, text in sorted(commit.tree.items()):
            lines += [f"M 100644 inline {path}", _data(text)]
    for name, message in read.branches.items():
        lines += [f"reset refs/heads/{name}", f"from :{marks[message]}", ""]
    for name, message in read.tags.items():
        lines += [f"reset refs/tags/{name}", f"from :{marks[message]}", ""]
    return "\n".join(lines).encode()


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}"
