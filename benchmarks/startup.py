"""How long it takes to import, to ask for help, and to make one world, each in a fresh process.

The baselines of the same run: an empty Python, and importing gymnasium and pydantic alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import report

COMMAND = str(Path(sys.executable).parent / "agentgym")
CASES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import gymnasium, pydantic": [sys.executable, "-c", "import gymnasium, pydantic"],
    "import agentgym": [sys.executable, "-c", "import agentgym"],
    "agentgym --help": [COMMAND, "--help"],
    "agentgym list": [COMMAND, "list"],
    "gymnasium.make of the shop": [
        sys.executable,
        "-c",
        "import agentgym, gymnasium; gymnasium.make('agentgym/shop-returns-v1').reset(seed=0)",
    ],
}


def main() -> None:
    """Measure the cases in turn, several times over, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--repeats", type=int, default=9)
    options = arguments.parse_args()
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(options.repeats):
        for name, command in CASES.items():
            taken[name] += report.seconds(
                lambda command=command: subprocess.run(command, capture_output=True, check=True), 1
            )
    rows = [
        {"what": name, "median_s": report.median(times), "least_s": min(times)}
        for name, times in taken.items()
    ]
    base = report.median(taken["import gymnasium, pydantic"])
    ratios = {
        "import agentgym / import gymnasium, pydantic": report.median(taken["import agentgym"])
        / base
    }
    report.show("startup", rows, ratios, as_json=options.json)


if __name__ == "__main__":
    main()
