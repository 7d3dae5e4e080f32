"""What makes an answer slow and can be avoided."""

from __future__ import annotations

import time

import httpx2

from tests.mcp.serving.processes import SECONDS, serve

REVISION = "2026-07-28"
# An acknowledgement is put off for 40 ms; without that wait the quickest call takes a few.
WAITED = 0.035


def test_an_answer_over_http_waits_for_no_acknowledgement_of_the_one_before() -> None:
    meta = {
        "io.modelcontextprotocol/protocolVersion": REVISION,
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    }
    headers = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": REVISION,
        "mcp-method": "tools/list",
    }
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": meta}}
    taken = []
    with serve("shop-returns-v1", "--seed", "0") as server:
        assert server.episode is not None
        with httpx2.Client(timeout=SECONDS, headers=headers) as client:
            for _ in range(40):
                start = time.perf_counter()
                answer = client.post(server.episode["url"], json=body)
                taken.append(time.perf_counter() - start)
                assert answer.json()["result"]["tools"]
    # A new connection is acknowledged at once for a while, so the first calls tell nothing.
    assert min(taken[20:]) < WAITED
