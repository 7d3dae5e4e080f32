"""Servers are installed whole or not at all, and what is missing says how to get it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

import agentgym
from agentgym.errors import NotInstalledError
from agentgym_envs.servers import install, node
from agentgym_envs.servers.catalog import OFFERED, environment_id
from agentgym_envs.servers.filesystem import environment as office
from agentgym_envs.servers.installing import install as install_server
from agentgym_envs.servers.locations import SERVERS, find_server, servers_root

PINS = Path(install.__file__).parent / "pins"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for servers that holds none."""
    root = tmp_path / "servers"
    monkeypatch.setenv("AGENTGYM_SERVERS", str(root))
    return root


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)


def test_what_is_there_is_told_as_json(empty: Path, capsys: Capture) -> None:
    assert install.main(["--json"]) == 0
    told = orjson.loads(capsys.readouterr().out)
    assert told["root"] == str(empty)
    assert [server["name"] for server in told["servers"]] == list(SERVERS)
    assert not any(server["installed"] for server in told["servers"])
    assert install.main([]) == 0
    assert "not installed; python -m agentgym_envs.servers.install git" in capsys.readouterr().out


def test_a_server_that_is_there_is_left_alone(empty: Path, capsys: Capture) -> None:
    find_server("time").folder.mkdir(parents=True)
    assert install.main(["time"]) == 0
    assert "there already: mcp-server-time" in capsys.readouterr().out
    assert list(find_server("time").folder.iterdir()) == []


def test_a_name_that_is_not_known_names_close_ones(empty: Path, capsys: Capture) -> None:
    assert install.main(["filesytem"]) == 2
    assert "Did you mean 'filesystem'?" in capsys.readouterr().err
    assert not empty.exists()


def test_when_npm_fails_its_last_words_are_told_and_nothing_is_left(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    program(tmp_path / "bin", "node", "echo v22.0.0")
    program(tmp_path / "bin", "npm", "echo npm error: the disk is full; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    node.find_node.cache_clear()
    assert install.main(["memory"]) == 1
    node.find_node.cache_clear()
    told = capsys.readouterr().err
    assert "the disk is full" in told
    assert "try again with: python -m agentgym_envs.servers.install memory" in told
    assert list(empty.iterdir()) == []


def test_when_pip_fails_nothing_is_left(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(empty))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    with pytest.raises(NotInstalledError, match=r"install .* mcp-server-time==[0-9.]+ failed"):
        install_server(find_server("time"))
    assert list(empty.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AGENTGYM_SERVERS", str(tmp_path / "file" / "servers"))
    with pytest.raises(NotInstalledError, match="name another folder in the environment variable"):
        install_server(find_server("git"))


def test_without_node_the_package_that_brings_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path / "bin", "node", "echo v16.20.2")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(node.importlib.util, "find_spec", lambda name: None)
    node.find_node.cache_clear()
    with pytest.raises(NotInstalledError, match=r"version 16\); get it with: pip install nodejs-w"):
        node.find_node()
    node.find_node.cache_clear()


@pytest.mark.parametrize("name", list(OFFERED))
def test_an_environment_whose_server_is_missing_says_how_to_get_it(empty: Path, name: str) -> None:
    spec = agentgym.find(environment_id(name))
    assert not spec.installed
    absent = replace(spec, id=f"agentgym/mcp-absent-{name}-v1")
    agentgym.register(absent)
    try:
        with pytest.raises(NotInstalledError, match=f"agentgym_envs.servers.install {name}"):
            agentgym.load(absent.id)
    finally:
        agentgym.unregister(absent.id)
    with pytest.raises(NotInstalledError, match=r"servers\.install filesystem"):
        office.load("agentgym/mcp-filesystem-v1")


def test_servers_lie_in_the_users_cache_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AGENTGYM_SERVERS", raising=False)
    assert servers_root().name == ".servers"  # in a checkout of the repository
    monkeypatch.setattr("agentgym_envs.servers.locations._CHECKOUT", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert servers_root() == tmp_path / "cache" / "agentgym" / "servers"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert servers_root() == tmp_path / ".cache" / "agentgym" / "servers"


@pytest.mark.parametrize("name", list(SERVERS))
def test_pins_are_exact_and_name_no_host(name: str) -> None:
    server = find_server(name)
    if server.index == "pypi":
        lines = (PINS / f"{name}.txt").read_text().splitlines()
        assert f"{server.package}=={server.version}" in lines
        assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
        return
    lock = orjson.loads((PINS / name / "package-lock.json").read_bytes())
    assert lock["packages"][f"node_modules/{server.package}"]["version"] == server.version
    for path, package in lock["packages"].items():
        assert "resolved" not in package
        assert not path or package["integrity"].startswith("sha512-")


def test_the_module_is_a_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "agentgym_envs.servers.install", "--json"],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert {"name", "package", "version", "installed"} <= orjson.loads(done.stdout)["servers"][
        0
    ].keys()
