from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import orjson
import pytest

from agentgym.certifier import Certifier
from agentgym.cli.main import main
from agentgym.environment import Environment
from agentgym.functions import FunctionToolset, tool
from agentgym.registry import find_all, load
from agentgym.tools import ToolCall
from agentgym.world import World
from agentgym_synth.scorecard import renamed, scorecard
from agentgym_synth.scorecard.page import page
from agentgym_synth.scorecard.scoring import group_of
from agentgym_synth.scorecard.table import print_scorecard
from tests.synth.scorecard.restyling import merged_by_thing, with_pages
from tests.synth.scorecard.worlds import (
    GARAGE,
    cancelling,
    garage,
    garage_environment,
    hand_written,
    task,
)


def shop() -> Environment:
    return load(next(spec.id for spec in find_all("*") if spec.family == "shop"))


def test_a_scorecard_counts_what_there_is() -> None:
    environment = garage_environment(
        cancelling("1", "D1", "B1"),
        cancelling("2", "D1", "B1", "B2"),
        task("3", "Ada: two days more for B3, please.", ToolCall("extend", {"booking_id": "B3"})),
    )
    card = scorecard([environment])
    assert (card.environments, card.tasks, card.kinds) == (1, 3, {"change": 3})
    assert (card.tiers, card.splits) == ({"2": 3}, {"train": 3})
    assert card.tables is not None and card.tables.counts == {2: 1}
    assert card.rows is not None and card.rows.mean == 9
    assert card.rules is not None and card.rules.counts == {2: 1}
    assert card.tools is not None and card.tools.most == 4
    assert card.writing_tools is not None and card.writing_tools.most == 2
    assert card.calls is not None
    assert (card.calls.counts, card.calls.least, card.calls.median) == ({3: 1, 4: 1, 1: 1}, 1, 3)
    assert (card.plans.distinct, card.plans.once, card.plans.commonest) == (2, 1, 2)
    assert card.plans.shapes == 2
    assert (card.prompts.repeated, card.prompts.rate) == (1, 1 / 3)
    assert card.certificates.missing == 3


def test_a_twin_that_repeats_its_refusal_is_counted_as_such() -> None:
    refused = cancelling("1", "D1", "B1").model_copy(update={"twin": "2"})
    card = scorecard([garage_environment(refused, cancelling("2", "D1", "B2"))])
    assert (card.prompts.repeated, card.prompts.twins) == (1, 1)


def test_prompts_that_differ_by_a_name_are_repeated_without_it() -> None:
    card = scorecard(
        [
            garage_environment(
                task("1", "For Ada Ash: please cancel every booking there is, and tell me."),
                task("2", "For Bo Bell: please cancel every booking there is, and tell me."),
            )
        ]
    )
    assert (card.prompts.repeated, card.prompts.repeated_masked) == (0, 1)


def test_a_renamed_copy_falls_into_the_cluster_of_its_original() -> None:
    original = garage_environment(cancelling("1", "D1", "B1"))
    copy = World.load(renamed(garage()))
    other_id = GARAGE.replace("garage", "depot")
    moved = task("1", "Nothing.").model_copy(update={"environment": other_id, "split": "test"})
    card = scorecard([original, Environment(other_id, copy.open, [moved]), shop()])
    assert (card.structure.worlds, card.structure.clusters, card.structure.identical) == (3, 2, 1)
    assert (card.structure.largest, card.structure.representatives) == (2, 2)
    assert card.structure.split == 1, "it is in train and in test"
    assert card.structure.nearest[-1] == 2
    assert (card.structure.at["0.95"], card.structure.unrefined) == (2, 2)


def test_the_controls_are_tried_on_the_set_itself() -> None:
    def styles(environment: Environment) -> Iterator[Mapping[str, Any]]:
        for restyle in (merged_by_thing, with_pages):
            yield restyle(hand_written("shop"))

    card = scorecard([shop()], restyle=styles)
    assert card.controls["renamed"].least == 1
    assert (card.controls["restyled"].tried, card.controls["restyled"].holds) == (2, True)
    other = scorecard([shop()], restyle=lambda _: [hand_written("bank")])
    assert not other.controls["restyled"].holds


def certified(*, content: str) -> Environment:
    """Two tasks with certificates that were made for the car park as it is, and one without."""
    tasks = cancelling("1", "D1", "B1", "B2", "B3", "B4"), cancelling("2", "D2", "B5", "B6", "B7")
    proved = garage_environment(*tasks)
    certifier = Certifier(proved)
    try:
        kept = {t.id: certifier.certify(t).model_dump(mode="json") for t in tasks}
    finally:
        certifier.close()
    return Environment(
        proved.id,
        proved.toolset,
        [*tasks, task("3", "Nothing.")],
        system_prompt=proved.system_prompt,
        certificates=kept,
        content=content or proved.content,
    )


def test_certificates_that_hold_and_those_that_are_missing_are_counted() -> None:
    found = scorecard([certified(content="")]).certificates
    assert (found.held, found.missing, found.broken) == (2, 1, 0)


def test_a_certificate_about_other_content_is_broken() -> None:
    found = scorecard([certified(content="other")]).certificates
    assert (found.held, found.missing, found.broken) == (0, 1, 2)


def test_environments_that_are_no_worlds_are_measured_but_not_compared(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Sums:
        @tool(read_only=True)
        def add(self, number: int) -> int:
            """Add one."""
            return number + 1

    environment = Environment(
        GARAGE,
        lambda: FunctionToolset(Sums),
        [task("1", "What comes after 41?", ToolCall("add", {"number": 41}))],
    )
    card = scorecard([environment])
    assert (card.structure.worlds, card.tables) == (0, None)
    assert card.plans.distinct == 1
    assert "could be compared" in page(card, "tools")
    print_scorecard(card)
    assert "none of these is a world" in capsys.readouterr().out


def test_nothing_has_a_scorecard_too() -> None:
    card = scorecard([])
    assert (card.environments, card.structure.clusters, card.calls) == (0, 0, None)
    assert "Scorecard" in page(card, "nothing")


@pytest.mark.parametrize(
    ("environment_id", "group"),
    [
        ("agentgym/synth-clinic-0042-v1", "clinic"),
        ("agentgym/synth-software-desk-s7-0042-v1", "software-desk"),
        ("agentgym/bank-service-v1", "bank-service"),
    ],
)
def test_environments_are_grouped_by_domain(environment_id: str, group: str) -> None:
    assert group_of(environment_id) == group


def test_the_command_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scorecard", "shop-*", "office-*"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"structural clusters +2 +of 2 worlds", out)
    assert re.search(r"certificates that hold +[0-9.]+%", out)
    assert "control: renamed" in out and "calls of a solution" in out


def test_the_command_prints_json_and_writes_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "card.html"
    assert main(["scorecard", "shop-*", "--json", "--html", str(file)]) == 0
    printed = orjson.loads(capsys.readouterr().out)
    assert (printed["environments"], printed["structure"]["clusters"]) == (1, 1)
    assert 0 <= printed["certificates_held"] <= 1
    text = file.read_text()
    assert "distinct plans" in text
    assert "<script" not in text and "http" not in text, "it needs nothing from elsewhere"
    plots = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(plots) >= 8
    for plot in plots:
        assert ElementTree.fromstring(plot).find("rect") is not None
    assert _Balance.of(text) == []


class _Balance(HTMLParser):
    """The elements of a page that are open at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    @classmethod
    def of(cls, text: str) -> list[str]:
        parser = cls()
        parser.feed(text)
        return parser.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["no-such-*"], "no environment"),
        (["shop-*", "--html", "missing/card.html"], "there is no folder"),
    ],
)
def test_wrong_words_are_refused(
    words: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["scorecard", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_that_holds_no_set_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scorecard", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
