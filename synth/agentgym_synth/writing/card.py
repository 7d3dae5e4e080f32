"""The dataset card: what a set is, for people and for the Hugging Face Hub."""

from __future__ import annotations

from agentgym.dataset.layout import INDEX
from agentgym_synth.writing.request import Request
from agentgym_synth.writing.tally import Tally

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def card(request: Request, tally: Tally, identity: str) -> str:
    """The card of a set, in Markdown with the Hub's settings on top."""
    splits = tally.splits()
    size = next((name for most, name in _SIZES if request.tasks < most), "1M<n<10M")
    title = f"AgentGym: {request.tasks:,} proven tasks in {request.environments:,} environments"
    parts = [
        _settings(title, size, list(splits)),
        f"# {title}\n",
        "Stateful tool-using tasks for agents. Each environment is a database with tools over it; "
        "each task says what a person wants, and was proved by execution: its solution passes, and "
        "doing nothing, a constant answer, a step left out, a changed argument or one more write "
        "fail. No language model took part in making them.\n",
        _table(
            ("split", "environments", "tasks"),
            [(name, f"{s.environments:,}", f"{s.tasks:,}") for name, s in splits.items()],
        ),
        _table(("kind", "tasks"), [(k, f"{n:,}") for k, n in sorted(tally.kinds.items())]),
        _tiers(tally),
        _table(
            ("", "least", "mean", "most"),
            [
                (what, f"{s.least:,}", f"{s.mean:,.1f}", f"{s.most:,}")
                for name, what in (
                    ("tables", "tables an environment"),
                    ("rows", "rows an environment"),
                    ("tools", "tools an environment"),
                    ("calls", "calls in a solution"),
                )
                for s in [tally.spreads[name]]
            ],
        ),
        _table(
            ("domain", "environments", "tasks"),
            [
                (domain, f"{count['environments']:,}", f"{count['tasks']:,}")
                for domain, count in sorted(tally.domains.items())
            ],
        ),
        _files(),
        "## Where it comes from\n",
        f"Made by `agentgym synth --environments {request.environments} --tasks {request.tasks} "
        f"--seed {request.seed}` (generator {request.generator}). The same words give the same set "
        f"on any machine; its identity is\n\n`{identity}`\n",
    ]
    return "\n".join(part for part in parts if part)


def _settings(title: str, size: str, splits: list[str]) -> str:
    lines = [
        "---",
        f'pretty_name: "{title}"',
        "license: apache-2.0",
        "language:",
        "- en",
        "tags:",
        "- agents",
        "- tool-use",
        "- reinforcement-learning",
        "- synthetic",
        "size_categories:",
        f"- {size}",
        "configs:",
    ]
    for name in ("tasks", "proofs"):
        lines += [f"- config_name: {name}"]
        lines += ["  default: true"] if name == "tasks" else []
        lines += ["  data_files:"]
        for split in splits:
            lines += [f"  - split: {split}", f"    path: {name}/{split}-*.parquet"]
    lines += ["- config_name: environments", "  data_files:"]
    lines += ["  - split: train", f"    path: {INDEX}", "---", ""]
    return "\n".join(lines)


def _tiers(tally: Tally) -> str:
    known = {tier: n for tier, n in tally.tiers.items() if tier is not None}
    if not known:
        return ""
    return _table(("tier", "tasks"), [(str(t), f"{n:,}") for t, n in sorted(known.items())])


def _files() -> str:
    return """## What is in it

- `tasks/`: what an agent may hear, and what a trainer may choose by: `instruction` (all that the
  user says is in `turns`), `kind` (`change`, `question`, `refusal`), `tier`, `pattern`, how many
  `tools` there are and how many `calls` the solution makes, and the limits of an episode.
- `proofs/`: goal, solution, other routes, first state and certificate of each task, as JSON. An
  agent must never see them; whoever scores needs them.
- `environments.parquet`: one row an environment: system prompt, tools with their schemas, sizes,
  and what the generator noted of it (`about`).
- `worlds/`: each environment whole, as a world file: tables, rows and tool programs, in JSON.
- `packs/`: the same, compiled, so that an environment opens in a millisecond. Derived: they are
  used only on a machine that made them or has checked them.
- `manifest.json`: the hash of every file.

## How to use it

```
agentgym check .                                  # every file, and every proof from the files alone
agentgym run . --policy replay --split test
```

```python
from datasets import load_dataset
tasks = load_dataset(".")                         # and load_dataset(".", "environments")
```

```python
import agentgym.dataset, gymnasium
dataset = agentgym.dataset.register_dataset(".")
env = gymnasium.make(dataset.ids[0])
```
"""


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" if n == 0 else "---:" for n in range(len(head))), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
