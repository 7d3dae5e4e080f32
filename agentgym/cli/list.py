"""`agentgym list`: which environments there are."""

from __future__ import annotations

import argparse

from pydantic import JsonValue

from agentgym.cli.output import Column, print_json, print_table
from agentgym.cli.selection import matching
from agentgym.registry import EnvironmentSpec, find_all

HELP = "show which environments there are"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "pattern",
        metavar="GLOB|DIR",
        nargs="?",
        help="show each environment whose id matches, or each of a generated set",
    )
    parser.add_argument("--json", action="store_true", help="print an array of objects")


def run(args: argparse.Namespace) -> int:
    """Show families, or the environments that match."""
    specs = find_all() if args.pattern is None else matching(args.pattern)
    if args.json:
        print_json([_as_json(spec) for spec in specs])
    elif args.pattern is None:
        _print_families(specs)
    else:
        columns = [Column("environment"), Column("tasks", right=True), Column("description")]
        print_table(columns, [[s.id, str(s.tasks), s.description] for s in specs])
        for remedy in dict.fromkeys(s.remedy for s in specs if not s.installed):
            print(f"Not installed; get it with: {remedy}")
    return 0


def _as_json(spec: EnvironmentSpec) -> dict[str, JsonValue]:
    return {
        "id": spec.id,
        "family": spec.family,
        "tasks": spec.tasks,
        "description": spec.description,
        "installed": spec.installed,
        "remedy": None if spec.installed else spec.remedy,
    }


def _print_families(specs: list[EnvironmentSpec]) -> None:
    families: dict[str, list[EnvironmentSpec]] = {}
    for spec in specs:
        families.setdefault(spec.family, []).append(spec)
    rows = []
    remedies: dict[str, list[str]] = {}
    for family, members in families.items():
        absent = [spec for spec in members if not spec.installed]
        for remedy in dict.fromkeys(spec.remedy for spec in absent):
            remedies.setdefault(remedy, []).append(family)
        state = "yes" if not absent else "no" if len(absent) == len(members) else "in part"
        tasks = sum(spec.tasks for spec in members)
        rows.append([family, str(len(members)), str(tasks), state, members[0].id])
    columns = [
        Column("family"),
        Column("environments", right=True),
        Column("tasks", right=True),
        Column("installed"),
        Column("first"),
    ]
    print_table(columns, rows)
    print()
    for remedy, names in remedies.items():
        print(f"To get {', '.join(names)}: {remedy}")
    example = next(iter(families), "shop")
    print(f"`agentgym list '{example}-*'` goes deeper; `agentgym show ID` shows one.")
