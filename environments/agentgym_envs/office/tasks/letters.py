"""Descriptions and calls about mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agentgym_envs.handwritten.drafts import About, Call, call
from agentgym_envs.office.tasks.drafts import ANY, NAMES, literally


def document(phrase: str, name: str, picks: str) -> About:
    """A document, by a LIKE pattern for its name."""
    return About(phrase, "documents", f"name LIKE '{name}'", f"@{picks}")


def mail(phrase: str, sender: str, subject: str, picks: str) -> About:
    """A mail, by LIKE patterns for its sender and subject."""
    where = f"sender LIKE '{sender}' AND subject LIKE '{subject}'"
    return About(phrase, "mails", where, f"@{picks}")


def send(
    who: str,
    to: Sequence[str],
    subject: str,
    body: str,
    documents: Sequence[str] = (),
    answers: str | None = None,
) -> Call:
    """Send a mail."""
    arguments: dict[str, Any] = {
        "person_id": f"@{who}",
        "to": list(to),
        "subject": subject,
        "body": body,
    }
    if documents:
        arguments["document_ids"] = [f"@{nick}" for nick in documents]
    if answers is not None:
        arguments["answers_id"] = f"@{answers}"
    return Call("send_mail", arguments)


def search(who: str, text: str) -> Call:
    """Search a mailbox."""
    return call("search_mail", person_id=f"@{who}", text=text)


def open_mail(who: str, nick: str) -> Call:
    """Read a mail."""
    return call("read_mail", person_id=f"@{who}", mail_id=f"@{nick}")


def saying(who: str, text: str, subject: str | None = None) -> tuple[tuple[str, str], ...]:
    """The holes of a mail whose text and perhaps subject were dictated; see `worded`."""
    wanted = ANY if subject is None else rf"~\W*{literally(subject)}\W*"
    return (("mails.subject", wanted), ("mails.body", worded(who, literally(text))))


def worded(who: str, pattern: str) -> str:
    """A hole for a text with room for a greeting and a signature, and for nothing else."""
    first, _, last = NAMES[who].partition(" ")
    greeting = r"((dear|hello|hi)(,? [^\W\d]+\.?){0,5}\W+)?"
    closing = r"(((kind|best) )?(regards|wishes)\W*)?"
    return rf"~{greeting}\W*{pattern}\W*{closing}({first}( {last})?\W*)?"
