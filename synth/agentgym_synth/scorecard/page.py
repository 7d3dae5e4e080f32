"""A scorecard as a page: one file, without scripts and without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from agentgym.cli.output import share
from agentgym_synth.scorecard.measures import Control, Scorecard
from agentgym_synth.scorecard.plots import bar_plot, share_plot, spread_plot
from agentgym_synth.scorecard.structure import NEAR
from agentgym_synth.scorecard.table import spreads


def page(card: Scorecard, name: str) -> str:
    """The page of a scorecard.

    Args:
        card: The scorecard.
        name: What was measured, as the heading says it.
    """
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    body = "\n".join(
        [
            f"<header><p>Scorecard</p><h1>{escape(name)}</h1>{_summary(card)}</header>",
            f'<section class="tiles">{_tiles(card)}</section>',
            _section("How different the worlds are", _STRUCTURE, _structure(card)),
            _section("How different the tasks are", _TASKS, _tasks(card)),
            _section("What they are made of", "", _made_of(card)),
            _section("Controls and proofs", _CONTROLS, _controls(card)),
            _section("Domains", "", _groups(card)),
        ]
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Scorecard: {escape(name)}</title>\n<style>\n{style}</style></head>\n"
        f"<body><main>\n{body}\n</main></body></html>\n"
    )


_STRUCTURE = (
    "Two worlds are compared by the Weisfeiler–Lehman labels (rounds 0 to 3) of the graph of their "
    "tables, references and operations, without any name, by weighted Jaccard index. Worlds at "
    f"{NEAR} or more count as the same."
)
_TASKS = (
    "A plan is what a solution does to which tables, and where each argument comes from, without "
    "names and values. A prompt is repeated when its word triples are those of an earlier one to "
    "85 per cent or more."
)
_CONTROLS = (
    "What must not count as a difference is tried: a copy with every name changed has to be the "
    "same world, and a copy in another API style nearly so. Certificates are proofs by execution."
)


def _summary(card: Scorecard) -> str:
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in card.kinds.items())
    return (
        f"<p>{card.environments:,} environments with {card.tasks:,} tasks ({kinds}). Every number "
        "here is computed from the set itself.</p>"
    )


def _tiles(card: Scorecard) -> str:
    structure, plans, prompts = card.structure, card.plans, card.prompts
    held = card.certificates.held / card.tasks if card.tasks else None
    tiles = [
        (f"{structure.clusters:,}", "structural clusters", f"of {structure.worlds:,} worlds"),
        (f"{plans.distinct:,}", "distinct plans", f"of {plans.tasks:,} tasks"),
        (share(prompts.rate), "prompts repeated", f"{prompts.repeated:,} of {prompts.prompts:,}"),
        (share(held), "certificates hold", f"{card.certificates.held:,} of {card.tasks:,}"),
        (f"{card.calls.mean:.1f}" if card.calls else "-", "calls a task", _ends(card)),
        (f"{card.tools.mean:.0f}" if card.tools else "-", "tools an environment", _tables(card)),
    ]
    return "".join(
        f"<div><strong>{value}</strong><span>{label}</span><small>{more}</small></div>"
        for value, label, more in tiles
    )


def _ends(card: Scorecard) -> str:
    return f"from {card.calls.least} to {card.calls.most}" if card.calls else ""


def _tables(card: Scorecard) -> str:
    return f"over {card.tables.mean:.0f} tables" if card.tables else ""


def _structure(card: Scorecard) -> str:
    structure = card.structure
    if not structure.worlds:
        return "<p>None of these environments is a world, so none could be compared.</p>"
    facts = [
        ("Clusters", f"{structure.clusters:,}"),
        ("Representatives, taken greedily", f"{structure.representatives:,}"),
        ("Clusters by round 0 alone", f"{structure.unrefined:,}"),
        ("Worlds in the largest cluster", f"{structure.largest:,}"),
        ("Identical to an earlier world", f"{structure.identical:,}"),
        ("Clusters in several splits", f"{structure.split:,}"),
    ]
    title = "Each world’s most similar other world"
    return (
        _figure(title, share_plot(structure.nearest, title, limit=NEAR))
        + _figure("Clusters by threshold", bar_plot(structure.at, "Clusters by threshold"))
        + _facts(facts)
    )


def _tasks(card: Scorecard) -> str:
    plans, prompts = card.plans, card.prompts
    figures = []
    if card.calls is not None:
        figures.append(_figure("Calls of a solution", spread_plot(card.calls, "Calls")))
    if card.turns is not None and card.turns.most > 1:
        figures.append(_figure("User turns of a task", spread_plot(card.turns, "User turns")))
    if card.tiers:
        figures.append(_figure("Tasks by tier", bar_plot(card.tiers, "Tasks by tier")))
    figures.append(_figure("Tasks by kind", bar_plot(card.kinds, "Tasks by kind")))
    facts = [
        ("Distinct plans", f"{plans.distinct:,}"),
        ("… without sources", f"{plans.shapes:,}"),
        ("Plans that only one task has", f"{plans.once:,}"),
        ("Tasks with the commonest plan", f"{plans.commonest:,}"),
        ("Prompts repeated", share(prompts.rate)),
        ("… of which a twin’s", f"{prompts.twins:,}"),
        ("… without names and numbers", share(prompts.masked_rate)),
    ]
    return "".join(figures) + _facts(facts)


def _made_of(card: Scorecard) -> str:
    left_out = ("calls of a solution", "user turns")
    return "".join(
        _figure(name.capitalize(), spread_plot(spread, name))
        for name, spread in spreads(card).items()
        if spread is not None and name not in left_out
    )


def _controls(card: Scorecard) -> str:
    proofs = card.certificates
    rows = [
        [
            f"Copies {name}",
            f"{c.required:.2f}",
            "-" if c.least is None else f"{c.least:.3f}",
            _mark(c),
        ]
        for name, c in card.controls.items()
    ]
    table = _table(["Control", "Required", "Least found", ""], rows)
    facts = [
        ("Certificates that hold", f"{proofs.held:,}"),
        ("Missing", f"{proofs.missing:,}"),
        ("Broken", f"{proofs.broken:,}"),
    ]
    return table + _facts(facts)


def _mark(control: Control) -> str:
    if control.least is None:
        return "not tried"
    verdict, name = ("holds", "good") if control.holds else ("fails", "bad")
    return f'<b class="{name}">{verdict}</b> in {control.tried} copies'


def _groups(card: Scorecard) -> str:
    rows = [
        [escape(name), *(f"{n:,}" for n in (g.environments, g.clusters, g.tasks, g.plans))]
        for name, g in card.groups.items()
    ]
    return _table(["Domain", "Environments", "Clusters", "Tasks", "Distinct plans"], rows)


def _section(title: str, text: str, inside: str) -> str:
    lead = f"<p>{text}</p>" if text else ""
    return f'<section><h2>{title}</h2>{lead}<div class="figures">{inside}</div></section>'


def _figure(title: str, plot: str) -> str:
    return f"<figure><figcaption>{title}</figcaption>{plot}</figure>"


def _facts(facts: Sequence[tuple[str, str]]) -> str:
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    return f"<dl>{items}</dl>"


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{title}</th>" for title in titles)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<div class="table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
