"""The control plane makes, watches, scores and closes episodes, for whoever has the token."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from mcp import Client

from agentgym import ToolCall
from agentgym.errors import (
    InfrastructureError,
    InvalidOptionError,
    TooManyEpisodesError,
    UnknownEnvironmentError,
    UnknownEpisodeError,
)
from agentgym.mcp.serving import ControlPlane, Creation
from agentgym.mcp.serving.episodes import Episodes
from agentgym.registry import register, unregister
from agentgym.rollout import Trajectory
from tests.mcp.serving.environments import Gatekeeper, Notes, notes
from tests.mcp.serving.http_server import TOKEN, Harness, served
from tests.mcp.serving.test_playing import run


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_new_episode_is_told_whole() -> None:
    async def test() -> None:
        async with served(notes(), expire_seconds=60) as harness:
            made = await harness.create(task=None, seed=2)
            again = await harness.create(task=None, seed=2)
            assert made["task"] == again["task"]
            assert made["environment"] == "agentgym/notes-plain-v1"
            assert made["url"] == f"{harness.serving.agents_url}/episodes/{made['id']}/mcp"
            assert made["id"] != again["id"] and len(made["id"]) >= 32
            assert 0 < made["expires_in"] <= 60
            status, listed = await harness.ask("GET", "/episodes")
            assert status == 200
            assert [entry["id"] for entry in listed] == [made["id"], again["id"]]
            status, shown = await harness.ask("GET", f"/episodes/{made['id']}")
            assert (status, shown["state"], shown["steps"], shown["calls"]) == (
                200,
                "running",
                0,
                0,
            )

    run(test())


def test_scoring_ends_an_episode_and_gives_the_same_ever_after() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create()
            path = f"/episodes/{episode['id']}"
            assert (await harness.ask("GET", f"{path}/trajectory"))[0] == 409
            first = await harness.score(episode)
            assert first["state"] == "stopped"
            assert not first["score"]["passed"]
            assert "did not end by itself" in first["score"]["reason"]
            assert await harness.score(episode, message="Noted.") == first
            _, record = await harness.ask("GET", f"{path}/trajectory")
            assert Trajectory.model_validate(record).stop_reason == "stopped"

    run(test())


def test_the_agents_last_message_can_come_with_the_scoring() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            episode = await harness.create(replies="control")
            async with Client(episode["url"]) as agent:
                await agent.call_tool("note", {"text": "tea"})
            scored = await harness.score(episode, message="Noted.")
            assert scored["state"] == "done" and scored["score"]["passed"]
            unfinished = await harness.create(task="two")
            assert (await harness.score(unfinished, message="Noted."))["state"] == "stopped"

    run(test())


def test_a_deleted_episode_is_gone_for_agent_and_harness() -> None:
    async def test() -> None:
        made: list[Notes] = []

        def make() -> Notes:
            made.append(Notes())
            return made[-1]

        async with served(notes(make=make)) as harness:
            episode = await harness.create()
            path = f"/episodes/{episode['id']}"
            assert await harness.ask("DELETE", path) == (204, None)
            for method, where in [("GET", path), ("DELETE", path), ("POST", f"{path}/score")]:
                assert (await harness.ask(method, where))[0] == 404
            response = await harness.post(episode["url"], "tools/list")
            assert response.status_code == 404
            assert "no open episode" in response.json()["error"]["message"]
        assert all(toolset.closed for toolset in made)

    run(test())


def test_what_is_served_is_listed_and_the_server_says_that_it_lives() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            status, offers = await harness.ask("GET", "/environments")
            assert status == 200
            assert offers == [{"id": "agentgym/notes-plain-v1", "description": "", "tasks": 3}]
            response = await harness.web.get(f"{harness.serving.control_url}/health")
            assert response.status_code == 200 and response.json()["status"] == "ok"

    run(test())


WRONG_BODIES: list[tuple[Any, int, str]] = [
    ({}, 400, "environment: Field required"),
    ({"environment": "notes-plain-v1", "task": "one", "goal": 1}, 400, "goal: Extra inputs"),
    ({"environment": "notes-plain-v1", "seed": -1}, 400, "seed"),
    ({"environment": "notes-plain-v1", "seed": 2**63}, 400, "seed"),
    ({"environment": "notes-plain-v1", "replies": "letter"}, 400, "replies"),
    ({"environment": "notes-plain-v1", "expire_seconds": 0}, 400, "expire_seconds"),
    ({"environment": "notes-plain-v1", "expire_seconds": 1e12}, 409, "cannot expire after"),
    ({"environment": "notes-plane-v1"}, 404, "Did you mean 'agentgym/notes-plain-v1'?"),
    ({"environment": "shop-returns-v1"}, 404, "is not served here"),
    ({"environment": "notes-plain-v1", "task": "won"}, 404, "Did you mean 'two' or 'one'?"),
    ([1], 400, "the body"),
]


@pytest.mark.parametrize(("body", "status", "words"), WRONG_BODIES)
def test_a_wrong_wish_is_refused_in_words(body: Any, status: int, words: str) -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            answered, said = await harness.ask("POST", "/episodes", body)
            assert (answered, words in said["error"]) == (status, True), said
            assert await harness.ask("GET", "/episodes") == (200, [])

    run(test())


def test_bodies_that_are_no_json_or_too_long_are_refused() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            url = f"{harness.serving.control_url}/episodes"
            headers = {"Authorization": f"Bearer {TOKEN}"}
            for body, status in [(b"{", 400), (b"\xff", 400), (b"x" * (5 << 20), 413)]:
                response = await harness.web.post(url, content=body, headers=headers)
                assert response.status_code == status

    run(test())


async def statuses(harness: Harness, token: str | None) -> set[int]:
    paths = ["/episodes", "/environments", "/episodes/x", "/episodes/x/trajectory", "/nothing"]
    headers = {} if token is None else {"Authorization": token}
    url = harness.serving.control_url
    return {(await harness.web.get(url + path, headers=headers)).status_code for path in paths}


def test_without_the_right_token_nothing_is_told() -> None:
    async def test() -> None:
        async with served(notes()) as harness:
            wrong = [None, "", "Bearer", "Bearer x", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x"]
            for token in [*wrong, f"Bearer {TOKEN[:-1]}", f"Bearer  {TOKEN}", f"bearer {TOKEN}"]:
                assert await statuses(harness, token) == {401}
            assert 401 not in await statuses(harness, f"Bearer {TOKEN}")
            twice = [("Authorization", f"Bearer {TOKEN}"), ("Authorization", "Bearer x")]
            url = f"{harness.serving.control_url}/episodes"
            assert (await harness.web.get(url, headers=twice)).status_code == 401

    run(test())


def test_no_more_episodes_are_open_than_may_be() -> None:
    async def test() -> None:
        async with served(notes(), episodes=2) as harness:
            first, _ = await harness.create(), await harness.create()
            wanted = {"environment": "notes-plain-v1"}
            status, said = await harness.ask("POST", "/episodes", wanted)
            assert status == 503 and "2 episodes are open" in said["error"]
            await harness.ask("DELETE", f"/episodes/{first['id']}")
            await harness.create()

    run(test())


def test_those_that_begin_at_once_are_counted_before_they_have_begun() -> None:
    async def test() -> None:
        async with served(notes(make=lambda: Notes(blocking=True)), episodes=2) as harness:
            wanted = {"environment": "notes-plain-v1"}
            asked = [harness.ask("POST", "/episodes", wanted) for _ in range(6)]
            statuses = [status for status, _ in await asyncio.gather(*asked)]
            assert sorted(statuses) == [201, 201, 503, 503, 503, 503]

    run(test())


def test_an_idle_episode_expires_and_one_in_use_does_not() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        clock = Clock()
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        register(environment)
        try:
            episodes = Episodes([environment.id], expire_seconds=10, clock=clock)
            idle = await episodes.create(environment.id, task="one")
            used = await episodes.create(environment.id, task="one")
            patient = await episodes.create(environment.id, task="one", expire_seconds=100)
            clock.now = 9.0
            with episodes.using(used):
                clock.now = 11.0
                assert episodes.find(used.id) is used
            with pytest.raises(UnknownEpisodeError, match="expired"):
                episodes.find(idle.id)
            await episodes.expire()
            assert [entry.id for entry in episodes] == [used.id, patient.id]
            assert idle.episode.state == "stopped"
            clock.now = 21.5
            await episodes.expire()
            assert [entry.id for entry in episodes] == [patient.id]
            await episodes.close_all()
            await episodes.close_all()
            assert len(episodes) == 0
        finally:
            unregister(environment.id)

    run(test())


def test_a_place_that_expired_is_given_to_the_next() -> None:
    async def test() -> None:
        clock = Clock()
        environment = notes()
        register(environment)
        try:
            episodes = Episodes([environment.id], most=1, expire_seconds=10, clock=clock)
            await episodes.create(environment.id)
            with pytest.raises(TooManyEpisodesError):
                await episodes.create(environment.id)
            clock.now = 11.0
            await episodes.create(environment.id)
            with pytest.raises(UnknownEnvironmentError):
                await episodes.create("agentgym/shop-returns-v1")
            await episodes.close_all()
        finally:
            unregister(environment.id)

    run(test())


def test_an_episode_whose_call_hangs_keeps_no_server_from_ending() -> None:
    gate = Gatekeeper()

    async def test() -> None:
        environment = notes(make=lambda: Notes(blocking=True, more={"gate": gate}))
        register(environment)
        try:
            episodes = Episodes([environment.id])
            hanging = (await episodes.create(environment.id, task="one")).episode
            other = (await episodes.create(environment.id, task="one")).episode
            passing = asyncio.create_task(hanging.call(ToolCall("gate", {})))
            await asyncio.to_thread(gate.entered.acquire)
            await episodes.close_all(seconds=0.05)
            assert (len(episodes), hanging.state, other.state) == (0, "stopped", "stopped")
            assert (await other.call(ToolCall("read", {}))).is_error
            gate.leave.release()
            assert (await passing).content == "went through"
        finally:
            unregister(environment.id)

    run(test())


def test_an_environment_that_cannot_start_is_told_as_the_machines_fault() -> None:
    def make() -> Notes:
        raise OSError("no such device")

    async def test() -> None:
        async with served(notes(make=make)) as harness:
            status, said = await harness.ask(
                "POST", "/episodes", {"environment": "notes-plain-v1", "task": "one"}
            )
            assert status == 502 and "no such device" in said["error"]
            assert await harness.ask("GET", "/episodes") == (200, [])

    run(test())


def test_a_harness_in_python_has_a_client() -> None:
    async def test() -> None:
        async with served(notes(), episodes=1) as harness:
            await asyncio.to_thread(use, harness.serving.control_url)

    def use(url: str) -> None:
        with ControlPlane(url, TOKEN) as plane:
            assert [offer.id for offer in plane.environments()] == ["agentgym/notes-plain-v1"]
            wanted = Creation(environment="notes-plain-v1", task="two", replies="control")
            made = plane.create(wanted)
            with pytest.raises(TooManyEpisodesError, match="1 episodes are open"):
                plane.create(wanted)
            assert plane.reply(made.id, "Noted.").said == "And now: milk."
            assert plane.episode(made.id).steps == 1
            record = plane.score(made.id, "Noted.")
            assert record.stop_reason == "done" and record.score is not None
            with pytest.raises(InvalidOptionError, match="409"):
                plane.reply(made.id, "Noted.")
            plane.delete(made.id)
            assert plane.episodes() == []
            for odd in (made.id, "../environments", "", "%2e%2e"):
                with pytest.raises(UnknownEpisodeError):
                    plane.delete(odd)
        with ControlPlane(url, "wrong") as plane, pytest.raises(InvalidOptionError, match="401"):
            plane.episodes()
        nobody = ControlPlane("http://127.0.0.1:9", TOKEN)
        with pytest.raises(InfrastructureError, match="does not answer"):
            nobody.episodes()
        with pytest.raises(InvalidOptionError, match="is no URL"):
            ControlPlane("127.0.0.1:8000", TOKEN)

    run(test())
