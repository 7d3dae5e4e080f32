"""The official conformance suite passes against a real `agentgym serve` process."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from agentgym.errors import NotInstalledError
from agentgym_envs.servers.node import find_node
from tests.mcp.serving.processes import serve

ROOT = Path(__file__).resolve().parent.parent.parent
SUITE = ROOT / ".tools/suite/node_modules/@modelcontextprotocol/conformance/dist/index.js"
LISTS = Path(__file__).resolve().parent / "suite"

# What the gym offers: these may never be on a list of expected failures.
OFFERED = {
    "2025-11-25": "server-initialize logging-set-level ping tools-list tools-call-simple-text "
    "tools-call-image tools-call-audio tools-call-embedded-resource tools-call-mixed-content "
    "tools-call-with-logging tools-call-error tools-call-with-progress server-sse-multiple-streams "
    "dns-rebinding-protection server-session-lifecycle json-schema-2020-12 server-sse-polling "
    "prompts-list resources-list",
    "2026-07-28": "server-stateless tools-list tools-call-simple-text tools-call-image "
    "tools-call-audio tools-call-embedded-resource tools-call-mixed-content tools-call-error "
    "tools-call-with-progress server-sse-multiple-streams dns-rebinding-protection caching "
    "json-schema-2020-12 http-header-validation http-custom-header-server-validation "
    "prompts-list resources-list sep-2164-resource-not-found",
}


def node() -> Path:
    if not SUITE.is_file():
        pytest.skip("MCP's conformance suite is not installed; get it with: make suite")
    try:
        return find_node(22)
    except NotInstalledError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("revision", OFFERED)
def test_every_scenario_of_what_the_gym_offers_passes(revision: str) -> None:
    command = [str(node()), str(SUITE), "server", "--requirements", revision]
    with serve("mcp-conformance-v1", "--seed", "0") as server:
        assert server.episode is not None
        done = subprocess.run(
            [
                *command,
                *("--url", server.episode["url"]),
                *("--expected-failures", str(LISTS / f"expected-failures-{revision}.yml")),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-4000:]
    passed = set(re.findall(r"^✓ ([\w-]+): \d+ passed, 0 failed", done.stdout, re.MULTILINE))
    assert set(OFFERED[revision].split()) <= passed


@pytest.mark.parametrize("revision", OFFERED)
def test_no_scenario_of_what_the_gym_offers_is_expected_to_fail(revision: str) -> None:
    lines = (LISTS / f"expected-failures-{revision}.yml").read_text(encoding="utf-8").splitlines()
    assert not set(OFFERED[revision].split()) & {line.strip(" -") for line in lines}
