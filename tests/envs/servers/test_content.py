"""What the environments begin with is well formed, and the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from agentgym.environment import canonical_json
from agentgym.errors import InfrastructureError
from agentgym_envs.servers.filesystem.model import fresh
from agentgym_envs.servers.filesystem.office import office
from agentgym_envs.servers.git import views
from agentgym_envs.servers.git.history import fill, git, history
from agentgym_envs.servers.memory.graph import FILE, company, entities, memory_file, relations

WORKING = {"working": {"README.md": None, "pages/new.md": "# New\n"}, "staged": ["pages/new.md"]}


def test_the_office_has_its_files_and_each_ends_with_one_line_end() -> None:
    assert 80 <= len(office()) <= 120
    for path, text in office().items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert text.isascii(), path


def test_a_goal_is_the_difference_that_a_solution_makes() -> None:
    folder = fresh(None)
    assert folder.change() is None
    folder.move("travel/2024-lisbon", "travel/lisbon")
    folder.edit("travel/lisbon/packing-list.txt", "charger", "chargers")
    change = folder.change()
    assert isinstance(change, dict)
    files = change["files"]
    assert isinstance(files, dict)
    assert files["travel/2024-lisbon"] is None
    assert files["travel/lisbon"] == {"directory": True}
    assert "chargers" in str(files["travel/lisbon/packing-list.txt"])
    with pytest.raises(ValueError, match="occurs 0 times"):
        folder.edit("README.md", "no such words", "")


def test_every_relation_is_between_entities_and_every_fact_has_a_label() -> None:
    graph = company()
    names = {entity.name for entity in graph.entities}
    assert len(names) == len(graph.entities) >= 60
    assert {r.source for r in graph.relations} | {r.target for r in graph.relations} <= names
    assert len(set(graph.relations)) == len(graph.relations)
    for entity in graph.entities:
        assert all(": " in fact for fact in entity.observations), entity.name


def test_the_views_of_the_graph_read_the_file_back_and_keep_twins_apart(tmp_path: Path) -> None:
    assert entities(tmp_path) == relations(tmp_path) == {}
    text = memory_file(company())
    (tmp_path / FILE).write_text(text + "\n" + text.splitlines()[0] + "\n")
    rows = entities(tmp_path)
    assert len(rows) == len(company().entities) + 1
    assert rows["Morag Sinclair #2"] == rows["Morag Sinclair"]
    assert len(relations(tmp_path)) == len(company().relations)


def test_git_itself_tells_the_history_as_it_was_written(tmp_path: Path) -> None:
    fill(tmp_path, 0, None)
    told = git(tmp_path, "log", "--all", "--format=%s|%an|%cI").splitlines()
    written = [f"{c.message}|{c.author}|{c.when.isoformat()}" for c in history().commits.values()]
    assert sorted(line.replace("Z", "+00:00") for line in told) == sorted(written)
    for name, message in (history().branches | history().tags).items():
        tree = history().commits[message].tree
        assert git(tmp_path, "ls-tree", "-r", "--name-only", name).split() == sorted(tree)
        for path, text in tree.items():
            assert git(tmp_path, "show", f"{name}:{path}") == text
    assert git(tmp_path, "status", "--porcelain") == ""
    git(tmp_path, "fsck", "--strict")


def test_the_views_of_the_repository_say_what_git_says(tmp_path: Path) -> None:
    fill(tmp_path, 0, WORKING)
    assert git(tmp_path, "diff", "--cached", "--name-only").split() == list(views.staged(tmp_path))
    assert views.head(tmp_path) == {"": {"branch": "main"}}
    git(tmp_path, "checkout", "--quiet", "--detach", "v1.2")
    tip = git(tmp_path, "rev-parse", "HEAD").strip()
    assert views.head(tmp_path) == {"": {"detached": tip}}
    git(tmp_path, "checkout", "--quiet", "-b", "later")
    git(tmp_path, "commit", "--quiet", "-m", "Add a page\n\nAt last.")
    row = views.refs(tmp_path)["heads/later"]
    assert isinstance(row, dict)
    assert row["on"] == "Wish a happy new year"
    blob = git(tmp_path, "rev-parse", "later:pages/new.md").strip()
    author = "Iris Brandvold <iris@saltmarsh.example>"
    changes = {"pages/new.md": blob}
    assert row["new"] == [
        {"message": "Add a page\n\nAt last.", "author": author, "changes": changes}
    ]
    assert views.staged(tmp_path) == {}
    known = views.commits(tmp_path)
    assert set(known) == set(history().commits)
    compost = known["Remove the page on compost"]
    shown = git(tmp_path, "log", "-1", "--name-only", "--format=", "autumn-fair~2").split()
    assert isinstance(compost, dict)
    assert compost["files"] == " ".join(shown)


def test_the_same_repository_comes_out_every_time(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        fill(tmp_path / name, 0, WORKING)
        looks = (views.refs, views.head, views.staged, views.commits)
        made.append(canonical_json([look(tmp_path / name) for look in looks]))
        made[-1] += git(tmp_path / name, "for-each-ref").encode()
    assert made[0] == made[1]


def test_what_git_refuses_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InfrastructureError, match="git rev-parse HEAD failed"):
        git(tmp_path, "rev-parse", "HEAD")
