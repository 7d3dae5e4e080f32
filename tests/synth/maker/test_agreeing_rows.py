"""Rows that must agree with rows that they refer to."""

from __future__ import annotations

from tests.synth.maker import trials


def test_what_follows_from_a_name_is_not_given_up_for_whoever_is_in_charge() -> None:
    machine = "[lathe, band saw, kiln, press], [One, Two, Three]]}"
    power = (
        f"{machine}\n      model: {{kind: choice, of: [old, new]}}"
        "\n      trade: {kind: choice, by: model, when: {old: [wood], new: [metal]}}"
        "\n    refs: {keeper: {to: member, same: {trade: trade}}}"
    )
    for seed in range(6):
        trial = trials.trial((machine, power), seed=seed, text=trials.WORKSHOP)
        rows = trial.rows("machine")
        keepers = {row["member_id"]: row["trade"] for row in trial.rows("member")}
        trial.live.close()
        assert {(row["model"], row["trade"]) for row in rows} == {("old", "wood"), ("new", "metal")}
        assert all(keepers[row["keeper_id"]] == row["trade"] for row in rows)
