"""Tools about mail and mailing lists."""

from __future__ import annotations

from agentgym_envs.handwritten.steps import (
    ID,
    Json,
    arguments,
    audited,
    described,
    found,
    listed,
    one_of,
    words,
)
from agentgym_envs.office.tables import FOLDERS
from agentgym_envs.office.tools.steps import PERSON, a_person, several

_MAIL = described(ID, "The mail's id, as given by search_mail.")
_TO = several("E-mail addresses, of lists too.", 20, 1)
_FOLDER = one_of(*FOLDERS, description="A folder of the mailbox.")

_RECIPIENTS = (
    "(SELECT json_group_array(r.address ORDER BY r.address) FROM mail_recipients r "
    "WHERE r.mail_id = m.mail_id)"
)
_ATTACHMENTS = listed(
    "d.document_id, d.name, d.marking, d.project_id",
    "FROM mail_attachments t JOIN documents d USING(document_id) WHERE t.mail_id = m.mail_id",
    "d.name",
)
_MEMBERS = listed(
    "p.person_id, p.name",
    "FROM list_members i JOIN people p USING(person_id) WHERE i.address = l.address",
    "p.name",
)

_IN_MAILBOX: Json = {
    "require": "EXISTS (SELECT 1 FROM mail_copies WHERE mail_id = :mail_id AND person_id = "
    ":person_id)",
    "else": "mail {mail_id} is not in this mailbox",
}
_ADDRESSES: list[Json] = [
    {
        "require": "NOT EXISTS (SELECT 1 FROM json_each(:to) t WHERE t.value NOT LIKE '_%@_%._%')",
        "else": "one of the recipients is not an e-mail address",
    },
    {
        "require": "NOT EXISTS (SELECT 1 FROM json_each(:to) t WHERE t.value LIKE "
        "'%@carricksalo.example' AND NOT EXISTS (SELECT 1 FROM people p WHERE p.email = t.value) "
        "AND NOT EXISTS (SELECT 1 FROM lists l WHERE l.address = t.value))",
        "else": "one of the addresses in the practice does not exist",
    },
    {
        "require": "(SELECT count(DISTINCT t.value) FROM json_each(:to) t) = "
        "json_array_length(:to)",
        "else": "a recipient is named twice",
    },
]
# A copy for the sender, and one for every colleague who is addressed, in person or by a list.
_DELIVERED: list[Json] = [
    {"write": "INSERT INTO mail_recipients SELECT :mail, t.value FROM json_each(:to) t"},
    {"write": "INSERT INTO mail_copies VALUES(:mail, :person_id, 'sent')", "rows": 1},
    {
        "write": "INSERT INTO mail_copies SELECT :mail, p.person_id, 'inbox' FROM people p WHERE "
        "p.person_id <> :person_id AND (p.email IN (SELECT t.value FROM json_each(:to) t) OR "
        "EXISTS (SELECT 1 FROM list_members i JOIN json_each(:to) t ON t.value = i.address "
        "WHERE i.person_id = p.person_id))"
    },
]

TOOLS: list[Json] = [
    {
        "name": "search_mail",
        "description": "Search a colleague's mailbox, newest first.",
        "input": arguments(
            ["person_id"],
            person_id=described(ID, "The id of the mailbox's owner."),
            folder=_FOLDER,
            text=words(60, "Words that occur in sender, subject or text."),
        ),
        "steps": [
            a_person("p", "person_id"),
            {
                "many": "mails",
                "sql": "SELECT m.mail_id, c.folder, m.sender, m.subject, substr(m.sent_at, 1, 10) "
                "AS sent_on, (SELECT count(*) FROM mail_attachments t WHERE t.mail_id = m.mail_id) "
                "AS attachments FROM mail_copies c JOIN mails m USING(mail_id) WHERE c.person_id = "
                ":person_id AND (:folder IS NULL OR c.folder = :folder) AND (:text IS NULL OR "
                "instr(lower(m.sender || ' ' || m.subject || ' ' || m.body), lower(:text))) "
                "ORDER BY m.sent_at DESC, m.mail_id LIMIT 20",
            },
            {"return": {"mails": ":mails"}},
        ],
    },
    {
        "name": "read_mail",
        "description": "A mail of a colleague's mailbox: sender, recipients, text, attachments.",
        "input": arguments(
            person_id=described(ID, "The id of the mailbox's owner."), mail_id=_MAIL
        ),
        "steps": [
            {
                "one": "m",
                "sql": f"SELECT m.mail_id, m.sender, {_RECIPIENTS} AS recipients, m.subject, "
                f"m.body, m.sent_at, m.answers_id, {_ATTACHMENTS} AS attachments FROM mails m "
                "WHERE m.mail_id = :mail_id",
                "json": ["recipients", "attachments"],
                "else": "there is no mail {mail_id}",
            },
            _IN_MAILBOX,
            {"return": ":m"},
        ],
    },
    {
        "name": "send_mail",
        "description": "Send a mail from a colleague's mailbox.",
        "writes": ["mails", "mail_recipients", "mail_attachments", "mail_copies", "audit"],
        "input": arguments(
            ["person_id", "to", "subject", "body"],
            person_id=described(ID, "The id of the colleague from whose mailbox it goes out."),
            to=_TO,
            subject=words(120, "The subject."),
            body=words(2000, "The text."),
            document_ids={**several("Ids of documents to attach."), "default": []},
            answers_id=described(ID, "The id of the mail that it answers, if it is a reply."),
        ),
        "steps": [
            a_person("p", "person_id", "email"),
            *_ADDRESSES,
            {
                "require": "(SELECT count(*) FROM documents WHERE document_id IN (SELECT value "
                "FROM json_each(:document_ids))) = json_array_length(:document_ids)",
                "else": "document_ids holds an id that is no document's, or the same one twice",
            },
            {
                "require": ":answers_id IS NULL OR EXISTS (SELECT 1 FROM mail_copies WHERE "
                "mail_id = :answers_id AND person_id = :person_id)",
                "else": "mail {answers_id} is not in this mailbox",
            },
            {"new": "mail", "of": "mails"},
            {
                "write": "INSERT INTO mails VALUES(:mail, :p.email, :subject, :body, :answers_id, "
                ":now)",
                "rows": 1,
            },
            {
                "write": "INSERT INTO mail_attachments SELECT :mail, value FROM "
                "json_each(:document_ids)"
            },
            *_DELIVERED,
            *audited("send_mail", ":mail"),
            {"return": {"mail_id": ":mail"}},
        ],
    },
    {
        "name": "forward_mail",
        "description": "Forward a mail with its attachments from a colleague's mailbox, as it "
        "stands.",
        "writes": ["mails", "mail_recipients", "mail_attachments", "mail_copies", "audit"],
        "input": arguments(
            person_id=described(ID, "The id of the colleague from whose mailbox it goes out."),
            mail_id=_MAIL,
            to=_TO,
        ),
        "steps": [
            a_person("p", "person_id", "email"),
            _IN_MAILBOX,
            *_ADDRESSES,
            {"new": "mail", "of": "mails"},
            {
                "write": "INSERT INTO mails SELECT :mail, :p.email, 'Fwd: ' || m.subject, m.body, "
                "NULL, :now FROM mails m WHERE m.mail_id = :mail_id",
                "rows": 1,
            },
            {
                "write": "INSERT INTO mail_attachments SELECT :mail, document_id FROM "
                "mail_attachments WHERE mail_id = :mail_id"
            },
            *_DELIVERED,
            *audited("forward_mail", ":mail"),
            {"return": {"mail_id": ":mail"}},
        ],
    },
    {
        "name": "file_mail",
        "description": "Move a mail to another folder of a colleague's mailbox.",
        "writes": ["mail_copies", "audit"],
        "input": arguments(
            person_id=described(ID, "The id of the mailbox's owner."),
            mail_id=_MAIL,
            folder=_FOLDER,
        ),
        "steps": [
            _IN_MAILBOX,
            {
                "write": "UPDATE mail_copies SET folder = :folder WHERE mail_id = :mail_id AND "
                "person_id = :person_id",
                "rows": 1,
            },
            *audited("file_mail", ":mail_id"),
            {"return": {"mail_id": ":mail_id", "folder": ":folder"}},
        ],
    },
    {
        "name": "get_list",
        "description": "A mailing list: purpose, owner and members. Without an address, all lists "
        "with their owners.",
        "input": arguments([], address=words(80, "The list's address.")),
        "steps": [
            {
                "when": ":address IS NULL",
                "do": [
                    {
                        "many": "lists",
                        "sql": "SELECT l.address, l.purpose, p.name AS owner FROM lists l JOIN "
                        "people p ON p.person_id = l.owner_id ORDER BY l.address",
                    },
                    {"return": {"lists": ":lists"}},
                ],
                "otherwise": [
                    {
                        "one": "l",
                        "sql": "SELECT l.address, l.purpose, l.owner_id, p.name AS owner, "
                        f"{_MEMBERS} AS members FROM lists l JOIN people p ON p.person_id = "
                        "l.owner_id WHERE l.address = :address",
                        "json": ["members"],
                        "else": "there is no list {address}",
                    },
                    {"return": ":l"},
                ],
            },
        ],
    },
    {
        "name": "change_list",
        "description": "Put a colleague on a mailing list, or take one off it.",
        "writes": ["list_members", "audit"],
        "input": arguments(
            address=words(80, "The list's address."),
            person_id=PERSON,
            change=one_of("add", "remove", description="What is done."),
        ),
        "steps": [
            found("l", "list", "lists", "address", "address"),
            a_person("p", "person_id"),
            {
                "when": ":change = 'add'",
                "do": [
                    {
                        "require": "NOT EXISTS (SELECT 1 FROM list_members WHERE address = "
                        ":address AND person_id = :person_id)",
                        "else": "{person_id} is on the list already",
                    },
                    {
                        "write": "INSERT INTO list_members VALUES(:address, :person_id)",
                        "rows": 1,
                    },
                ],
                "otherwise": [
                    {
                        "write": "DELETE FROM list_members WHERE address = :address AND "
                        "person_id = :person_id",
                        "rows": 1,
                        "else": "{person_id} is not on the list",
                    },
                ],
            },
            *audited("change_list", ":address"),
            {"return": {"address": ":address", "person_id": ":person_id"}},
        ],
    },
]
