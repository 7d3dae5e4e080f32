"""`agentgym scorecard`: says what a set of environments is worth."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from agentgym.cli.counted import shown_count
from agentgym.cli.output import note, print_json
from agentgym.cli.selection import select
from agentgym.dataset import open_dataset
from agentgym.environment import Environment
from agentgym.errors import InvalidOptionError
from agentgym.registry import load

HELP = "measure a set of environments: structure, plans, prompts, proofs"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "targets", metavar="ID|DIR", nargs="+", help="ids, globs, or folders of environments"
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with plots, too")


def run(args: argparse.Namespace) -> int:
    """Compute and show the scorecard; 1 when a control does not hold."""
    from agentgym_synth.scorecard.page import page
    from agentgym_synth.scorecard.restyling import restyled
    from agentgym_synth.scorecard.scoring import scorecard
    from agentgym_synth.scorecard.table import print_scorecard

    if args.html is not None and not args.html.absolute().parent.is_dir():
        raise InvalidOptionError(
            f"--html {args.html}: there is no folder {args.html.absolute().parent}; make it first"
        )
    total, environments = _chosen(args.targets)
    with shown_count("scorecard", "environments") as progress:
        card = scorecard(_counted(environments, total, progress), restyle=restyled)
    if args.html is not None:
        args.html.write_text(page(card, _name(args.targets)), encoding="utf-8")
        note(f"written: {args.html}")
    if args.json:
        print_json({**card.model_dump(mode="json"), **card.shares()})
    else:
        print_scorecard(card)
    return 0 if all(control.holds for control in card.controls.values()) else 1


def _name(targets: Sequence[str]) -> str:
    """What was measured; of a folder only its own name, since the page may be sent on."""
    return " ".join(
        Path(target).resolve().name if Path(target).is_dir() else target for target in targets
    )


def _chosen(targets: Sequence[str]) -> tuple[int, Iterator[Environment]]:
    """How many environments the words name, and each of them, loaded when its turn comes."""
    total = 0
    parts: list[Callable[[], Iterable[Environment]]] = []
    for target in targets:
        if Path(target).is_dir():
            dataset = open_dataset(target)
            total += len(dataset)
            parts.append(dataset.__iter__)
        else:
            ids = [spec.id for spec in select([target])]
            total += len(ids)
            parts.append(partial(map, load, ids))
    return total, (environment for part in parts for environment in part())


def _counted(
    environments: Iterator[Environment], total: int, progress: Callable[[int, int], None]
) -> Iterator[Environment]:
    for done, environment in enumerate(environments):
        progress(done, total)
        yield environment
    progress(total, total)
