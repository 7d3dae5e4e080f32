"""Makes the rows of the world: what is written in `content/`, and ordinary business around it."""

from __future__ import annotations

from agentgym.sampling import Draws
from agentgym_envs.handwritten.rows import Rows
from agentgym_envs.office import calendar
from agentgym_envs.office.content import names, or_none, records
from agentgym_envs.office.rows import no_rows

_SITES = (("EDI", "Edinburgh", 0), ("HEL", "Helsinki", 2))
_HOURS = {"EDI": "09:00-17:30", "HEL": "08:00-16:00"}
_WEEK = "Mon,Tue,Wed,Thu,Fri"
_DOMAIN = "@carricksalo.example"
_SEED = 20251007


def make_rows() -> Rows:
    """All rows of the world, the same every time."""
    rows = no_rows()
    for city in _SITES:
        rows.insert("sites", *city)
    for team, name, minimum in records("teams"):
        rows.insert("teams", team, name, int(minimum))
    _people(rows, Draws.seeded(_SEED, 0))
    _projects(rows)
    for nick, *contact in records("contacts"):
        rows.add("contacts", *contact, nick=nick)
    for room, name, site, seats, equipment in records("rooms"):
        rows.insert("rooms", room, name, site, int(seats), equipment)
    _absence(rows)
    calendar.write_staged(rows)
    calendar.write_series(rows)
    calendar.write_ordinary(rows, _SEED)
    _visits(rows)
    _mail(rows)
    _travel(rows)
    return rows


def _people(rows: Rows, draws: Draws) -> None:
    people = list(records("people"))
    extensions = draws.shuffled(range(100, 200))
    for (nick, name, role, grade, team, site, _, week, hours, left, needs), extension in zip(
        people, extensions, strict=False
    ):
        email = name.lower().replace(" ", ".") + _DOMAIN
        starts, _, ends = (_HOURS[site] if hours == "=" else hours).partition("-")
        rows.add(
            "people",
            name,
            email,
            str(extension),
            role,
            grade,
            team,
            site,
            None,
            _WEEK if week == "=" else week,
            starts,
            ends,
            int(left),
            int(needs == "standing"),
            nick=nick,
        )
    for record, row in zip(people, rows.tables["people"], strict=True):
        row[8] = rows.keys[record[6]] if record[6] != "-" else None
    for owner, delegate, scopes in records("delegates"):
        for scope in names(scopes):
            rows.insert("delegates", rows.keys[owner], rows.keys[delegate], scope)
    for address, purpose, owner, members in records("lists"):
        rows.insert("lists", address, purpose, rows.keys[owner])
        wanted = names(members)
        for row in rows.tables["people"]:
            groups = {"*", f"@{row[7]}", row[6]} | {n for n in wanted if rows.keys.get(n) == row[0]}
            if groups & set(wanted):
                rows.insert("list_members", address, row[0])


def _projects(rows: Rows) -> None:
    for number, name, client, lead, stage, submission, members in records("projects"):
        rows.insert("projects", number, name, client, rows.keys[lead], stage, or_none(submission))
        for member in (lead, *names(members)):
            rows.insert("project_members", number, rows.keys[member])
    for nick, project, name, marking in records("documents"):
        rows.add("documents", project, name, marking, nick=nick)


def _absence(rows: Rows) -> None:
    for nick, person, kind, first, last, count, status, asked in records("leave"):
        rows.add(
            "leave", rows.keys[person], kind, first, last, int(count), status, asked, nick=nick
        )
    for person, first, last, stand_in in records("out_of_office"):
        rows.insert("out_of_office", rows.keys[person], first, last, rows.keys[stand_in])


def _visits(rows: Rows) -> None:
    keys = rows.keys
    for record in records("badges"):
        rows.insert("badges", *record)
    for nick, guest, host, site, date, event, status, badge in records("visits"):
        meeting = None if event == "-" else keys[event]
        rows.add(
            "visits",
            keys[guest],
            keys[host],
            site,
            date,
            meeting,
            status,
            or_none(badge),
            nick=nick,
        )


def _mail(rows: Rows) -> None:
    addresses = {row[0]: row[2] for row in rows.tables["people"]}
    addresses |= {row[0]: row[3] for row in rows.tables["contacts"]}
    for nick, sender, to, sent_at, subject, body, documents, folders in records("mails"):
        mail = rows.add(
            "mails", addresses[rows.keys[sender]], subject, body, None, sent_at, nick=nick
        )
        kept = dict(part.split(":") for part in names(folders))
        for document in names(documents):
            rows.insert("mail_attachments", mail, rows.keys[document])
        inside = {row[0] for row in rows.tables["people"]}
        if rows.keys[sender] in inside:
            rows.insert("mail_copies", mail, rows.keys[sender], kept.get(sender, "sent"))
        for recipient in names(to):
            if "@" in recipient:
                rows.insert("mail_recipients", mail, recipient)
                continue
            rows.insert("mail_recipients", mail, addresses[rows.keys[recipient]])
            rows.insert("mail_copies", mail, rows.keys[recipient], kept.get(recipient, "inbox"))


def _travel(rows: Rows) -> None:
    for nick, person, *trip in records("trips"):
        rows.add("trips", rows.keys[person], *trip, nick=nick)
    for desk, site, kind, owner in records("desks"):
        rows.insert("desks", desk, site, kind, None if owner == "-" else rows.keys[owner])
    for nick, desk, person, date in records("desk_bookings"):
        rows.add("desk_bookings", desk, rows.keys[person], date, nick=nick)
