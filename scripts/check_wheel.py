"""Build the wheel, install it into an empty virtual environment, and use it from there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIME_LIMIT_SECONDS = 900

USE = """
import agentgym, gymnasium
env = gymnasium.make("agentgym/shop-returns-v1", task="{task}")
observation, info = env.reset(seed=0)
assert observation[0]["role"] == "system" and info["tools"]
environment = agentgym.load("shop-returns-v1")
assert len(environment.tasks) >= 40, len(environment.tasks)
import agentgym_envs, agentgym_synth, agentgym_policies
print(f"{{len(environment.tasks)}} tasks from {{agentgym_envs.__file__}}")
"""


def main() -> None:
    """Exit with a message when any step fails."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
            "--wheel-dir", str(work), str(ROOT), cwd=work)  # fmt: skip
        (wheel,) = work.glob("*.whl")
        venv.create(work / "venv", with_pip=True)
        python = work / "venv" / "bin" / "python"
        run(str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet",
            "--constraint", str(ROOT / "constraints.txt"), str(wheel), cwd=work)  # fmt: skip
        run(str(python), "-I", "-c", USE.format(task="cancel-wednesday-order"), cwd=work)
        command = str(work / "venv" / "bin" / "agentgym")
        run(command, "--version", cwd=work)
        run(command, "list", cwd=work)
        families = ["shop-*", "office-*", "bank-*", "mcp-*"]
        replay = ["run", *families, "--policy", "replay", "--limit", "5", "--out", "run"]
        run(command, *replay, cwd=work)
        print(f"wheel: {wheel.name}, {wheel.stat().st_size / 1e6:.2f} MB, installs and runs")


def run(*command: str, cwd: Path) -> None:
    """Run a command outside the source tree, with nothing of it on the path."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    # Third-party servers lie outside the wheel; those of this checkout will do.
    clean.setdefault("AGENTGYM_SERVERS", str(ROOT / ".servers"))
    done = subprocess.run(command, cwd=cwd, env=clean, timeout=TIME_LIMIT_SECONDS, check=False)
    if done.returncode != 0:
        raise SystemExit(f"wheel: {' '.join(command)} exited with {done.returncode}")


if __name__ == "__main__":
    main()
