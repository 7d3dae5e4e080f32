"""Loads `agentgym/mcp-git-v1`."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from agentgym import wrap_mcp
from agentgym.environment import Environment
from agentgym.mcp import Directory, Files, View
from agentgym_envs.handwritten.loading import WrittenTasks, written_certificates
from agentgym_envs.servers.git import views
from agentgym_envs.servers.git.history import AUTHOR, NOW, email, fill
from agentgym_envs.servers.locations import find_server

#: So that commits come out the same on every machine, whoever's it is.
ENVIRON = {
    "HOME": "{directory}/..",
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CEILING_DIRECTORIES": "{directory}/..",
    "GIT_AUTHOR_DATE": f"{int(NOW.timestamp())} +0000",
    "GIT_COMMITTER_DATE": f"{int(NOW.timestamp())} +0000",
    # What git takes for now when a date is given as "2 weeks ago".
    "GIT_TEST_DATE_NOW": str(int(NOW.timestamp())),
    "GIT_AUTHOR_NAME": AUTHOR,
    "GIT_AUTHOR_EMAIL": email(AUTHOR),
    "GIT_COMMITTER_NAME": AUTHOR,
    "GIT_COMMITTER_EMAIL": email(AUTHOR),
}


def load(environment_id: str) -> Environment:
    """Load the website's repository.

    The server opens the repository at every call: it is started once, and the folder is laid out
    anew.

    Raises:
        NotInstalledError: The server is not installed.
    """
    server = find_server("git")
    here = files(__package__)
    written = (here / "content" / "history.txt").read_bytes()
    return wrap_mcp(
        server.command("--repository", "{directory}"),
        WrittenTasks((here / "tasks.json").read_bytes()),
        id=environment_id,
        system_prompt=(here / "policy.md").read_text(encoding="utf-8"),
        certificates=written_certificates(here / "certificates.json"),
        content=hashlib.sha256(server.version.encode() + b"\n" + written).hexdigest(),
        environ=ENVIRON,
        directory=Directory(alias="/home/iris/website", fill=fill),
        reset="directory",
        state=[
            View("refs", views.refs),
            View("head", views.head),
            View("staged", views.staged),
            View("commits", views.commits),
            Files(ignore=(".git", ".git/*")),
        ],
    )
