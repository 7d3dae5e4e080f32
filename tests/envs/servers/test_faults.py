"""What the servers themselves would let differ from run to run, or get wrong, does no harm."""

from __future__ import annotations

import pytest

from agentgym import Environment, ToolCall, ToolEnv
from agentgym.certifier.player import Player

OFFICE = "/home/nadia/office"
SITE = "/home/iris/website"


def told(player: Player, environment: Environment, *calls: ToolCall) -> list[str]:
    """What the calls say, one after the other, in a fresh episode."""
    env: ToolEnv = player.env
    env.reset(seed=0, options={"task": next(iter(environment.tasks))})
    said = []
    for call in calls:
        env.step(call)
        said.append(env.episode.turns[-1].calls[-1][1].content)
    return said


@pytest.mark.parametrize("server", ["filesystem"], indirect=True)
def test_times_of_files_and_names_of_temporary_files_are_always_the_same(
    environment: Environment, player: Player
) -> None:
    written, info, refused = told(
        player,
        environment,
        ToolCall("write_file", {"path": f"{OFFICE}/new.txt", "content": "modified: today\n"}),
        ToolCall("get_file_info", {"path": f"{OFFICE}/new.txt"}),
        ToolCall("write_file", {"path": f"{OFFICE}/club", "content": "x"}),
    )
    assert written == f"Successfully wrote to {OFFICE}/new.txt"
    for word in ("created", "modified", "accessed"):
        assert f"{word}: Mon Mar 10 2025 08:00:00 GMT+0000" in info
    assert f"rename '{OFFICE}/club.tmp' -> '{OFFICE}/club'" in refused


@pytest.mark.parametrize("server", ["filesystem"], indirect=True)
def test_the_home_folder_is_nadias_and_what_lies_outside_is_out_of_reach(
    environment: Environment, player: Player
) -> None:
    at_home, outside = told(
        player,
        environment,
        ToolCall("read_text_file", {"path": "~/office/config/signature.txt", "head": 1}),
        ToolCall("read_text_file", {"path": "/etc/hostname"}),
    )
    assert at_home == "Nadia Ferrant"
    assert (
        outside
        == f"Access denied - path outside allowed directories: /etc/hostname not in {OFFICE}"
    )


@pytest.mark.parametrize("server", ["git"], indirect=True)
def test_dates_are_counted_from_the_day_that_the_agent_is_told(
    environment: Environment, player: Player
) -> None:
    arguments = {"repo_path": SITE, "start_timestamp": "10 days ago"}
    (recent,) = told(player, environment, ToolCall("git_log", {**arguments}))
    assert recent.count("Commit: ") == 1
    assert "Add the water bill" in recent


@pytest.mark.parametrize("server", ["git"], indirect=True)
def test_a_commit_has_the_same_hash_every_time(environment: Environment, player: Player) -> None:
    calls = (
        ToolCall("git_add", {"repo_path": SITE, "files": ["."]}),
        ToolCall("git_commit", {"repo_path": SITE, "message": "All of it"}),
    )
    first, second = told(player, environment, *calls), told(player, environment, *calls)
    assert first == second
    assert "Changes committed successfully with hash " in first[1]


@pytest.mark.parametrize("server", ["git"], indirect=True)
def test_no_other_repository_can_be_reached(environment: Environment, player: Player) -> None:
    (refused,) = told(player, environment, ToolCall("git_status", {"repo_path": "/"}))
    assert f"Repository path '/' is outside the allowed repository '{SITE}'" in refused


@pytest.mark.parametrize("server", ["memory"], indirect=True)
def test_deleting_what_is_not_there_is_called_a_success_and_changes_nothing(
    environment: Environment, player: Player
) -> None:
    (said,) = told(player, environment, ToolCall("delete_entities", {"entityNames": ["nobody"]}))
    assert said == "Entities deleted successfully"
    assert player.env.toolset.state().compare(None).equal


@pytest.mark.parametrize("server", ["memory"], indirect=True)
def test_two_entities_of_one_name_do_not_pass_for_one(
    environment: Environment, player: Player
) -> None:
    twin = {"name": "Bran", "entityType": "person", "observations": []}
    told(player, environment, ToolCall("create_entities", {"entities": [twin, dict(twin)]}))
    row = {"type": "person", "observations": []}
    state = player.env.toolset.state()
    assert state.compare({"entities": {"Bran": row, "Bran #2": row}}).equal
    assert not state.compare({"entities": {"Bran": row}}).equal
