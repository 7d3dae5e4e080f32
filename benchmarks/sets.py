"""A set of generated environments: how fast it is made, opened and proved again, how large it is,
and whether it ends the same after being killed again and again.

The baselines of the same run: an environment from its number and from its world file, and one
process.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import report

COMMAND = str(Path(sys.executable).parent / "agentgym")
KILLS = 10
TIME_LIMIT_SECONDS = 7200


def main() -> None:
    """Make sets, open them, check them, kill their makers, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--environments", type=int, default=24)
    arguments.add_argument("--tasks", type=int, default=600)
    options = arguments.parse_args()
    words = ["synth", "--environments", str(options.environments), "--tasks", str(options.tasks)]
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["AGENTGYM_CACHE"] = str(folder / "cache")
        took = {}
        for workers in (1, 2):
            out = folder / f"set-{workers}"
            took[workers] = timed(*words, "--out", str(out), "--workers", str(workers))
            each = options.tasks / took[workers]
            rows.append({"what": f"synth, {workers} workers", "tasks_per_second": each})
        whole = folder / "set-1"
        for workers in (1, 2):
            took_check = timed("check", str(whole), "--workers", str(workers))
            each = options.tasks / took_check
            rows.append({"what": f"check, {workers} workers", "tasks_per_second": each})
        size = sum(file.stat().st_size for file in whole.rglob("*") if file.is_file())
        rows.append({"what": "size", "mb": size / 1e6, "bytes_per_task": size / options.tasks})
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rows.append({"what": "largest process of all these", "mb": peak})
        opened = openings(whole)
        rows += [{"what": what, "median_ms": ms} for what, ms in opened.items()]
        kills, same = killed([COMMAND, *words, "--out", str(folder / "killed")], whole, took[2])
        rows.append({"what": f"killed {kills} times, then the same set", "holds": same})
        rows.append({"what": "1 and 2 workers, the same set", "holds": alike(folder)})
    ratios = {
        "from its world file / from a pack": opened["from its world file"] / opened["from a pack"],
        "from its number / from a pack": opened["from its number"] / opened["from a pack"],
        "synth, 1 worker / 2 workers": took[1] / took[2],
    }
    report.show("sets", rows, ratios, as_json=options.json)


def timed(*words: str) -> float:
    """How long a command takes, in seconds."""
    began = time.perf_counter()
    subprocess.run([COMMAND, *words], capture_output=True, check=True, timeout=TIME_LIMIT_SECONDS)
    return time.perf_counter() - began


def openings(folder: Path) -> dict[str, float]:
    """Median milliseconds to a live world, by where it comes from."""
    from agentgym.dataset import open_dataset
    from agentgym_synth.made import load

    packed, plain = open_dataset(folder, packs=True), open_dataset(folder, packs=False)
    ways = {
        "from a pack": packed.environment,
        "from its world file": plain.environment,
        "from its number": load,
    }
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for environment_id in packed.ids:
        for way, opening in ways.items():
            began = time.perf_counter()
            opening(environment_id).toolset().close()
            taken[way].append(time.perf_counter() - began)
    return {way: 1000 * report.median(times) for way, times in taken.items()}


def killed(command: list[str], whole: Path, seconds: float) -> tuple[int, bool]:
    """Kill a command at random moments, let it end, and say how often, and whether it is the same.

    The moments are drawn so that most of them fall before its end.
    """
    draws = random.Random(0)
    kills = 0
    out = Path(command[-1])
    for _ in range(KILLS):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            process.communicate(timeout=draws.uniform(0.5, 1.0 + seconds / KILLS))
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate(timeout=60)
            kills += 1
    subprocess.run(command, capture_output=True, check=True, timeout=TIME_LIMIT_SECONDS)
    return kills, content(out) == content(whole)


def alike(folder: Path) -> bool:
    """Whether the sets of one and two workers are the same, byte for byte."""
    return content(folder / "set-1") == content(folder / "set-2")


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


if __name__ == "__main__":
    main()
