"""Rules as they stand before anything is done, and what people ask things of."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_synth.maker.doing import do
from agentgym_synth.maker.looking import know
from agentgym_synth.maker.moves import Move, forbidden, permitted
from agentgym_synth.maker.naming import name_one
from agentgym_synth.maker.scene import DroppedError, Scene
from agentgym_synth.model import Value
from tests.synth.maker import trials


def _low_account(scene: Scene) -> tuple[Value, int]:
    """An account that holds less than the rule's floor, and the floor."""
    rule = next(r for r in scene.plan.rules if "money.debit" in r.on)
    floor = int(rule.forbids.removesuffix(" * 100").rpartition(" ")[2]) * 100
    found = scene.read("SELECT account_id FROM account WHERE balance < :floor", {"floor": floor})
    return found[0][0], floor


def test_what_only_an_earlier_wish_permits_is_not_asked_for() -> None:
    for seed in range(8):
        with trials.scene(seed=seed) as scene:
            scene.begin(Draws.seeded(0))
            try:
                account, floor = _low_account(scene)
            except IndexError:
                continue
            know(scene, name_one(scene, "account", account))
            credit = trials.action(scene, "money.credit")
            do(scene, Move(credit, {"account": account, "amount": floor}), checked=False)
            scene.touched.clear()
            assert scene.row("account", account)["balance"] >= floor
            debit = trials.action(scene, "money.debit")
            # Who looks at everything before doing anything would decline.
            for draw in range(10):
                scene.draws = Draws.seeded(draw)
                try:
                    permitted(scene, debit, {"account": account})
                except DroppedError:
                    continue
                raise AssertionError("it was permitted")
            return
    raise AssertionError("no account is low in any of these orchards")


def test_what_is_forbidden_is_forbidden_before_anything_is_done() -> None:
    refused = 0
    for seed in range(4):
        with trials.scene(seed=seed) as scene:
            rule = next(r for r in scene.plan.rules if "money.debit" in r.on)
            for move in trials.tried(
                scene, lambda s, rule=rule: forbidden(s, trials.action(s, "money.debit"), rule), 10
            ):
                sql = "SELECT balance FROM account WHERE account_id = :key"
                held = scene.read_first(sql, {"key": move.args["account"]})
                floor = int(rule.forbids.removesuffix(" * 100").rpartition(" ")[2]) * 100
                assert int(str(held[0][0])) < floor
                refused += 1
    assert refused


def test_nobody_ends_what_ends_of_itself_in_a_few_days_and_decides_again_unasked() -> None:
    ended = decided = 0
    with trials.scene(text=trials.WORKSHOP) as scene:
        for draw in range(60):
            scene.begin(Draws.seeded(draw))
            move = permitted(scene, trials.action(scene, "permits.revoke"))
            until = scene.row("permit", move.args["permit"])["until"]
            left = scene.read("SELECT julianday(:until) - julianday(:today)", {"until": until})
            assert float(str(left[0][0])) > 14
            ended += 1
            for name in ("wishes.approve", "wishes.reject"):
                move = permitted(scene, trials.action(scene, name))
                assert scene.row("request", move.args["request"])["status"] == "pending"
                decided += 1
    assert ended
    assert decided


def test_who_asks_speaks_of_what_is_theirs_as_theirs() -> None:
    speaker = ("speakers:\n", 'speakers:\n  - {is: member, intro: ["This is {name}."]}\n')
    said: list[str] = []
    for task in trials.tasks(speaker, kind="change", tier=1, most=200, text=trials.WORKSHOP):
        if "This is " in task.turns[0]:
            said.append(task.turns[0])
    bills = [turn for turn in said if "bill" in turn]
    assert any(" my " in turn for turn in bills)


def test_who_is_heard_writes_no_letter() -> None:
    for intro in ("This is the warden speaking.", "It's the warden."):
        changes = (('"It\'s the warden."', f'"{intro}"'), ('["", ', "["))
        tasks = trials.tasks(*changes, kind="change", tier=1)
        heard = [task.turns[0] for task in tasks if intro in task.turns[0]]
        assert heard
        letters = [turn for turn in heard if "\n" in turn]
        assert bool(letters) is ("speaking" not in intro)


def test_a_refusal_may_name_whatever_the_rule_looks_at() -> None:
    old = "days_between(pruning.asked, :today) > :days"
    tree = "(SELECT count(*) FROM tree WHERE tree_id = pruning.tree AND fruit = 'pears') > 0"
    named = 0
    for task in trials.tasks((old, tree), kind="refusal", tier=1, most=200):
        picked = {m.picks for m in task.mentions if m.among == "pruning"}
        if task.kind != "refusal" or not picked:
            continue
        (refusal,) = (c for c in task.goal.checks[-1].state or [] if c["table"] == "refusal")
        about = refusal["values"]["about"]["values"]
        trial = trials.trial()
        trees = {row["tree_id"] for row in trial.rows("pruning") if row["pruning_id"] in picked}
        trial.live.close()
        assert {str(key) for key in (*picked, *trees)} <= set(about)
        named += 1
    assert named


def test_a_total_over_all_that_there_is_says_so() -> None:
    bore = "What did the {set} bear together?"
    sets = ('sets: ["trees in {row}", {say: apple trees, where: {fruit: apples}}]', "sets: [trees]")
    said = [
        turn
        for task in trials.tasks(sets, kind="question", tier=1, most=200)
        for turn in task.turns
        if "bear together" in turn
    ]
    assert said
    assert all(bore.replace("the {set}", "all the trees").lower() in turn.lower() for turn in said)
