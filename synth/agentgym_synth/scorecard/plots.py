"""Plots as inline SVG: columns over a scale, coloured by the page's own style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

from agentgym_synth.scorecard.measures import Spread

_WIDTH = 460
_HEIGHT = 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 26, 30
# More columns than this run into each other; neighbouring values then share one.
_MOST_COLUMNS = 30


def spread_plot(spread: Spread, title: str) -> str:
    """The distribution of a whole number; a line marks the mean."""
    step = _round_up((spread.most - spread.least + 1) / _MOST_COLUMNS)
    low = spread.least // step * step
    count = (spread.most - low) // step + 1
    heights = [0] * count
    for value, times in spread.counts.items():
        heights[(value - low) // step] += times
    names = [
        f"{low + n * step}" if step == 1 else f"{low + n * step}–{low + (n + 1) * step - 1}"
        for n in range(count)
    ]
    ticks = {n: f"{low + n * step:,}" for n in _spaced(count)}
    mean = (spread.mean - low) / step + 0.5 / step
    return _columns(heights, names, ticks, title, mark=(mean, f"mean {spread.mean:,.1f}"))


def share_plot(counts: Sequence[int], title: str, *, limit: float) -> str:
    """How many worlds have a similarity in each stretch from 0 to 1, with a line at a limit."""
    last = len(counts) - 1
    names = [f"{n / last:.2f}–{(n + 1) / last:.2f}" for n in range(last)] + ["exactly 1"]
    ticks = {n: f"{n / last:.1f}" for n in range(0, last, last // 5)} | {last: "1"}
    return _columns(counts, names, ticks, title, mark=(limit * last, f"{limit}"), beyond=limit)


def bar_plot(counts: Mapping[str, int], title: str) -> str:
    """Names with their numbers, as bars side by side from the left."""
    most = max(counts.values(), default=0) or 1
    line = 24
    label = min(170, 14 + 7 * max(map(len, counts), default=0))
    room = _WIDTH - label - 62
    parts = []
    for row, (name, count) in enumerate(counts.items()):
        top = row * line + 4
        length = max(1.0, room * count / most)
        parts.append(
            f'<text class="name" x="{label - 8}" y="{top + 13}">{escape(_short(name))}</text>'
            f'<rect class="bar" x="{label}" y="{top + 1}" width="{length:.1f}" height="16" rx="2">'
            f"<title>{escape(name)}: {count:,}</title></rect>"
            f'<text class="count" x="{label + length + 6:.1f}" y="{top + 13}">{count:,}</text>'
        )
    return _svg("".join(parts), len(counts) * line + 6, title)


def _columns(
    heights: Sequence[int],
    names: Sequence[str],
    ticks: Mapping[int, str],
    title: str,
    *,
    mark: tuple[float, str],
    beyond: float | None = None,
) -> str:
    most = max(heights, default=0) or 1
    unit = _round_up(most / 4)
    top = ceil(most / unit) * unit
    wide = (_WIDTH - _LEFT - _RIGHT) / len(heights)
    tall = _HEIGHT - _TOP - _BOTTOM
    base = _HEIGHT - _BOTTOM

    def y(value: float) -> float:
        return base - tall * value / top

    parts = []
    for value in range(0, top + 1, unit):
        parts.append(
            f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" '
            f'y1="{y(value):.1f}" y2="{y(value):.1f}"/>'
            f'<text class="count end" x="{_LEFT - 6}" y="{y(value) + 4:.1f}">{value:,}</text>'
        )
    bar = min(wide * 0.86, 34.0)
    for number, height in enumerate(heights):
        if height:
            x = _LEFT + (number + 0.5) * wide - bar / 2
            kind = (
                "bar over"
                if beyond is not None and number >= beyond * (len(heights) - 1)
                else "bar"
            )
            parts.append(
                f'<rect class="{kind}" x="{x:.1f}" y="{y(height):.1f}" width="{bar:.1f}" '
                f'height="{base - y(height):.1f}"><title>{names[number]}: {height:,}</title></rect>'
            )
    for number, text in ticks.items():
        x = _LEFT + (number + 0.5) * wide
        parts.append(f'<text class="tick" x="{x:.1f}" y="{base + 16}">{text}</text>')
    x = _LEFT + mark[0] * wide
    side = "end" if x > _WIDTH * 0.7 else ""
    parts.append(
        f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 22}" y2="{base}"/>'
        f'<text class="marked {side}" x="{x + (-5 if side else 5):.1f}" y="{_TOP - 12}">'
        f"{mark[1]}</text>"
    )
    return _svg("".join(parts), _HEIGHT, title)


def _svg(inside: str, height: int, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"{inside}</svg>"
    )


def _spaced(count: int) -> list[int]:
    """Which of so many columns get a number below them: about eight."""
    step = _round_up(count / 9)
    return list(range(0, count, step))


def _round_up(value: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50, ..."""
    power = 1
    while power * 10 < value:
        power *= 10
    return next(power * n for n in (1, 2, 5, 10) if power * n >= value)


def _short(name: str) -> str:
    return name if len(name) <= 22 else name[:21] + "…"
