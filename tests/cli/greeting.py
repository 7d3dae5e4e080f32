"""A command as another package would offer it."""

from __future__ import annotations

import argparse

HELP = "say hello"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="world")


def run(args: argparse.Namespace) -> int:
    print(f"Hello, {args.name}.")
    return 3
