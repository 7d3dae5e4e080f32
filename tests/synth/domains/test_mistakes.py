"""Every kind of mistake in a domain file is found, and said so that one knows what to do."""

from __future__ import annotations

import pytest

from agentgym.errors import InvalidWorldError
from agentgym_envs.domains.reading import load_domain, read_domain
from agentgym_synth.trying import try_out
from tests.synth.domains.orchard import orchard

_FRUIT = "apples: [20, 90], pears: [10, 40]"
_SOIL = "of: [clay, chalk, loam]"
_LEND = '"lend {ladder} to {family} until {due}"'
_TREE = '"the {yield_kg} tree in {row}"'
_BORE = '"{it} bore more than {value} last year"'


def test_a_domain_without_mistakes_is_read_and_runs() -> None:
    trial = try_out(read_domain(orchard(), "orchard.yaml"))
    assert {"tree", "loan", "seat"} <= trial.plan.things.keys()
    trial.live.close()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # Aspects, and what they are told.
        ("aspect: lending", "aspect: landing", "no aspect 'landing'. Did you mean 'lending'?"),
        ("days: [3, 14]", "days: [14, 3]", "ladders (lending): days: [14, 3] is no least"),
        ("methods: [cash, card]", "methods: []", "bills (billing): a 'choice' attribute needs"),
        ("wanted: 5,", "wanted: 5, resting: 2,", "no step leads to the state 'resting' or from"),
        ("from: [wanted], to: begun", "from: [wnted], to: begun", "the states are wanted, begun"),
        ("      drop: {tool", "      dorp: {tool", "Did you mean 'prunings.dorp'"),
        # Relationships that lead nowhere.
        ("{row: orchard_row}", "{row: orchad_row}", "Did you mean 'orchard_row'? Nouns: family"),
        ("{family: family}", "{family: family}\n    per: {famly: [1, 2]}", "Did you mean 'family'"),
        ("{family: family}", "{family: family}\n    per: {family: [2, 1]}", "no range of numbers"),
        ("{family: family}", "{family: {to: family, same: {service: village, vilage: name}}}",
         "bill.family has `same` for 'vilage', which is no attribute of bill"),
        ("payer: family", "payer: familly", "needs 'familly' of bill, which it has not. Did you"),
        ("holder: family", "holder: familly", "needs the noun 'familly', which there is not. Did"),
        ("on: ladder\n", "on: lader\n", "ladders is on 'lader', which is no noun. Did you mean"),
        ("is: family", "is: famly", "a speaker is a 'famly', which is no noun. Did you mean"),
        ("asks: [ladders,", "asks: [ladder,", "a speaker asks for 'ladder', which is no behaviour"),
        ("refs: {tree: tree", "refs: {pruning: pruning, tree: tree", "each other in a circle"),
        ("words: soil, ask: [\"What is the soil of {it}?\"]}",
         "words: soil}\n    refs: {favourite: tree}",
         "orchard_row refers to tree refers to orchard_row: nouns must not refer"),
        ("    many: trees\n", "    many: trees\n    alike: [friut]\n",
         "`alike` names 'friut', which is neither an attribute nor a reference. Did you mean"),
        # What follows from a condition.
        ("pay: {tool: take_payment,", "pay: {reasons: {amount: [card]}, tool: take_payment,",
         "reasons: 'amount' is not in `when`. There: nothing"),
        ("pay: {tool: take_payment,",
         "pay: {when: {amount: above}, reasons: {amount: [crad]}, tool: take_payment,",
         "`reasons` 'amount' has 'crad', which cannot be chosen. Did you mean 'card'?"),
        # What values depend on.
        ("by: fruit", "by: friut", "tree has no attribute 'friut'. Did you mean 'fruit'?"),
        ("by: fruit", "by: rwo.soil", "tree has no reference 'rwo'. Did you mean 'row'?"),
        ("by: fruit", "by: row.soill", "orchard_row has no attribute 'soill'. Did you mean"),
        (_FRUIT, "apples: [20, 90]", "may be 'pears', and `when` says nothing of that"),
        (_FRUIT, f"{_FRUIT}, plums: [1, 2]", "is never 'plums', though `when` speaks of that"),
        (_FRUIT, "apples: [20, 90], pears: [40, 10]", "range [40, 10] is empty"),
        (_FRUIT, "apples: [20, 90], pears: many", "'many' is no range"),
        ("of: [apples, pears],", "by: yield_kg, when: {20: [apples]},", "in its turn"),
        # Values.
        ("words: soil, ask", 'words: soil, compare: ["How far is {it} from {other}?"], ask',
         "`compare` asks how far numbers lie apart; a 'choice' is none"),
        ("words: yield, ask", 'words: yield, compare: ["How much more did {it} bear?"], ask',
         "lacks {other}"),
        ("refs: {row: orchard_row}", 'refs: {row: {to: orchard_row, most: "Which {it}?"}}',
         "has the slot {it}, which nothing fills"),
        (_SOIL, "of: []", "soil: a 'choice' attribute needs values in `of`; it has none"),
        (_SOIL, "of: [clay, '']", "soil: `of` has an empty value: ['clay', '']"),
        (_SOIL, "of: [clay, clay]", "soil: `of` has 'clay' twice"),
        ("{Ashby: 3,", "{Ashby: -3,", "weights in `of` are not below 0"),
        (f"{{{_FRUIT}}}", "{}", "`when` is empty; give the values for each value of `by`"),
        ("range: [8, 24]", "range: [24, 8]", "rungs: range [24, 8] is empty"),
        ("range: [8, 24]", "range: [eight, 24]", "range ['eight', 24] is of no numbers"),
        ("range: [8, 24]", "range: [8, 24, 30]", "nouns.ladder.attributes.rungs.range"),
        ("range: [8, 24]", "ranje: [8, 24]", "rungs.ranje: is no word of this form"),
        ("[Quince Lane Orchard, Longmeadow Orchard]", "[]", "places: has too few: at least 1"),
        ('described: ["the {name} account"]', "described: []", "described: has too few: at least"),
        ("[2025-03-03, 2025-10-10]", "[2025-10-10, 2025-03-03]", "2025-10-10 is after 2025-03-03"),
        # Names.
        ("Brook Row, Wall Row, Gate Row]", "Brook Row]", "has 3 names, and there may be 5 of them"),
        ("[One, Two, Three, Four, Five, Six]", "[One, Two]", "has 8 names, and there may be 24"),
        ('["Ladder {0}"]', '["Ladder {1}"]', "'Ladder {1}' has a place for which there is no list"),
        ("size: [12, 15]", "size: [200, 220]", "more people in this domain than names of people"),
        ("key: {prefix: \"B-\", digits: 5}", "key: {prefx: B-}", "bill.key.prefix: is missing"),
        ("domain: orchard", "domain: the_orchard", "domain: string should match pattern"),
        # Words of SQL, and words that are taken.
        ("      service: {kind", "      order: {kind", "'order' is a word of SQL, so no noun or"),
        ("  account:\n", "  group:\n", "'group' is a word of SQL, so no noun or attribute can"),
        ("link: {name: seat,", "link: {name: order,", "'order' is a word of SQL, so nothing can"),
        ("  account:\n", "  refusal:\n", "a table 'refusal' of its own; call the noun something"),
        ("      rungs: {", "      on_loan: {", "ladder has 'on_loan' twice: of itself and by a"),
        ("      asked: {", "      today: {", "pruning: 'today' means something else in every tool"),
        ("link: {name: seat,", "link: {name: tree,", "two things called 'tree': a noun and what a"),
        ("      asked: {", "      tree_id: {", "pruning.tree_id has the name of a key"),
        # The same twice.
        ("  press_day:\n", "  ladder:\n", "the key 'ladder' stands here a second time in line"),
        ("      rungs: {", "      name: {", "the key 'name' stands here a second time in line"),
        ("    many: pressing days", "    many: ladders", "two nouns have 'ladders' as `many`"),
        ("many: seats", "many: families", "family and seat have one `many`, 'families'"),
        ("    name: bills\n", "    name: marks\n", "two behaviours are called 'marks'; give each"),
        ("    size: [6, 8]\n    attributes:\n      name: {kind: names, of: [\"L",
         "    key: {prefix: \"B-\"}\n    attributes:\n      name: {kind: names, of: [\"L",
         "two nouns have keys that begin with 'B-'; give each a prefix of its own"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_value_and_what_to_do(
    old: str, new: str, said: str
) -> None:
    assert said in _mistake(old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (_TREE, '"the {yeild_kg} tree in {row}"', "tree has no 'yeild_kg'. Did you mean"),
        (_TREE, '"the tree in {row.sole}"', "orchard_row has no 'sole'. Did you mean"),
        (_TREE, '"the {name tree"', "has a brace that belongs to no slot"),
        ('"trees in {row}"', '"trees in {row.name.soil}"', "'soil' is asked of what is no"),
        ('"trees in {row}"', '"trees in {row>}"', "compares {row>}, which is no number, day or"),
        ("where: {fruit: apples}", "where: {fruit: aples}", "'aples', which it never is. Did you"),
        ("where: {fruit: apples}", "where: {friut: apples}", "tree has no 'friut'. Did you mean"),
        ("where: {status: open}", "where: {status: opened}", "It may be open, paid, refunded"),
        (_LEND, '"lend {lader} to {family} until {due}"', "{lader}, which nothing fills. Did you"),
        (_LEND, '"lend {ladder} to {family}"', "does not say {due}"),
        (_LEND, '"lend {ladder} to {family} until {due"', "has a brace that belongs to no slot"),
        ('"The ladders are out."', '"It is for {family}."', "{family}, which nothing fills."),
        ('"put all the {set} down as begun"', '"begin them all"', "lacks {set}, where the things"),
        ('"put all the {set} down as begun"', '"begin all the {set} of {family}"',
         "{family}, which nothing fills. Slots here: {set}"),
        ('soil of {it}?"', 'soil of {itt}?"', "{itt}, which nothing fills. Did you mean 'it'?"),
        ('"What is the soil of {it}?"', '"What is the soil?"', "'What is the soil?' lacks {it}"),
        (_BORE, '"{it} bore more than {vaule}"', "{vaule}, which nothing fills. Did you mean"),
        (_BORE, '"{it} bore a lot"', "'{it} bore a lot' lacks {value}"),
        ('"What did the {set} bear together?"', '"What did they bear?"', "lacks {set}"),
        ("most: youngest", "most: 'youngest {it}'", "{it}, which nothing fills. Slots here: none"),
        ("books of {place}.", "books of {palce}.", "{palce}, which nothing fills. Did you mean"),
        ("here, from {village}.", "here, from {vilage}.", "{vilage}, which nothing fills. Did"),
        ("It's the warden.", "It's {name}, the warden.", "{name}, which nothing fills. Slots here"),
        ("begin: {tool: begin_pruning,", "begin: {tool: begin_pruning, when: {askd: above},",
         "prunings.begin: `when` 'askd' leads nowhere: pruning has no 'askd'. Did you mean"),
        ("begin: {tool: begin_pruning,", "begin: {tool: begin_pruning, when: {tree.fruit: figs},",
         "`when` 'tree.fruit' is to be 'figs', which it never is. It may be apples, pears"),
    ],
)  # fmt: skip
def test_a_phrase_that_nobody_could_say_is_named_with_its_slots(
    old: str, new: str, said: str
) -> None:
    assert said in _mistake(old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("on: [bills.waive]", "on: [bills.wave]", "rule 2 is on 'bills.wave', which is no action"),
        (
            "ladder.rungs >",
            "ladder.rung >",
            "rule 1: the path 'ladder.rung' breaks off: ladder has",
        ),
        ("pruning.asked,", "pruning.asked.day,", "'asked' of pruning is no reference"),
        (":limit * 100", ":limmit * 100", "speaks of :limmit, which bills.waive does not take"),
        ("for more than £{limit}", "for more than £{limt}", "Did you mean 'limit'? Slots here"),
        ("for more than £{limit}", "for too much", "draws the number 'limit' and does not say it"),
        (":limit * 100", "* 100", "rule 2: the condition 'bill.amount > * 100' is wrong"),
    ],
)
def test_a_rule_that_could_never_hold_is_named_with_its_number(
    old: str, new: str, said: str
) -> None:
    assert said in _mistake(old, new)


def test_several_mistakes_are_said_at_once() -> None:
    said = _mistake("[ladders, presses]", "[ladder, press]")
    assert "'ladder', which is no behaviour" in said
    assert "'press', which is no behaviour" in said


def test_what_is_no_yaml_is_named_with_its_line() -> None:
    said = _mistake("  - on: [ladders.lend]", "  - on: [ladders.lend")
    assert said.startswith("domain file orchard.yaml: ")
    assert "line" in said


def test_a_domain_that_is_not_installed_is_named_with_those_that_are() -> None:
    with pytest.raises(InvalidWorldError, match=r"no domain 'clinik'\. Did you mean 'clinic'"):
        load_domain("clinik")


def _mistake(old: str, new: str) -> str:
    """What is said of the orchard with some words replaced."""
    with pytest.raises(InvalidWorldError) as caught:
        try_out(read_domain(orchard(old, new), "orchard.yaml"))
    return str(caught.value)
