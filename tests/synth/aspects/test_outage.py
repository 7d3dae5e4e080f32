"""Outage: what breaks down is out of service until all its faults are fixed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.synth.aspects.made import Made, made_with


@pytest.fixture
def plain() -> Made:
    """A workshop that knows of machines nothing but whether they are in service."""
    return made_with(
        "breakdowns",
        lambda p: (
            not {"fault_count", "last_fault"} & p.things["machine"].columns.keys()
            and "machine_outage" not in p.things
        ),
    )


@pytest.mark.parametrize("kept", ["whole", "plain"])
def test_a_machine_with_a_fault_is_out_of_service_until_it_is_fixed(
    kept: str, request: pytest.FixtureRequest
) -> None:
    workshop: Made = request.getfixturevalue(kept)
    machine = _running(workshop)
    made = workshop.done("breakdowns.report", machine=machine, kind="oil leak")
    fault = workshop.row("fault", made["fault_id"])
    assert (fault["kind"], fault["reported"], fault["status"]) == (
        "oil leak",
        workshop.today,
        "open",
    )
    assert workshop.row("machine", machine)["in_service"] == 0
    workshop.done("breakdowns.fix", fault=made["fault_id"])
    assert workshop.row("fault", made["fault_id"])["status"] == "fixed"
    assert workshop.row("machine", machine)["in_service"] == 1


def test_a_machine_with_two_faults_waits_for_both(whole: Made) -> None:
    machine = _running(whole)
    first = whole.done("breakdowns.report", machine=machine, kind="oil leak")["fault_id"]
    second = whole.done("breakdowns.report", machine=machine, kind="worn belt")["fault_id"]
    assert whole.row("machine", machine)["fault_count"] == 2
    (outage,) = whole.rows("machine_outage", "began = :today", today=whole.today)
    whole.done("breakdowns.fix", fault=first)
    assert whole.row("machine", machine)["in_service"] == 0
    assert whole.row("machine_outage", outage["machine_outage_id"])["ended"] is None
    whole.done("breakdowns.fix", fault=second)
    after = whole.row("machine", machine)
    assert (after["in_service"], after["fault_count"]) == (1, 0)
    assert whole.row("machine_outage", outage["machine_outage_id"])["ended"] == whole.today


def test_the_day_of_a_report_and_of_a_repair_are_kept(whole: Made) -> None:
    machine = _running(whole)
    fault = whole.done("breakdowns.report", machine=machine, kind="bent shaft")["fault_id"]
    assert whole.row("machine", machine)["last_fault"] == whole.today
    whole.done("breakdowns.fix", fault=fault)
    assert whole.row("fault", fault)["fixed_on"] == whole.today


def test_the_same_fault_is_not_reported_twice(plain: Made) -> None:
    fault = _open(plain)
    machine, kind = fault["machine_id"], fault["kind"]
    said = plain.refused("breakdowns.report", machine=machine, kind=kind)
    assert said == f"machine {machine} has an open fault of the kind {kind} already"


def test_what_is_fixed_is_not_fixed_again(plain: Made) -> None:
    fault = plain.rows("fault", "status = 'fixed'")[0]["fault_id"]
    said = plain.refused("breakdowns.fix", fault=fault)
    assert said == f"fault {fault} is fixed already"


def test_where_nothing_else_is_kept_a_report_is_a_fault_and_a_flag(plain: Made) -> None:
    machine = _running(plain)
    plain.done("breakdowns.report", machine=machine, kind="oil leak")
    changes = plain.live.state().changes()
    assert sorted(change["table"] for change in changes) == ["fault", "machine"]


def _running(workshop: Made) -> str:
    key: str = workshop.rows("machine", "in_service = 1")[0]["machine_id"]
    return key


def _open(workshop: Made) -> dict[str, Any]:
    return workshop.rows("fault", "status = 'open'")[0]
