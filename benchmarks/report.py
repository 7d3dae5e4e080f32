"""What every benchmark prints: a table, or with `--json` one object of a fixed form."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version


def machine() -> str:
    """The processor, its cores, and the Python that runs, in one line."""
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as lines:
            model = next(x.partition(":")[2].strip() for x in lines if x.startswith("model name"))
    except (OSError, StopIteration):
        pass
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{model}, {cores} cores, Python {platform.python_version()}, "
        f"gymnasium {version('gymnasium')}, apsw {version('apsw')}"
    )


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser with the options that all benchmarks share."""
    made = argparse.ArgumentParser(description=(doc or "").split("\n\n")[0])
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def seconds(work: Callable[[], object], repeats: int) -> list[float]:
    """How long each of `repeats` runs took, in seconds."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def median(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def show(
    name: str, rows: list[dict[str, object]], ratios: dict[str, float], *, as_json: bool
) -> None:
    """Print the outcome."""
    if as_json:
        json.dump({"name": name, "machine": machine(), "rows": rows, "ratios": ratios}, sys.stdout)
        print()
        return
    print(f"{name}\n{machine()}")
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [columns, *([_cell(row.get(key)) for key in columns] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    for line in cells:
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )
    for key, value in ratios.items():
        print(f"{key}: {_cell(value)}")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return str(value)
