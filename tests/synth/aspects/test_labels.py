"""Labels: what carries which, as a table of labels or as plain words."""

from __future__ import annotations

import pytest

from agentgym_synth.plan import Plan
from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def words() -> Made:
    """A workshop whose labels are plain words."""
    return made_with("marks", lambda p: "label" in p.things["mark"].columns)


def test_a_label_out_of_the_table_is_put_on_and_taken_off(whole: Made) -> None:
    machine, mark = _fitting(whole)
    whole.done("marks.add", machine=machine, label=mark)
    assert whole.rows("machine_mark", "machine_id = :m AND mark_id = :l", m=machine, l=mark)
    whole.done("marks.remove", machine=machine, label=mark)
    assert not whole.rows("machine_mark", "machine_id = :m AND mark_id = :l", m=machine, l=mark)
    assert whole.live.state().changes() == []


def test_a_label_that_is_a_plain_word_is_put_on_and_taken_off(words: Made) -> None:
    machine = words.rows("machine", "machine_id NOT IN (SELECT machine_id FROM mark)")[0]
    key = machine["machine_id"]
    words.done("marks.add", machine=key, label="dusty")
    assert [row["label"] for row in words.rows("mark", "machine_id = :m", m=key)] == ["dusty"]
    words.done("marks.remove", machine=key, label="dusty")
    assert not words.rows("mark", "machine_id = :m", m=key)


def test_a_label_is_not_put_on_twice_nor_taken_off_where_it_is_not(words: Made) -> None:
    row = words.rows("mark")[0]
    key, label = row["machine_id"], row["label"]
    said = words.refused("marks.add", machine=key, label=label)
    assert said == f"machine {key} has the mark {label} already"
    words.done("marks.remove", machine=key, label=label)
    said = words.refused("marks.remove", machine=key, label=label)
    assert said == f"machine {key} does not have the mark {label}"


def test_a_retired_label_is_not_given_out_any_more(whole: Made) -> None:
    (mark,) = whole.rows("mark", "use = 'retired'")
    free = whole.rows(
        "machine",
        "mark_count < 3 AND machine_id NOT IN "
        "(SELECT machine_id FROM machine_mark WHERE mark_id = :mark)",
        mark=mark["mark_id"],
    )[0]["machine_id"]
    said = whole.refused("marks.add", machine=free, label=mark["mark_id"])
    assert said == f"mark {mark['mark_id']} has been retired"


def test_the_counts_of_the_thing_and_of_the_label_follow(whole: Made) -> None:
    machine, mark = _fitting(whole)
    before = whole.row("machine", machine)["mark_count"], whole.row("mark", mark)["uses"]
    whole.done("marks.add", machine=machine, label=mark)
    after = whole.row("machine", machine)["mark_count"], whole.row("mark", mark)["uses"]
    assert after == (before[0] + 1, before[1] + 1)
    whole.done("marks.remove", machine=machine, label=mark)
    assert whole.row("machine", machine)["mark_count"] == before[0]


def test_a_thing_carries_no_more_labels_than_the_limit() -> None:
    workshop = made_with("marks", _has_limit_on_words)
    machine = workshop.rows("machine")[0]["machine_id"]
    has = {row["label"] for row in workshop.rows("mark", "machine_id = :m", m=machine)}
    said = ""
    for label in ("loud", "dusty", "hot", "new", "fragile"):
        if label in has:
            continue
        result = workshop.do("marks.add", machine=machine, label=label)
        if result.is_error:
            said = result.content
            break
        has.add(label)
    assert said == f"machine {machine} has {len(has)} marks already"
    assert len(has) in (3, 4)


def test_counts_are_right_from_the_beginning(whole: Made) -> None:
    for machine in whole.rows("machine"):
        ties = whole.rows("machine_mark", "machine_id = :m", m=machine["machine_id"])
        assert machine["mark_count"] == len(ties)
    for mark in whole.rows("mark"):
        ties = whole.rows("machine_mark", "mark_id = :m", m=mark["mark_id"])
        assert mark["uses"] == len(ties)


def _fitting(workshop: Made) -> tuple[str, str]:
    """A machine with room, and a label in use that it does not have."""
    ((machine, mark),) = workshop.read(
        "SELECT machine_id, mark_id FROM machine, mark WHERE mark_count < 3 AND use = 'in use' "
        "AND NOT EXISTS (SELECT 1 FROM machine_mark t WHERE t.machine_id = machine.machine_id "
        "AND t.mark_id = mark.mark_id) ORDER BY 1, 2 LIMIT 1"
    )
    return machine, mark


def _has_limit_on_words(planned: Plan) -> bool:
    action = next(a for a in planned.actions if a.name == "marks.add")
    return "label" in planned.things["mark"].columns and len(action.guards) == 2
