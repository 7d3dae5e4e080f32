"""Episodes: reset, snapshots, a task's own initial rows, and what the certifier asks."""

from __future__ import annotations

import copy
import gzip
import os
import pickle
import subprocess
import sys
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import apsw
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentgym.errors import InvalidTaskError, InvalidWorldError
from agentgym.task import Mention
from agentgym.tools import ToolCall
from agentgym.world import LiveWorld, World
from agentgym.world.connection import connect
from tests.world.library import do, done, library, opened

WORLD = World.load(library())
ROOT = str(Path(__file__).resolve().parents[2])

members = st.sampled_from(["M1", "M2", "M3", "M9"])
books = st.sampled_from(["B1", "B2", "B3", "B9"])
loans = st.sampled_from(["L438", "L859", "L283", "L704", "L128"])
small = st.integers(0, 5)
notes = st.one_of(st.just(1), st.integers(100, 104))
texts = st.sampled_from(["x", "y", ""])


def call(name: str, **arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[ToolCall]:
    return st.builds(ToolCall, st.just(name), st.fixed_dictionaries(arguments))


calls = st.one_of(
    call("get_member", member_id=members),
    call("lend", member_id=members, books=st.lists(books, min_size=1, max_size=3)),
    call("give_back", loan_id=loans),
    call("reopen", loan_id=loans),
    call("charge", member_id=members, cents=st.integers(-300, 300)),
    call("add_fine", loan_id=loans, number=small, cents=small),
    call("drop_fine", loan_id=loans, number=small),
    call("write_note", body=texts, reply_to=notes, about=loans),
    call("link_note", note_id=notes, reply_to=st.one_of(st.none(), notes)),
    call("drop_note", note_id=notes),
    call("take_slot", label=texts),
    call("rate", book_id=books, by=st.sampled_from([0.1, 0.2, -0.1])),
    call("tag", book_id=books, tags=st.sampled_from([{"b": 1, "a": 2}, [], {"shelf": 4}])),
)
episodes = st.lists(calls, max_size=12)
overlays = st.sampled_from(
    [
        None,
        {},
        {"member": [{"member_id": "M2", "balance_cents": 700}]},
        {"book": [{"book_id": "B9", "title": "Persuasion", "copies": 4, "price": 5, "tags": "[]"}]},
        {"loan": [{"loan_id": "L859", "member_id": "M2", "book_id": "B1", "status": "returned",
                   "due": "2025-01-01", "at": "2025-01-01"}]},
    ]
)  # fmt: skip


def play(live: LiveWorld, episode: list[ToolCall]) -> list[str]:
    results = [live.call(call) for call in episode]
    return [result.content for result in results] + [live.state().digest()]


@given(st.lists(st.tuples(overlays, episodes), max_size=3), overlays, episodes)
def test_after_a_reset_the_same_calls_give_the_same_bytes(
    before: list[tuple[Any, list[ToolCall]]], initial: Any, episode: list[ToolCall]
) -> None:
    fresh = WORLD.open()
    fresh.reset(0, initial)
    expected = play(fresh, episode)
    used = WORLD.open()
    for other, earlier in before:
        used.reset(1, other)
        play(used, earlier)
    used.reset(2, initial)
    assert used.state().compare(None).equal
    assert used.state().changes() == []
    assert play(used, episode) == expected
    fresh.close()
    used.close()


@given(overlays, episodes, episodes, episodes)
def test_a_restored_snapshot_goes_on_as_it_did(
    initial: Any, first: list[ToolCall], aside: list[ToolCall], rest: list[ToolCall]
) -> None:
    live = WORLD.open()
    live.reset(0, initial)
    play(live, first)
    snapshot = live.state()
    expected = play(live, rest)
    end = live.state()
    live.restore(snapshot)
    assert live.state().digest() == snapshot.digest()
    play(live, aside)
    live.restore(snapshot)
    assert play(live, rest) == expected
    live.restore(end)
    assert live.state().digest() == end.digest()
    live.close()


@given(episodes, st.randoms(use_true_random=False))
def test_a_state_meets_its_changes_in_any_order_and_under_any_names(
    episode: list[ToolCall], random: Any
) -> None:
    live = opened(WORLD)
    play(live, episode)
    state = live.state()
    goal: Any = copy.deepcopy(state.changes())
    random.shuffle(goal)
    made = [c["key"]["note_id"] for c in goal if c["op"] == "insert" and c["table"] == "note"]
    names = dict(zip(made, random.sample(range(1000, 2000), len(made)), strict=True))
    for change in goal:
        for values in (change["key"], change["values"]):
            for column in ("note_id", "reply_to"):
                if column in values:
                    values[column] = names.get(values[column], values[column])
    assert state.compare(goal).equal
    open_goal = copy.deepcopy(goal)
    for change in open_goal:
        for column in change["values"]:
            if random.random() < 0.3:
                change["values"][column] = {"hole": "any"}
    assert state.compare(open_goal).equal
    live.close()


@given(episodes, episodes)
def test_looking_at_the_state_on_the_way_and_going_back_change_nothing(
    episode: list[ToolCall], other: list[ToolCall]
) -> None:
    plain, watched = opened(WORLD), opened(WORLD)
    for one in episode:
        plain.call(one)
        watched.call(one)
        kept = watched.state()
        goal = [*kept.changes()]
        assert kept.meets(goal) and kept.compare(goal).equal
        for astray in other[:3]:
            watched.call(astray)
            changed = watched.state()
            assert changed.meets(goal) == changed.compare(goal).equal
        watched.restore(kept)
    assert watched.state().digest() == plain.state().digest()
    plain.close()
    watched.close()


@given(episodes, episodes)
def test_comparing_two_states_is_symmetric(one: list[ToolCall], other: list[ToolCall]) -> None:
    live = opened(WORLD)
    play(live, one)
    first = live.state()
    live.reset(0)
    play(live, other)
    second = live.state()
    there, back = first.compare(second.changes()), second.compare(first.changes())
    assert there.equal == back.equal
    if there.equal:
        assert there.reason == ""
    else:
        assert there.reason
        assert back.reason
    live.close()


@given(episodes)
@settings(max_examples=30)
def test_a_packed_and_a_pickled_world_do_the_same(episode: list[ToolCall]) -> None:
    expected = play(opened(WORLD), episode)
    for copied in (World.unpack(WORLD.pack()), pickle.loads(pickle.dumps(WORLD))):
        live = opened(copied)
        assert play(live, episode) == expected
        live.close()


SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from tests.world.test_episodes import WORLD, play
from tests.world.library import opened
from agentgym.tools import ToolCall
import hashlib
live = opened(WORLD)
said = play(live, [
    ToolCall("lend", {{"member_id": "M2", "books": ["B1", "B3"]}}),
    ToolCall("write_note", {{"body": "x", "about": "L859"}}),
    ToolCall("tag", {{"book_id": "B1", "tags": {{"b": 1, "a": 2}}}}),
    ToolCall("find_books", {{}}),
    ToolCall("give_back", {{"loan_id": "L000"}}),
])
print(hashlib.sha256(repr((said, live.state().changes(), WORLD.digest())).encode()).hexdigest())
print(hashlib.sha256(WORLD.pack()).hexdigest())
"""


def test_results_are_the_same_bytes_in_every_process() -> None:
    seen = set()
    for seed in ("0", "1", "4242"):
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(root=ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        seen.add(ran.stdout)
    assert len(seen) == 1


@given(st.lists(st.tuples(overlays, episodes), min_size=3, max_size=5), st.randoms())
@settings(max_examples=50)
def test_live_worlds_that_share_two_databases_do_not_notice(
    plays: list[tuple[Any, list[ToolCall]]], random: Any
) -> None:
    expected = []
    for initial, episode in plays:
        alone = WORLD.open()
        alone.reset(0, initial)
        expected.append(play(alone, episode))
        alone.close()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("agentgym.world.seats.SEATS", 2)
        lives = [WORLD.open() for _ in plays]
        said: list[list[str]] = [[] for _ in plays]
        for live, (initial, _) in zip(lives, plays, strict=True):
            live.reset(0, initial)
        turns = [number for number, (_, episode) in enumerate(plays) for _ in episode]
        random.shuffle(turns)
        for number in turns:
            call = plays[number][1][len(said[number])]
            said[number].append(lives[number].call(call).content)
        assert [[*s, x.state().digest()] for s, x in zip(said, lives, strict=True)] == expected
        for live in lives:
            live.close()


def test_more_live_worlds_than_databases_run_in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agentgym.world.seats.SEATS", 2)
    lives = [opened(WORLD) for _ in range(12)]

    def episode(live: LiveWorld) -> list[str]:
        return play(live, [ToolCall("write_note", {"body": "x"})] * 40)

    with ThreadPoolExecutor(6) as pool:
        assert len({tuple(said) for said in pool.map(episode, lives)}) == 1
    for live in lives:
        live.close()


def test_a_database_is_not_handed_on_while_its_world_closes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Late:
        """A lock that is got just after the world has left."""

        def __init__(self, leaving: LiveWorld) -> None:
            self._leaving: LiveWorld | None = leaving
            self._lock = threading.Lock()

        def acquire(self, blocking: bool = True) -> bool:
            leaving, self._leaving = self._leaving, None
            if leaving is not None:
                leaving.close()
            return self._lock.acquire(blocking)

        def release(self) -> None:
            self._lock.release()

    monkeypatch.setattr("agentgym.world.seats.SEATS", 1)
    one, other = opened(WORLD), opened(WORLD)
    done(one, "charge", member_id="M1", cents=1)
    database = one._seat.take()
    database.lock.release()
    database.lock = Late(one)
    assert done(other, "get_member", member_id="M1")["balance_cents"] == 500
    other.close()


def test_databases_are_handed_on_between_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agentgym.world.seats.SEATS", 1)
    one, other = opened(WORLD), opened(World.load({**library(), "name": "other"}))
    for _ in range(3):
        done(one, "charge", member_id="M1", cents=1)
        done(other, "charge", member_id="M1", cents=2)
    assert done(one, "get_member", member_id="M1")["balance_cents"] == 497
    assert done(other, "get_member", member_id="M1")["balance_cents"] == 494
    snapshot = one.state()
    done(other, "get_member", member_id="M1")
    one.restore(snapshot)
    one.close()
    other.close()


READS = [
    ToolCall("find_books", {}),
    ToolCall("get_member", {"member_id": "M2"}),
    ToolCall("lend", {"member_id": "M2", "books": ["B3", "B1", "B3"]}),
]


def test_results_do_not_hang_on_the_order_that_sqlite_happens_to_find(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def connect_reversed(**settings: Any) -> apsw.Connection:
        connection = connect(**settings)
        connection.execute("PRAGMA reverse_unordered_selects=1")
        return connection

    expected = play(opened(WORLD), READS)
    monkeypatch.setattr("agentgym.world.database.connect", connect_reversed)
    assert play(opened(WORLD), READS) == expected


FOREIGN = """
import apsw
theirs = apsw.Connection(":memory:")
theirs.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
from agentgym.world import World
from tests.world.library import done, library, opened
assert done(opened(World.load(library())), "get_member", member_id="M1")
assert theirs.execute("SELECT x FROM t").get == 1
"""


def test_connections_that_others_have_open_are_left_alone() -> None:
    subprocess.run(
        [sys.executable, "-W", "error", "-c", FOREIGN],
        env={**os.environ, "PYTHONPATH": ROOT}, timeout=60, check=True,
    )  # fmt: skip


def test_worlds_are_independent_in_threads() -> None:
    def episode(count: int) -> list[str]:
        live = opened(WORLD)
        said = play(live, [ToolCall("write_note", {"body": "x"})] * count)
        live.close()
        return said

    with ThreadPoolExecutor(8) as pool:
        assert len({tuple(said) for said in pool.map(episode, [20] * 40)}) == 1


def test_a_state_is_a_snapshot_that_later_calls_do_not_alter(live: LiveWorld) -> None:
    done(live, "charge", member_id="M1", cents=1)
    state = live.state()
    before = state.digest()
    done(live, "charge", member_id="M1", cents=1)
    live.reset(0)
    live.close()
    assert state.digest() == before
    assert state.changes()[0]["values"] == {"balance_cents": 499}


def test_a_snapshot_of_another_beginning_is_refused(live: LiveWorld) -> None:
    snapshot = live.state()
    live.reset(0, {"member": [{"member_id": "M2", "balance_cents": 700}]})
    with pytest.raises(InvalidTaskError, match="reset with the same `initial` first"):
        live.restore(snapshot)
    with pytest.raises(InvalidTaskError, match="another world"):
        opened(World.load(library())).restore(snapshot)


def test_initial_rows_are_put_over_the_worlds_own_and_are_no_change(live: LiveWorld) -> None:
    new = {"member_id": "M4", "name": "Di Dunn", "balance_cents": 1}
    live.reset(0, {"member": [{"member_id": "M1", "balance_cents": 0}, new]})
    assert done(live, "get_member", member_id="M1")["name"] == "Ada Ash"
    assert done(live, "get_member", member_id="M1")["balance_cents"] == 0
    assert done(live, "get_member", member_id="M4") == new
    assert live.state().compare(None).equal
    live.reset(0)
    assert done(live, "get_member", member_id="M1")["balance_cents"] == 500
    assert do(live, "get_member", member_id="M4").is_error


def test_made_keys_avoid_those_of_initial_rows(live: LiveWorld) -> None:
    live.reset(0, {"slot": [{"slot_id": 0, "label": "taken"}]})
    assert [done(live, "take_slot")["slot_id"] for _ in range(2)] == [2, 1]
    assert do(live, "take_slot").is_error


@pytest.mark.parametrize(
    ("initial", "said"),
    [
        ([], "initial is an object of tables"),
        ({"bok": []}, "Did you mean 'book'"),
        ({"book": {}}, "is a list of rows"),
        ({"book": ["B1"]}, "row 1: is an object of columns"),
        ({"book": [{"book_id": "B1", "titel": "X"}]}, "Did you mean 'title'"),
        ({"book": [{"title": "X"}]}, "gives no 'book_id', which is part of the key"),
        ({"book": [{"book_id": "B1", "title": 5}]}, "column title: 5 is not of type text"),
        ({"book": [{"book_id": "B1", "title": None}]}, "not nullable"),
        ({"book": [{"book_id": "B1", "copies": -1}]}, "book.copies must be at least 0"),
        ({"book": [{"book_id": "B9", "title": "X"}]}, "the row is new and gives no 'copies'"),
        (
            {"fine": [{"loan_id": "L1", "number": 1, "cents": 1}]},
            "refers to a row that does not exist",
        ),
    ],
)
def test_initial_rows_that_do_not_fit_are_named(live: LiveWorld, initial: Any, said: str) -> None:
    done(live, "charge", member_id="M1", cents=1)
    with pytest.raises(InvalidTaskError) as caught:
        live.reset(0, initial)
    assert said in str(caught.value)
    assert done(live, "charge", member_id="M1", cents=1) == {"balance_cents": 498}


@settings(max_examples=80)
@given(overlays, episodes, episodes)
def test_a_goal_of_holes_alone_is_met_by_its_own_rows_and_by_no_more(
    overlay: Any, first: list[ToolCall], more: list[ToolCall]
) -> None:
    live = WORLD.open()
    live.reset(0, overlay)
    for one in first:
        live.call(one)
    before = live.state()
    goal = before.changes()
    for row in goal:
        row["values"] = {column: {"hole": "any"} for column in row["values"]}
    assert before.compare(goal).equal
    for one in more:
        live.call(one)
    after = live.state()
    if len(after.changes()) != len(goal):
        assert not after.compare(goal).equal
    live.close()


def mention(where: str, order: str | None = None, among: str = "book") -> Mention:
    return Mention(phrase="that one", among=among, where=where, order=order, picks="B1")


def test_a_mention_picks_the_rows_that_fit_now(live: LiveWorld) -> None:
    assert live.pick(mention("title = 'Emma'")).keys == ("B2",)
    assert live.pick(mention("copies >= 2")).keys == ("B1", "B3")
    lent = "book_id IN (SELECT book_id FROM loan WHERE status = 'open')"
    assert live.pick(mention(lent)).keys == ("B1",)
    done(live, "give_back", loan_id="L438")
    assert live.pick(mention(lent)).keys == ()


def test_a_superlative_picks_the_best_and_sees_a_tie(live: LiveWorld) -> None:
    best = live.pick(mention("1", "price DESC"))
    assert (best.keys, best.tie) == (("B1",), False)
    done(live, "lend", member_id="M2", books=["B3"])
    assert live.pick(mention("1", "copies desc nulls last")).tie
    assert not live.pick(mention("1", "copies DESC, length(title)")).tie
    assert live.pick(mention("title = 'Emma'", "price")).keys == ("B2",)
    assert live.pick(mention("0", "price")).keys == ()


def test_a_key_of_several_columns_is_a_list(live: LiveWorld) -> None:
    done(live, "add_fine", loan_id="L438", number=2, cents=5)
    assert live.pick(mention("cents = 5", among="fine")).keys == (["L438", 2],)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (mention("1", among="bok"), "Did you mean 'book'"),
        (mention("titel = 'x'"), "no such column: titel"),
        (mention("1; DELETE FROM book"), "one statement"),
        (mention("title = :x"), "no parameters"),
        (mention("random() > 0"), "the function random"),
        (mention("1", "price; DROP TABLE book"), "one statement"),
        (mention("abs(-9223372036854775807 - copies * 0 - 1) > 0"), "integer overflow"),
    ],
)
def test_a_mention_that_cannot_be_looked_up_is_refused(
    live: LiveWorld, bad: Mention, said: str
) -> None:
    with pytest.raises(InvalidTaskError) as caught:
        live.pick(bad)
    assert said in str(caught.value)
    assert "'that one'" in str(caught.value)


def test_candidates_are_the_values_that_a_column_name_holds_now(live: LiveWorld) -> None:
    assert live.candidates("loan_id") == ("L438",)
    done(live, "lend", member_id="M2", books=["B3"])
    assert live.candidates("loan_id") == ("L438", "L859")
    assert live.candidates("book_id") == ("B1", "B2", "B3")
    assert live.candidates("reply_to") == ()
    assert live.candidates("no_such_column") == ()


def test_candidates_are_capped(live: LiveWorld) -> None:
    for _ in range(30):
        done(live, "write_note", body="x")
    assert len(live.candidates("note_id")) == 31
    for _ in range(200):
        done(live, "write_note", body="x")
    assert len(live.candidates("note_id")) == 200


def test_a_pack_that_is_none_or_old_or_damaged_is_refused() -> None:
    pack = WORLD.pack()
    for data, said in [
        (b"SQLite format 3", "not a world pack"),
        (pack.replace(b"/2\n", b"/1\n", 1), "was made by engine"),
        (pack[:-1] + b"x", "is damaged"),
        (pack[:200], "is damaged"),
    ]:
        with pytest.raises(InvalidWorldError, match=said):
            World.unpack(data)


def test_a_packed_world_keeps_its_file() -> None:
    copied = World.unpack(WORLD.pack())
    assert copied.spec == WORLD.spec
    assert copied.digest() == WORLD.digest()
    assert copied.tools == WORLD.tools
    assert copied.name == "library"


def test_a_world_shows_its_file_in_the_order_in_which_it_was_written() -> None:
    member = WORLD.spec.tables["member"]
    assert list(member.columns) == ["member_id", "name", "balance_cents"]
    assert member.rows[0] == ("M1", "Ada Ash", 500)


def test_a_pack_without_the_file_is_smaller_and_takes_the_file_from_beside_it() -> None:
    bare = WORLD.pack(source=False)
    assert len(bare) < len(WORLD.pack())
    with pytest.raises(InvalidWorldError, match="unpacked without its file"):
        _ = World.unpack(bare).spec
    file = orjson.dumps(library())
    for compressed in (zlib.compress(file), gzip.compress(file)):
        assert World.unpack(bare, source=compressed).spec == WORLD.spec


def test_the_digest_is_that_of_the_file_whatever_its_layout() -> None:
    text = orjson.dumps(library(), option=orjson.OPT_INDENT_2)
    assert World.load(text).digest() == WORLD.digest()
    assert World.load({**library(), "name": "other"}).digest() != WORLD.digest()
