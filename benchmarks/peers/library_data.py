"""Writes library_world.json and library_calls.json from a seed; they change only when this does."""

import json
import random

from library import HERE, Library, RefusedError, world

SEED = 20251101
FIRST = "Ada Ben Cleo Dov Edith Farid Greta Hugo Ines Jonas Kaia Leif Mara Nils Odile Pavel".split()
LAST = "Abel Brandt Costa Dahl Eriksen Falk Grau Haas Ito Jansen".split()
NOUNS = "Harbour Orchard Lantern Winter River Garden Comet Mill Island Archive Bridge Salt".split()
ENDS = "Keeper Letters Songs House Road Atlas Almanac Year Maps Stories".split()


def rows(draw: random.Random) -> dict[str, list[list]]:
    """The rows of the tables."""
    authors = [f"{first} {last}" for first in FIRST[:8] for last in LAST[:3]]
    titles = [f"The {noun} {end}" for noun in NOUNS for end in ENDS]
    books = [
        [f"B{i:03}", t, draw.choice(authors), draw.randint(1, 4)] for i, t in enumerate(titles)
    ]
    people = draw.sample([f"{first} {last}" for first in FIRST for last in LAST], 40)
    members = [[f"M{i:03}", name, draw.randint(2, 5)] for i, name in enumerate(people)]
    loans = []
    for i, book in enumerate(draw.sample(books, 50)):
        due = f"2025-{draw.randint(3, 4):02}-{draw.randint(1, 28):02}T12:00:00"
        loans.append([f"L{i + 1:05}", book[0], draw.choice(members)[0], due, 0, "out"])
    return {"book": books, "member": members, "loan": loans}


def some_calls(draw: random.Random, filled: dict[str, list[list]], count: int) -> list[dict]:
    """Calls as an agent at the counter would make them: two in five write, some are refused."""
    library, made = Library(), []
    loans = [row[0] for row in filled["loan"]]
    kinds = ["find_books"] * 6 + ["get_member"] * 4 + ["list_loans"] * 2
    kinds += ["borrow"] * 4 + ["renew"] * 2 + ["give_back"] * 2
    for _ in range(count):
        name = draw.choice(kinds)
        book, member = draw.choice(filled["book"]), draw.choice(filled["member"])
        if name == "find_books":
            arguments = draw.choice(
                [{"author": book[2]}, {"title": book[1].split()[1]}, {"title": book[1]}]
            )
        elif name == "get_member":
            arguments = {"member_id": draw.choice([member[0]] * 9 + ["M999"])}
        elif name == "list_loans":
            arguments = {"book_id": book[0]}
        elif name == "borrow":
            arguments = {"member_id": member[0], "book_id": draw.choice([book[0]] * 9 + ["B999"])}
        else:
            arguments = {"loan_id": draw.choice([*loans[-12:], *draw.sample(loans, 6), "L99999"])}
        made.append({"name": name, "arguments": arguments})
        try:
            result = getattr(library, name)(**arguments)
        except RefusedError:
            continue
        if name == "borrow":
            loans.append(result["loan_id"])
    return made


def main() -> None:
    """Write both files."""
    draw = random.Random(SEED)
    filled = rows(draw)
    stored = world()
    for name, table in stored["tables"].items():
        table["rows"] = filled[name]  # from here on, a Library opens with these
    text = json.dumps(stored, indent=1)
    for table in filled.values():  # one row a line
        for row in table:
            text = text.replace(json.dumps(row, indent=1).replace("\n", "\n    "), json.dumps(row))
    (HERE / "library_world.json").write_text(text + "\n")
    lines = ",\n".join(json.dumps(call) for call in some_calls(draw, filled, 200))
    (HERE / "library_calls.json").write_text(f'{{"seed": {SEED}, "calls": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
