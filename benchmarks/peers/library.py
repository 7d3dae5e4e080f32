"""A lending library written by hand: the same tables and SQL as library_world.json, on sqlite3.

The peers are given this, each in its own idiom. It needs nothing but the standard library, keeps
its rows in memory, and checks no arguments: that is the frameworks' part.
"""

import functools
import json
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent


class RefusedError(Exception):
    """The library says no; the text is for the agent."""


@functools.cache
def world() -> dict:
    """The world file: its tables' rows are the library's, and its tools' schemas are shown."""
    return json.loads((HERE / "library_world.json").read_text())


@functools.cache
def calls() -> list[tuple[str, dict]]:
    """The calls that every path replays."""
    stored = json.loads((HERE / "library_calls.json").read_text())
    return [(call["name"], call["arguments"]) for call in stored["calls"]]


@functools.cache
def image() -> bytes:
    """The first state as a database image, which an episode opens."""
    db = sqlite3.connect(":memory:")
    db.executescript(
        """
        CREATE TABLE book (book_id TEXT PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL,
                           copies INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX book_author ON book (author);
        CREATE TABLE member (member_id TEXT PRIMARY KEY, name TEXT NOT NULL,
                             loan_limit INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE loan (loan_id TEXT PRIMARY KEY, book_id TEXT NOT NULL REFERENCES book,
                           member_id TEXT NOT NULL REFERENCES member, due TEXT NOT NULL,
                           renewals INTEGER NOT NULL, status TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX loan_book ON loan (book_id);
        CREATE INDEX loan_member ON loan (member_id);
        """
    )
    for name, table in world()["tables"].items():
        slots = ", ".join("?" * len(table["columns"]))
        db.executemany(f"INSERT INTO {name} VALUES ({slots})", table["rows"])
    db.commit()
    return db.serialize()


class Library:
    """One episode."""

    def __init__(self):
        self.db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.db.deserialize(image())
        self.db.row_factory = sqlite3.Row
        self.now = datetime.fromisoformat(world()["clock"]["start"])
        self.tick = timedelta(seconds=world()["clock"]["tick_seconds"])
        self.loans = len(world()["tables"]["loan"]["rows"])

    def close(self):
        """Free the rows."""
        self.db.close()

    def find_books(self, author: str | None = None, title: str | None = None) -> dict:
        """Search the catalogue by author, by words of the title, or both; at most ten books."""
        return {
            "books": self._many(
                "SELECT book_id, title, author, copies - (SELECT count(*) FROM loan WHERE "
                "loan.book_id = book.book_id AND status = 'out') AS free FROM book WHERE "
                "(:author IS NULL OR author = :author) AND "
                "(:title IS NULL OR title LIKE '%' || :title || '%') "
                "ORDER BY title, book_id LIMIT 10",
                author=author,
                title=title,
            )
        }

    def get_member(self, member_id: str) -> dict:
        """Look up a member and what is on loan to them."""
        member = self._one(
            "SELECT name, loan_limit FROM member WHERE member_id = :member_id",
            member_id=member_id,
        )
        if member is None:
            raise RefusedError(f"there is no member {member_id}")
        loans = self._many(
            "SELECT loan_id, book_id, due, renewals FROM loan WHERE member_id = :member_id AND "
            "status = 'out' ORDER BY due, loan_id",
            member_id=member_id,
        )
        return {
            "member_id": member_id,
            "name": member["name"],
            "loan_limit": member["loan_limit"],
            "loans": loans,
        }

    def list_loans(self, book_id: str) -> dict:
        """Say who has the copies of a book."""
        return {
            "loans": self._many(
                "SELECT loan_id, name, due FROM loan JOIN member USING (member_id) WHERE "
                "book_id = :book_id AND status = 'out' ORDER BY due, loan_id",
                book_id=book_id,
            )
        }

    def borrow(self, member_id: str, book_id: str) -> dict:
        """Lend a copy of a book to a member for 21 days."""
        member = self._one(
            "SELECT loan_limit, (SELECT count(*) FROM loan WHERE loan.member_id = "
            "member.member_id AND status = 'out') AS held FROM member WHERE "
            "member_id = :member_id",
            member_id=member_id,
        )
        if member is None:
            raise RefusedError(f"there is no member {member_id}")
        book = self._one(
            "SELECT copies - (SELECT count(*) FROM loan WHERE loan.book_id = book.book_id AND "
            "status = 'out') AS free FROM book WHERE book_id = :book_id",
            book_id=book_id,
        )
        if book is None:
            raise RefusedError(f"there is no book {book_id}")
        if not member["held"] < member["loan_limit"]:
            raise RefusedError(f"{member_id} has {member['held']} loans, which is the limit")
        if not book["free"] > 0:
            raise RefusedError(f"every copy of {book_id} is on loan")
        loan_id = f"L{self.loans + 1:05}"
        due = (self.now + timedelta(days=21)).isoformat()
        self._write(
            "INSERT INTO loan VALUES (:loan_id, :book_id, :member_id, :due, 0, 'out')",
            loan_id=loan_id,
            book_id=book_id,
            member_id=member_id,
            due=due,
        )
        self.loans += 1
        return {"loan_id": loan_id, "due": due}

    def renew(self, loan_id: str) -> dict:
        """Extend a loan by 14 days; twice at most."""
        loan = self._one(
            "SELECT due, renewals, status FROM loan WHERE loan_id = :loan_id", loan_id=loan_id
        )
        if loan is None:
            raise RefusedError(f"there is no loan {loan_id}")
        if loan["status"] != "out":
            raise RefusedError(f"loan {loan_id} has been returned")
        if not loan["renewals"] < 2:
            raise RefusedError(f"loan {loan_id} was renewed twice already")
        due = (datetime.fromisoformat(loan["due"]) + timedelta(days=14)).isoformat()
        self._write(
            "UPDATE loan SET due = :due, renewals = renewals + 1 WHERE loan_id = :loan_id",
            due=due,
            loan_id=loan_id,
        )
        return {"loan_id": loan_id, "due": due}

    def give_back(self, loan_id: str) -> dict:
        """Take a copy back."""
        changed = self._write(
            "UPDATE loan SET status = 'returned' WHERE loan_id = :loan_id AND status = 'out'",
            loan_id=loan_id,
        )
        if changed != 1:
            raise RefusedError(f"there is no copy out on loan {loan_id}")
        return {"loan_id": loan_id, "status": "returned"}

    def _one(self, sql, **values):
        return self.db.execute(sql, values).fetchone()

    def _many(self, sql, **values):
        return [dict(row) for row in self.db.execute(sql, values)]

    def _write(self, sql, **values):
        changed = self.db.execute(sql, values).rowcount
        if changed:
            self.now += self.tick
        return changed


#: The names of the tools, in order.
TOOLS = ("find_books", "get_member", "list_loans", "borrow", "renew", "give_back")
