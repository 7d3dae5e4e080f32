"""Draws prompts to be read by people, each beside its rules, rows, solution and goal, in Markdown.

The draw is fixed by its seed and spread evenly over domains, kinds and tiers. It is made from a
set, or else from three environments of each domain, which are made from their numbers.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import report

import agentgym
from agentgym.dataset import open_dataset
from agentgym.errors import InvalidTaskError
from agentgym.task import Mention
from agentgym.tools import ToolResult
from agentgym.world.live import LiveWorld
from agentgym_envs.domains.names import domain_names

_NUMBERS = 50
_PER_DOMAIN = 3
_RIVALS = 4
_LONGEST_RESULT = 160
Drawn = tuple[agentgym.Environment, agentgym.Task]


def environments(folder: Path | None, draw: random.Random) -> Iterator[agentgym.Environment]:
    """The environments to draw from."""
    if folder is not None:
        yield from open_dataset(folder)
        return
    for domain in domain_names():
        for number in sorted(draw.sample(range(_NUMBERS), _PER_DOMAIN)):
            yield agentgym.load(f"synth-{domain}-{number:04d}-v1")


def drawn(
    every: Sequence[agentgym.Environment], count: int, draw: random.Random
) -> Iterator[Drawn]:
    """So many tasks: the domains by turns, and of each the kind and tier that came least so far."""
    domains: defaultdict[str, defaultdict[tuple[str, object], list[Drawn]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for environment in every:
        for task in environment.tasks.values():
            cell: tuple[str, object] = (task.kind, task.provenance.get("tier"))
            domains[environment.id.split("-")[1]][cell].append((environment, task))
    for cells in domains.values():
        for some in cells.values():
            draw.shuffle(some)
    given: Counter[tuple[str, object]] = Counter()
    names = sorted(domains)
    draw.shuffle(names)
    for turn in range(count):
        cells = domains[names[turn % len(names)]]
        open_cells = sorted((cell for cell, some in cells.items() if some), key=str)
        if not open_cells:
            return
        draw.shuffle(open_cells)
        cell = min(open_cells, key=given.__getitem__)
        given[cell] += 1
        yield cells[cell].pop()


def told(number: int, environment: agentgym.Environment, task: agentgym.Task) -> str:
    """One task as a section of Markdown."""
    name = environment.id.removeprefix("agentgym/")
    patterns = ", ".join(map(str, task.provenance.get("patterns", ())))  # type: ignore[arg-type]  # the maker writes a list
    live = environment.toolset()
    if not isinstance(live, LiveWorld):
        raise InvalidTaskError(f"{environment.id} is no world; give generated environments")
    try:
        live.reset(0, task.initial)
        parts = [
            f"## {number}. {name}, task {task.id}",
            f"{task.kind}, tier {task.provenance.get('tier')}: {patterns}",
            _house(environment.system_prompt),
            *(_turn(place, said) for place, said in enumerate(task.turns, start=1)),
            "### Descriptions",
            *(_mention(mention, live) for mention in task.mentions),
            "### Rows",
            *_rows(task, live),
            "### Goal",
            _goal(task, live),
            "### Solution",
            _solution(task, live),
        ]
    finally:
        live.close()
    return "\n\n".join(parts)


def _house(prompt: str) -> str:
    """Whose house it is, what day, and its rules; what every system prompt says is left out."""
    opening, today, *rest = prompt.split("\n\n")
    said = [opening, today, *(part for part in rest if part.startswith("House rules"))]
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(said).split("\n"))


def _turn(place: int, said: str) -> str:
    return f"### User, turn {place}\n\n" + said


def _mention(mention: Mention, live: LiveWorld) -> str:
    """A description, what it stands for, and what comes next to it."""
    head = f"- *{mention.phrase}*: {mention.among} where `{mention.where}`"
    if mention.order is not None:
        head += f", by `{mention.order}`"
    order = f" ORDER BY {mention.order}" if mention.order is not None else ""
    sql = f'SELECT * FROM "{mention.among}" WHERE {mention.where}{order} LIMIT {_RIVALS}'
    columns = list(live.world.layouts[mention.among].columns)
    return f"{head} picks `{json.dumps(mention.picks)}`\n\n" + _table(columns, live.read(sql))


def _rows(task: agentgym.Task, live: LiveWorld) -> Iterator[str]:
    """The rows that calls name and goals change, and what they refer to."""
    keys: set[Any] = set()
    for turn in task.solution:
        for call in turn.calls:
            for value in call.arguments.values():
                keys.update(value if isinstance(value, list) else [value])
    for change in _changes(task):
        keys.update(change["key"].values())
    found: defaultdict[str, dict[Any, tuple[Any, ...]]] = defaultdict(dict)
    layouts = live.world.layouts
    for _ in range(2):
        for name, layout in layouts.items():
            for row in live.read(f'SELECT * FROM "{name}"'):
                values = dict(zip(layout.columns, row, strict=True))
                if values[layout.key[0]] in keys:
                    found[name][values[layout.key[0]]] = row
        for name, rows in found.items():
            places = [layouts[name].columns.index(column) for column in layouts[name].refs]
            keys.update(row[place] for row in rows.values() for place in places)
    for name, rows in found.items():
        yield f"`{name}`\n\n" + _table(list(layouts[name].columns), list(rows.values()))


def _table(columns: list[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(one) for one in line) + " |" for line in lines)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


def _changes(task: agentgym.Task) -> Iterator[dict[str, Any]]:
    for check in task.goal.checks:
        for change in check.state if isinstance(check.state, list) else ():
            assert isinstance(change, dict)
            yield change


def _goal(task: agentgym.Task, live: LiveWorld) -> str:
    lines: list[str] = []
    for check in task.goal.checks:
        number = len(task.turns) if check.turn is None else check.turn + 1
        state = check.state if isinstance(check.state, list) else []
        lines += [f"- turn {number}: {_change(change, live)}" for change in state]
        if not state:
            lines.append(f"- turn {number}: nothing has changed since the beginning")
        if check.answer is not None:
            lines.append(f"- turn {number}: the answer is `{check.answer.model_dump_json()}`")
    return "\n".join(lines)


def _change(change: Any, live: LiveWorld) -> str:
    """A change in words, with the old values."""
    (column, key), *_ = change["key"].items()
    values = change.get("values", {})
    old: dict[str, Any] = {}
    if change["op"] == "update":
        found = live.read(
            f'SELECT * FROM "{change["table"]}" WHERE "{column}" = :key', {"key": key}
        )
        columns = live.world.layouts[change["table"]].columns
        old = dict(zip(columns, found[0], strict=True)) if found else {}
    shown = ", ".join(
        f"{name} {old[name]!r} -> {value!r}" if name in old else f"{name} {value!r}"
        for name, value in values.items()
    )
    return f"{change['op']} {change['table']} {key}: {shown}"


def _solution(task: agentgym.Task, live: LiveWorld) -> str:
    """The solution's calls with what they give."""
    lines = []
    for place, turn in enumerate(task.solution, start=1):
        lines.append(f"{place}.")
        for call in turn.calls:
            result = live.call(call)
            arguments = json.dumps(call.arguments, ensure_ascii=False)
            lines.append(f"   - `{call.name} {arguments}`: {_short(result)}")
        lines.append(f"   - says: {turn.message}")
    return "\n".join(lines)


def _short(result: ToolResult) -> str:
    text = result.content
    cut = text if len(text) <= _LONGEST_RESULT else text[:_LONGEST_RESULT] + " ..."
    return f"refused: {cut}" if result.is_error else f"`{cut}`"


def main() -> None:
    """Draw, and print."""
    arguments = report.parser(__doc__)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--count", type=int, default=100)
    arguments.add_argument("--set", type=Path, help="a set that agentgym synth wrote")
    options = arguments.parse_args()
    draw = random.Random(f"prompts {options.seed}")
    chosen = list(drawn(list(environments(options.set, draw)), options.count, draw))
    if options.json:
        rows: list[dict[str, object]] = [
            {
                "environment": environment.id,
                "task": task.id,
                "kind": task.kind,
                "tier": task.provenance.get("tier"),
                "turns": list(task.turns),
                "markdown": told(number, environment, task),
            }
            for number, (environment, task) in enumerate(chosen, start=1)
        ]
        report.show("sample_prompts", rows, {}, as_json=True)
        return
    print(f"# {len(chosen)} prompts, drawn by seed {options.seed}\n")
    for number, (environment, task) in enumerate(chosen, start=1):
        print(told(number, environment, task) + "\n")


if __name__ == "__main__":
    main()
