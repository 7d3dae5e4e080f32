"""The official conformance suite passes against the client with which servers are wrapped."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mcp.test_suite_server import LISTS, SUITE, node

CLIENT = f"{sys.executable} {Path(__file__).with_name('suite_client.py')}"

# What the gym offers: these may never be on a list of expected failures.
OFFERED = {
    "2025-11-25": "initialize tools_call sse-retry json-schema-2020-12-preservation",
    "2026-07-28": "tools_call request-metadata http-standard-headers http-custom-headers "
    "http-invalid-tool-headers json-schema-ref-no-deref json-schema-2020-12-preservation",
}


def suite(*words: str, seconds: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(node()), str(SUITE), "client", "--command", CLIENT, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


@pytest.mark.parametrize(
    ("revision", "scenario"),
    [(revision, name) for revision, names in OFFERED.items() for name in names.split()],
)
def test_every_scenario_of_what_the_gym_offers_passes(revision: str, scenario: str) -> None:
    done = suite("--spec-version", revision, "--scenario", scenario, seconds=60)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert re.search(r"Passed: (\d+)/\1, 0 failed", done.stderr)


@pytest.mark.parametrize("revision", OFFERED)
def test_all_that_a_revision_requires_is_offered_or_on_the_list_with_a_reason(
    revision: str,
) -> None:
    node()
    requirements = SUITE.parent.parent / "requirements" / f"{revision}.yaml"
    required = re.split(r"^(\w+):", requirements.read_text("utf-8"), flags=re.MULTILINE)
    clients = dict(zip(required[1::2], required[2::2], strict=True))["client"]
    names = set(re.findall(r"^  - ([\w/-]+)", clients, re.MULTILINE))
    listed = (LISTS / f"client-expected-failures-{revision}.yml").read_text("utf-8")
    assert names <= set(OFFERED[revision].split()) | set(re.findall(r"^  - (\S+)", listed, re.M))


@pytest.mark.parametrize("revision", OFFERED)
def test_no_scenario_of_what_the_gym_offers_is_expected_to_fail(revision: str) -> None:
    lines = (LISTS / f"client-expected-failures-{revision}.yml").read_text("utf-8").splitlines()
    assert not set(OFFERED[revision].split()) & {line.strip(" -") for line in lines}
